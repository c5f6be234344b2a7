#include "shell/app/job.h"

#include <utility>

#include "shell/app/read_json.h"
#include "shell/app/words.h"

namespace rehearsal::shell {

void Job::begin(Ticket request) {
  *this = Job();
  state_ = State::kRunning;
  starting_ = std::move(request);
}

void Job::take_event(const Json& value) {
  if (!running() || id_.empty() || text_or(value, "id") != id_) return;
  done_ = number_at(value, "done").value_or(done_);
  total_ = number_at(value, "total").value_or(total_);
  if (text_or(value, "state") != "running") look_again_ = true;
}

bool Job::update(DoorClient& door) {
  if (!running()) return false;
  if (starting_ && starting_->done) {
    const Ticket started = std::exchange(starting_, nullptr);
    return take_start(started->answer, door);
  }
  // Another worker tells no more of it than that it was done, where it was; all else is gone with the last
  // one.
  if (!id_.empty() && std::exchange(age_, door.age()) != door.age()) look_again_ = true;
  if (looking_ && looking_->done) {
    const Ticket looked = std::exchange(looking_, nullptr);
    if (take_job(*looked)) return true;
  }
  if (look_again_ && !looking_) {
    look_again_ = false;
    looking_ = door.ask("/api/rehearsal/jobs/" + id_);
  }
  return false;
}

void Job::cancel(DoorClient& door) {
  if (!running()) return;
  unwanted_ = id_.empty();
  if (!unwanted_) door.change("DELETE", "/api/rehearsal/jobs/" + id_);
}

float Job::share() const {
  return total_ > 0 ? static_cast<float>(done_ / total_) : -1.0f;
}

void Job::fail(const std::string& problem) {
  state_ = State::kFailed;
  problem_ = problem;
}

bool Job::take_start(const Answer& answer, DoorClient& door) {
  id_ = text_or(answer.body, "job");
  if (!answer.ok() || id_.empty()) {
    fail(problem_sentence(answer.body, answer.status));
    return true;
  }
  age_ = door.age();
  if (unwanted_) cancel(door);
  // It may have ended before its id was known here.
  look_again_ = true;
  return update(door);
}

bool Job::take_job(const Reply& reply) {
  const Json& body = reply.answer.body;
  if (!reply.answer.ok()) {
    fail(reply.answer.status == 404
             ? "The engine was started anew before this was done, and nothing was changed. Do it again."
             : problem_sentence(body, reply.answer.status));
    return true;
  }
  done_ = number_at(body, "done").value_or(done_);
  total_ = number_at(body, "total").value_or(total_);
  const std::string state = text_or(body, "state");
  if (state == "running") return false;
  if (body.is_object() && body.contains("result")) result_ = body["result"];
  answer_ = reply.number;
  if (state == "done") {
    state_ = State::kDone;
  } else {
    fail(state == "cancelled" ? "It was stopped. Nothing was changed."
                              : text_or(result_, "detail", "It failed."));
  }
  return true;
}

}  // namespace rehearsal::shell
