// The typed face of products and blocks: one struct template per block and product, the lifecycle its
// parameter, where the original writes three classes.
//
//   template <SubscriptionLifecycle L>
//   struct UserBlock : ProductBlockModel<UserBlock, L> {
//     UserGroupBlock<L> group;
//     From<L, SubscriptionLifecycle::PROVISIONING, std::string> username;   // null before, a text from then
//     on std::optional<int64_t> age;                                           // may always be null From<L,
//     SubscriptionLifecycle::ACTIVE, int64_t> user_id;
//
//     static constexpr std::string_view product_block_name = "UserBlock";
//     static constexpr auto fields() {
//       return std::tuple{member("group", &UserBlock::group), member("username", &UserBlock::username),
//                         member("age", &UserBlock::age), member("user_id", &UserBlock::user_id)};
//     }
//   };
//
// The run-time type (types.h) is made from this declaration. A block of a stricter shape may be assigned to
// one of a looser shape; the other way leads through from_other_lifecycle, which checks. A block keeps its
// instance and its owner wherever it is assigned: one that another subscription owns stays a reference to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "domain/dump.h"
#include "domain/subscriptions.h"
#include "domain/typed_fields.h"

namespace rehearsal::domain {

// T from the shape `Since` on, std::optional<T> before.
template <SubscriptionLifecycle L, SubscriptionLifecycle Since, class T>
using From = std::conditional_t<is_required(L, Since), T, std::optional<T>>;

// The base of typed blocks: identity, owner and label, as in the original.
template <template <SubscriptionLifecycle> class BlockModel, SubscriptionLifecycle L>
struct ProductBlockModel : BlockAttributes {
  static_assert(shape_of(L) == L, "A model has the shape INITIAL, PROVISIONING or ACTIVE.");
  static constexpr SubscriptionLifecycle lifecycle = L;
  template <SubscriptionLifecycle Other>
  using In = BlockModel<Other>;

  // A new block owned by the subscription (the original's Block.new). In a shape that requires values they
  // are empty or zero until the caller gives them.
  static BlockModel<L> create(Session& session, std::string_view subscription_id);

  template <SubscriptionLifecycle Looser>
  requires(strictness(Looser) < strictness(L)) operator BlockModel<Looser>() const {
    BlockModel<Looser> looser{};
    fieldwise::copy_block(looser, static_cast<const BlockModel<L>&>(*this));
    return looser;
  }
};

// The base of typed products: the standard fields and the ways to get one.
template <template <SubscriptionLifecycle> class Model, SubscriptionLifecycle L>
struct SubscriptionModel : SubscriptionAttributes {
  static_assert(shape_of(L) == L, "A model has the shape INITIAL, PROVISIONING or ACTIVE.");
  static constexpr SubscriptionLifecycle lifecycle = L;
  template <SubscriptionLifecycle Other>
  using In = Model<Other>;

