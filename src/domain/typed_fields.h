// How typed structs and run-time values are made from one another, field by field (used by typed.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "domain/field_values.h"
#include "domain/values.h"

namespace rehearsal::domain {

// A field of a struct with the name that the database and JSON have for it; `items` bounds a list.
template <class Owner, class T>
struct Member {
  std::string_view name;
  T Owner::*at;
  Items items;
};

template <class Owner, class T>
constexpr Member<Owner, T> member(std::string_view name, T Owner::*at, Items items = {}) {
  return {name, at, items};
}

// Fields that hold the text of a UUID, of an address or of a network (addresses.h). A moment is an Instant.
struct Uuid {
  std::string text;
};
struct Ipv4Address {
  std::string text;
};
struct Ipv6Address {
  std::string text;
};
struct Ipv4Network {
  std::string text;
};
struct Ipv6Network {
  std::string text;
};

// The texts of an enum that is a field's type. Specialize it with
//   static constexpr std::array texts = {std::pair{Color::RED, std::string_view("red")}, …};
template <class E>
struct EnumTexts;

template <class E>
concept TextEnum = std::is_enum_v<E> && requires {
  EnumTexts<E>::texts;
};

template <TextEnum E>
constexpr std::string_view to_text(E value) {
  for (const auto& [each, text] : EnumTexts<E>::texts) {
    if (each == value) return text;
  }
  return {};
}

namespace fieldwise {

template <class T>
concept TypedBlock = requires {
  T::product_block_name;
};

// A block of one of several types: std::variant<ABlock<L>, BBlock<L>>.
template <class T>
struct UnionOf {
  static constexpr bool is_union = false;
};
template <TypedBlock... Blocks>
struct UnionOf<std::variant<Blocks...>> {
  static constexpr bool is_union = true;
  static std::vector<std::string> names() { return {std::string(Blocks::product_block_name)...}; }
};

template <class T>
struct OptionalOf {
  static constexpr bool is_optional = false;
  using Value = T;
};
template <class T>
struct OptionalOf<std::optional<T>> {
  static constexpr bool is_optional = true;
  using Value = T;
};
template <class T>
struct ListOf {
  static constexpr bool is_list = false;
  using Value = T;
};
template <class T>
struct ListOf<std::vector<T>> {
  static constexpr bool is_list = true;
  using Value = T;
};

// How one scalar type stands in JSON. There is none for int: a stored integer has 64 bits.
template <class T>
struct Scalar;

template <class T, ValueKind Kind>
struct PlainScalar {
  static constexpr ValueKind kind = Kind;
  static Json to_json(const T& value) { return value; }
  static T from_json(const Json& value) { return value.get<T>(); }
};
template <>
struct Scalar<std::string> : PlainScalar<std::string, ValueKind::STRING> {};
template <>
struct Scalar<int64_t> : PlainScalar<int64_t, ValueKind::INTEGER> {};
template <>
struct Scalar<bool> : PlainScalar<bool, ValueKind::BOOLEAN> {};
template <>
struct Scalar<double> : PlainScalar<double, ValueKind::NUMBER> {};
template <class T, ValueKind Kind>
struct TextScalar {
  static constexpr ValueKind kind = Kind;
  static Json to_json(const T& value) { return value.text; }
  static T from_json(const Json& value) { return {value.get<std::string>()}; }
};
template <>
struct Scalar<Uuid> : TextScalar<Uuid, ValueKind::UUID> {};
template <>
struct Scalar<Ipv4Address> : TextScalar<Ipv4Address, ValueKind::IPV4_ADDRESS> {};
template <>
struct Scalar<Ipv6Address> : TextScalar<Ipv6Address, ValueKind::IPV6_ADDRESS> {};
template <>
struct Scalar<Ipv4Network> : TextScalar<Ipv4Network, ValueKind::IPV4_NETWORK> {};
template <>
struct Scalar<Ipv6Network> : TextScalar<Ipv6Network, ValueKind::IPV6_NETWORK> {};
template <>
struct Scalar<Instant> {
  static constexpr ValueKind kind = ValueKind::DATETIME;
  static Json to_json(Instant value) { return moment_text(value); }
  static Instant from_json(const Json& value) { return parse_iso(value.get_ref<const std::string&>()); }
};
template <TextEnum E>
struct Scalar<E> {
  static constexpr ValueKind kind = ValueKind::STRING;
  static Json to_json(E value) { return std::string(to_text(value)); }
  static E from_json(const Json& value) {
    const auto& text = value.get_ref<const std::string&>();
    for (const auto& [each, its_text] : EnumTexts<E>::texts) {
      if (its_text == text) return each;
    }
    return E{};  // not reached: value_in lets no other text pass
  }
};

// --- The declaration as data ---

template <class Owner, class T>
Field described(const Member<Owner, T>& declared) {
  using Value = typename OptionalOf<T>::Value;
  using Single = typename ListOf<Value>::Value;
  static_assert(!(OptionalOf<T>::is_optional && ListOf<Value>::is_list),
                "A list is empty where others are null.");
  Field field;
  field.name = declared.name;
  field.is_list = ListOf<Value>::is_list;
  field.items = declared.items;
  if constexpr (TypedBlock<Single>) {
    field.kind = ValueKind::BLOCK;
    field.block = Single::product_block_name;
  } else if constexpr (UnionOf<Single>::is_union) {
    field.kind = ValueKind::BLOCK;
    field.other_blocks = UnionOf<Single>::names();
    field.block = field.other_blocks.front();
    field.other_blocks.erase(field.other_blocks.begin());
  } else {
    field.kind = Scalar<Single>::kind;
    if constexpr (TextEnum<Single>) {
      for (const auto& [value, text] : EnumTexts<Single>::texts) field.choices.emplace_back(text);
    }
  }
  return field;
}

template <class Owner, class T>
constexpr bool may_be_null(const Member<Owner, T>&) {
  return OptionalOf<T>::is_optional;
}

// Whether each field of a shape may be null, in order.
template <class Shape>
constexpr auto null_map() {
  return std::apply([](const auto&... members) { return std::array{may_be_null(members)...}; },
                    Shape::fields());
}

// The fields of a model with the shape from which each is required: read off its three shapes.
template <template <SubscriptionLifecycle> class Model>
std::vector<Field> described_fields() {
  constexpr auto initially = null_map<Model<SubscriptionLifecycle::INITIAL>>();
  constexpr auto provisioned = null_map<Model<SubscriptionLifecycle::PROVISIONING>>();
  constexpr auto activated = null_map<Model<SubscriptionLifecycle::ACTIVE>>();
  std::vector<Field> fields =
      std::apply([](const auto&... members) { return std::vector<Field>{described(members)...}; },
                 Model<SubscriptionLifecycle::INITIAL>::fields());
  for (size_t i = 0; i < fields.size(); ++i) {
    if (!activated[i]) fields[i].required_from = SubscriptionLifecycle::ACTIVE;
    if (!provisioned[i]) fields[i].required_from = SubscriptionLifecycle::PROVISIONING;
    if (!initially[i]) fields[i].required_from = SubscriptionLifecycle::INITIAL;
  }
  return fields;
}

// Calls `use` with each field's value of `object`, in order.
template <class T, class Use>
void each_field(T& object, Use use) {
  std::apply([&](const auto&... members) { (use(object.*members.at), ...); },
             std::remove_const_t<T>::fields());
}

// --- From a stricter shape to a looser one ---

template <class To, class Stricter>
void copy_value(To& to, const Stricter& from) {
  if constexpr (OptionalOf<To>::is_optional && !OptionalOf<Stricter>::is_optional) {
    copy_value(to.emplace(), from);
  } else if constexpr (OptionalOf<To>::is_optional) {
    to.reset();
    if (from) copy_value(to.emplace(), *from);
  } else if constexpr (ListOf<To>::is_list) {
    to.clear();
    for (const auto& each : from) copy_value(to.emplace_back(), each);
  } else if constexpr (UnionOf<To>::is_union) {
    constexpr SubscriptionLifecycle looser = std::variant_alternative_t<0, To>::lifecycle;
    std::visit(
        [&to](const auto& block) {
          using Block = std::remove_cvref_t<decltype(block)>;
          to = static_cast<typename Block::template In<looser>>(block);
        },
        from);
  } else {
    to = from;
  }
}

template <class To, class Stricter, size_t... I>
void copy_fields(To& to, const Stricter& from, std::index_sequence<I...>) {
  constexpr auto ours = To::fields();
  constexpr auto theirs = Stricter::fields();
  (copy_value(to.*std::get<I>(ours).at, from.*std::get<I>(theirs).at), ...);
}

template <TypedBlock To, TypedBlock Stricter>
void copy_block(To& to, const Stricter& from) {
  static_cast<BlockAttributes&>(to) = static_cast<const BlockAttributes&>(from);
  copy_fields(to, from, std::make_index_sequence<std::tuple_size_v<decltype(To::fields())>>());
}

// --- Typed to run-time ---

template <TypedBlock T>
Block to_block(const T& block);

template <class T>
void write_value(FieldValue& to, const T& from) {
  if constexpr (TypedBlock<T>) {
    to.blocks.push_back(to_block(from));
  } else if constexpr (UnionOf<T>::is_union) {
    std::visit([&to](const auto& block) { to.blocks.push_back(to_block(block)); }, from);
  } else if constexpr (OptionalOf<T>::is_optional) {
    if (from) write_value(to, *from);
  } else if constexpr (ListOf<T>::is_list) {
    using Item = typename ListOf<T>::Value;
    if constexpr (TypedBlock<Item> || UnionOf<Item>::is_union) {
      for (const Item& item : from) write_value(to, item);
    } else {
      to.value = Json::array();
      for (const Item& item : from) to.value.push_back(Scalar<Item>::to_json(item));
    }
  } else {
    to.value = Scalar<T>::to_json(from);
  }
}

template <TypedBlock T>
Block to_block(const T& block) {
  Block runtime;
  static_cast<BlockAttributes&>(runtime) = static_cast<const BlockAttributes&>(block);
  runtime.fields.reserve(std::tuple_size_v<decltype(T::fields())>);
  each_field(block, [&](const auto& value) { write_value(runtime.fields.emplace_back(), value); });
  return runtime;
}

template <class T>
constexpr bool is_block_field() {
  using Single = typename ListOf<typename OptionalOf<T>::Value>::Value;
  return TypedBlock<Single> || UnionOf<Single>::is_union;
}

template <class T>
void write_subscription(Subscription& to, const T& from) {
  each_field(from, [&](const auto& value) {
    FieldValue written;
    write_value(written, value);
    if constexpr (is_block_field<std::remove_cvref_t<decltype(value)>>()) {
      to.roots.push_back(std::move(written));
    } else {
      to.fixed_inputs.push_back(std::move(written.value));
    }
  });
}

// --- Run-time to typed ---
// The values have been checked for the shape, are those of a new block, or have not been checked at all
// (load_unchecked): what cannot be read is an Error (ValueError) that names the field.

// The block of a field that must have one.
const Block& block_in(const Field& field, const FieldValue& from);
// A value of the field's kind.
const Json& value_in(const Field& field, const Json& value);

template <TypedBlock T>
void read_block(T& to, const Block& from);

// As the alternative that the block's type names; loading and the checks let no other pass.
template <TypedBlock... Blocks>
void read_union(std::variant<Blocks...>& to, const Block& from) {
  (void)((from.type->name == Blocks::product_block_name &&
          (read_block(to.template emplace<Blocks>(), from), true)) ||
         ...);
}

template <class T>
void read_value(T& to, const Field& field, const FieldValue& from) {
  if constexpr (TypedBlock<T>) {
    read_block(to, block_in(field, from));
  } else if constexpr (UnionOf<T>::is_union) {
    read_union(to, block_in(field, from));
  } else if constexpr (OptionalOf<T>::is_optional) {
    if (!from.value.is_null() || !from.blocks.empty()) read_value(to.emplace(), field, from);
  } else if constexpr (ListOf<T>::is_list) {
    using Item = typename ListOf<T>::Value;
    if constexpr (TypedBlock<Item>) {
      for (const Block& block : from.blocks) read_block(to.emplace_back(), block);
    } else if constexpr (UnionOf<Item>::is_union) {
      for (const Block& block : from.blocks) read_union(to.emplace_back(), block);
    } else {
      for (const Json& item : from.value) to.push_back(Scalar<Item>::from_json(value_in(field, item)));
    }
  } else if (!from.value.is_null()) {
    to = Scalar<T>::from_json(value_in(field, from.value));
  }
}

template <TypedBlock T>
void read_block(T& to, const Block& from) {
  static_cast<BlockAttributes&>(to) = static_cast<const BlockAttributes&>(from);
  size_t i = 0;
  each_field(to, [&](auto& value) {
    read_value(value, from.type->fields[i], from.fields[i]);
    ++i;
  });
}

template <class T>
T read_subscription(const Subscription& from) {
  T to{};
  static_cast<SubscriptionAttributes&>(to) = static_cast<const SubscriptionAttributes&>(from);
  size_t root = 0;
  size_t input = 0;
  each_field(to, [&](auto& value) {
    if constexpr (is_block_field<std::remove_cvref_t<decltype(value)>>()) {
      read_value(value, from.type->blocks[root], from.roots[root]);
      ++root;
    } else {
      read_value(value, from.type->fixed_inputs[input], FieldValue{from.fixed_inputs[input], {}});
      ++input;
    }
  });
  return to;
}

}  // namespace fieldwise
}  // namespace rehearsal::domain
