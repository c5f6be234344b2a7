#include "api/jobs.h"

#include <algorithm>
#include <chrono>

#include "api/error_answer.h"
#include "api/handlers.h"
#include "api/request_keys.h"

namespace rehearsal::api {
namespace {

std::string_view text(Job::State state) {
  switch (state) {
    case Job::State::Running:
      return "running";
    case Job::State::Done:
      return "done";
    case Job::State::Failed:
      return "failed";
    case Job::State::Cancelled:
      return "cancelled";
  }
  return {};
}

// A stopwatch is asked after every few steps only; where the clock stands they are counted.
constexpr int kStepsBetween = 8;
constexpr int kStepsOfSlice = 64;
constexpr std::chrono::milliseconds kSlice{9};

}  // namespace

Json to_json(const Job& job) {
  Json json = Json::object();
  json["id"] = job.id;
  json["title"] = job.title;
  json["done"] = job.done;
  json["total"] = job.total;
  json["state"] = text(job.state);
  if (!job.result.is_null()) json["result"] = job.result;
  return json;
}

Refusal Jobs::busy() const {
  const Job& job = jobs_.back();
  const int64_t percent = job.total > 0 ? std::min<int64_t>(100, job.done * 100 / job.total) : 0;
  const std::string detail =
      job.title + " is under way (" + std::to_string(percent) + " %). Ask again when it is done, or end it.";
  Json body = problem_body(503, detail);
  body["job"] = to_json(job);
  return Refusal(503, detail, std::move(body));
}

const Job& Jobs::start(Job job, std::unique_ptr<Work> work) {
  if (is_running()) throw busy();
  while (jobs_.size() >= kRemembered) jobs_.pop_front();
  // Bytes of earlier jobs would double what memory holds.
  for (Job& earlier : jobs_) earlier.bytes.reset();
  work_ = std::move(work);
  job.total = work_->total();
  told_percent_ = -1;
  return jobs_.emplace_back(std::move(job));
}

const Job* Jobs::find(std::string_view id) const {
  const auto found = std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& job) { return job.id == id; });
  return found == jobs_.end() ? nullptr : &*found;
}

const Job* Jobs::find_key(std::string_view key, std::string_view request_digest) const {
  if (key.empty()) return nullptr;
  const auto found = std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& job) { return job.key == key; });
  if (found == jobs_.end()) return nullptr;
  if (found->request_digest != request_digest) {
    throw problem(
        409, "The key " + std::string(key) + " named another change. Give each change a key of its own.");
  }
  return &*found;
}

bool Jobs::remove(std::string_view id, Events& events) {
  const auto found = std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& job) { return job.id == id; });
  if (found == jobs_.end()) return false;
  if (found->state == Job::State::Running) {
    end(Job::State::Cancelled, nullptr, events);
  } else {
    jobs_.erase(found);
  }
  return true;
}

void Jobs::end(Job::State state, Json result, Events& events) {
  work_.reset();
  Job& job = jobs_.back();
  job.state = state;
  job.result = std::move(result);
  if (state == Job::State::Done) job.done = job.total;
  events.job_changed(to_json(job));
}

bool Jobs::slice(bool by_count, Events& events, const std::function<void(const std::exception&)>& failed) {
  Job& job = jobs_.back();
  bool more = true;
  bool replaced = false;
  // The one place where what a job throws is caught: then it has failed, and nothing has happened.
  try {
    const auto start = std::chrono::steady_clock::now();
    for (int steps = 1; more; ++steps) {
      more = work_->step();
      if (by_count && steps == kStepsOfSlice) break;
      if (!by_count && steps % kStepsBetween == 0 && std::chrono::steady_clock::now() - start >= kSlice)
        break;
    }
    job.done = work_->done();
    job.total = work_->total();
    if (!more) {
      Outcome outcome = work_->finish();
      replaced = outcome.replaced;
      job.bytes = std::move(outcome.bytes);
      end(outcome.good ? Job::State::Done : Job::State::Failed, std::move(outcome.result), events);
    }
  } catch (const std::exception& error) {
    end(Job::State::Failed, failure_of(error, job.title), events);
    failed(error);
    return false;
  }
  const int64_t percent = job.total > 0 ? job.done * 100 / job.total : 100;
  if (more && percent != std::exchange(told_percent_, percent)) events.job_changed(to_json(job));
  return replaced;
}

// ---- The handlers ----

namespace {

Refusal no_job(const Call& call) {
  return problem(404,
                 "There is no job " + call.parts[0] +
                     ": it was forgotten, or the engine was started anew before it was done, and then it has "
                     "done nothing.");
}

}  // namespace

Answer get_job(Call& call) {
  const Job* found = call.jobs.find(call.parts[0]);
  if (!found && !call.jobs.is_writing() && was_begun_by_a_change(call.db(), call.parts[0])) {
    // Its answer was stored with what it did, before the engine was started anew.
    Job ended;
    ended.id = call.parts[0];
    ended.title = "Done before the engine was started anew";
    ended.done = ended.total = 1;
    ended.state = Job::State::Done;
    return answer(to_json(ended));
  }
  if (!found) throw no_job(call);
  const Job& job = *found;
  Json body = to_json(job);
  if (job.bytes) body["result"][job.bytes_name] = call.give_bytes(job.bytes);
  return answer(body);
}

Answer delete_job(Call& call) {
  if (!call.jobs.remove(call.parts[0], call.events)) throw no_job(call);
  return no_content();
}

}  // namespace rehearsal::api