  // As the functions of the same names in subscriptions.h, for this class.
  static Model<L> from_product_id(Session& session, std::string_view product_id, std::string_view customer_id,
                                  const NewSubscription& values = {});
  static Model<L> from_subscription(Session& session, std::string_view subscription_id);
};

template <class T>
concept TypedSubscription = requires {
  T::model_name;
  T::fields();
  T::lifecycle;
};

// The run-time value of a typed subscription, checked for its shape: what save(), to_state() and the generic
// steps take. Throws Error (ValidationError) when a list is too short or too long, a block was not made by
// create(), and the like.
template <TypedSubscription T>
Subscription to_subscription(const T& typed) {
  Subscription subscription;
  static_cast<SubscriptionAttributes&>(subscription) = static_cast<const SubscriptionAttributes&>(typed);
  subscription.shape = T::lifecycle;
  fieldwise::write_subscription(subscription, typed);
  check_values(subscription, subscription.shape);
  return subscription;
}

// The typed value of a run-time one. Throws Error (ValueError, ValidationError) when it is of another model
// or does not have what this class requires.
template <TypedSubscription T>
T typed_from(const Subscription& subscription) {
  check_class(subscription, {T::model_name, T::lifecycle});
  return fieldwise::read_subscription<T>(subscription);
}

// `other` as the class To of the same model, with the status that this class is for.
template <TypedSubscription To, TypedSubscription Other>
To from_other_lifecycle(Session& session, const Other& other) {
  static_assert(std::is_same_v<typename Other::template In<To::lifecycle>, To>,
                "Both classes must be of one model.");
  return fieldwise::read_subscription<To>(
      from_other_lifecycle(session, to_subscription(other), To::lifecycle));
}

// `other` as a subscription of another product, whose model is To's.
template <TypedSubscription To, TypedSubscription Other>
To from_other_product(Session& session, const Other& other, std::string_view new_product_id) {
  return typed_from<To>(from_other_product(session, to_subscription(other), new_product_id));
}

template <TypedSubscription T>
void save(Session& session, const T& subscription) {
  save(session, to_subscription(subscription));
}

template <TypedSubscription T>
Json to_state(const T& subscription) {
  return to_state(to_subscription(subscription));
}

// What the database says of a typed block beside its fields; `fields` are the descriptions of its resource
// types by name, `initial` the values that instances get which are older than a field.
struct BlockRow {
  std::string product_block_id = {};
  std::string description;
  std::string tag;
  std::vector<std::pair<std::string, std::string>> fields = {};
  std::string status = "active";
  std::vector<std::pair<std::string, std::string>> initial = {};
};

// Adds the run-time type of a typed block; its inner blocks must have been added before.
template <template <SubscriptionLifecycle> class BlockModel>
const BlockType& add_block(Models& models, BlockRow row) {
  BlockType type;
  type.name = BlockModel<SubscriptionLifecycle::INITIAL>::product_block_name;
  type.fields = fieldwise::described_fields<BlockModel>();
  type.product_block_id = std::move(row.product_block_id);
  type.description = std::move(row.description);
  type.tag = std::move(row.tag);
  type.status = std::move(row.status);
  describe_fields(type, row.fields);
  begin_fields(type, row.initial);
  return models.add_block(std::move(type));
}

// Adds a product of a typed model.
template <template <SubscriptionLifecycle> class Model>
void add_product(Models& models, Product product) {
  ProductType type;
  type.name = Model<SubscriptionLifecycle::INITIAL>::model_name;
  for (Field& field : fieldwise::described_fields<Model>()) {
    (field.is_block() ? type.blocks : type.fixed_inputs).push_back(std::move(field));
  }
  models.add_product(std::move(product), std::move(type));
}

template <template <SubscriptionLifecycle> class BlockModel, SubscriptionLifecycle L>
BlockModel<L> ProductBlockModel<BlockModel, L>::create(Session& session, std::string_view subscription_id) {
  BlockModel<L> block{};
  fieldwise::read_block(
      block, new_block(session, session.models.block(BlockModel<L>::product_block_name), subscription_id));
  return block;
}

template <template <SubscriptionLifecycle> class Model, SubscriptionLifecycle L>
Model<L> SubscriptionModel<Model, L>::from_product_id(Session& session, std::string_view product_id,
                                                      std::string_view customer_id,
                                                      const NewSubscription& values) {
  const ModelClass expected = {Model<L>::model_name, L};
  return fieldwise::read_subscription<Model<L>>(
      domain::from_product_id(session, product_id, customer_id, expected, values));
}

template <template <SubscriptionLifecycle> class Model, SubscriptionLifecycle L>
Model<L> SubscriptionModel<Model, L>::from_subscription(Session& session, std::string_view subscription_id) {
  const ModelClass expected = {Model<L>::model_name, L};
  return fieldwise::read_subscription<Model<L>>(
      domain::from_subscription(session, subscription_id, expected));
}

}  // namespace rehearsal::domain
