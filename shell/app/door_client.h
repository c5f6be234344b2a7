// The shell's side of the door: answers cached by request, changes that carry a key, staleness by events
// (DOOR.md).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "shell/app/host.h"

namespace rehearsal::shell {

// What the door answered. A status of 0 says that the answer itself could not be read.
struct Answer {
  int status = 0;
  Json body;
  Json headers;
  int64_t as_of = 0;  // number of the last commit that the answer has seen

  bool ok() const { return status >= 200 && status < 300; }
};

// One read as the cache holds it. While `answer` is asked again it stays usable.
struct Cached {
  enum class State { kAsked, kReady, kFailed };
  State state = State::kAsked;
  Answer answer;          // the last good answer, or the problem when kFailed
  uint64_t revision = 0;  // of the answer, never used twice: what is derived from an answer is kept by it
  double asked_at = 0;    // Host::now() when it was last sent

  bool ready() const { return state == State::kReady; }
};

// The answer to a change, filled in when it arrives. Whoever asked holds it; nobody is called back.
struct Reply {
  bool done = false;
  uint32_t number = 0;  // of the request and its answer
  Answer answer;
};
using Ticket = std::shared_ptr<const Reply>;

class DoorClient {
 public:
  explicit DoorClient(Host& host) : host_(host) {}

  // The cached answer of GET path?query; asks when there is none or when an event made it stale, at most one
  // request under way for each. Called in every frame by whoever draws the answer, which holds until the next
  // trim(). `query` is an object of texts.
  const Cached& get(std::string_view path, const Json& query = nullptr);
  // What get() would give without asking; null where it would ask for the first time.
  const Cached* known(std::string_view path, const Json& query) const;
  // Forgets an answer, so that the next get() asks again; what get() gave for it is gone.
  void retry(std::string_view path, const Json& query = nullptr);

  // Asks once, past the cache: for what is only of use now.
  Ticket ask(std::string_view path, const Json& query = nullptr);
  // Posts `body` to a path that changes nothing: a form's look at its next page.
  Ticket look(std::string_view path, const Json& body);
  // Sends a change under a key of its own. `body` null: none. `file`: the page's number of the file that the
  // body names.
  Ticket change(std::string_view method, std::string_view path, const Json& body = nullptr,
                uint32_t file = 0);

  // What the engine sent. Unknown numbers and unreadable texts are passed over.
  void take_answer(uint32_t number, std::string_view bytes);
  // Marks what the event makes stale; gives the event's value, {"name","value"}, null when unreadable.
  Json take_event(std::string_view bytes);

  // Before each pass over the views: forgets the oldest answers beyond kMaxEntries, but none that the pass
  // before it used, since it is likely to be drawn again. Between two calls what get() gave stands.
  void trim();

  // Number of the commit that last touched anything of `type` ("subscriptions", "processes").
  int64_t last_change(std::string_view type) const;
  // Requests without an answer so far.
  size_t outstanding() const { return sent_.size(); }
  // The engine was away: events were missed, and the database may be another one, whose commits are counted
  // anew. Nothing cached holds any more. Changes under way are sent again by the engine's client, and
  // answered.
  void forget_all();
  // Grows with each forget_all().
  uint64_t age() const { return age_; }

 private:
  struct Entry {
    Cached cached;
    std::string path;
    Json query;
    int64_t wanted = 0;     // an answer below this commit is stale …
    int64_t asked_for = 0;  // … unless it was asked with this one known already
    bool under_way = false;
    uint64_t used = 0;
  };
  struct Sent {
    std::string cache_key;         // of the entry it refreshes, or empty
    std::shared_ptr<Reply> reply;  // of the change, or null
  };

  void ask(const std::string& cache_key, Entry& entry);
  void send(std::string_view method, std::string_view path, const Json& query, const Json& body,
            std::string key, Sent sent, uint32_t file = 0);
  void make_stale(std::string_view type, std::string_view id, int64_t seq);

  Host& host_;
  uint32_t next_number_ = 1;
  uint64_t clock_ = 0;
  uint64_t trimmed_ = 0;  // the clock at the last trim()
  // Never the same for two answers, so that what is derived from one is not taken for the other's.
  uint64_t revisions_ = 0;
  uint64_t age_ = 0;
  std::map<std::string, std::unique_ptr<Entry>> entries_;
  std::map<uint32_t, Sent> sent_;
  std::map<std::string, int64_t, std::less<>> last_changes_;
};

// What the person of this browser is called, kept under kOwnName: it stands in the rows of what they do to
// processes. Empty where nobody has said it; no longer than the engine takes.
inline constexpr const char* kOwnName = "author";
inline constexpr size_t kMostOfOwnName = 100;
std::string own_name(Host& host);
// At most so many bytes of the text, to the end of a character.
void cut(std::string& text, size_t most);

// True when a change of `type` with `id` (empty or "LIST": any) may alter what GET `path` answers.
bool concerns(std::string_view type, std::string_view id, std::string_view path, const Json& query);

// The answer that `bytes` say; status 0 with a problem body when they say none.
Answer read_answer(std::string_view bytes);

}  // namespace rehearsal::shell
