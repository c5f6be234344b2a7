// What the application asks of whatever hosts it: the page in a browser, a test natively.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/json.h"

namespace rehearsal::shell {

class Host {
 public:
  virtual ~Host() = default;

  // Sends one request of DOOR.md as JSON text. Its answer comes back later under the same number. `file`,
  // when it is not 0, is what the request names as {"$blob": 0}.
  virtual void send(uint32_t number, std::string_view request, uint32_t file) = 0;
  // Tells the page what to do with files and static hosts (web/transfer.js has the words); what comes of it
  // comes back as JSON text of its own.
  virtual void transfer(const Json& command) = 0;
  // A new random UUID in canonical text: the name of one change.
  virtual std::string new_uuid() = 0;

  // Seconds since 1970, UTC, and how far local time is ahead of UTC at such a moment.
  virtual double now() = 0;
  virtual int utc_offset_minutes(double at) = 0;

  // Shows the page of `hash` ("#/processes"): as a new entry of the history, or in place of the present one.
  virtual void go(std::string_view hash, bool replace) = 0;
  virtual void set_title(std::string_view title) = 0;

  // Small settings of this browser; lost without harm where it keeps none.
  virtual void remember(std::string_view name, std::string_view value) = 0;
  virtual std::string recall(std::string_view name) = 0;

  // "light", "dark" or "system": as the browser prefers.
  virtual void set_theme(std::string_view theme) = 0;

  // Tells the engine's client: "retry", "use_here", "start_fresh", "download_raw"; or the page: "keep" (there
  // is something now that the browser should not throw away when it runs out of room), "use_new_version"
  // (loads it again).
  virtual void engine(std::string_view command) = 0;
};

}  // namespace rehearsal::shell
