// Work that takes more than a blink: done in slices between the messages, one piece of work at a time
// (DOOR.md).
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/events.h"
#include "api/refusal.h"
#include "core/json.h"

namespace rehearsal::api {

// In the parts that they were made in: nothing needs them in one piece.
using Bytes = std::shared_ptr<const std::vector<std::string>>;

// What came of a piece of work.
struct Outcome {
  bool good = true;
  // What a person or a program wants to know of it; with `detail`, a text, when it is not good.
  Json result = Json::object();
  // Bytes that it made.
  Bytes bytes{};
  // The database is another one than before.
  bool replaced = false;
};

// Destroyed before finish() was through, it has done nothing.
class Work {
 public:
  Work() = default;
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  virtual ~Work() = default;
  // Does far less than a slice; false when nothing is left to do.
  virtual bool step() = 0;
  virtual int64_t done() const = 0;
  virtual int64_t total() const = 0;
  // It reads the state of one moment: changes need not wait for it.
  virtual bool is_aside() const { return false; }
  // What is read now is half done.
  virtual bool is_writing() const { return false; }
  virtual Outcome finish() = 0;
};

struct Job {
  enum class State : uint8_t { Running, Done, Failed, Cancelled };
  std::string id;
  // Of the request that started it; empty where there was none.
  std::string key;
  std::string request_digest;
  std::string title;
  State state = State::Running;
  int64_t done = 0;
  int64_t total = 0;
  Json result = nullptr;
  Bytes bytes{};
  // The member of the result under which they stand.
  const char* bytes_name = "snapshot";
};

// {"id","title","done","total","state","result"?}, without bytes.
Json to_json(const Job& job);

class Jobs {
 public:
  // Throws Refusal (503) while another one runs.
  const Job& start(Job job, std::unique_ptr<Work> work);
  // The one that runs or one of the last that did; null when there is none. Throws Refusal (409) when the key
  // is that of another request.
  const Job* find(std::string_view id) const;
  const Job* find_key(std::string_view key, std::string_view request_digest) const;
  // Ends it, or forgets it when it has ended; false when there is none.
  bool remove(std::string_view id, Events& events);

  bool is_running() const { return work_ != nullptr; }
  // Changes, and the steps of processes, must wait for what runs.
  bool is_blocking() const { return work_ && !work_->is_aside(); }
  // What is read now would be half done.
  bool is_writing() const { return work_ && work_->is_writing(); }
  // 503 with the title and the progress of what runs.
  Refusal busy() const;

  // Works for about 10 ms, or where `by_count` for so many steps that the same is done each time. True when
  // the database was replaced. `failed` hears what the job threw.
  bool slice(bool by_count, Events& events, const std::function<void(const std::exception&)>& failed);

 private:
  static constexpr size_t kRemembered = 4;
  void end(Job::State state, Json result, Events& events);

  // The newest last; only that may run.
  std::deque<Job> jobs_;
  std::unique_ptr<Work> work_;
  int64_t told_percent_ = -1;
};

}  // namespace rehearsal::api
