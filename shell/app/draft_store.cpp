#include "shell/app/draft_store.h"

#include <algorithm>

#include "core/error.h"
#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

constexpr const char* kIndex = "drafts";
constexpr size_t kMost = 20;
// A browser keeps a few megabytes for all of a site; a form of this size was not typed.
constexpr size_t kLongest = 100'000;

// A draft has a place of its own, so that what is typed in one form writes no other. The page's names have no
// "=" in them.
std::string place_of(std::string_view hash) {
  std::string place = std::string("draft ").append(hash);
  std::replace(place.begin(), place.end(), '=', ' ');
  return place;
}

// What somebody else wrote there is no draft.
Json read(const std::string& text) {
  try {
    return text.empty() ? Json() : parse_json(text);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

std::vector<KeptDraft> DraftStore::all() const {
  std::vector<KeptDraft> drafts;
  // Read each time: other tabs write there too.
  const Json index = read(host_.recall(kIndex));
  for (const Json* hash : elements(index)) {
    std::optional<KeptDraft> one = hash->is_string() ? find(hash->get<std::string>()) : std::nullopt;
    if (!one) continue;
    const auto newer = [&](const KeptDraft& other) { return other.at > one->at; };
    drafts.insert(std::find_if_not(drafts.begin(), drafts.end(), newer), std::move(*one));
  }
  return drafts;
}

std::optional<KeptDraft> DraftStore::find(std::string_view hash) const {
  const Json kept = read(host_.recall(place_of(hash)));
  const Json* draft = member(kept, "draft");
  if (draft == nullptr) return std::nullopt;
  return KeptDraft{std::string(hash), text_or(kept, "words"), number_at(kept, "at").value_or(0), *draft};
}

bool DraftStore::keep(const std::string& hash, const std::string& words, const Json& draft) {
  const std::string place = place_of(hash);
  const std::string text = dump_json({{"words", words}, {"at", host_.now()}, {"draft", draft}});
  if (text.size() <= kLongest) {
    host_.remember(place, text);
    if (host_.recall(place) == text && enter(hash)) return true;
  }
  // None rather than an old one: whoever closes the page is asked.
  forget(hash);
  return false;
}

void DraftStore::forget(std::string_view hash) {
  const std::string place = place_of(hash);
  if (host_.recall(place).empty()) return;
  host_.remember(place, "");
  write(all());
}

bool DraftStore::enter(const std::string& hash) {
  if (host_.recall(kIndex).find(dump_json(hash)) != std::string::npos) return true;
  std::vector<KeptDraft> drafts = all();
  drafts.insert(drafts.begin(), {hash, "", 0, nullptr});
  for (; drafts.size() > kMost; drafts.pop_back()) host_.remember(place_of(drafts.back().hash), "");
  return write(drafts);
}

bool DraftStore::write(const std::vector<KeptDraft>& drafts) {
  Json index = Json::array();
  for (const KeptDraft& one : drafts) index.push_back(one.hash);
  const std::string text = dump_json(index);
  host_.remember(kIndex, text);
  return host_.recall(kIndex) == text;
}

}  // namespace rehearsal::shell
