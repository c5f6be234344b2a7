#include "snapshot/element_text.h"

#include <array>

#include "core/fixed_text.h"
#include "store/database.h"
#include "store/process_settings.h"

namespace rehearsal::snapshot {
namespace {

using store::Rows;

// "select … from <from> [where <one>] order by <order>".
struct Query {
  std::string_view columns;
  std::string_view from;
  // Finds one element by its id.
  std::string_view one;
  std::string_view order;
};

constexpr std::string_view kProcessColumns =
    "p.pid, w.name, p.assignee, p.created_by, p.failed_reason, p.is_task, p.last_modified_at, p.last_status, "
    "p.last_step, p.note, p.started_at, p.traceback, (select value from settings where name = '";
constexpr std::string_view kThenSetting = "' || p.pid), (select value from settings where name = '";
constexpr std::string_view kLastSetting = "' || p.pid)";

constexpr std::array<Query, kSections> kQueries = {{
    {"customer_id, fullname, customer_id, shortcode", "customers", "customer_id = ?", "customer_id"},
    {"system || '/' || record_id, record_id, created_at, data, modified_at, system", "external_records",
     "(system, record_id) = (substr(?1, 1, instr(?1, '/') - 1), substr(?1, instr(?1, '/') + 1))",
     "system, record_id"},
    {Joined<kProcessColumns, store::kAgainSetting, kThenSetting, store::kTimerSetting, kLastSetting>::kText,
     "processes p join workflows w using (workflow_id)", "p.pid = ?", "p.sequence"},
    {"name, name, created_at, description, end_date, product_block_id, status, tag", "product_blocks",
     "name = ?", "name"},
    {"name, name, created_at, description, end_date, product_id, product_type, status, tag", "products",
     "name = ?", "name"},
    {"resource_type, resource_type, description, resource_type_id", "resource_types", "resource_type = ?",
     "resource_type"},
    {"subscription_id, subscription_id, digest, made_at, model, parent_digest, process_id, version",
     "subscription_revisions", "sequence = ?", "sequence"},
    {"name, name, value",
     "(select name, value from settings where name in ('pace', 'seed') union all "
     "select 'global_lock', global_lock from engine_settings)",
     "name = ?", "name"},
    {"subscription_id, subscription_id, metadata", "subscription_metadata", "subscription_id = ?",
     "subscription_id"},
    {"subscription_id, description", "subscriptions", "subscription_id = ?", "sequence"},
    {"name, name, created_at, deleted_at, description, is_task, target, workflow_id", "workflows", "name = ?",
     "name"},
}};

const Query& query_of(Section section) {
  return kQueries[static_cast<size_t>(section)];
}

std::optional<std::string_view> text_at(const Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.view(column);
}

void add_names(Line& line, std::string_view name, Rows rows, std::string& out) {
  line.list(name, [&](auto separate) {
    while (rows.step()) {
      separate();
      add_json_text(rows.view(0), out);
    }
  });
}

void add_customer(const Rows& rows, std::string& out) {
  Line line(out);
  line.text("customer_id", rows.view(2));
  line.text("fullname", rows.view(1));
  line.text("shortcode", rows.view(3));
  line.end();
}

void add_external_record(const Rows& rows, std::string& out) {
  Line line(out);
  line.moment("created_at", rows.instant(2));
  line.raw("data", rows.view(3));
  line.moment("modified_at", rows.instant(4));
  line.text("record_id", rows.view(1));
  line.text("system", rows.view(5));
  line.end();
}

void add_resource_type(const Rows& rows, std::string& out) {
  Line line(out);
  line.text("description", text_at(rows, 2));
  line.text("resource_type", rows.view(1));
  line.text("resource_type_id", rows.view(3));
  line.end();
}

void add_revision(const Rows& rows, std::string& out) {
  Line line(out);
  line.text("digest", rows.view(2));
  line.moment("made_at", rows.instant(3));
  line.raw("model", rows.view(4));
  line.text("parent_digest", text_at(rows, 5));
  line.text("process_id", text_at(rows, 6));
  line.text("subscription_id", rows.view(0));
  line.integer("version", rows.integer(7));
  line.end();
}

void add_setting(const Rows& rows, std::string& out) {
  Line line(out);
  line.text("name", rows.view(0));
  if (rows.view(0) == "pace") {
    line.raw("value", rows.view(2));
  } else if (rows.view(0) == "global_lock") {
    line.boolean("value", rows.boolean(2));
  } else {
    line.integer("value", rows.integer(2));
  }
  line.end();
}

void add_metadata(const Rows& rows, std::string& out) {
  Line line(out);
  line.raw("metadata", rows.view(2));
  line.text("subscription_id", rows.view(0));
  line.end();
}

void add_workflow(const Rows& rows, std::string& out) {
  Line line(out);
  line.moment("created_at", rows.instant(2));
  line.moment("deleted_at", rows.optional_instant(3));
  line.text("description", rows.view(4));
  line.boolean("is_task", rows.boolean(5));
  line.text("name", rows.view(0));
  line.text("target", rows.view(6));
  line.text("workflow_id", rows.view(7));
  line.end();
}

}  // namespace

Rows ElementText::rows(Section section) {
  const Query& query = query_of(section);
  std::string sql = "select ";
  sql.append(query.columns).append(" from ").append(query.from).append(" order by ").append(query.order);
  return session_.db.query(sql);
}

Rows ElementText::row(Section section, std::string_view id) {
  const Query& query = query_of(section);
  std::string sql = "select ";
  sql.append(query.columns).append(" from ").append(query.from).append(" where ").append(query.one);
  return session_.db.query(sql, id);
}

int64_t ElementText::count(Section section) {
  std::string sql = "select count(*) from ";
  auto rows = session_.db.query(sql.append(query_of(section).from));
  return rows.step() ? rows.integer(0) : 0;
}

void ElementText::add(Section section, const Rows& rows, std::string& out) {
  switch (section) {
    case Section::Customers:
      return add_customer(rows, out);
    case Section::ExternalRecords:
      return add_external_record(rows, out);
    case Section::Processes:
      return add_process(rows, out);
    case Section::ProductBlocks:
      return add_product_block(rows, out);
    case Section::Products:
      return add_product(rows, out);
    case Section::ResourceTypes:
      return add_resource_type(rows, out);
    case Section::Revisions:
      return add_revision(rows, out);
    case Section::Settings:
      return add_setting(rows, out);
    case Section::SubscriptionMetadata:
      return add_metadata(rows, out);
    case Section::Subscriptions:
      return add_subscription(rows, out);
    case Section::Workflows:
      return add_workflow(rows, out);
  }
}

// The address that a callback comes to holds the token, too.
std::string ElementText::without_tokens(std::string_view state) const {
  if (tokens_ || state.find("callback") == std::string_view::npos) return std::string(state);
  Json value = parse_json(state);
  std::string token;
  if (value.is_object()) {
    token = text_or(value, "__callback_token");
    value.erase("__callback_token");
    value.erase("callback_route");
  }
  std::string text = dump_json(value);
  if (token.empty()) return text;
  // Where a workflow keeps the address under a key of its own.
  constexpr std::string_view kRemoved = "removed";
  for (size_t at = text.find(token); at != std::string::npos; at = text.find(token, at + kRemoved.size()))
    text.replace(at, token.size(), kRemoved);
  return text;
}

void ElementText::add_process(const Rows& rows, std::string& out) {
  const std::string_view id = rows.view(0);
  Line line(out);
  line.raw("again", text_at(rows, 12).value_or("null"));
  line.text("assignee", rows.view(2));
  line.text("created_by", text_at(rows, 3));
  line.text("failed_reason", text_at(rows, 4));
  line.list("inputs", [&](auto separate) {
    auto inputs = session_.db.query(
        "select input_state, input_state_id, input_time, input_type from input_states where pid = ? order by "
        "sequence",
        id);
    while (inputs.step()) {
      separate();
      Line input(out);
      input.raw("input_state", without_tokens(inputs.view(0)));
      input.text("input_state_id", inputs.view(1));
      input.moment("input_time", inputs.instant(2));
      input.text("input_type", inputs.view(3));
      input.end();
    }
  });
  line.boolean("is_task", rows.boolean(5));
  line.moment("last_modified_at", rows.instant(6));
  line.text("last_status", rows.view(7));
  line.text("last_step", text_at(rows, 8));
  line.text("note", text_at(rows, 9));
  line.text("process_id", id);
  line.moment("started_at", rows.instant(10));
  line.list("steps", [&](auto separate) {
    auto steps = session_.db.query(
        "select commit_hash, completed_at, created_by, name, started_at, state, status, stepid from "
        "process_steps "
        "where pid = ? order by sequence",
        id);
    while (steps.step()) {
      separate();
      Line step(out);
      step.text("commit_hash", text_at(steps, 0));
      step.moment("completed_at", steps.instant(1));
      step.text("created_by", text_at(steps, 2));
      step.text("name", steps.view(3));
      step.moment("started_at", steps.instant(4));
      step.raw("state", without_tokens(steps.view(5)));
      step.text("status", steps.view(6));
      step.text("step_id", steps.view(7));
      step.end();
    }
  });
  line.list("subscriptions", [&](auto separate) {
    auto links = session_.db.query(
        "select created_at, id, subscription_id, workflow_target from processes_subscriptions where pid = ? "
        "order by rowid",
        id);
    while (links.step()) {
      separate();
      Line link(out);
      link.moment("created_at", links.instant(0));
      link.text("id", links.view(1));
      link.text("subscription_id", links.view(2));
      link.text("workflow_target", text_at(links, 3));
      link.end();
    }
  });
  line.moment("timer", rows.optional_instant(13));
  line.text("traceback", text_at(rows, 11));
  line.text("workflow_name", rows.view(1));
  line.end();
}

void ElementText::add_product_block(const Rows& rows, std::string& out) {
  const std::string_view id = rows.view(5);
  Line line(out);
  line.moment("created_at", rows.instant(2));
  line.list("depends_on", [&](auto separate) {
    auto blocks = session_.db.query(
        "select r.max, r.min, b.name from product_block_relations r join product_blocks b "
        "on b.product_block_id = r.depends_on_id where r.in_use_by_id = ? order by b.name",
        id);
    while (blocks.step()) {
      separate();
      Line block(out);
      block.integer("max", blocks.optional_integer(0));
      block.integer("min", blocks.optional_integer(1));
      block.text("name", blocks.view(2));
      block.end();
    }
  });
  line.text("description", rows.view(3));
  line.moment("end_date", rows.optional_instant(4));
  line.text("name", rows.view(0));
  line.text("product_block_id", id);
  add_names(
      line, "resource_types",
      session_.db.query("select t.resource_type from product_block_resource_types l join resource_types t "
                        "using (resource_type_id) where l.product_block_id = ? order by t.resource_type",
                        id),
      out);
  line.text("status", text_at(rows, 6));
  line.text("tag", text_at(rows, 7));
  line.end();
}

void ElementText::add_product(const Rows& rows, std::string& out) {
  const std::string_view id = rows.view(5);
  Line line(out);
  add_names(line, "blocks",
            session_.db.query("select b.name from product_product_blocks l join product_blocks b using "
                              "(product_block_id) where l.product_id = ? order by b.name",
                              id),
            out);
  line.moment("created_at", rows.instant(2));
  line.text("description", rows.view(3));
  line.moment("end_date", rows.optional_instant(4));
  line.list("fixed_inputs", [&](auto separate) {
    auto inputs = session_.db.query(
        "select created_at, fixed_input_id, name, value from fixed_inputs where product_id = ? order by name",
        id);
    while (inputs.step()) {
      separate();
      Line input(out);
      input.moment("created_at", inputs.instant(0));
      input.text("fixed_input_id", inputs.view(1));
      input.text("name", inputs.view(2));
      input.text("value", inputs.view(3));
      input.end();
    }
  });
  line.text("name", rows.view(0));
  line.text("product_id", id);
  line.text("product_type", rows.view(6));
  line.text("status", rows.view(7));
  line.text("tag", rows.view(8));
  add_names(line, "workflows",
            session_.db.query("select w.name from products_workflows l join workflows w using (workflow_id) "
                              "where l.product_id = ? order by w.name",
                              id),
            out);
  line.end();
}

}  // namespace rehearsal::snapshot
