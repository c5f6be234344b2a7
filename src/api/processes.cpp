// Starting, resuming, aborting, deleting processes (engine.md 2).
#include <algorithm>

#include "api/handlers.h"
#include "api/process_views.h"
#include "api/refusal.h"
#include "forms/text.h"
#include "workflow/authorize.h"
#include "workflow/callbacks.h"
#include "workflow/process.h"
#include "workflow/rollback.h"
#include "workflow/skip.h"
#include "workflow/timers.h"

namespace rehearsal::api {
namespace {

using workflow::Process;
using workflow::ProcessStatus;

constexpr int64_t kLongestReporter = 100;
constexpr int64_t kLongestNote = 5000;
constexpr int64_t kLongestReason = 5000;

std::string reporter_of(const Call& call) {
  std::string reporter = call.request.query_text("reporter").value_or("SYSTEM");
  if (forms::code_points(reporter) > kLongestReporter) {
    Json ctx = Json::object();
    ctx["max_length"] = kLongestReporter;
    throw unprocessable("string_too_long", Json::array({"query", "reporter"}),
                        "String should have at most 100 characters", reporter, std::move(ctx));
  }
  return reporter;
}

// The list of pages that a start is given; nothing is one empty page.
Json pages_of(const Call& call) {
  Json body = call.needed_body();
  if (!body.is_array())
    throw unprocessable("list_type", Json::array({"body"}), "Input should be a valid list", body);
  for (size_t i = 0; i < body.size(); ++i) {
    if (body[i].is_object()) continue;
    throw unprocessable("dict_type", Json::array({"body", i}), "Input should be a valid dictionary", body[i]);
  }
  return body;
}

// Why a person skips a step or rolls a process back.
std::string needed_reason(const Json& body, const char* expected) {
  std::string reason = text_or(body, "reason");
  if (forms::is_blank(reason))
    throw problem(422, std::string("Expected ") + expected + ", found " + dump_json(body) + ".");
  const int64_t length = forms::code_points(reason);
  if (length > kLongestReason) {
    throw problem(422, "Expected a reason of at most " + std::to_string(kLongestReason) +
                           " characters, found " + std::to_string(length) + ".");
  }
  return reason;
}

void refuse_start(const workflow::Workflow& workflow, const std::string& user) {
  if (!workflow::may_start(workflow, user))
    throw problem(403, "User is not authorized to start '" + workflow.name + "' workflow");
}

void refuse_unless_may_resume(const Process& process, const std::string& user) {
  if (workflow::may_resume(process, user)) return;
  throw problem(403, std::string("User is not authorized to ") +
                         (process.status == ProcessStatus::suspended ? "resume" : "retry") + " step");
}

Process needed_process(Call& call) {
  const std::string process_id = call.uuid(0, "process_id");
  std::optional<Process> process = workflow::load_process(call.services, process_id);
  if (!process) throw problem(404, "Process with process_id " + process_id + " not found");
  return *std::move(process);
}

// The process of the path, which `user` may resume now.
Process resumable_process(Call& call, const std::string& user) {
  Process process = needed_process(call);
  if (!is_resumable(process.status))
    throw problem(409, "Resuming a " + std::string(text(process.status)) + " workflow is not possible");
  refuse_unless_may_resume(process, user);
  if (!process.mismatch.empty()) throw problem(409, process.mismatch);
  return process;
}

// The process that awaits what was sent, at the route that it gave out.
Process awaiting_process(Call& call) {
  Process process = needed_process(call);
  if (process.status != ProcessStatus::awaiting_callback)
    throw problem(409, "This process is not in an awaiting state.");
  if (!workflow::is_awaited(process, call.parts[1])) throw problem(404, "Invalid token");
  if (!process.workflow) throw problem(400, "This workflow cannot be resumed because it has been removed");
  if (!process.next_step()) throw problem(409, process.mismatch);
  return process;
}

// Subscriptions show which of their processes still runs.
void announce(Call& call, const Process& process) {
  call.events.process_changed(process.process_id);
  auto rows = call.db().query(
      "select subscription_id from processes_subscriptions where pid = ? order by rowid", process.process_id);
  while (rows.step()) call.events.subscription_changed(rows.view(0));
}

void resume(Call& call, Process& process, const Json& inputs, const std::string& user) {
  workflow::resume_process(call.services, call.ids, process, inputs, user);
  announce(call, process);
  call.effects.started.push_back(std::move(process));
}

const workflow::Workflow& startable_workflow(const Call& call, const std::string& user) {
  const workflow::Workflow* workflow = call.services.registry.find(call.parts[0]);
  if (!workflow) throw problem(404, "Workflow does not exist");
  refuse_start(*workflow, user);
  if (workflow->run_predicate) {
    const std::string refused = workflow->run_predicate(call.db(), workflow->name);
    if (!refused.empty()) throw problem(412, refused);
  }
  return *workflow;
}

// The process of the path, at a step that `user` may skip now.
Process skippable_process(Call& call, const std::string& user) {
  Process process = needed_process(call);
  if (!process.mismatch.empty()) throw problem(409, process.mismatch);
  if (!is_resumable(process.status) || process.status == ProcessStatus::suspended ||
      process.status == ProcessStatus::awaiting_callback ||
      (!process.next_step() && !(process.rollback && !process.rollback->left.empty()))) {
    throw problem(409, "A step of a " + std::string(text(process.status)) +
                           " process cannot be skipped: only one that has failed or waits to be tried again");
  }
  refuse_unless_may_resume(process, user);
  return process;
}

void refuse_rollback(const Process& process) {
  if (process.rollback)
    throw problem(409, "This process is being rolled back already: resume it, or skip what failed.");
  if (!is_resumable(process.status) || !process.workflow)
    throw problem(409, "A " + std::string(text(process.status)) +
                           " process cannot be rolled back: only one that has failed or waits");
}

}  // namespace

// What a start would answer, without the start: a page of the form can be asked for without risk, also while
// the engine is paused.
Answer look_at_form(Call& call) {
  const Json pages = pages_of(call);
  const std::string reporter = reporter_of(call);
  const workflow::Workflow& workflow = startable_workflow(call, reporter);
  workflow::initial_state(call.services, call.ids, workflow, pages, call.ids.next(), reporter);
  return answer(Json({{"complete", true}}));
}

// The same of a step that asks: what a resume would answer, without the resume.
Answer look_at_input(Call& call) {
  const Json pages = pages_of(call);
  workflow::step_answers(call.services, call.ids, resumable_process(call, reporter_of(call)), pages);
  return answer(Json({{"complete", true}}));
}

Answer start_process(Call& call) {
  call.refuse_while_locked();
  const Json pages = pages_of(call);
  const std::string reporter = reporter_of(call);
  const workflow::Workflow& workflow = startable_workflow(call, reporter);
  Process process = workflow::create_process(call.services, call.ids, workflow, pages, reporter);
  Json body = Json::object();
  body["id"] = process.process_id;
  call.events.process_changed(process.process_id);
  call.effects.started.push_back(std::move(process));
  return answer(201, body);
}

Answer resume_process(Call& call) {
  call.refuse_while_locked();
  const Json body = call.needed_body();
  const std::string user = reporter_of(call);
  Process process = resumable_process(call, user);
  // An empty list or object stands for one empty page; what is no list matters only where a form is asked.
  const workflow::Step* step = process.next_step();
  const Json inputs = body.empty() || !body.is_array() ? Json::array({Json::object()}) : body;
  if (step && step->form && !body.empty() && !body.is_array()) {
    throw unprocessable("list_type", Json::array({"body"}), "Input should be a valid list", body);
  }
  resume(call, process, inputs, user);
  return no_content();
}

Answer resume_all_processes(Call& call) {
  call.refuse_while_locked();
  // The turns to come take them up one by one.
  Json body = Json::object();
  body["count"] = workflow::wake_tasks(call.db(), call.services.clock.now());
  call.effects.timers_changed = true;
  return answer(body);
}

Answer abort_process(Call& call) {
  const std::string user = reporter_of(call);
  Process process = needed_process(call);
  if (workflow::abort_process(call.services, process, user)) {
    call.effects.stopped.push_back(process.process_id);
    announce(call, process);
  }
  return no_content();
}

// {"reason": why, "values"?: {key: value}}
Answer skip_step(Call& call) {
  call.refuse_while_locked();
  const Json body = call.needed_body();
  constexpr const char* kExpected = R"({"reason": why, "values"?: {key: value}})";
  const std::string reason = needed_reason(body, kExpected);
  const Json* given = body.is_object() ? workflow::find_member(body, "values") : nullptr;
  const Json values = given ? *given : Json::object();
  if (!values.is_object())
    throw problem(422, std::string("Expected ") + kExpected + ", found " + dump_json(body) + ".");
  const std::string user = reporter_of(call);
  Process process = skippable_process(call, user);
  try {
    workflow::skip_step(call.services, call.ids, process, values, reason, user);
  } catch (const Error& error) {
    if (error.kind() == "ValueError" || error.kind() == "ValidationError") throw problem(422, error.what());
    if (error.kind() == "KeyError")
      throw problem(
          422, "Expected the id of a subscription under 'subscription_id', found " + dump_json(values) + ".");
    throw;
  }
  announce(call, process);
  call.effects.started.push_back(std::move(process));
  return no_content();
}

// Which values skipping the step at which the process stands asks for.
Answer look_at_skip(Call& call) {
  domain::Session session = call.session();
  Json body = Json::object();
  body["values"] = workflow::keys_to_give(session, skippable_process(call, reporter_of(call)));
  return answer(body);
}

// {"reason": why}
Answer roll_back(Call& call) {
  call.refuse_while_locked();
  const Json body = call.needed_body();
  const std::string reason = needed_reason(body, R"({"reason": why})");
  const std::string user = reporter_of(call);
  Process process = needed_process(call);
  refuse_rollback(process);
  refuse_unless_may_resume(process, user);
  workflow::begin_rollback(call.services, process, reason, user);
  announce(call, process);
  call.effects.started.push_back(std::move(process));
  return no_content();
}

// What a rollback would take back, and which steps it would leave as they are.
Answer look_at_rollback(Call& call) {
  const Process process = needed_process(call);
  refuse_rollback(process);
  const workflow::RollbackPlan plan = workflow::rollback_plan(call.services, process);
  Json body = Json::object();
  Json& undo = body["undo"] = Json::array();
  for (const workflow::Undoing& undoing : plan.undoings) undo.push_back(undoing.step->name);
  Json& kept = body["kept"] = Json::array();
  for (const workflow::Step* step : plan.kept) kept.push_back(step->name);
  return answer(body);
}

Answer answer_callback(Call& call) {
  call.refuse_while_locked();
  const Json answered = call.needed_body();
  if (!answered.is_object())
    throw unprocessable("dict_type", Json::array({"body"}), "Input should be a valid dictionary", answered);
  Process process = awaiting_process(call);
  workflow::take_answer(call.services, call.ids, process, answered);
  announce(call, process);
  call.effects.started.push_back(std::move(process));
  return answer(nullptr);
}

Answer report_callback_progress(Call& call) {
  call.refuse_while_locked();
  const Json progress = call.needed_body();
  if (!progress.is_object() && !progress.is_string()) {
    throw unprocessable({request_error("string_type", Json::array({"body", "str"}),
                                       "Input should be a valid string", progress),
                         request_error("dict_type", Json::array({"body", "dict[str,any]"}),
                                       "Input should be a valid dictionary", progress)});
  }
  Process process = awaiting_process(call);
  workflow::show_progress(call.services, process, progress);
  call.events.process_changed(process.process_id);
  return answer(nullptr);
}

Answer delete_process(Call& call) {
  std::optional<Process> found = workflow::load_process(call.services, call.uuid(0, "process_id"));
  if (!found) throw problem(404);
  Process& process = *found;
  if (!process.is_task) throw problem(400);
  announce(call, process);
  workflow::delete_process(call.services, process);
  call.effects.stopped.push_back(process.process_id);
  return no_content();
}

Answer patch_process(Call& call) {
  const std::string process_id = needed_process(call).process_id;
  const Json body = call.needed_body();
  if (!body.is_object()) {
    throw unprocessable("model_attributes_type", Json::array({"body"}),
                        "Input should be a valid dictionary or object to extract fields from", body);
  }
  if (const Json* note = workflow::find_member(body, "note")) {
    const Json loc = Json::array({"body", "note"});
    if (!note->is_string() && !note->is_null()) {
      throw unprocessable("string_type", loc, "Input should be a valid string", *note);
    }
    std::optional<std::string> text;
    if (note->is_string() && !forms::is_blank(note->get_ref<const std::string&>()))
      text = note->get<std::string>();
    if (text && forms::code_points(*text) > kLongestNote) {
      Json ctx = Json::object();
      ctx["max_length"] = kLongestNote;
      throw unprocessable("string_too_long", loc, "String should have at most 5000 characters", *note,
                          std::move(ctx));
    }
    call.db().run("update processes set note = ?, last_modified_at = ? where pid = ?", text,
                  call.services.clock.now(), process_id);
    call.events.process_changed(process_id);
  }
  return answer(process_after_patch(call.db(), process_id));
}

}  // namespace rehearsal::api
