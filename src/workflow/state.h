// What steps and forms give: keys with values, merged into the state of the process.
// Source in the original: pydantic_forms.types.State, workflow.py (_save_models).
#pragma once

#include <array>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/fixed_text.h"
#include "core/json.h"
#include "domain/session.h"
#include "workflow/codec.h"
#include "workflow/model_value.h"

namespace rehearsal::workflow {

// Names of keys, of static lifetime.
struct Keys {
  const std::string_view* first = nullptr;
  size_t count = 0;
  constexpr const std::string_view* begin() const { return first; }
  constexpr const std::string_view* end() const { return first + count; }
};

// A value under a key: JSON, or a subscription, which is saved before its dump goes into the state.
class Value {
 public:
  template <class T, class = std::enable_if_t<!std::is_same_v<std::decay_t<T>, Value>>>
  Value(T&& value) {
    if constexpr (IsArgument<std::decay_t<T>>::value) {
      take(std::forward<T>(value).value);
    } else {
      take(std::forward<T>(value));
    }
  }

  // The JSON that goes into the state; saves what is to be saved.
  Json settle(domain::Session& session) const { return unsaved_ ? unsaved_->save(session) : json_; }

 private:
  struct Unsaved {
    virtual ~Unsaved() = default;
    virtual Json save(domain::Session& session) = 0;
  };

  template <class T>
  void take(T&& value) {
    using Given = std::remove_cv_t<std::remove_reference_t<T>>;
    if constexpr (kIsModel<Given>) {
      struct Holder final : Unsaved {
        explicit Holder(const Given& given) : model(given) {}
        explicit Holder(Given&& given) : model(std::move(given)) {}
        Json save(domain::Session& session) override { return save_model(session, model); }
        Given model;
      };
      unsaved_ = std::make_shared<Holder>(std::forward<T>(value));
    } else {
      json_ = Codec<Given>::encode(std::forward<T>(value));
    }
  }

  Json json_;
  std::shared_ptr<Unsaved> unsaved_;
};

// Keys with values, in the order in which they were written.
class State {
 public:
  struct Entry {
    std::string key;
    Value value;
  };

  State() = default;
  State(std::initializer_list<Entry> entries) : entries_(entries) {}
  // The members of an object: what a form's page gives. Throws Error (AttributeError) when it is no object.
  State(const Json& object);

  // The entries as an object, what is to be saved being saved. With `declared`, throws Error (KeyError) when
  // the keys are not just those.
  Json settle(domain::Session& session, const Keys* declared) const;

 private:
  std::vector<Entry> entries_;
};

// A state whose keys are declared, as the return type of a step or a form: `-> Gives<"subscription">`. What
// follows may rely on these keys: the registry checks it, and returning other keys, or fewer, is an error.
template <FixedText... Names>
struct Gives {
  Gives(std::initializer_list<State::Entry> entries) : state(entries) {}
  Gives(const Json& object) : state(object) {}
  static constexpr std::array<std::string_view, sizeof...(Names)> kKeys = {Names.view()...};
  State state;
};

// A step returns this when it has to wait: it is called again after `milliseconds` and sees `state` merged
// into the process's state. It leaves no row; what it wrote until now is kept.
struct Again {
  double milliseconds = 0;
  State state;
};

// The return type of a step that sometimes waits.
template <FixedText... Names>
struct GivesOrAgain {
  GivesOrAgain(std::initializer_list<State::Entry> entries) : state(entries) {}
  GivesOrAgain(Again waiting) : state(std::move(waiting.state)), again_after_ms(waiting.milliseconds) {}
  static constexpr std::array<std::string_view, sizeof...(Names)> kKeys = {Names.view()...};
  State state;
  std::optional<double> again_after_ms;
};

// The keys that a result of type `Result` surely has.
template <class Result>
constexpr Keys keys_of() {
  if constexpr (requires { Result::kKeys; }) {
    return {Result::kKeys.data(), Result::kKeys.size()};
  } else {
    return {};
  }
}

}  // namespace rehearsal::workflow
