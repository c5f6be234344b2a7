// How the values of the state become the parameters of a step, and back.
// Source in the original: utils/state.py (_build_arguments), utils/json.py.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/fixed_text.h"
#include "core/json.h"

namespace rehearsal::workflow {

// A parameter of a step or a form: the value of the state's key `Name` as a T. The key must be there.
template <FixedText Name, class T>
struct Arg {
  using Type = T;
  static constexpr std::string_view kKey = Name.view();
  static constexpr bool kRequired = true;

  T value;

  T& operator*() { return value; }
  const T& operator*() const { return value; }
  T* operator->() { return &value; }
  const T* operator->() const { return &value; }
  operator const T&() const { return value; }
};

// The same for a key that may be missing: then `value` holds nothing.
template <FixedText Name, class T>
struct OptionalArg {
  using Type = std::optional<T>;
  static constexpr std::string_view kKey = Name.view();
  static constexpr bool kRequired = false;

  std::optional<T> value;

  const T& operator*() const { return *value; }
  const T* operator->() const { return &*value; }
  explicit operator bool() const { return value.has_value(); }
};

template <class T>
struct IsArgument : std::false_type {};
template <FixedText Name, class T>
struct IsArgument<Arg<Name, T>> : std::true_type {};
template <FixedText Name, class T>
struct IsArgument<OptionalArg<Name, T>> : std::true_type {};

// A value of the state that is no `type`: Python's ValueError of the same text.
Error not_convertible(const Json& value, std::string_view type);

// decode() makes a T of a value of the state, or throws Error (ValueError); encode() makes the value again.
template <class T>
struct Codec;

template <>
struct Codec<Json> {
  static Json decode(const Json& value) { return value; }
  static Json encode(Json value) { return value; }
};

template <>
struct Codec<std::string> {
  static std::string decode(const Json& value) {
    if (!value.is_string()) throw not_convertible(value, "str");
    return value.get_ref<const std::string&>();
  }
  static Json encode(std::string value) { return value; }
};

template <>
struct Codec<std::string_view> {
  static Json encode(std::string_view value) { return value; }
};

template <size_t N>
struct Codec<char[N]> {
  static Json encode(const char* value) { return value; }
};

template <>
struct Codec<const char*> {
  static Json encode(const char* value) { return value; }
};

template <>
struct Codec<bool> {
  static bool decode(const Json& value) {
    if (!value.is_boolean()) throw not_convertible(value, "bool");
    return value.get<bool>();
  }
  static Json encode(bool value) { return value; }
};

template <>
struct Codec<int64_t> {
  static int64_t decode(const Json& value) {
    if (!value.is_number_integer()) throw not_convertible(value, "int");
    return value.get<int64_t>();
  }
  static Json encode(int64_t value) { return value; }
};

template <>
struct Codec<int> {
  static Json encode(int value) { return value; }
};

template <>
struct Codec<double> {
  static double decode(const Json& value) {
    if (!value.is_number()) throw not_convertible(value, "float");
    return value.get<double>();
  }
  static Json encode(double value) { return value; }
};

template <>
struct Codec<std::nullptr_t> {
  static Json encode(std::nullptr_t) { return nullptr; }
};

template <class T>
struct Codec<std::optional<T>> {
  static std::optional<T> decode(const Json& value) {
    if (value.is_null()) return std::nullopt;
    return Codec<T>::decode(value);
  }
  static Json encode(std::optional<T> value) {
    return value ? Codec<T>::encode(*std::move(value)) : Json(nullptr);
  }
};

template <class T>
struct Codec<std::vector<T>> {
  static std::vector<T> decode(const Json& value) {
    if (!value.is_array()) throw not_convertible(value, "list");
    std::vector<T> items;
    items.reserve(value.size());
    for (const Json& item : value) items.push_back(Codec<T>::decode(item));
    return items;
  }
  static Json encode(std::vector<T> values) {
    Json list = Json::array();
    for (T& value : values) list.push_back(Codec<T>::encode(std::move(value)));
    return list;
  }
};

}  // namespace rehearsal::workflow
