#include "api/reading_work.h"

#include "api/request_keys.h"

namespace rehearsal::api {

bool WholeExport::step() {
  const bool more = export_.step();
  if (std::optional<std::string> part = export_.take_part()) parts_.push_back(std::move(*part));
  return more;
}

std::vector<std::string> WholeExport::take(const snapshot::Made& made, std::string before) {
  parts_.front() = std::move(before) + export_.head(made);
  return std::move(parts_);
}

size_t size_of(const std::vector<std::string>& parts) {
  size_t size = 0;
  for (const std::string& part : parts) size += part.size();
  return size;
}

std::string application() {
  return "Rehearsal " + std::string(kVersion);
}

Answer started(const Job& job) {
  Json body = Json::object();
  body["job"] = job.id;
  return answer(202, body);
}

std::optional<Answer> answered_before(const Call& call, const std::string& request_digest) {
  if (const Job* job = call.jobs.find_key(call.request.key, request_digest)) return started(*job);
  // While it writes, what it stores cannot be read; but then it is the job above, or another one is in the
  // way.
  const bool may_look = !call.request.key.empty() && !call.jobs.is_running();
  std::optional<Answer> stored;
  if (may_look) stored = stored_answer(call.db(), call.request.key, request_digest);
  if (!stored && call.jobs.is_running()) throw call.jobs.busy();
  return stored;
}

Job new_job(const Call& call, const char* title, std::string request_digest) {
  Job job;
  job.id = call.ids.next();
  job.key = call.request.key;
  job.request_digest = std::move(request_digest);
  job.title = title;
  return job;
}

}  // namespace rehearsal::api
