#include "snapshot/apply.h"

#include <array>

#include "core/fixed_text.h"
#include "core/ids.h"
#include "domain/descriptions.h"
#include "domain/revisions.h"
#include "domain/subscriptions.h"
#include "snapshot/members.h"
#include "store/database.h"
#include "store/process_settings.h"
#include "store/search_index.h"

namespace rehearsal::snapshot {
namespace {

// Rows stand before those that refer to them.
constexpr std::array<Section, kSections> kWriteOrder = {Section::Workflows,
                                                        Section::ResourceTypes,
                                                        Section::ProductBlocks,
                                                        Section::Products,
                                                        Section::Customers,
                                                        Section::Subscriptions,
                                                        Section::SubscriptionMetadata,
                                                        Section::Revisions,
                                                        Section::ExternalRecords,
                                                        Section::Processes,
                                                        Section::Settings};

constexpr std::string_view kClearSettings =
    "delete from settings where name in (select name from settings where name glob '";
constexpr std::string_view kOrSettings = "*' or name glob '";
constexpr std::string_view kSomeSettings = "*' limit 500)";

// What is there before a snapshot takes its place goes in parts, so that none takes long: those that refer to
// others first, each table by itself (Import has switched the foreign keys off).
constexpr std::array<std::string_view, 25> kClear = {
    "delete from process_steps where rowid in (select rowid from process_steps limit 500)",
    "delete from input_states where rowid in (select rowid from input_states limit 500)",
    "delete from processes_subscriptions where rowid in (select rowid from processes_subscriptions limit "
    "500)",
    "delete from processes where rowid in (select rowid from processes limit 500)",
    Joined<kClearSettings, store::kAgainSetting, kOrSettings, store::kExternalSetting, kOrSettings,
           store::kTimerSetting, kSomeSettings>::kText,
    // What was set for the stage: a step of what comes in would fail by it.
    "delete from settings where name in ('faults', 'breakpoints')",
    "delete from subscription_revisions where rowid in (select rowid from subscription_revisions limit 500)",
    "delete from external_records where (system, record_id) in (select system, record_id from "
    "external_records "
    "limit 500)",
    "delete from stale_descriptions",
    "delete from subscription_instance_relations where rowid in (select rowid from "
    "subscription_instance_relations limit 500)",
    "delete from subscription_instance_values where rowid in (select rowid from subscription_instance_values "
    "limit 500)",
    "delete from subscription_instances where rowid in (select rowid from subscription_instances limit 500)",
    "delete from subscription_customer_descriptions where rowid in (select rowid from "
    "subscription_customer_descriptions limit 500)",
    "delete from subscription_metadata where subscription_id in (select subscription_id from "
    "subscription_metadata limit 500)",
    "delete from subscriptions where rowid in (select rowid from subscriptions limit 500)",
    "delete from fixed_inputs", "delete from product_product_blocks", "delete from products_workflows",
    "delete from product_block_resource_types", "delete from product_block_relations", "delete from products",
    "delete from workflows", "delete from product_blocks", "delete from resource_types",
    "delete from customers"};

// The rows that what comes in names among those that the catalogue has; with the foreign keys off nobody else
// looks. A row that names none would keep its subscription from being read ever again.
struct Reference {
  std::string_view last;
  std::string_view broken;
};
constexpr int64_t kLookedAtTogether = 1000;
constexpr std::array<Reference, 4> kReferences = {{
    {"select max(rowid) from processes",
     "select workflow_id from processes where rowid between ?1 and ?2 and workflow_id not in (select "
     "workflow_id from workflows)"},
    {"select max(rowid) from subscriptions",
     "select product_id from subscriptions where rowid between ?1 and ?2 and product_id not in (select "
     "product_id from products)"},
    {"select max(rowid) from subscription_instances",
     "select product_block_id from subscription_instances where rowid between ?1 and ?2 and product_block_id "
     "not in (select product_block_id from product_blocks)"},
    {"select max(rowid) from subscription_instance_values",
     "select resource_type_id from subscription_instance_values where rowid between ?1 and ?2 and "
     "resource_type_id not in (select resource_type_id from resource_types)"},
}};

constexpr int kRenewedTogether = 50;
constexpr int kMergedTogether = 8;

}  // namespace

Apply::Apply(domain::Session& session, std::string_view file, const Check& check)
    : session_(session), db_(session.db), file_(file), check_(check) {
  if (check.mode() == Mode::Add) stage_ = Stage::Elements;
}

bool Apply::step() {
  const auto next_unless = [this](bool more, Stage next) {
    if (more) return;
    stage_ = next;
    at_ = 0;
  };
  switch (stage_) {
    case Stage::Clear:
      next_unless(clear_some(), Stage::Elements);
      return true;
    case Stage::Elements:
      next_unless(write_next(), Stage::Uses);
      return true;
    case Stage::Uses:
      next_unless(write_use(), Stage::Revisions);
      return true;
    case Stage::Revisions:
      next_unless(complete_history(), Stage::Words);
      return true;
    case Stage::Words:
      // What the commit would do at once, in parts.
      next_unless(store::refresh_search(db_, kRenewedTogether) == kRenewedTogether, Stage::Merging);
      return true;
    case Stage::Merging:
      next_unless(store::merge_search(db_, kMergedTogether),
                  check_.mode() == Mode::Add ? Stage::Finished : Stage::Keys);
      return true;
    case Stage::Keys:
      next_unless(look_at_keys(), Stage::Finished);
      return true;
    case Stage::Finished:
      break;
  }
  return false;
}

bool Apply::clear_some() {
  if (at_ == kClear.size()) return false;
  db_.run(kClear[at_]);
  if (db_.changes() == 0) ++at_;
  return true;
}

bool Apply::write_next() {
  if (at_ == kWriteOrder.size()) return false;
  const Section section = kWriteOrder[at_];
  if (!elements_) elements_.emplace(file_, check_.document().start_of(section));
  const size_t before = elements_->at();
  if (elements_->next(tree_)) {
    const Change change = check_.changes(section).of[elements_->index()];
    const bool stays = change == Change::Unchanged || change == Change::Left;
    if (!stays || check_.mode() == Mode::Replace) write_element(section, change);
    done_ += elements_->at() - before;
    return true;
  }
  elements_.reset();
  ++at_;
  if (section == Section::ProductBlocks) {
    for (const BlockRelation& each : block_relations_) {
      db_.run(
          "insert into product_block_relations (in_use_by_id, depends_on_id, min, max) select "
          "u.product_block_id, "
          "d.product_block_id, ?, ? from product_blocks u, product_blocks d where u.name = ? and d.name = ?",
          each.min, each.max, each.user, each.used);
    }
  }
  return true;
}

void Apply::write_element(Section section, Change change) {
  switch (section) {
    case Section::Customers:
      return write_customer();
    case Section::ExternalRecords:
      return write_record();
    case Section::Processes:
      return write_process(change);
    case Section::ProductBlocks:
      return write_product_block();
    case Section::Products:
      return write_product();
    case Section::ResourceTypes:
      return write_resource_type();
    case Section::Revisions:
      return write_revision();
    case Section::Settings:
      return write_setting();
    case Section::SubscriptionMetadata:
      return write_metadata();
    case Section::Subscriptions:
      return write_subscription(change);
    case Section::Workflows:
      return write_workflow();
  }
}

const std::string& Apply::id_of(std::map<std::string, std::string, std::less<>>& known, std::string_view sql,
                                std::string_view name) {
  auto found = known.find(name);
  if (found == known.end()) {
    auto rows = db_.query(sql, name);
    if (!rows.step())
      throw assertion_error("Expected a row named \"" + std::string(name) + "\", found none.");
    found = known.emplace(name, rows.text(0)).first;
  }
  return found->second;
}

void Apply::write_customer() {
  const Fields fields = Fields().take(tree_, tree_.root(), customer::kMembers);
  db_.run(
      "insert into customers (customer_id, fullname, shortcode) values (?, ?, ?) on conflict (customer_id) "
      "do update "
      "set fullname = excluded.fullname, shortcode = excluded.shortcode",
      fields.text(customer::kId), fields.text(customer::kFullname), fields.text(customer::kShortcode));
}

void Apply::write_record() {
  const Fields fields = Fields().take(tree_, tree_.root(), record::kMembers);
  db_.run(
      "insert into external_records (system, record_id, data, created_at, modified_at) values (?, ?, ?, ?, "
      "?) "
      "on conflict (system, record_id) do update set data = excluded.data, created_at = excluded.created_at, "
      "modified_at = excluded.modified_at",
      fields.text(record::kSystem), fields.text(record::kId), fields.raw(record::kData),
      fields.moment(record::kCreated), fields.moment(record::kModified));
}

void Apply::write_process(Change change) {
  const Fields fields = Fields().take(tree_, tree_.root(), process::kMembers);
  const std::string_view id = fields.text(process::kId);
  const std::string again_setting = store::process_setting(store::kAgainSetting, id),
                    timer_setting = store::process_setting(store::kTimerSetting, id);
  std::optional<int64_t> sequence;
  if (check_.mode() == Mode::Add && change == Change::Changed) {
    {
      auto here = db_.query("select sequence from processes where pid = ?", id);
      if (here.step()) sequence = here.integer(0);
    }
    db_.run("delete from processes where pid = ?", id);
    db_.run("delete from settings where name in (?, ?, ?)", again_setting, timer_setting,
            store::process_setting(store::kExternalSetting, id));
  }
  db_.run(
      "insert into processes (sequence, pid, workflow_id, assignee, last_status, last_step, started_at, "
      "last_modified_at, failed_reason, traceback, created_by, is_task, note) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      sequence, id,
      id_of(workflow_ids_, "select workflow_id from workflows where name = ?",
            fields.text(process::kWorkflow)),
      fields.text(process::kAssignee), fields.text(process::kStatus),
      fields.optional_text(process::kLastStep), fields.moment(process::kStarted),
      fields.moment(process::kModified), fields.optional_text(process::kFailedReason),
      fields.optional_text(process::kTraceback), fields.optional_text(process::kCreatedBy),
      fields.boolean(process::kIsTask), fields.optional_text(process::kNote));
  if (!fields.is_null(process::kAgain)) {
    db_.run("insert into settings (name, value) values (?, ?)", again_setting, fields.raw(process::kAgain));
  }
  if (const auto timer = fields.optional_moment(process::kTimer)) {
    db_.run("insert into settings (name, value) values (?, ?)", timer_setting, *timer);
  }
  Fields each;
  const Node& inputs = fields.node(process::kInputs);
  for (uint32_t i = 0; i < inputs.count; ++i) {
    each.take(tree_, tree_.child(inputs, i), input::kMembers);
    db_.run(
        "insert into input_states (input_state_id, pid, input_state, input_time, input_type) values (?, ?, "
        "?, ?, ?)",
        each.text(input::kId), id, each.raw(input::kState), each.moment(input::kTime),
        each.text(input::kType));
  }
  const Node& steps = fields.node(process::kSteps);
  for (uint32_t i = 0; i < steps.count; ++i) {
    each.take(tree_, tree_.child(steps, i), step::kMembers);
    db_.run(
        "insert into process_steps (stepid, pid, name, status, state, created_by, completed_at, started_at, "
        "commit_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        each.text(step::kId), id, each.text(step::kName), each.text(step::kStatus), each.raw(step::kState),
        each.optional_text(step::kCreatedBy), each.moment(step::kCompleted), each.moment(step::kStarted),
        each.optional_text(step::kCommit));
  }
  const Node& links = fields.node(process::kSubscriptions);
  for (uint32_t i = 0; i < links.count; ++i) {
    each.take(tree_, tree_.child(links, i), link::kMembers);
    db_.run(
        "insert into processes_subscriptions (id, pid, subscription_id, created_at, workflow_target) "
        "values (?, ?, ?, ?, ?)",
        each.text(link::kId), id, each.text(link::kSubscription), each.moment(link::kCreated),
        each.optional_text(link::kTarget));
  }
}

void Apply::write_revision() {
  const Fields fields = Fields().take(tree_, tree_.root(), revision::kMembers);
  std::optional<std::string_view> parent = fields.optional_text(revision::kParent);
  // Behind a history that is here, a parent that was not kept would be missed.
  if (parent && check_.mode() == Mode::Add) {
    auto here = db_.query(
        "select max(digest = ?2) from subscription_revisions where subscription_id = ?1 having count(*) > 0",
        fields.text(revision::kSubscription), *parent);
    if (here.step() && here.integer(0) == 0) parent.reset();
  }
  db_.run(
      "insert into subscription_revisions (subscription_id, version, digest, parent_digest, model, "
      "process_id, "
      "made_at) values (?, ?, ?, ?, ?, ?, ?)",
      fields.text(revision::kSubscription), fields.integer(revision::kVersion),
      fields.text(revision::kDigest), parent, fields.raw(revision::kModel),
      fields.optional_text(revision::kProcess), fields.moment(revision::kMade));
}

void Apply::write_setting() {
  // The first of them: those that the snapshot does not name are as in a new database.
  if (elements_->index() == 0) {
    db_.run("delete from settings where name = 'pace'");
    db_.run("update engine_settings set global_lock = 0");
  }
  const Fields fields = Fields().take(tree_, tree_.root(), setting::kMembers);
  const std::string_view name = fields.text(setting::kName);
  if (name == "global_lock") {
    db_.run("update engine_settings set global_lock = ?", fields.boolean(setting::kValue));
  } else if (name == "pace") {
    db_.run("insert into settings (name, value) values ('pace', ?)", fields.raw(setting::kValue));
  } else {
    db_.run(
        "insert into settings (name, value) values ('seed', ?) on conflict (name) do update set value = "
        "excluded.value",
        fields.integer(setting::kValue));
  }
}

void Apply::write_metadata() {
  const Fields fields = Fields().take(tree_, tree_.root(), metadata::kMembers);
  db_.run(
      "insert into subscription_metadata (subscription_id, metadata) values (?, ?) on conflict "
      "(subscription_id) do "
      "update set metadata = excluded.metadata",
      fields.text(metadata::kSubscription), fields.raw(metadata::kMetadata));
}

bool Apply::write_use() {
  if (at_ == uses_.size()) return false;
  const Use& use = uses_[at_++];
  db_.run(
      "insert into subscription_instance_relations (in_use_by_id, depends_on_id, order_id, "
      "domain_model_attr) "
      "values (?, ?, ?, ?)",
      text_of(use.parent), text_of(use.child), use.order, use.attribute);
  return true;
}

// The newest revision of a subscription is its state: where the file's own history does not end with that, as
// when an older state took the place of a newer one, or where it has none, one more revision says so.
bool Apply::complete_history() {
  if (at_ == changed_.size()) return false;
  const std::string& id = changed_[at_++];
  // What is here and not in the file may be described by its values.
  if (check_.mode() == Mode::Add) domain::note_changed_subscription(session_, id);
  const domain::Subscription subscription = domain::load_unchecked(session_, id);
  const std::string digest = sha256_hex(domain::revision_model(subscription));
  {
    auto newest = db_.query(
        "select digest from subscription_revisions where subscription_id = ? order by sequence desc limit 1",
        id);
    if (newest.step() && newest.view(0) == digest) return true;
  }
  domain::append_revision(session_, subscription);
  return true;
}

bool Apply::look_at_keys() {
  if (at_ == kReferences.size()) return false;
  const Reference& reference = kReferences[at_];
  const int64_t from = looked_at_ + 1;
  looked_at_ += kLookedAtTogether;
  auto broken = db_.query(reference.broken, from, looked_at_);
  if (broken.step()) {
    throw assertion_error("Expected the row of " + broken.text(0) +
                          " in the catalogue, found none, in: " + std::string(reference.broken));
  }
  auto last = db_.query(reference.last);
  if (last.step() && !last.is_null(0) && last.integer(0) > looked_at_) return true;
  ++at_;
  looked_at_ = 0;
  return true;
}

}  // namespace rehearsal::snapshot
