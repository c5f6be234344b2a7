// The checks of everything but subscriptions.
#include <string_view>
#include <unordered_set>

#include "core/ids.h"
#include "snapshot/check.h"
#include "snapshot/members.h"
#include "store/database.h"

namespace rehearsal::snapshot {
namespace {

constexpr int64_t kSlowestStepMs = 10'000;
// Of a step that was called again and again; and what a moment can be, in microseconds: the years 0 to 9999.
constexpr int64_t kMostCalls = int64_t{1} << 53;
constexpr int64_t kFirstMoment = -62'167'219'200'000'000;
constexpr int64_t kLastMoment = 253'402'300'799'999'999;

bool is_pace(const Tree& tree, const Node& value) {
  if (!value.is(NodeKind::Object) || value.count != 1) return false;
  const std::string_view key = tree.text(tree.key(value, 0));
  const Node& said = tree.value(value, 0);
  if (key == "manual") return said.is(NodeKind::Boolean) && said.number != 0;
  return key == "step_ms" && said.is(NodeKind::Integer) && said.number >= 0 && said.number <= kSlowestStepMs;
}

}  // namespace

void Check::check_customer(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), customer::kMembers)) return;
  take_id(notes, fields.node(customer::kId), std::string(fields.text(customer::kId)),
          fields.text(customer::kFullname));
}

void Check::check_record(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), record::kMembers)) return;
  const std::string system(fields.text(record::kSystem));
  if (system.empty() || system.find('/') != std::string::npos) {
    notes.add(fields.node(record::kSystem), "the name of a system, without a slash",
              fields.node(record::kSystem).in_words());
    return;
  }
  take_id(notes, fields.node(record::kId), system + "/" + std::string(fields.text(record::kId)),
          fields.text(record::kId));
}

void Check::check_process(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), process::kMembers)) return;
  const std::string id(fields.text(process::kId));
  take_id(notes, fields.node(process::kId), id, fields.text(process::kWorkflow));
  check_word(notes, fields.node(process::kStatus), words_.process_statuses);
  check_word(notes, fields.node(process::kAssignee), words_.assignees);
  need(notes, Section::Workflows, fields.node(process::kWorkflow));
  if (fields.text(process::kStatus) == "completed" && fields.node(process::kSteps).count == 0) {
    notes.add(fields.node(process::kSteps), "the steps of a process that is completed", "none");
  }
  check_again(notes, fields.node(process::kAgain));
  const Node& inputs = fields.node(process::kInputs);
  for (uint32_t i = 0; i < inputs.count; ++i) check_input(notes, tree_.child(inputs, i), id);
  const Node& steps = fields.node(process::kSteps);
  for (uint32_t i = 0; i < steps.count; ++i) check_step(notes, tree_.child(steps, i), id);
  const Node& links = fields.node(process::kSubscriptions);
  for (uint32_t i = 0; i < links.count; ++i) check_process_link(notes, tree_.child(links, i), id);
}

void Check::check_again(Notes& notes, const Node& node) {
  Fields fields;
  if (node.is(NodeKind::Null) || !fields.check(notes, node, again::kMembers)) return;
  check_range(notes, fields.node(again::kCalls), "how often the step was called", 1, kMostCalls);
  check_state(notes, fields.node(again::kGiven));
  for (const size_t moment : {again::kDue, again::kStarted}) {
    check_range(notes, fields.node(moment), "a time in microseconds since 1970", kFirstMoment, kLastMoment);
  }
}

// Who made the file would know what only the one who is asked for an answer is to know.
void Check::check_state(Notes& notes, const Node& state) {
  const Node* token = tokens_ ? nullptr : tree_.find(state, "__callback_token");
  if (token)
    notes.add(*token, "a state without __callback_token, which no snapshot holds", token->in_words());
}

