// The checks of a subscription: its members, its blocks and their values, as its type asks.
#include <algorithm>

#include "core/ids.h"
#include "domain/field_values.h"
#include "domain/subscriptions.h"
#include "snapshot/check.h"
#include "snapshot/members.h"
#include "store/database.h"

namespace rehearsal::snapshot {
namespace {

using domain::BlockType;
using domain::Field;

constexpr int kStrictest = 2;

// The strictest shape in which a field may be without a value.
int without_value(const Field& field) {
  return field.required_from ? domain::strictness(*field.required_from) - 1 : kStrictest;
}

std::string standard_name(std::string_view name) {
  return "the member \"" + std::string(name) + "\"";
}

std::optional<domain::SubscriptionLifecycle> lifecycle_from(std::string_view word) {
  for (const domain::SubscriptionLifecycle each : domain::kSubscriptionLifecycles) {
    if (domain::to_text(each) == word) return each;
  }
  return std::nullopt;
}

// The strictest shape for which a block that is here is complete.
int completeness(const domain::Block& block) {
  int complete = kStrictest;
  for (size_t i = 0; i < block.fields.size(); ++i) {
    const Field& field = block.type->fields[i];
    const domain::FieldValue& value = block.fields[i];
    const bool is_empty = field.is_block() ? value.blocks.empty() : value.value.is_null();
    if (is_empty && !field.is_list) complete = std::min(complete, without_value(field));
    for (const domain::Block& inner : value.blocks) complete = std::min(complete, completeness(inner));
  }
  return complete;
}

const domain::Block* find_block(const std::vector<domain::FieldValue>& values, std::string_view id) {
  for (const domain::FieldValue& value : values) {
    for (const domain::Block& block : value.blocks) {
      if (block.subscription_instance_id == id) return &block;
      if (const domain::Block* inner = find_block(block.fields, id)) return inner;
    }
  }
  return nullptr;
}

// The member of each standard kind that is only checked for what it may be.
Member member_of(const Slot& slot) {
  switch (slot.standard) {
    case Standard::Description:
      return {slot.name, MemberKind::Text, false, 2000};
    case Standard::Note:
      return {slot.name, MemberKind::Text, true, 5000};
    case Standard::Label:
      return {slot.name, MemberKind::Text, true, 255};
    case Standard::StartDate:
    case Standard::EndDate:
      return {slot.name, MemberKind::Moment, true};
    case Standard::Insync:
      return {slot.name, MemberKind::Boolean};
    case Standard::Version:
      return {slot.name, MemberKind::Integer};
    case Standard::CustomerDescriptions:
      return {slot.name, MemberKind::List};
    case Standard::SubscriptionId:
    case Standard::InstanceId:
    case Standard::Owner:
      return {slot.name, MemberKind::Uuid};
    case Standard::Product:
      return {slot.name, MemberKind::Object};
    default:
      return {slot.name, MemberKind::Text};
  }
}

}  // namespace

template <class Type>
const std::vector<Slot>& Check::layout(const Type& type) {
  auto [place, is_new] = layouts_.try_emplace(&type);
  if (is_new) place->second = layout_of(type);
  return place->second;
}

std::vector<const Node*> Check::members_of(Notes& notes, const Node& object,
                                           const std::vector<Slot>& layout) {
  std::vector<const Node*> found(layout.size());
  size_t guess = 0;
  for (uint32_t i = 0; i < object.count; ++i) {
    const std::string_view name = tree_.text(tree_.key(object, i));
    size_t place = guess;
    while (place < layout.size() && layout[place].name < name) ++place;
    if (place == layout.size() || layout[place].name != name) {
      const auto same = [&](const Slot& slot) { return slot.name == name; };
      place = static_cast<size_t>(std::find_if(layout.begin(), layout.end(), same) - layout.begin());
    }
    if (place == layout.size()) {
      notes.add(tree_.value(object, i), "no member of this name", "one");
      continue;
    }
    found[place] = &tree_.value(object, i);
    guess = place + 1;
  }
  return found;
}

void Check::check_subscription(Notes& notes) {
  const Node& root = tree_.root();
  const Node* product_node = tree_.find(root, "product");
  Fields product;
  if (!product_node) {
    notes.add(root, root.is(NodeKind::Object) ? standard_name("product") : "an object",
              root.is(NodeKind::Object) ? "none of this name" : root.in_words());
    return;
  }
  if (!product.check(notes, *product_node, product_of::kMembers)) return;
  const std::string_view product_name = product.text(product_of::kName);
  const domain::ProductType* type = session_.models.find_product_type(product_name);
  const auto known = products_.find(product_name);
  if (!type || known == products_.end()) {
    notes.add(product.node(product_of::kName),
              type ? "the name of an element of \"products\"" : "a product that this Rehearsal knows",
              product.node(product_of::kName).in_words());
    return;
  }
  if (known->second.id != product.text(product_of::kId)) {
    notes.add(product.node(product_of::kId), "the id of this product, " + known->second.id,
              product.node(product_of::kId).in_words());
  }

  const std::vector<Slot>& slots = layout(*type);
  const std::vector<const Node*> members = members_of(notes, root, slots);
  const auto member = [&](Standard standard) {
    size_t place = 0;
    while (slots[place].standard != standard) ++place;
    return members[place];
  };
  bool good = true;
  for (size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].standard == Standard::None) continue;
    if (!members[i]) notes.add(root, standard_name(slots[i].name), "none of this name");
    good = members[i] && check_member(notes, *members[i], member_of(slots[i])) && good;
  }
  if (!good) return;
  const Node& id_node = *member(Standard::SubscriptionId);
  const auto status = lifecycle_from(tree_.text(*member(Standard::Status)));
  if (!status) {
    notes.add(*member(Standard::Status),
              "one of initial, active, migrating, disabled, terminated, provisioning",
              member(Standard::Status)->in_words());
    return;
  }
  check_version(notes, *member(Standard::Version));
  need(notes, Section::Customers, *member(Standard::CustomerId));
  const Owner owner{tree_.text(id_node), domain::strictness(domain::shape_of(*status))};
  take_id(notes, id_node, std::string(owner.id), tree_.text(*member(Standard::Description)));
  check_descriptions(notes, *member(Standard::CustomerDescriptions), owner.id);

  Siblings roots{BlockGraph::kNone, {}};
  for (size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].standard != Standard::None) continue;
    if (slots[i].is_fixed_input) {
      const auto said = known->second.fixed_inputs.find(slots[i].name);
      check_fixed_input(notes, type->fixed_inputs[slots[i].place], members[i] ? *members[i] : root,
                        said == known->second.fixed_inputs.end() ? nullptr : &said->second);
      continue;
    }
    const Field& field = type->blocks[slots[i].place];
    check_field(notes, field, members[i], owner, root);
    if (members[i]) check_blocks(notes, field, *members[i], owner, roots);
  }
}

