#include "snapshot/document.h"

#include "snapshot/json_text.h"
#include "snapshot/moments.h"

namespace rehearsal::snapshot {
namespace {

constexpr std::string_view kOrder =
    "\"format\", \"version\", \"made\", \"digest\" and \"content\", in this order";
// The lists of the content stand three levels deep.
constexpr int kElementDepth = kMaxJsonDepth - 3;

size_t after_space(std::string_view text, size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

bool is_hex_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string byte_in_words(std::string_view file, size_t at) {
  if (at >= file.size()) return "the end of the file";
  const char c = file[at];
  return c > ' ' && c <= '~' ? std::string("'") + c + "'"
                             : "the byte " + std::to_string(static_cast<unsigned char>(c));
}

}  // namespace

bool Elements::next(Tree& tree) {
  at_ = after_space(file_, at_);
  const char before = at_ < file_.size() ? file_[at_] : '\0';
  if (before != (count_ == 0 ? '[' : ',') && !(count_ > 0 && before == ']')) {
    throw refused("", count_ == 0 ? "a list" : "',' or ']' after an element of a list",
                  byte_in_words(file_, at_) + " at byte " + std::to_string(at_));
  }
  ++at_;
  if (before == ']') return false;
  at_ = after_space(file_, at_);
  if (count_ == 0 && at_ < file_.size() && file_[at_] == ']') {
    ++at_;
    return false;
  }
  start_ = at_;
  ++count_;
  at_ = tree.read(file_, at_, kElementDepth);
  return true;
}

void Document::skip_space() {
  at_ = after_space(file_, at_);
}

void Document::expect(char c, const char* where) {
  skip_space();
  if (peek() != c) {
    throw refused(pointer_, std::string("'") + c + "' " + where,
                  byte_in_words(file_, at_) + " at byte " + std::to_string(at_));
  }
  ++at_;
}

void Document::expect_key(std::string_view name) {
  skip_space();
  Tree tree;
  if (peek() != '"') {
    throw refused(pointer_, "the key \"" + std::string(name) + "\"",
                  byte_in_words(file_, at_) + " at byte " + std::to_string(at_));
  }
  const size_t end = tree.read(file_, at_);
  if (tree.text(tree.root()) != name) {
    const bool in_content = pointer_.compare(0, 8, "/content") == 0;
    throw refused(in_content ? "/content" : "",
                  "the key \"" + std::string(name) + "\"" +
                      (in_content ? " (the lists of the content stand in the order of their names, each once)"
                                  : " (a snapshot has the keys " + std::string(kOrder) + ")"),
                  "the key " + tree.root().in_words());
  }
  at_ = end;
  expect(':', "after a key");
  skip_space();
}

void Document::read_head() {
  // Some editors put it there.
  if (file_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;
  skip_space();
  if (peek() != '{') {
    throw refused(
        "", "a snapshot of Rehearsal, a JSON document that begins with {\"format\":\"rehearsal-snapshot\"",
        file_.empty() ? "an empty file" : byte_in_words(file_, at_) + " at byte " + std::to_string(at_));
  }
  ++at_;
  Tree tree;
  const auto read_value = [&](std::string_view name, const char* pointer) {
    expect_key(name);
    pointer_ = pointer;
    at_ = tree.read(file_, at_, kMaxJsonDepth - 1);
    return tree.root();
  };
  const Node format = read_value("format", "/format");
  if (!format.is(NodeKind::Text) || tree.text(format) != kFormat) {
    throw refused(pointer_, "\"" + std::string(kFormat) + "\"", format.in_words());
  }
  expect(',', "before the next key");
  const Node version = read_value("version", "/version");
  if (!version.is(NodeKind::Integer) || version.number < 1) {
    throw refused(pointer_, "the version's number", version.in_words());
  }
  if (version.number > kVersion) {
    throw refused(pointer_, "version " + std::to_string(kVersion) + " or an older one",
                  "version " + std::to_string(version.number) +
                      ", which a newer Rehearsal has made: open it there, or update this one");
  }
  expect(',', "before the next key");
  read_made();
  expect(',', "before the next key");
  const Node digest = read_value("digest", "/digest");
  if (!digest.is(NodeKind::Text) || !is_hex_digest(tree.text(digest))) {
    throw refused(pointer_, "a SHA-256 digest, 64 hexadecimal digits", digest.in_words());
  }
  digest_ = tree.text(digest);
  expect(',', "before the next key");
  expect_key("content");
  pointer_ = "/content";
  expect('{', "where the content begins");
  hash_.add("{");
  open_section();
}

void Document::read_made() {
  expect_key("made");
  pointer_ = "/made";
  Tree tree;
  at_ = tree.read(file_, at_, kMaxJsonDepth - 1);
  const Node& made = tree.root();
  if (!made.is(NodeKind::Object)) throw refused(pointer_, "an object", made.in_words());
  made_ = Json::object();
  for (const std::string_view name : {"when", "by", "app"}) {
    const Node* value = tree.find(made, name);
    if (!value || !value->is(NodeKind::Text)) {
      throw refused("/made/" + std::string(name), "a text", value ? value->in_words() : "nothing");
    }
    made_[std::string(name)] = tree.text(*value);
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

void Document::open_section() {
  const std::string_view name = kSectionNames[section_];
  expect_key(name);
  pointer_ = "/content/" + std::string(name);
  if (peek() != '[')
    throw refused(pointer_, "a list", byte_in_words(file_, at_) + " at byte " + std::to_string(at_));
  starts_[section_] = at_;
  elements_ = Elements(file_, at_);
  is_open_ = true;
  hash_.add(section_ == 0 ? "\"" : ",\"").add(name).add("\":[");
}

std::string Document::pointer() const {
  return is_open_ ? pointer_ + "/" + std::to_string(elements_.count() == 0 ? 0 : elements_.index())
                  : pointer_;
}

bool Document::next(Tree& tree) {
  while (!elements_.next(tree)) {
    at_ = elements_.at();
    is_open_ = false;
    hash_.add("]");
    if (++section_ == kSections) {
      finish();
      return false;
    }
    expect(',', "before the next list");
    open_section();
  }
  at_ = elements_.at();
  if (elements_.count() > 1) hash_.add(",");
  if (tree.is_canonical()) {
    hash_.add(tree.root().source);
  } else {
    canonical_.clear();
    tree.add_canonical(tree.root(), canonical_);
    hash_.add(canonical_);
  }
  return true;
}

void Document::finish() {
  pointer_ = "/content";
  expect('}', "where the content ends");
  pointer_ = "";
  expect('}', "where the snapshot ends");
  skip_space();
  if (at_ != file_.size()) {
    throw refused("", "nothing after the snapshot",
                  std::to_string(file_.size() - at_) + " bytes from byte " + std::to_string(at_) + " on");
  }
  hash_.add("}");
  const std::string found = hash_.hex();
  if (found != digest_) {
    throw refused("/digest", "the digest of the content, which is " + found,
                  digest_ + ": the content was changed or damaged after it was written");
  }
}

}  // namespace rehearsal::snapshot
