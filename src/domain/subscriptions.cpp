#include "domain/subscriptions.h"

#include "core/error.h"
#include "domain/field_values.h"
#include "domain/relations.h"
#include "domain/revisions.h"
#include "domain/stored_blocks.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

constexpr std::string_view kRowWithProduct =
    "select s.customer_id, s.description, s.status, s.insync, s.start_date, s.end_date, s.note, s.version, "
    "p.product_id, p.name, p.description, p.product_type, p.tag, p.status, p.created_at, p.end_date "
    "from subscriptions s join products p using (product_id) where s.subscription_id = ?";

constexpr std::string_view kProduct =
    "select product_id, name, description, product_type, tag, status, created_at, end_date from products "
    "where product_id = ?";

ProductRow product_at(const store::Rows& rows, int first) {
  return {.product_id = rows.text(first),
          .name = rows.text(first + 1),
          .description = rows.text(first + 2),
          .product_type = rows.text(first + 3),
          .tag = rows.text(first + 4),
          .status = rows.text(first + 5),
          .created_at = rows.instant(first + 6),
          .end_date = rows.optional_instant(first + 7)};
}

ProductRow product_of(Session& session, std::string_view product_id) {
  auto rows = session.db.query(kProduct, product_id);
  if (!rows.step()) throw key_error("Could not find a product for the given product_id");
  return product_at(rows, 0);
}

void read_fixed_inputs(store::Database& db, Subscription& subscription) {
  const std::vector<Field>& inputs = subscription.type->fixed_inputs;
  subscription.fixed_inputs.assign(inputs.size(), nullptr);
  if (inputs.empty()) return;
  auto rows =
      db.query("select name, value from fixed_inputs where product_id = ?", subscription.product.product_id);
  while (rows.step()) {
    const size_t place = subscription.type->fixed_input_index(rows.view(0));
    if (place != kNoLimit) subscription.fixed_inputs[place] = value_from_text(inputs[place], rows.view(1));
  }
}

Subscription read_row(Session& session, std::string_view subscription_id) {
  Subscription subscription;
  auto rows = session.db.query(kRowWithProduct, subscription_id);
  if (!rows.step()) {
    throw value_error("Subscription with id: " + std::string(subscription_id) + ", does not exist");
  }
  subscription.subscription_id = subscription_id;
  subscription.customer_id = rows.text(0);
  subscription.description = rows.text(1);
  subscription.status = lifecycle_from_text(rows.view(2));
  subscription.insync = rows.boolean(3);
  subscription.start_date = rows.optional_instant(4);
  subscription.end_date = rows.optional_instant(5);
  subscription.note = rows.optional_text(6);
  subscription.version = rows.integer(7);
  subscription.product = product_at(rows, 8);
  subscription.type = &session.models.product_type(subscription.product.name);
  subscription.shape = shape_of(subscription.status);
  return subscription;
}

FieldValue new_blocks(Session& session, const Field& field, std::string_view subscription_id) {
  FieldValue value;
  const size_t count = field.is_list                                          ? field.items.min
                       : field.is_required_at(SubscriptionLifecycle::INITIAL) ? 1
                                                                              : 0;
  if (count > 0 && !field.other_blocks.empty()) {
    throw value_error(
        "Union Types must always be `Optional` when calling `.new().` We are unable to detect which type to "
        "intialise and Union types always cross subscription boundaries.");
  }
  for (size_t i = 0; i < count; ++i) {
    value.blocks.push_back(new_block(session, session.models.block(field.block), subscription_id));
  }
  return value;
}

void insert_row(Session& session, const Subscription& subscription) {
  session.db.run(
      "insert into subscriptions (subscription_id, description, status, product_id, customer_id, insync, "
      "start_date, "
      "end_date, note, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      subscription.subscription_id, subscription.description, to_text(subscription.status),
      subscription.product.product_id, subscription.customer_id, subscription.insync, subscription.start_date,
      subscription.end_date, subscription.note, subscription.version);
}

Subscription new_subscription(Session& session, std::string_view product_id, std::string_view customer_id,
                              const ModelClass* expected, const NewSubscription& values) {
  Subscription subscription;
  subscription.product = product_of(session, product_id);
  subscription.type = &session.models.product_type(subscription.product.name);
  subscription.subscription_id = session.ids.next();
  subscription.customer_id = customer_id;
  subscription.description =
      values.description.value_or("Initial subscription of " + subscription.product.description);
  subscription.status = values.status;
  subscription.insync = values.insync;
  subscription.start_date = values.start_date;
  subscription.end_date = values.end_date;
  subscription.note = values.note;
  subscription.shape = expected ? expected->shape : shape_of(values.status);
  if (strictness(subscription.shape) < strictness(subscription.status)) {
    throw value_error(subscription.class_name() + " is not valid for status " +
                      std::string(to_text(subscription.status)));
  }
  read_fixed_inputs(session.db, subscription);
  for (const Field& field : subscription.type->blocks) {
    subscription.roots.push_back(new_blocks(session, field, subscription.subscription_id));
  }
  check_class(subscription, expected ? *expected : ModelClass{subscription.type->name, subscription.shape});
  insert_row(session, subscription);
  return subscription;
}

void note_written(Session& session, std::string_view subscription_id) {
  auto rows =
      session.db.query("select version from subscriptions where subscription_id = ?", subscription_id);
  if (rows.step()) session.written.insert_or_assign(std::string(subscription_id), rows.integer(0));
}

