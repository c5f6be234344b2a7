// What to do next while one file is fetched: an index, or a snapshot that it names. No I/O happens here:
// whoever does it (web/sync-transport.js) reports what came, and is told how to go on. A fetch is a value; it
// can be kept, written down and gone on with after any failure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "sync/address.h"
#include "sync/index.h"

namespace rehearsal::sync {

struct Fetch {
  Address address;
  std::string digest;       // what a snapshot's bytes must have; empty for an index
  std::string page_origin;  // who asks: a host of another origin must allow it
  bool beside = false;      // an index that the page looks for by itself
  int64_t kept = 0;         // bytes that an earlier try left, and that need not come again
  bool damaged = false;     // wrong bytes came: a cache on the way may have them still

  bool is_index() const { return digest.empty(); }
  // More than this is refused, before it is read where the host says how much it is.
  int64_t most() const;
};

// No larger file is taken, wherever it comes from. The engine's memory ends at 2 GiB (Emscripten's default),
// and an import of a large file needs about six times as much of it (scripts/bench).
constexpr int64_t kMostOfSnapshot = int64_t{256} * 1024 * 1024;

Fetch fetch_index(std::string_view named, const Address& page);
// Throws Error ("AddressRefused").
Fetch fetch_snapshot(const Address& index, const Head& head, const Address& page);

// To ask the host. An index is always asked for anew; a snapshot's name says its content, so any cache may
// answer, unless it gave the wrong bytes.
struct Ask {
  std::string_view cache;  // as fetch() of browsers calls it
  int64_t from = 0;        // by a Range header, unless 0
};
// To read the body: what was kept up to `from` stays, the rest of it is thrown away.
struct Read {
  int64_t from = 0;
  std::optional<int64_t> total;  // for the progress, where it is known
};
// All of it has come and is what it must be.
struct Done {
  std::optional<Index> index;
};

// Why it did not work, in words for a person. Nothing has been changed by then.
struct Problem {
  std::string code;
  std::string what;
  std::string advice;
  bool again = true;  // trying again may help; it goes on where it stopped
};

using Next = std::variant<Ask, Read, Done, Problem>;

Ask ask(const Fetch& fetch);

// What the host answered, before its body. Hosts of another origin show no more of it than browsers let
// through.
struct ResponseHead {
  int status = 0;
  std::string type;               // Content-Type
  std::optional<int64_t> length;  // Content-Length
  bool encoded = false;           // the length is that of compressed bytes
  std::optional<int64_t> from;    // where a partial answer begins, if it says so
};
Next on_head(Fetch& fetch, const ResponseHead& head);

// The body has come to its end.
struct Body {
  int64_t bytes = 0;             // with what was kept
  std::string digest;            // SHA-256 of them
  std::optional<int64_t> total;  // as Read gave it
  std::string_view text;         // of an index: all of it; of a snapshot its beginning is enough
};
Next on_end(Fetch& fetch, const Body& body);

enum class Failure {
  offline,        // this machine has no network
  unreachable,    // the host cannot be reached
  not_shared,     // the host is there, but does not let this page read
  led_elsewhere,  // the host leads to another address, which nobody has named
  broken_off,     // in the middle of the body
  stopped,        // by the person
  too_large,      // more came than most()
};
// Why a file that a person chose is not to be read; nothing when it is.
std::optional<Problem> refusal_of_file(std::string_view name, int64_t bytes);

// `bytes`: what has come of the body and is kept.
Problem on_failure(Fetch& fetch, Failure failure, int64_t bytes);

}  // namespace rehearsal::sync
