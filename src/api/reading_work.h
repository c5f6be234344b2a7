// What the jobs that read the state have in common: the database as it was at one moment, and the whole of it
// as a snapshot.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/call.h"
#include "snapshot/export.h"
#include "store/still.h"

namespace rehearsal::api {

// What a job of this room works with; it outlives the request that started it.
struct Ground {
  Ground(workflow::Services& services, store::Database& db, const std::string& scope)
      : ids(services.seed, scope), session{db, services.models, services.clock, ids, {}, nullptr} {}
  Ids ids;
  domain::Session session;
};

// Reads the state as it is when its first slice comes, which is when all that is noted to be done first is
// done (domain/descriptions.h): from then on the database goes on without it.
class ReadingWork : public Work {
 public:
  bool step() final {
    if (still_) return read();
    still_ = std::make_unique<store::Still>(services_.db);
    ground_.emplace(services_, still_->database(), scope_);
    begin(ground_->session);
    return true;
  }
  bool is_aside() const final { return true; }
  int64_t done() const final { return still_ ? read_done() : 0; }
  int64_t total() const final { return still_ ? read_total() : 0; }

 protected:
  ReadingWork(const Call& call, const char* scope) : services_(call.services), scope_(scope) {}
  domain::Session& session() { return ground_->session; }

 private:
  virtual void begin(domain::Session& session) = 0;
  // Once it has begun, like step(), done() and total().
  virtual bool read() = 0;
  virtual int64_t read_done() const = 0;
  virtual int64_t read_total() const = 0;

  workflow::Services& services_;
  const char* scope_;
  std::unique_ptr<store::Still> still_;
  std::optional<Ground> ground_;
};

// An export that is kept until the whole can be written.
class WholeExport {
 public:
  WholeExport(domain::Session& session, const snapshot::ExportOptions& options) : export_(session, options) {}

  // False when nothing is left.
  bool step();
  int64_t done() const { return export_.done(); }
  int64_t total() const { return export_.total(); }
  std::string digest() const { return export_.digest(); }
  // The file, after `before`.
  std::vector<std::string> take(const snapshot::Made& made, std::string before = {});

 private:
  snapshot::Export export_;
  // The first is for what stands before everything else.
  std::vector<std::string> parts_{1};
};

// Bytes in all of them.
size_t size_of(const std::vector<std::string>& parts);

// "Rehearsal 0.1.0".
std::string application();

// 202 with the id of the job.
Answer started(const Job& job);
// The answer to the same request of before, when there was one. Throws Refusal (503) while another job runs.
std::optional<Answer> answered_before(const Call& call, const std::string& request_digest);
Job new_job(const Call& call, const char* title, std::string request_digest);
// Starts the job that `make` gives the work of, or gives the answer to the same request of before. Throws
// Refusal (503) while another one runs.
template <class Make>
Answer start_job(Call& call, const char* title, std::string request_digest, Make make) {
  if (std::optional<Answer> answered = answered_before(call, request_digest)) return *answered;
  Job job = new_job(call, title, std::move(request_digest));
  std::unique_ptr<Work> work = make(job);  // which may say more of it
  return started(call.jobs.start(std::move(job), std::move(work)));
}

}  // namespace rehearsal::api