void Check::check_input(Notes& notes, const Node& node, std::string_view process_id) {
  Fields fields;
  if (!fields.check(notes, node, input::kMembers)) return;
  take_part(notes, fields.node(input::kId), inputs_, "select pid from input_states where input_state_id = ?",
            process_id);
  check_word(notes, fields.node(input::kType), {"initial_state", "user_input"});
  check_state(notes, fields.node(input::kState));
}

void Check::check_step(Notes& notes, const Node& node, std::string_view process_id) {
  Fields fields;
  if (!fields.check(notes, node, step::kMembers)) return;
  take_part(notes, fields.node(step::kId), steps_, "select pid from process_steps where stepid = ?",
            process_id);
  check_word(notes, fields.node(step::kStatus), words_.step_statuses);
  check_state(notes, fields.node(step::kState));
}

void Check::check_process_link(Notes& notes, const Node& node, std::string_view process_id) {
  Fields fields;
  if (!fields.check(notes, node, link::kMembers)) return;
  take_part(notes, fields.node(link::kId), process_links_,
            "select pid from processes_subscriptions where id = ?", process_id);
  need(notes, Section::Subscriptions, fields.node(link::kSubscription));
  if (!fields.is_null(link::kTarget)) check_word(notes, fields.node(link::kTarget), words_.targets);
}

void Check::check_product_block(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), product_block::kMembers)) return;
  const std::string_view name = fields.text(product_block::kName);
  take_id(notes, fields.node(product_block::kName), std::string(name), name);
  take_part(notes, fields.node(product_block::kId), catalog_, {}, name);
  check_names(notes, fields.node(product_block::kResourceTypes), Section::ResourceTypes);
  const Node& list = fields.node(product_block::kDependsOn);
  std::unordered_set<std::string_view> depended_on;
  for (uint32_t i = 0; i < list.count; ++i) {
    Fields each;
    if (!each.check(notes, tree_.child(list, i), dependency::kMembers)) continue;
    const Node& used = each.node(dependency::kName);
    if (!depended_on.insert(tree_.text(used)).second)
      notes.add(used, "each block once", used.in_words() + " a second time");
    need(notes, Section::ProductBlocks, used);
  }
}

void Check::check_product(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), product::kMembers)) return;
  const std::string name(fields.text(product::kName));
  take_id(notes, fields.node(product::kName), name, name);
  take_part(notes, fields.node(product::kId), catalog_, {}, name);
  check_names(notes, fields.node(product::kBlocks), Section::ProductBlocks);
  check_names(notes, fields.node(product::kWorkflows), Section::Workflows);
  Product found{std::string(fields.text(product::kId)), {}};
  const Node& inputs = fields.node(product::kFixedInputs);
  for (uint32_t i = 0; i < inputs.count; ++i) {
    Fields each;
    if (!each.check(notes, tree_.child(inputs, i), fixed_input::kMembers)) continue;
    take_part(notes, each.node(fixed_input::kId), catalog_, {}, name);
    if (!found.fixed_inputs
             .emplace(each.text(fixed_input::kName), std::string(each.text(fixed_input::kValue)))
             .second) {
      notes.add(each.node(fixed_input::kName), "each fixed input once",
                each.node(fixed_input::kName).in_words() + " a second time");
    }
  }
  if (mode_ == Mode::Replace) {
    products_.emplace(name, std::move(found));
  } else if (const auto here = products_.find(name); here != products_.end() && here->second.id != found.id) {
    notes.add(fields.node(product::kId), "the id that the product has here, " + here->second.id, found.id);
  }
}

void Check::check_resource_type(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), resource_type::kMembers)) return;
  const std::string_view name = fields.text(resource_type::kName);
  take_id(notes, fields.node(resource_type::kName), std::string(name), name);
  take_part(notes, fields.node(resource_type::kId), catalog_, {}, name);
}

