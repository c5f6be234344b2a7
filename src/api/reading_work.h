// What the jobs that read the state have in common: a copy of the database at one moment, and the whole of it
// as a snapshot.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/call.h"
#include "snapshot/export.h"
#include "store/copy.h"

namespace rehearsal::api {

// What a job of this room works with; it outlives the request that started it.
struct Ground {
  Ground(const Call& call, store::Database& db, const std::string& scope)
      : ids(call.services.seed, scope), session{db,     call.services.models, call.services.clock, ids, {},
                                                nullptr} {}
  Ids ids;
  domain::Session session;
};

// Reads the state as it was at one moment, from a copy: meanwhile the database goes on.
class ReadingWork : public Work {
 public:
  bool step() final {
    if (copy_->step()) return true;
    return read();
  }
  bool is_aside() const final { return true; }
  // Pages that were copied, then as much again for what is made of them.
  int64_t total() const final { return 2 * pages_; }
  int64_t done() const final {
    return part_of(pages_, copy_->done(), copy_->total()) + part_of(pages_, read_done(), read_total());
  }

 protected:
  ReadingWork(const Call& call, const std::string& scope)
      : copy_(std::make_unique<store::Copy>(call.services.db)),
        ground_(call, copy_->database(), scope),
        pages_(copy_->total()) {}
  domain::Session& session() { return ground_.session; }
  // Nothing more is read.
  void forget_copy() { copy_.reset(); }

 private:
  // Once the copy is there, like step(), done() and total().
  virtual bool read() = 0;
  virtual int64_t read_done() const = 0;
  virtual int64_t read_total() const = 0;

  static int64_t part_of(int64_t all, int64_t done, int64_t total) {
    return total > 0 ? static_cast<int64_t>(static_cast<double>(all) * static_cast<double>(done) /
                                            static_cast<double>(total))
                     : 0;
  }

  std::unique_ptr<store::Copy> copy_;
  Ground ground_;
  int64_t pages_;
};

// An export that is kept until the whole can be written.
class WholeExport {
 public:
  WholeExport(domain::Session& session, const snapshot::ExportOptions& options)
      : export_(std::make_unique<snapshot::Export>(session, options)) {}

  // False when nothing is left.
  bool step();
  int64_t done() const { return export_ ? export_->done() : 0; }
  int64_t total() const { return export_ ? export_->total() : 0; }
  std::string digest() const { return export_->digest(); }
  // The file. What is not needed any more goes before memory is asked for the whole: the export, and what
  // `release` lets go of.
  template <class Release>
  std::string take(const snapshot::Made& made, Release release) {
    std::string file = export_->head(made);
    export_.reset();
    release();
    append_parts(file);
    return file;
  }

 private:
  void append_parts(std::string& file);

  std::unique_ptr<snapshot::Export> export_;
  std::vector<std::string> parts_;
  size_t size_ = 0;
};

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
