#include "domain/revisions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "domain/dump_parts.h"
#include "store/budget.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

// One member of an object: a text, another value, or the blocks of a field.
struct Member {
  std::string_view name;
  std::string_view text;
  const Json* value = nullptr;
  const Field* block_field = nullptr;
  const std::vector<Block>* blocks = nullptr;
};
using ModelMembers = std::vector<Member>;

// Writes canonical JSON in one pass: this happens at every change of a subscription.
class ModelWriter {
 public:
  explicit ModelWriter(const Subscription& subscription) : subscription_(subscription) {}

  std::string write() {
    const Subscription& s = subscription_;
    const Json insync = s.insync;
    const Json start_date = s.start_date ? Json(iso_text_precise(*s.start_date)) : Json(nullptr);
    const Json end_date = s.end_date ? Json(iso_text_precise(*s.end_date)) : Json(nullptr);
    const Json note = or_null(s.note);
    ModelMembers members = {{"subscription_id", s.subscription_id},
                            {"customer_id", s.customer_id},
                            {"description", s.description},
                            {"status", to_text(s.status)},
                            {"insync", {}, &insync},
                            {"start_date", {}, &start_date},
                            {"end_date", {}, &end_date},
                            {"note", {}, &note},
                            {"product_id", s.product.product_id},
                            {"product_name", s.product.name}};
    for (size_t i = 0; i < s.fixed_inputs.size(); ++i) {
      members.push_back({s.type->fixed_inputs[i].name, {}, &s.fixed_inputs[i]});
    }
    add_fields(members, s.type->blocks, s.roots);
    out_.reserve(1024);
    write_object(members);
    return std::move(out_);
  }

 private:
  static void add_fields(ModelMembers& members, const std::vector<Field>& fields,
                         const std::vector<FieldValue>& values) {
    for (size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].is_block()) {
        members.push_back({fields[i].name, {}, nullptr, &fields[i], &values[i].blocks});
      } else {
        members.push_back({fields[i].name, {}, &values[i].value});
      }
    }
  }

  void write_object(ModelMembers& members) {
    std::sort(members.begin(), members.end(),
              [](const Member& a, const Member& b) { return a.name < b.name; });
    char before = '{';
    for (const Member& member : members) {
      out_ += before;
      before = ',';
      write_text(member.name);
      out_ += ':';
      if (member.blocks) {
        write_blocks(*member.block_field, *member.blocks);
      } else if (member.value) {
        write_value(*member.value);
      } else {
        write_text(member.text);
      }
    }
    out_ += '}';
  }

  void write_blocks(const Field& field, const std::vector<Block>& blocks) {
    if (field.is_list) out_ += '[';
    for (size_t i = 0; i < blocks.size(); ++i) {
      if (i) out_ += ',';
      write_block(blocks[i]);
    }
    if (field.is_list) out_ += ']';
    if (!field.is_list && blocks.empty()) out_ += "null";
  }

  void write_block(const Block& block) {
    const Json label = or_null(block.label);
    ModelMembers members;
    members.reserve(4 + block.fields.size());
    members.push_back({"name", block.type->name});
    members.push_back({"subscription_instance_id", block.subscription_instance_id});
    members.push_back({"owner_subscription_id", block.owner_subscription_id});
    if (block.owner_subscription_id == subscription_.subscription_id) {
      members.push_back({"label", {}, &label});
      add_fields(members, block.type->fields, block.fields);
    }
    write_object(members);
  }

  void write_value(const Json& value) {
    if (value.is_string()) {
      write_text(value.get_ref<const std::string&>());
    } else {
      out_ += value.is_null() ? "null" : canonical_json(value);
    }
  }

  // Most texts need no escaping; the others go the general way.
  void write_text(std::string_view text) {
    const auto is_plain = [](char c) { return c >= ' ' && c != '"' && c != '\\' && c != '\x7f'; };
    if (std::all_of(text.begin(), text.end(), is_plain)) {
      out_.append(1, '"').append(text).append(1, '"');
    } else {
      out_ += canonical_json(text);
    }
  }

  const Subscription& subscription_;
  std::string out_;
};