void Check::check_revision(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), revision::kMembers)) return;
  check_version(notes, fields.node(revision::kVersion));
  const std::string_view digest = fields.text(revision::kDigest);
  incoming_.clear();
  tree_.add_canonical(fields.node(revision::kModel), incoming_);
  if (const std::string found = sha256_hex(incoming_); found != digest) {
    notes.add(fields.node(revision::kDigest), "the digest of the model, " + found, std::string(digest));
  }
  const std::string_view subscription_id = fields.text(revision::kSubscription);
  const Node* named = tree_.find(fields.node(revision::kModel), "subscription_id");
  if (!named || !named->is(NodeKind::Text) || tree_.text(*named) != subscription_id) {
    notes.add(named ? *named : fields.node(revision::kModel), "the id of the revision's subscription",
              named ? named->in_words() : "no subscription_id");
  }
  // A revision is known by its subscription and its digest, of which 128 bits are enough.
  const Id subscription = id_from(subscription_id);
  const auto known_by = [&](std::string_view of) {
    const Id id = id_from(of);
    return Id{id.high ^ subscription.high, id.low ^ subscription.low};
  };
  // The parent of the oldest may be one that was not kept (domain::kMostRevisions).
  const bool is_oldest = histories_.insert(subscription).second;
  if (is_oldest) oldest_.push_back({subscription, notes.element.index});
  if (!is_oldest && !fields.is_null(revision::kParent) &&
      !revisions_.count(known_by(fields.text(revision::kParent)))) {
    notes.add(fields.node(revision::kParent), "the digest of an earlier revision of this subscription",
              fields.node(revision::kParent).in_words());
  }
  revisions_.insert(known_by(digest));

  Change change = Change::Added;
  if (rows_here_[static_cast<size_t>(Section::Revisions)] > 0) {
    auto here = session_.db.query(
        "select parent_digest is ? and process_id is ? from subscription_revisions where subscription_id = ? "
        "and digest = ? and version = ? and made_at = ?",
        fields.optional_text(revision::kParent), fields.optional_text(revision::kProcess), subscription_id,
        digest, fields.integer(revision::kVersion), fields.moment(revision::kMade));
    if (here.step()) {
      change = Change::Unchanged;
      differs_ = differs_ || !here.boolean(0);
    }
  }
  Changes& changes = changes_[static_cast<size_t>(Section::Revisions)];
  ++changes.count[static_cast<size_t>(change)];
  changes.of.resize(notes.element.index, Change::Unchanged);
  changes.of.push_back(change);
}

void Check::check_setting(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), setting::kMembers)) return;
  const std::string name(fields.text(setting::kName));
  const Node& value = fields.node(setting::kValue);
  if (name == "global_lock") {
    check_member(notes, value, {"value", MemberKind::Boolean});
  } else if (name == "seed") {
    check_member(notes, value, {"value", MemberKind::Integer});
  } else if (name != "pace") {
    notes.add(fields.node(setting::kName), "one of global_lock, pace, seed", "\"" + name + "\"");
    return;
  } else if (!is_pace(tree_, value)) {
    notes.add(value, "{\"step_ms\": 0 to 10000} or {\"manual\": true}", shortened(value.source, kShown));
  }
  take_id(notes, fields.node(setting::kName), name, name, fields.raw(setting::kValue));
}

void Check::check_metadata(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), metadata::kMembers)) return;
  need(notes, Section::Subscriptions, fields.node(metadata::kSubscription));
  const std::string_view id = fields.text(metadata::kSubscription);
  take_id(notes, fields.node(metadata::kSubscription), std::string(id), id);
}

void Check::check_workflow(Notes& notes) {
  Fields fields;
  if (!fields.check(notes, tree_.root(), workflow::kMembers)) return;
  const std::string_view name = fields.text(workflow::kName);
  take_id(notes, fields.node(workflow::kName), std::string(name), name);
  take_part(notes, fields.node(workflow::kId), catalog_, {}, name);
  check_word(notes, fields.node(workflow::kTarget), words_.targets);
}

}  // namespace rehearsal::snapshot
