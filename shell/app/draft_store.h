// Forms that were begun, kept by the browser from one visit to the next: what was typed, never what it means.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "shell/app/host.h"

namespace rehearsal::shell {

struct KeptDraft {
  std::string hash;   // of the form's page
  std::string words;  // "Create user"
  double at = 0;      // when it was last changed, seconds since 1970
  Json draft;         // Wizard::draft()
};

class DraftStore {
 public:
  explicit DraftStore(Host& host) : host_(host) {}

  // The newest first.
  std::vector<KeptDraft> all() const;
  std::optional<KeptDraft> find(std::string_view hash) const;
  // False when it is too long, or more than the browser keeps: then there is none.
  bool keep(const std::string& hash, const std::string& words, const Json& draft);
  void forget(std::string_view hash);

 private:
  // Puts it among those that are there, in place of the oldest where they are too many. False when the
  // browser did not keep it, as of what follows.
  bool enter(const std::string& hash);
  bool write(const std::vector<KeptDraft>& drafts);

  Host& host_;
};

}  // namespace rehearsal::shell
