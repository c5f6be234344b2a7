// The steps and forms that several of the recordings' workflows have.
#pragma once

#include "catalog/authoring.h"

namespace rehearsal::catalog {

// Which call of the process's failing step this is; throws `error` for the first `fail_times`. What a failing step writes
// is undone, so the rows that tell of this error are counted.
int64_t flaky(StepContext& context, const std::string& process_id, int64_t fail_times, const Error& error);

Gives<"fail_times", "message"> flaky_form(Wizard& wizard);
Gives<"seconds"> slow_form(Wizard& wizard);
Gives<"run_it"> conditional_form(Wizard& wizard);
Gives<"name", "amount"> ask_name(Wizard& wizard);

namespace detail {
Gives<"before"> give_before();
Gives<"after"> give_after();
Gives<"sub_one"> give_sub_one();
Gives<"sub_three"> give_sub_three();
Gives<"calls"> fail_with_value_error(Arg<"process_id", std::string> process_id, Arg<"fail_times", int64_t> fail_times,
                                     Arg<"message", std::string> message, StepContext& context);
Gives<"greeting"> greet(Arg<"name", std::string> name, Arg<"amount", int64_t> amount);
Gives<"asked"> note_asking(Arg<"callback_route", std::string> callback_route);
Gives<"answered"> look_at_answer(Arg<"answer", Json> answer);

// A step that sleeps in the original says Again here.
template <FixedText Key>
GivesOrAgain<Key> sleep_once(Arg<"seconds", double> seconds, OptionalArg<Key, bool> slept) {
  if (!slept) return Again{*seconds * 1000, {{std::string(Key.view()), true}}};
  return {{std::string(Key.view()), true}};
}
}  // namespace detail

inline constexpr Step before = step<"Before", &detail::give_before>;
inline constexpr Step after = step<"After", &detail::give_after>;
inline constexpr Step sub_one = step<"Sub one", &detail::give_sub_one>;
inline constexpr Step sub_three = step<"Sub three", &detail::give_sub_three>;
inline constexpr Step flaky_step = step<"Flaky step", &detail::fail_with_value_error>;
inline constexpr Step task_step = step<"Task step", &detail::fail_with_value_error>;
inline constexpr Step enter_name = inputstep<"Enter name", Assignee::NOC, ask_name>;
inline constexpr Step use_name = step<"Use name", &detail::greet>;
inline constexpr Step slow_one = step<"Slow one", &detail::sleep_once<"slow_one">>;
inline constexpr Step slow_two = step<"Slow two", &detail::sleep_once<"slow_two">>;
inline constexpr Step ask_outside = step<"Ask outside", &detail::note_asking>;
inline constexpr Step validate_answer = step<"Validate answer", &detail::look_at_answer>;
inline constexpr CallbackOptions kAnswer{.result_key = "answer"};
inline constexpr Step ask = callback_step<"Ask", ask_outside, validate_answer, kAnswer>;

inline bool is_asked(const Json& state) {
  return state.at("run_it").get<bool>();
}

}  // namespace rehearsal::catalog
