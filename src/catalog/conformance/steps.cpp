#include "catalog/conformance/steps.h"

#include "store/database.h"

namespace rehearsal::catalog {

int64_t flaky(StepContext& context, const std::string& process_id, int64_t fail_times, const Error& error) {
  auto rows = context.session.db.query(
      "select 1 + coalesce(sum(1 + coalesce(json_extract(state, '$.retries'), 0)), 0) from process_steps "
      "where pid = ? and status in ('failed', 'waiting') and json_extract(state, '$.error') = ?",
      process_id, error.what());
  const int64_t call = rows.step() ? rows.integer(0) : 1;
  if (call <= fail_times) throw error;
  return call;
}

Gives<"fail_times", "message"> flaky_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "FlakyForm",
                         .title = "How often to fail",
                         .fields = {{"fail_times", integer().with_default(0)},
                                    {"message", forms::text().with_default("flaky step failed")}}});
}

Gives<"seconds"> slow_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "SlowForm", .fields = {{"seconds", forms::number().with_default(1.0)}}});
}

Gives<"run_it"> conditional_form(Wizard& wizard) {
  return wizard.ask(Page{.name = "ConditionalForm", .fields = {{"run_it", forms::boolean()}}});
}

Gives<"name", "amount"> ask_name(Wizard& wizard) {
  return wizard.ask(Page{
      .name = "NameForm",
      .title = "Who is it?",
      .fields = {{"name", forms::text()}, {"amount", integer().at_least(1).at_most(10).with_default(5)}}});
}

namespace detail {

Gives<"before"> give_before() {
  return {{"before", true}};
}
Gives<"after"> give_after() {
  return {{"after", true}};
}
Gives<"sub_one"> give_sub_one() {
  return {{"sub_one", true}};
}
Gives<"sub_three"> give_sub_three() {
  return {{"sub_three", true}};
}

Gives<"calls"> fail_with_value_error(Arg<"process_id", std::string> process_id, Arg<"fail_times", int64_t> fail_times,
                                     Arg<"message", std::string> message, StepContext& context) {
  return {{"calls", flaky(context, *process_id, *fail_times, value_error(*message))}};
}

Gives<"greeting"> greet(Arg<"name", std::string> name, Arg<"amount", int64_t> amount) {
  std::string greeting;
  for (int64_t i = 0; i < *amount; ++i) greeting.append(i ? " hello " : "hello ").append(*name);
  return {{"greeting", greeting}};
}

Gives<"asked"> note_asking(Arg<"callback_route", std::string>) {
  return {{"asked", true}};
}

Gives<"answered"> look_at_answer(Arg<"answer", Json> answer) {
  if (text_or(*answer, "verdict") != "yes") throw value_error("the outside said no");
  return {{"answered", true}};
}

}  // namespace detail
}  // namespace rehearsal::catalog