void Check::check_descriptions(Notes& notes, const Node& list, std::string_view subscription_id) {
  std::unordered_set<std::string_view> customers;
  for (uint32_t i = 0; i < list.count; ++i) {
    Fields fields;
    if (!fields.check(notes, tree_.child(list, i), description::kMembers)) continue;
    take_part(notes, fields.node(description::kId), descriptions_,
              "select subscription_id from subscription_customer_descriptions where id = ?", subscription_id);
    check_version(notes, fields.node(description::kVersion));
    need(notes, Section::Customers, fields.node(description::kCustomer));
    if (!customers.insert(fields.text(description::kCustomer)).second) {
      notes.add(fields.node(description::kCustomer), "each customer once",
                fields.node(description::kCustomer).in_words() + " a second time");
    }
  }
}

// It is the product's, repeated.
void Check::check_fixed_input(Notes& notes, const Field& field, const Node& value, const std::string* said) {
  const Json expected = said ? domain::value_from_text(field, *said) : Json(nullptr);
  const bool is_scalar = !value.is(NodeKind::List) && !value.is(NodeKind::Object);
  if (is_scalar && domain::normalized(field, tree_.json(value)) == expected) return;
  notes.add(value, "the product's value of \"" + field.name + "\", " + dump_json(expected), value.in_words());
}

