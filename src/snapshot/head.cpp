#include "snapshot/head.h"

#include <algorithm>

#include "snapshot/moments.h"
#include "snapshot/problems.h"
#include "snapshot/tree.h"

namespace rehearsal::snapshot {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"format", "version", "made", "digest", "content"};
constexpr std::string_view kAllNames = "\"format\", \"version\", \"made\", \"digest\" and \"content\"";
constexpr int kDepth = kMaxJsonDepth - 1;

bool is_hex_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// What people choose in place of a snapshot, by its first bytes, and what to do with it.
struct Mistaken {
  std::string_view begins;
  const char* what;
};
constexpr std::array<Mistaken, 5> kMistaken = {
    {{"PK\x03\x04", "a zip archive. Unpack it, and choose a file of its folder objects"},
     {"\x1f\x8b", "a file packed by gzip. Unpack it first"},
     {"\xff\xfe", "a text in UTF-16. Save it as UTF-8"},
     {"\xfe\xff", "a text in UTF-16. Save it as UTF-8"},
     {"SQLite format 3", "an SQLite database. Choose what Export has made of it"}}};

}  // namespace

bool Head::step() {
  if (!is_open_) {
    open();
    return true;
  }
  if (skim_) {
    if (skim_->step(file_)) return true;
    cursor_.move_to(std::min(skim_->at(), file_.size()));
    if (!skim_->is_complete()) throw refused(pointer_, "'}' where the content ends", cursor_.found());
    skim_.reset();
    end_member();
    return !is_closed_;
  }
  begin_member();
  return !is_closed_ && !is_at_content_;
}

void Head::open() {
  // Some editors put it there.
  if (file_.substr(0, 3) == "\xef\xbb\xbf") cursor_.move_to(3);
  cursor_.skip_space();
  if (cursor_.peek() != '{') {
    std::string found = file_.empty() ? "an empty file" : cursor_.found();
    for (const Mistaken& each : kMistaken) {
      if (file_.substr(0, each.begins.size()) == each.begins) found = each.what;
    }
    throw refused(
        "", "a snapshot of Rehearsal, a JSON document that begins with {\"format\":\"rehearsal-snapshot\"",
        found);
  }
  cursor_.take('{');
  is_open_ = true;
  if (cursor_.take('}')) read_end();
}

// The first member that has not come yet.
Head::Key Head::missing() const {
  return static_cast<Key>(std::find(starts_.begin(), starts_.end(), 0u) - starts_.begin());
}

void Head::begin_member() {
  pointer_.clear();
  const std::string name = cursor_.key("");
  const auto known = std::find(kNames.begin(), kNames.end(), name);
  if (known == kNames.end()) {
    throw refused("", "the keys " + std::string(kAllNames) + " alone",
                  "the key \"" + shortened(name, kShown) + "\"");
  }
  const auto member = static_cast<Key>(known - kNames.begin());
  if (starts_[member] > 0) throw refused("", "each key once", "\"" + name + "\" a second time");
  starts_[member] = cursor_.at();
  pointer_ = "/" + name;
  switch (member) {
    case kFormatKey:
      read_format();
      break;
    case kVersionKey:
      read_version();
      break;
    case kMadeKey:
      read_made();
      break;
    case kDigestKey:
      read_digest();
      break;
    case kContentKey:
    case kKeys:
      if (cursor_.peek() != '{') throw refused(pointer_, "'{' where the content begins", cursor_.found());
      // It is the document's to read; here it is passed over where something is still to come.
      is_at_content_ = missing() == kKeys;
      if (!is_at_content_) skim_.emplace(cursor_.at());
      return;
  }
  end_member();
}

void Head::end_member() {
  pointer_.clear();
  if (cursor_.take(',')) return;
  cursor_.expect('}', "where the snapshot ends, or ',' before the next key", "");
  read_end();
}

void Head::read_end() {
  is_closed_ = true;
  cursor_.skip_space();
  if (!cursor_.is_at_end()) {
    throw refused("", "nothing after the snapshot",
                  std::to_string(file_.size() - cursor_.at()) + " bytes from byte " +
                      std::to_string(cursor_.at()) + " on");
  }
  if (const Key lacks = missing(); lacks != kKeys) {
    throw refused("",
                  "the key \"" + std::string(kNames[lacks]) + "\" (a snapshot has the keys " +
                      std::string(kAllNames) + ")",
                  "none of this name");
  }
}

void Head::close(size_t at) {
  if (is_closed_) return;
  cursor_.move_to(at);
  cursor_.expect('}', "where the snapshot ends", "");
  read_end();
}

void Head::read_format() {
  Tree tree;
  cursor_.move_to(tree.read(file_, cursor_.at(), kDepth));
  if (!tree.root().is(NodeKind::Text) || tree.text(tree.root()) != kFormat) {
    throw refused(pointer_, "\"" + std::string(kFormat) + "\"", tree.root().in_words());
  }
}

void Head::read_version() {
  Tree tree;
  cursor_.move_to(tree.read(file_, cursor_.at(), kDepth));
  const Node& version = tree.root();
  if (!version.is(NodeKind::Integer) || version.number < 1) {
    throw refused(pointer_, "the version's number", version.in_words());
  }
  if (version.number > kVersion) {
    throw refused(pointer_, "version " + std::to_string(kVersion) + " or an older one",
                  "version " + std::to_string(version.number) +
                      ", which a newer Rehearsal has made: open it there, or update this one");
  }
}

void Head::read_digest() {
  Tree tree;
  cursor_.move_to(tree.read(file_, cursor_.at(), kDepth));
  if (!tree.root().is(NodeKind::Text) || !is_hex_digest(tree.text(tree.root()))) {
    throw refused(pointer_, "a SHA-256 digest, 64 hexadecimal digits", tree.root().in_words());
  }
  digest_ = tree.text(tree.root());
}

void Head::read_made() {
  Tree tree;
  cursor_.move_to(tree.read(file_, cursor_.at(), kDepth));
  const Node& made = tree.root();
  if (!made.is(NodeKind::Object)) throw refused(pointer_, "an object", made.in_words());
  made_ = Json::object();
  for (const std::string_view name : {"when", "by", "app"}) {
    const Node* value = tree.find(made, name);
    if (!value || !value->is(NodeKind::Text)) {
      throw refused("/made/" + std::string(name), "a text", value ? value->in_words() : "nothing");
    }
    const std::string_view text = tree.text(*value);
    // No part of the state, but shown to whoever looks.
    if (text.size() > kLongestMade || text.find('\0') != std::string_view::npos) {
      throw refused(
          "/made/" + std::string(name),
          "a text of at most " + std::to_string(kLongestMade) + " bytes without the character U+0000",
          std::to_string(text.size()) + " bytes");
    }
    made_[std::string(name)] = text;
  }
  if (!moment_from(tree.text(*tree.find(made, "when")))) {
    throw refused("/made/when", "a time such as 2026-11-23T19:30:00.123456+00:00",
                  tree.find(made, "when")->in_words());
  }
  if (made.count != 3) {
    throw refused(pointer_, "the keys \"when\", \"by\" and \"app\" alone",
                  std::to_string(made.count) + " keys");
  }
}

}  // namespace rehearsal::snapshot
