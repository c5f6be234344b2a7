// Writing a subscription: its row, its blocks, their values; who uses whom is written when all are there.
#include "domain/field_values.h"
#include "snapshot/apply.h"
#include "snapshot/members.h"
#include "store/database.h"

namespace rehearsal::snapshot {
namespace {

using domain::BlockType;
using domain::Field;

}  // namespace

void Apply::write_subscription(Change change) {
  const Node& root = tree_.root();
  const auto node = [&](std::string_view name) -> const Node& { return *tree_.find(root, name); };
  const auto text = [&](std::string_view name) { return tree_.text(node(name)); };
  const auto optional_moment = [&](std::string_view name) {
    return node(name).is(NodeKind::Null) ? std::nullopt : moment_from(text(name));
  };
  const std::string_view id = text("subscription_id");
  const Node& product = node("product");
  const std::string_view product_id = tree_.text(*tree_.find(product, "product_id"));
  const std::optional<std::string_view> note =
      node("note").is(NodeKind::Null) ? std::nullopt : std::optional(text("note"));
  const int64_t version = node("version").number;
  if (check_.mode() == Mode::Add && change == Change::Changed) {
    clear_subscription(id);
    db_.run(
        "update subscriptions set description = ?, status = ?, product_id = ?, customer_id = ?, insync = ?, "
        "start_date = ?, end_date = ?, note = ? where subscription_id = ?",
        text("description"), text("status"), product_id, text("customer_id"), node("insync").number,
        optional_moment("start_date"), optional_moment("end_date"), note, id);
    // After the trigger, which counts on its own.
    db_.run("update subscriptions set version = ? where subscription_id = ?", version, id);
    changed_.emplace_back(id);
  } else {
    db_.run(
        "insert into subscriptions (description, status, product_id, customer_id, insync, start_date, "
        "end_date, note, "
        "version, subscription_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        text("description"), text("status"), product_id, text("customer_id"), node("insync").number,
        optional_moment("start_date"), optional_moment("end_date"), note, version, id);
  }
  if (!check_.has_history(id) && (changed_.empty() || changed_.back() != id)) changed_.emplace_back(id);
  write_descriptions(node("customer_descriptions"), id);
  const domain::ProductType& type = session_.models.product_type(tree_.text(*tree_.find(product, "name")));
  for (const Field& field : type.blocks) {
    if (const Node* value = tree_.find(root, field.name)) write_blocks(field, *value, id, {});
  }
}

// Its blocks and descriptions go; that others use its blocks is remembered, unless they are written anew
// themselves.
void Apply::clear_subscription(std::string_view id) {
  {
    auto users = db_.query(
        "select r.in_use_by_id, r.depends_on_id, coalesce(r.domain_model_attr, ''), r.order_id, "
        "other.subscription_id "
        "from subscription_instances own "
        "cross join subscription_instance_relations r on r.depends_on_id = own.subscription_instance_id "
        "cross join subscription_instances other on other.subscription_instance_id = r.in_use_by_id "
        "where own.subscription_id = ?1 and other.subscription_id <> ?1",
        id);
    while (users.step()) {
      if (check_.change_of(Section::Subscriptions, users.text(4)).value_or(Change::Unchanged) ==
          Change::Unchanged)
        uses_.push_back({id_from(users.view(0)), id_from(users.view(1)), users.text(2), users.integer(3)});
    }
  }
  db_.run("delete from subscription_instances where subscription_id = ?", id);
  db_.run("delete from subscription_customer_descriptions where subscription_id = ?", id);
}

void Apply::write_descriptions(const Node& list, std::string_view subscription_id) {
  for (uint32_t i = 0; i < list.count; ++i) {
    Fields each;
    each.take(tree_, tree_.child(list, i), description::kMembers);
    db_.run(
        "insert into subscription_customer_descriptions (id, subscription_id, customer_id, description, "
        "created_at, "
        "version) values (?, ?, ?, ?, ?, ?)",
        each.text(description::kId), subscription_id, each.text(description::kCustomer),
        each.text(description::kDescription), each.moment(description::kCreated),
        each.integer(description::kVersion));
  }
}

void Apply::write_blocks(const Field& field, const Node& value, std::string_view owner,
                         std::string_view parent) {
  const bool is_list = value.is(NodeKind::List);
  const uint32_t count = is_list ? value.count : value.is(NodeKind::Object) ? 1 : 0;
  for (uint32_t i = 0; i < count; ++i) {
    const Node& block = is_list ? tree_.child(value, i) : value;
    if (!parent.empty()) {
      uses_.push_back({id_from(parent), id_from(tree_.text(*tree_.find(block, "subscription_instance_id"))),
                       field.name, i});
    }
    if (tree_.find(block, "label")) {
      write_block(session_.models.block(tree_.text(*tree_.find(block, "name"))), block, owner);
    }
  }
}

void Apply::write_block(const BlockType& type, const Node& block, std::string_view owner) {
  const std::string_view id = tree_.text(*tree_.find(block, "subscription_instance_id"));
  const Node& label = *tree_.find(block, "label");
  db_.run(
      "insert into subscription_instances (subscription_instance_id, subscription_id, product_block_id, "
      "label) "
      "values (?, ?, ?, ?)",
      id, owner, id_of(block_ids_, "select product_block_id from product_blocks where name = ?", type.name),
      label.is(NodeKind::Null) ? std::nullopt : std::optional(tree_.text(label)));
  for (const Field& field : type.fields) {
    const Node* value = tree_.find(block, field.name);
    if (!value) continue;
    if (field.is_block()) {
      write_blocks(field, *value, owner, id);
    } else {
      write_values(field, *value, id);
    }
  }
}

void Apply::write_values(const Field& field, const Node& value, std::string_view instance) {
  if (!value.is(NodeKind::List)) {
    if (!value.is(NodeKind::Null)) write_value(field, value, instance);
    return;
  }
  for (uint32_t i = 0; i < value.count; ++i) write_value(field, tree_.child(value, i), instance);
}

// One drawn id and its successors: they are at the end of their index, where drawn ones would be all over it.
std::string_view Apply::next_value_id() {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr size_t kCounter = 12;
  if (value_id_.empty()) {
    value_id_ = session_.ids.next();
    value_id_.replace(value_id_.size() - kCounter, kCounter, kCounter, '0');
  }
  for (size_t i = value_id_.size(); i > value_id_.size() - kCounter; --i) {
    char& digit = value_id_[i - 1];
    digit = digit == 'f' ? '0' : kHex[kHex.find(digit) + 1];
    if (digit != '0') break;
  }
  return value_id_;
}

void Apply::write_value(const Field& field, const Node& value, std::string_view instance) {
  std::string converted;
  std::string_view text;
  if (value.is(NodeKind::Text)) {
    text = tree_.text(value);
  } else if (value.is(NodeKind::Integer) && field.kind == domain::ValueKind::INTEGER) {
    text = converted = std::to_string(value.number);
  } else {
    text = converted = domain::text_from_value(field, tree_.json(value));
  }
  db_.run(
      "insert into subscription_instance_values (subscription_instance_value_id, subscription_instance_id, "
      "resource_type_id, value) values (?, ?, ?, ?)",
      next_value_id(), instance,
      id_of(resource_type_ids_, "select resource_type_id from resource_types where resource_type = ?",
            field.name),
      text);
}

}  // namespace rehearsal::snapshot