int Check::check_field(Notes& notes, const Field& field, const Node* value, const Owner& owner,
                       const Node& at) {
  const bool is_empty = !value || value->is(NodeKind::Null);
  if (field.is_list) {
    const size_t items = value && value->is(NodeKind::List) ? value->count : 0;
    if (value && !value->is(NodeKind::List)) notes.add(*value, "a list", value->in_words());
    if (items < field.items.min || items > field.items.max) {
      notes.add(value ? *value : at,
                "a list \"" + field.name + "\" of at least " + std::to_string(field.items.min) +
                    (field.items.max == domain::kNoLimit
                         ? " items"
                         : " and at most " + std::to_string(field.items.max) + " items"),
                std::to_string(items));
    }
    if (!field.is_block()) {
      for (uint32_t i = 0; i < items; ++i) check_value(notes, field, tree_.child(*value, i));
    }
    return kStrictest;
  }
  if (!is_empty) {
    if (!field.is_block()) check_value(notes, field, *value);
    return kStrictest;
  }
  const int complete = without_value(field);
  if (complete < owner.needed) {
    notes.add(value ? *value : at, "a value of \"" + field.name + "\", which the status asks for",
              value ? "null" : "none");
  }
  return complete;
}

void Check::check_value(Notes& notes, const Field& field, const Node& value) {
  need_row(notes, &field, Section::ResourceTypes, field.name, value);
  constexpr size_t kLongestValue = 10'000;
  if (value.is(NodeKind::Text) && !check_member(notes, value, {"", MemberKind::Text, false, kLongestValue}))
    return;
  const bool is_plain_kind =
      field.choices.empty() && ((field.kind == domain::ValueKind::STRING && value.is(NodeKind::Text)) ||
                                (field.kind == domain::ValueKind::INTEGER && value.is(NodeKind::Integer)));
  if (is_plain_kind) return;
  if (value.is(NodeKind::List) || value.is(NodeKind::Object)) {
    notes.add(value, "a value of \"" + field.name + "\"", value.in_words());
    return;
  }
  const bool counts = field.kind == domain::ValueKind::NUMBER && value.is(NodeKind::Integer);
  const Json said = counts ? domain::normalized(field, tree_.json(value)) : tree_.json(value);
  if (domain::is_value_of(field, said)) return;
  notes.add(value, "a value of \"" + field.name + "\" (" + domain::problem_with(field, said).message + ")",
            value.in_words());
}

void Check::check_blocks(Notes& notes, const Field& field, const Node& value, const Owner& owner,
                         Siblings& siblings) {
  if (!field.is_list) {
    if (!value.is(NodeKind::Null)) check_block(notes, field, value, owner, siblings);
    return;
  }
  for (uint32_t i = 0; value.is(NodeKind::List) && i < value.count; ++i) {
    check_block(notes, field, tree_.child(value, i), owner, siblings);
  }
}

void Check::check_block(Notes& notes, const Field& field, const Node& block, const Owner& owner,
                        Siblings& siblings) {
  if (!block.is(NodeKind::Object)) {
    notes.add(block, "a block, an object", block.in_words());
    return;
  }
  bool good = true;
  const auto needed = [&](const char* name, MemberKind kind) -> std::string_view {
    const Node* found = tree_.find(block, name);
    if (!found) notes.add(block, standard_name(name), "none of this name");
    if (found && check_member(notes, *found, {name, kind})) return tree_.text(*found);
    good = false;
    return {};
  };
  const std::string_view name = needed("name", MemberKind::Text);
  const std::string_view id = needed("subscription_instance_id", MemberKind::Uuid);
  const std::string_view of = needed("owner_subscription_id", MemberKind::Uuid);
  if (!good) return;
  if (!field.takes(name)) {
    notes.add(*tree_.find(block, "name"), "a block \"" + field.block + "\"",
              "one named \"" + std::string(name) + "\"");
    return;
  }
  if (!siblings.ids.insert(id).second) {
    notes.add(*tree_.find(block, "subscription_instance_id"), "each block once below another",
              std::string(id) + " a second time");
    return;
  }
  const BlockType& type = session_.models.block(name);
  const bool is_root = siblings.parent == BlockGraph::kNone;
  if (tree_.find(block, "label")) {
    if (of != owner.id) {
      notes.add(*tree_.find(block, "owner_subscription_id"),
                "the id of this subscription (a block of another one is named without its values)",
                std::string(of));
      return;
    }
    check_whole_block(notes, type, block, owner);
  } else if (is_root) {
    notes.add(block, "a block of this subscription with its label and values", "only its name");
    return;
  } else if (block.count != 3) {
    notes.add(block,
              "the members name, owner_subscription_id and subscription_instance_id alone, or label, too",
              std::to_string(block.count) + " members");
    return;
  }
  if (!is_root) graph_.use(siblings.parent, id, of, type, owner.needed, place_of(notes, block));
}

