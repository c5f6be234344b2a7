#include "snapshot/document.h"

#include <algorithm>

namespace rehearsal::snapshot {
namespace {

// The lists of the content stand three levels deep.
constexpr int kElementDepth = kMaxJsonDepth - 3;
constexpr const char* kContent = "/content";

}  // namespace

bool Elements::next(Tree& tree) {
  if (count_ == 0) {
    cursor_.expect('[', "where the list begins", "");
    if (cursor_.take(']')) return false;
  } else if (!cursor_.take(',')) {
    if (cursor_.take(']')) return false;
    throw refused("", "',' or ']' after an element of a list", cursor_.found());
  }
  cursor_.skip_space();
  start_ = cursor_.at();
  ++count_;
  cursor_.move_to(tree.read(file_, start_, kElementDepth));
  return true;
}

bool Document::read_head() {
  if (head_.step()) return true;
  open_content();
  return false;
}

void Document::open_content() {
  is_head_ = false;
  pointer_ = kContent;
  cursor_.move_to(head_.content());
  cursor_.expect('{', "where the content begins", kContent);
  hash_.add("{");
  open_section();
}

void Document::open_section() {
  if (end_ > 0) return begin_list();
  pointer_ = kContent;
  if (section_ > 0 && !cursor_.take(',')) {
    if (cursor_.peek() != '}') throw refused(kContent, "',' before the next list", cursor_.found());
    throw refused(kContent, "the list \"" + std::string(kSectionNames[section_]) + "\"", "none of this name");
  }
  const std::string name = cursor_.key(kContent);
  note_list(name);
  if (name == kSectionNames[section_]) {
    begin_list();
  } else {
    skim_.emplace(cursor_.at());
  }
}

void Document::note_list(const std::string& name) {
  const auto known = std::find(kSectionNames.begin(), kSectionNames.end(), name);
  if (known == kSectionNames.end()) {
    throw refused(kContent, "the lists that a snapshot has alone",
                  "the key \"" + shortened(name, kShown) + "\"");
  }
  size_t& start = starts_[static_cast<size_t>(known - kSectionNames.begin())];
  if (start > 0) throw refused(kContent, "each list once", "\"" + name + "\" a second time");
  start = cursor_.at();
  if (cursor_.peek() != '[') throw refused(kContent + ("/" + name), "a list", cursor_.found());
}

void Document::find_lists() {
  if (skim_->step(file_)) return;
  cursor_.move_to(std::min(skim_->at(), file_.size()));
  if (!skim_->is_complete()) throw refused(kContent, "',' or ']' in a list", cursor_.found());
  skim_.reset();
  if (cursor_.take(',')) {
    note_list(cursor_.key(kContent));
    skim_.emplace(cursor_.at());
    return;
  }
  cursor_.expect('}', "where the content ends, or ',' before the next list", kContent);
  end_ = cursor_.at();
  if (const auto lacks = std::find(starts_.begin(), starts_.end(), 0u); lacks != starts_.end()) {
    const std::string_view name = kSectionNames[static_cast<size_t>(lacks - starts_.begin())];
    throw refused(kContent, "the list \"" + std::string(name) + "\"", "none of this name");
  }
  begin_list();
}

void Document::begin_list() {
  const std::string_view name = kSectionNames[section_];
  pointer_ = std::string(kContent) + "/" + std::string(name);
  elements_ = Elements(file_, starts_[section_]);
  is_open_ = true;
  hash_.add(section_ == 0 ? "\"" : ",\"").add(name).add("\":[");
}

void Document::close_section() {
  cursor_.move_to(elements_.at());
  is_open_ = false;
  hash_.add("]");
  ++section_;
}

std::string Document::pointer() const {
  if (is_head_) return head_.pointer();
  return is_open_ ? pointer_ + "/" + std::to_string(elements_.count() == 0 ? 0 : elements_.index())
                  : pointer_;
}

Document::Next Document::next(Tree& tree) {
  if (skim_) {
    find_lists();
    return Next::Part;
  }
  const size_t before = elements_.at();
  if (!elements_.next(tree)) {
    close_section();
    if (section_ < kSections) {
      open_section();
      return Next::Part;
    }
    finish();
    return Next::End;
  }
  done_ += elements_.at() - before;
  if (elements_.count() > 1) hash_.add(",");
  if (tree.is_canonical()) {
    hash_.add(tree.root().source);
  } else {
    canonical_.clear();
    tree.add_canonical(tree.root(), canonical_);
    hash_.add(canonical_);
  }
  return Next::Element;
}

void Document::finish() {
  pointer_ = kContent;
  if (end_ == 0) {
    cursor_.expect('}', "where the content ends", kContent);
    end_ = cursor_.at();
  }
  pointer_ = "";
  head_.close(end_);
  hash_.add("}");
  const std::string found = hash_.hex();
  if (found != digest()) {
    throw refused("/digest", "the digest of the content, which is " + found,
                  digest() + ": the content was changed or damaged after it was written");
  }
}

}  // namespace rehearsal::snapshot
