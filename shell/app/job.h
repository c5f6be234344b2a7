// Work that the engine does in slices (DOOR.md): followed from the request that begins it to its end.
#pragma once

#include <cstdint>
#include <string>

#include "shell/app/door_client.h"

namespace rehearsal::shell {

class Job {
 public:
  enum class State { kNone, kRunning, kDone, kFailed };

  // `request` is what begins it, already on its way.
  void begin(Ticket request);
  void forget() { *this = Job(); }
  // The value of a `job` event, whichever job it is of.
  void take_event(const Json& value);
  // Once per frame: takes what arrived, asks for what is needed. True in the frame in which it ended.
  bool update(DoorClient& door);
  // At once, or as soon as its id is known.
  void cancel(DoorClient& door);

  State state() const { return state_; }
  bool running() const { return state_ == State::kRunning; }
  // From 0 to 1; below 0: not known yet.
  float share() const;
  // What came of it, good or not; null when there is nothing.
  const Json& result() const { return result_; }
  // What a person reads when it failed.
  const std::string& problem() const { return problem_; }
  // The answer that holds the result, and the bytes with it.
  uint32_t answer() const { return answer_; }

 private:
  void fail(const std::string& problem);
  bool take_start(const Answer& answer, DoorClient& door);
  bool take_job(const Reply& reply);

  State state_ = State::kNone;
  std::string id_;
  Ticket starting_, looking_;
  bool look_again_ = false, unwanted_ = false;
  uint64_t age_ = 0;
  double done_ = 0, total_ = 0;
  Json result_;
  std::string problem_;
  uint32_t answer_ = 0;
};

}  // namespace rehearsal::shell