void Check::check_whole_block(Notes& notes, const BlockType& type, const Node& block, const Owner& owner) {
  need_row(notes, &type, Section::ProductBlocks, type.name, *tree_.find(block, "name"));
  const std::vector<Slot>& slots = layout(type);
  const std::vector<const Node*> members = members_of(notes, block, slots);
  int complete = kStrictest;
  for (size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].standard == Standard::Label) {
      check_member(notes, *members[i], member_of(slots[i]));
    } else if (slots[i].standard == Standard::None) {
      complete =
          std::min(complete, check_field(notes, type.fields[slots[i].place], members[i], owner, block));
    }
  }
  const Node& id_node = *tree_.find(block, "subscription_instance_id");
  const std::string_view id = tree_.text(id_node);
  const uint32_t number = graph_.add(id, owner.id, type, complete);
  if (number == BlockGraph::kNone) {
    notes.add(id_node, "each block with its values once; where it stands again it is only named",
              std::string(id) + " a second time");
    return;
  }
  check_here(notes, id_node, id, type, owner.id);
  Siblings below{number, {}};
  for (size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].standard != Standard::None || !members[i]) continue;
    const Field& field = type.fields[slots[i].place];
    if (field.is_block()) check_blocks(notes, field, *members[i], owner, below);
  }
}

// Where something is added, an instance that is here already must be the same subscription's, of the same
// type.
void Check::check_here(Notes& notes, const Node& at, std::string_view id, const BlockType& type,
                       std::string_view owner) {
  if (mode_ == Mode::Replace || rows_here_[static_cast<size_t>(Section::Subscriptions)] == 0) return;
  auto here = session_.db.query(
      "select i.subscription_id, b.name from subscription_instances i join product_blocks b using "
      "(product_block_id) "
      "where i.subscription_instance_id = ?",
      id);
  if (!here.step()) return;
  if (here.view(0) != owner) {
    notes.add(at, "an id that is not taken here", std::string(id) + ", which belongs to " + here.text(0));
  } else if (here.view(1) != type.name) {
    notes.add(at, "the " + here.text(1) + " that has this id here", "a " + type.name);
  }
}

void Check::fetch_instance(std::string_view id) {
  std::string owner;
  {
    auto here = session_.db.query(
        "select subscription_id from subscription_instances where subscription_instance_id = ?", id);
    // What the file has as a whole is as the file says, without this block then.
    if (!here.step() || has(Section::Subscriptions, here.text(0))) return;
    owner = here.text(0);
  }
  domain::Subscription subscription;
  try {
    subscription = domain::load_unchecked(session_, owner);
  } catch (const std::exception& error) {
    if (is_of_storage(error)) throw;
    return;  // what cannot be read cannot be used
  }
  const domain::Block* block = find_block(subscription.roots, id);
  if (!block) return;
  const uint32_t number = graph_.add(id, owner, *block->type, completeness(*block));
  for (const domain::FieldValue& value : block->fields) {
    for (const domain::Block& inner : value.blocks) {
      graph_.use(number, inner.subscription_instance_id, inner.owner_subscription_id, *inner.type, -1, {});
    }
  }
}

}  // namespace rehearsal::snapshot
