#include "shell/app/draft_store.h"

#include <algorithm>

#include "core/error.h"
#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

constexpr const char* kName = "drafts";
constexpr size_t kMost = 20;
// A browser keeps a few megabytes for all of a site; a form of this size was not typed.
constexpr size_t kLongest = 100'000;

}  // namespace

std::vector<KeptDraft> DraftStore::all() const {
  std::vector<KeptDraft> drafts;
  try {
    // Read each time: other tabs write there too.
    const std::string text = host_.recall(kName);
    if (text.empty()) return drafts;
    const Json kept = parse_json(text);
    for (const Json* one : elements(kept)) {
      const Json* draft = member(*one, "draft");
      if (draft == nullptr) continue;
      drafts.push_back(
          {text_or(*one, "hash"), text_or(*one, "words"), number_at(*one, "at").value_or(0), *draft});
    }
  } catch (const Error&) {
    // What somebody else wrote there is no draft.
  }
  return drafts;
}

std::optional<KeptDraft> DraftStore::find(std::string_view hash) const {
  for (KeptDraft& one : all()) {
    if (one.hash == hash) return std::move(one);
  }
  return std::nullopt;
}

bool DraftStore::keep(const std::string& hash, const std::string& words, const Json& draft) {
  std::vector<KeptDraft> drafts = all();
  drafts.erase(
      std::remove_if(drafts.begin(), drafts.end(), [&](const KeptDraft& one) { return one.hash == hash; }),
      drafts.end());
  if (dump_json(draft).size() <= kLongest) {
    std::vector<KeptDraft> with = drafts;
    with.insert(with.begin(), {hash, words, host_.now(), draft});
    if (with.size() > kMost) with.resize(kMost);
    if (write(with)) return true;
  }
  // None rather than an old one: whoever closes the page is asked.
  write(drafts);
  return false;
}

void DraftStore::forget(std::string_view hash) {
  std::vector<KeptDraft> drafts = all();
  const auto end =
      std::remove_if(drafts.begin(), drafts.end(), [&](const KeptDraft& one) { return one.hash == hash; });
  if (end == drafts.end()) return;
  drafts.erase(end, drafts.end());
  write(drafts);
}

bool DraftStore::write(const std::vector<KeptDraft>& drafts) {
  Json list = Json::array();
  for (const KeptDraft& one : drafts)
    list.push_back({{"hash", one.hash}, {"words", one.words}, {"at", one.at}, {"draft", one.draft}});
  const std::string text = dump_json(list);
  host_.remember(kName, text);
  return host_.recall(kName) == text;
}

}  // namespace rehearsal::shell