// So that the file does not grow without end. A parent that is named is there: a later one may have the same
// digest.
void forget_oldest(store::Database& db, std::string_view subscription_id, size_t newest_bytes) {
  int64_t newest_to_go = 0;
  {
    auto rows = db.query(
        "select sequence from subscription_revisions where subscription_id = ? order by sequence desc limit "
        "1 offset ?",
        subscription_id, kMostRevisions);
    if (rows.step()) newest_to_go = rows.integer(0);
  }
  // Of small ones so many are no more than that.
  if (newest_bytes * kMostRevisions > kMostRevisionBytes) {
    newest_to_go = std::max(
        newest_to_go,
        store::first_beyond(db.query("select sequence, octet_length(model) from subscription_revisions where "
                                     "subscription_id = ? order by sequence desc",
                                     subscription_id),
                            kMostRevisionBytes));
  }
  if (newest_to_go == 0) return;
  std::vector<std::string> gone;
  {
    auto rows =
        db.query("select digest from subscription_revisions where subscription_id = ? and sequence <= ?",
                 subscription_id, newest_to_go);
    while (rows.step()) gone.push_back(rows.text(0));
  }
  db.run("delete from subscription_revisions where subscription_id = ? and sequence <= ?", subscription_id,
         newest_to_go);
  for (const std::string& digest : gone) {
    db.run(
        "update subscription_revisions as child set parent_digest = null where subscription_id = ?1 and "
        "parent_digest = ?2 and not exists (select 1 from subscription_revisions where subscription_id = ?1 "
        "and "
        "digest = ?2 and sequence < child.sequence)",
        subscription_id, digest);
  }
}

// Where the value that begins at `at` ends, in JSON without spaces: at the comma or the bracket behind it.
size_t end_of_value(std::string_view text, size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
      }
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
      break;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return at;
}

// The model, an object in canonical JSON, with another value of its own member: without making values of all
// that stays as it is. Empty when it has no such member.
std::string with_member(std::string_view model, std::string_view member, const Json& value) {
  const std::string begin = std::string("\"").append(member).append("\":");
  for (size_t at = 1, end = 0; at < model.size(); at = end + 1) {
    end = end_of_value(model, at);
    if (model.substr(at, begin.size()) != begin) continue;
    return std::string(model.substr(0, at)).append(begin).append(canonical_json(value)).append(model, end);
  }
  return {};
}

void append_model(Session& session, std::string_view subscription_id, const std::string& model) {
  session.db.run(
      "insert into subscription_revisions (subscription_id, version, digest, parent_digest, model, "
      "process_id, made_at) "
      "values (?1, (select version from subscriptions where subscription_id = ?1), ?2, (select digest from "
      "subscription_revisions where subscription_id = ?1 order by sequence desc limit 1), ?3, ?4, ?5)",
      subscription_id, sha256_hex(model), model,
      session.process_id.empty() ? std::nullopt : std::optional<std::string_view>(session.process_id),
      session.clock.now());
  forget_oldest(session.db, subscription_id, model.size());
}

void set_in_blocks(Json& part, const std::set<std::string>& instances, const std::string& field,
                   const Json& value) {
  // Blocks of other subscriptions have no label here.
  if (part.is_object() && part.contains("label") &&
      instances.count(text_or(part, "subscription_instance_id")) > 0)
    part[field] = value;
  for (Json& each : part) {
    if (each.is_structured()) set_in_blocks(each, instances, field, value);
  }
}

}  // namespace

std::optional<Json> newest_model(store::Database& db, std::string_view subscription_id) {
  auto rows = db.query(
      "select model from subscription_revisions where subscription_id = ? order by sequence desc limit 1",
      subscription_id);
  return rows.step() ? std::optional(rows.json(0)) : std::nullopt;
}

std::string revision_model(const Subscription& subscription) {
  return ModelWriter(subscription).write();
}

void append_revision(Session& session, const Subscription& subscription) {
  append_model(session, subscription.subscription_id, revision_model(subscription));
}

void append_revision(Session& session, std::string_view subscription_id, const char* member, Json value) {
  std::string model;
  {
    auto rows = session.db.query(
        "select model from subscription_revisions where subscription_id = ? order by sequence desc limit 1",
        subscription_id);
    if (!rows.step()) return;
    model = with_member(rows.view(0), member, value);
    if (model.empty()) {
      Json whole = rows.json(0);
      whole[member] = std::move(value);
      model = canonical_json(whole);
    }
  }
  append_model(session, subscription_id, model);
}

void append_revision(Session& session, std::string_view subscription_id,
                     const std::set<std::string>& instances, const std::string& field, const Json& value) {
  std::optional<Json> model = newest_model(session.db, subscription_id);
  if (!model) return;
  set_in_blocks(*model, instances, field, value);
  append_model(session, subscription_id, canonical_json(*model));
}

}  // namespace rehearsal::domain