// Runs an update of one column, and appends a revision when it changed something.
template <class Value>
void change_member(Session& session, std::string_view subscription_id, const char* member, Json in_model,
                   std::string_view sql, const Value& value) {
  session.db.run(sql, subscription_id, value);
  if (session.db.changes() > 0) {
    note_written(session, subscription_id);
    append_revision(session, subscription_id, member, std::move(in_model));
    if (session.changed) session.changed->emplace_back(subscription_id);
  } else if (!session.db.query("select 1 from subscriptions where subscription_id = ?", subscription_id)
                  .step()) {
    throw value_error("Subscription with " + std::string(subscription_id) +
                      " does not exist in the database");
  }
}

}  // namespace

Block new_block(Session& session, const BlockType& type, std::string_view subscription_id) {
  Block block;
  block.type = &type;
  block.subscription_instance_id = session.ids.next();
  block.owner_subscription_id = subscription_id;
  block.fields.reserve(type.fields.size());
  for (const Field& field : type.fields) {
    if (field.is_block()) {
      block.fields.push_back(new_blocks(session, field, subscription_id));
    } else {
      block.fields.push_back({field.is_list ? Json::array() : Json(nullptr), {}});
    }
  }
  return block;
}

Subscription from_product_id(Session& session, std::string_view product_id, std::string_view customer_id,
                             const NewSubscription& values) {
  return new_subscription(session, product_id, customer_id, nullptr, values);
}

Subscription from_product_id(Session& session, std::string_view product_id, std::string_view customer_id,
                             ModelClass expected, const NewSubscription& values) {
  return new_subscription(session, product_id, customer_id, &expected, values);
}

Subscription from_other_product(Session& session, const Subscription& other, std::string_view new_product_id,
                                const std::optional<NewRoot>& new_root) {
  Subscription subscription = other;
  subscription.product = product_of(session, new_product_id);
  subscription.type = &session.models.product_type(subscription.product.name);
  subscription.shape = shape_of(other.status);
  read_fixed_inputs(session.db, subscription);
  subscription.roots.clear();
  for (const Field& field : subscription.type->blocks) {
    FieldValue value;
    const size_t place = other.type->block_index(field.name);
    if (new_root && new_root->field == field.name) {
      value.blocks.push_back(new_root->block);
    } else if (place != kNoLimit) {
      value = other.roots[place];
    }
    subscription.roots.push_back(std::move(value));
  }
  check_values(subscription, subscription.shape);
  return subscription;
}

Subscription load_unchecked(Session& session, std::string_view subscription_id) {
  Subscription subscription = read_row(session, subscription_id);
  read_fixed_inputs(session.db, subscription);
  load_blocks(session, subscription);
  return subscription;
}

Subscription from_subscription(Session& session, std::string_view subscription_id) {
  Subscription subscription = load_unchecked(session, subscription_id);
  check_values(subscription, subscription.shape);
  return subscription;
}

Subscription from_subscription(Session& session, std::string_view subscription_id, ModelClass expected) {
  Subscription subscription = load_unchecked(session, subscription_id);
  if (strictness(expected.shape) < strictness(subscription.status)) {
    throw value_error(std::string(expected.model) + std::string(shape_suffix(expected.shape)) +
                      " is not valid for lifecycle " + std::string(to_text(subscription.status)));
  }
  check_class(subscription, expected);
  subscription.shape = expected.shape;
  return subscription;
}

Subscription from_other_lifecycle(Session& session, const Subscription& other, SubscriptionLifecycle status) {
  std::vector<SubscriptionLifecycle> unsafe;
  for (const SubscriptionLifecycle each : kSubscriptionLifecycles) {
    if (!is_safe_change(status, each)) unsafe.push_back(each);
  }
  if (const Users users = users_with(session.db, other.subscription_id, unsafe); users.total > 0) {
    Json names = Json::array();
    for (const RelatedSubscription& user : users.first) names.push_back(user.description);
    throw value_error("Unsafe status change of Subscription with depending subscriptions: " +
                      python_repr(names) + rest_of(users));
  }
  Subscription subscription = other;
  subscription.status = status;
  subscription.shape = shape_of(status);
  check_values(subscription, subscription.shape);
  if (status == SubscriptionLifecycle::ACTIVE && !subscription.start_date) {
    subscription.start_date = session.clock.now();
  }
  if (status == SubscriptionLifecycle::TERMINATED && !subscription.end_date) {
    subscription.end_date = session.clock.now();
  }
  return subscription;
}

void set_in_sync(Session& session, std::string_view subscription_id, bool insync) {
  change_member(session, subscription_id, "insync", insync,
                "update subscriptions set insync = ?2 where subscription_id = ?1 and insync is not ?2",
                insync);
}

void set_description(Session& session, std::string_view subscription_id, const std::string& description) {
  change_member(
      session, subscription_id, "description", description,
      "update subscriptions set description = ?2 where subscription_id = ?1 and description is not ?2",
      description);
}

void set_note(Session& session, std::string_view subscription_id, const std::optional<std::string>& note) {
  const bool blank = !note || note->find_first_not_of(" \t\r\n\f\v") == std::string::npos;
  change_member(session, subscription_id, "note", blank ? Json(nullptr) : Json(*note),
                "update subscriptions set note = ?2 where subscription_id = ?1 and note is not ?2",
                blank ? std::nullopt : note);
}

std::string class_mismatch(const Subscription& subscription) {
  const SubscriptionLifecycle expected = shape_of(subscription.status);
  if (subscription.shape == expected) return {};
  return "Subscription of type " + subscription.class_name() + " should use " +
         subscription.type->class_name(expected) + " for lifecycle status '" +
         std::string(to_text(subscription.status)) + "'";
}

}  // namespace rehearsal::domain
