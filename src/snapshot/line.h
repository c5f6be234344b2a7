// One object of a snapshot as text, member by member; whoever writes it says the members in bytewise order.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "snapshot/json_text.h"
#include "snapshot/moments.h"

namespace rehearsal::snapshot {

class Line {
 public:
  explicit Line(std::string& out) : out_(out) { out_ += '{'; }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void text(std::string_view name, const std::optional<std::string_view>& value) {
    begin(name);
    if (value) {
      add_json_text(*value, out_);
    } else {
      out_ += "null";
    }
  }
  void moment(std::string_view name, std::optional<Instant> value) {
    begin(name);
    if (!value) {
      out_ += "null";
      return;
    }
    out_ += '"';
    add_moment(*value, out_);
    out_ += '"';
  }
  void boolean(std::string_view name, bool value) { raw(name, value ? "true" : "false"); }
  void integer(std::string_view name, std::optional<int64_t> value) {
    raw(name, value ? std::string_view(std::to_string(*value)) : "null");
  }
  // JSON text.
  void raw(std::string_view name, std::string_view json) {
    begin(name);
    out_ += json;
  }
  // A list: `each(separate)` calls separate() before each item that it writes.
  template <class Each>
  void list(std::string_view name, Each each) {
    begin(name);
    out_ += '[';
    bool first = true;
    each([&] {
      if (!first) out_ += ',';
      first = false;
    });
    out_ += ']';
  }
  void begin(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    add_json_text(name, out_);
    out_ += ':';
  }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace rehearsal::snapshot
