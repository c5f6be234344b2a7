// What a problem report plays again: every message that changed something and every turn in which processes
// took steps, in order, each with the time at which it began, from a database that is kept as it was before
// the first of them. Messages that were refused stand among them, for the reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/message.h"
#include "core/clock.h"
#include "store/database.h"

namespace rehearsal::api {

class MessageLog {
 public:
  // So many bytes are kept of the messages, and of the database at their beginning.
  static constexpr size_t kMost = size_t{8} << 20;
  static constexpr int64_t kLargestStart = int64_t{8} << 20;

  // Begins anew with the next entry. The engine is as it is after its opening.
  void begin();
  // What follows cannot be played again, and this is why; until it can begin anew.
  void give_up(std::string why);
  bool has_given_up() const { return has_given_up_; }

  // Before each change and each turn, outside of a transaction: keeps the database where the log begins here.
  void before_entry(store::Database& db);
  // A message that has changed something, with the scope of the ids that it made.
  void add_change(Instant at, const Request& request, int status, const std::string& scope);
  // One that was refused, or began work that changes nothing here: to be read, as far as it is short.
  void add_other(Instant at, const Request& request, size_t bytes, int status);
  void add_unreadable(Instant at, size_t bytes, int status);
  // A turn, and after how many steps its time was over, if it was.
  void add_turn(Instant at, std::optional<int64_t> steps);

  // {"start": {"database": bytes} or null, "why_not"?, "messages": […]} without its braces, as it is now. The
  // database is without the keys of requests and the tokens of callbacks.
  std::string members() const;

 private:
  void add(const std::string& entry);

  bool is_begun_ = false;
  bool has_given_up_ = false;
  std::string why_not_;
  std::string start_;
  // The entries, each a line.
  std::string entries_;
};

// The request that an entry tells of, the token of a callback as it stands there.
Request request_in(const Json& entry);

// The path without the token of a callback.
std::string without_token(const std::string& path);
inline constexpr std::string_view kTokenPlace = "{token}";

}  // namespace rehearsal::api
