#include "sync/index.h"

#include <algorithm>
#include <cstring>

#include "core/clock.h"
#include "core/error.h"

namespace rehearsal::sync {
namespace {

constexpr std::string_view kFormat = "rehearsal-index";
constexpr int64_t kVersion = 1;
constexpr size_t kMostHeads = 1000;

// Found values are shown, but not at any length.
std::string shown(const Json& value) {
  std::string text = dump_json(value);
  if (text.size() <= 80) return text;
  // Not in the middle of a character.
  size_t end = 77;
  while ((static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

Error invalid(const std::string& pointer, const std::string& expected, const std::string& found) {
  const std::string where = pointer.empty() ? "The index" : "At " + pointer + " the index";
  return Error("IndexInvalid", where + " holds " + found + "; expected is " + expected + ".",
               {{"pointer", pointer}, {"expected", expected}, {"found", found}});
}

// Nothing when it is no whole number that fits.
std::optional<int64_t> whole(const Json& value) {
  if (!value.is_number_integer()) return std::nullopt;
  if (value.is_number_unsigned() && value.get<uint64_t>() > INT64_MAX) return std::nullopt;
  return value.get<int64_t>();
}

// An object of which every member is known, and read once.
class Members {
 public:
  Members(const Json& object, std::string pointer) : object_(object), pointer_(std::move(pointer)) {
    if (!object.is_object()) throw invalid(pointer_, "an object", shown(object));
  }

  const Json& member(const char* name) {
    const auto found = object_.find(name);
    if (found == object_.end()) throw invalid(pointer_, std::string("a member \"") + name + "\"", "none");
    known_.emplace_back(name);
    return *found;
  }

  std::string text(const char* name, size_t least, size_t most) {
    const Json& value = member(name);
    const std::string expected =
        "a text of " + std::to_string(least) + " to " + std::to_string(most) + " bytes";
    if (!value.is_string()) throw invalid(at(name), expected, shown(value));
    const auto& text = value.get_ref<const std::string&>();
    if (text.size() < least || text.size() > most) {
      throw invalid(at(name), expected, std::to_string(text.size()) + " bytes");
    }
    return text;
  }

  std::string digest(const char* name) {
    const Json& value = member(name);
    if (!value.is_string() || !is_digest(value.get_ref<const std::string&>())) {
      throw invalid(at(name), "a SHA-256 of 64 lower-case hexadecimal digits", shown(value));
    }
    return value.get<std::string>();
  }

  std::string at(const char* name) const { return pointer_ + "/" + name; }

  // To be called last.
  void no_others() const {
    for (const auto& [name, value] : object_.items()) {
      if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
        throw invalid(pointer_, "only the members that version 1 has", "a member " + shown(Json(name)));
      }
    }
  }

 private:
  const Json& object_;
  std::string pointer_;
  std::vector<std::string> known_;
};

Head read_head(const Json& value, const std::string& pointer) {
  Members members(value, pointer);
  Head head;
  head.title = members.text("title", 1, 200);
  head.about = members.text("about", 0, 4000);
  head.time = members.text("time", 1, 40);
  try {
    parse_iso(head.time);
  } catch (const Error&) {
    throw invalid(members.at("time"), "a time like 2026-11-23T19:30:00Z", shown(Json(head.time)));
  }
  head.author = members.text("author", 0, 200);
  head.digest = members.digest("digest");
  head.file = members.text("file", 1, 200);
  if (head.file != object_file(head.digest)) {
    throw invalid(members.at("file"), "the file of its digest, " + object_file(head.digest),
                  shown(Json(head.file)));
  }
  members.no_others();
  return head;
}

Json to_json(const Head& head) {
  Json json = Json::object();
  json["title"] = head.title;
  json["about"] = head.about;
  json["time"] = head.time;
  json["author"] = head.author;
  json["digest"] = head.digest;
  json["file"] = head.file;
  return json;
}

// What is wrong with a text that is no JSON, in a person's words.
std::string mistake(std::string_view text, const Error& error) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return "is empty.";
  const Json byte = error.details().is_object() ? error.details()["byte"] : Json();
  if (!byte.is_number()) return std::string("is no JSON that can be read. ") + error.what();
  return byte.get<size_t>() > text.size() ? "ends in the middle."
                                          : "is not JSON: see its byte " + dump_json(byte) + ".";
}

}  // namespace

bool is_digest(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string object_file(std::string_view digest) {
  return "objects/" + std::string(digest) + ".json";
}

Index read_index(std::string_view text) {
  Json json;
  try {
    json = parse_json(text);
  } catch (const Error& error) {
    throw Error("IndexInvalid", "The index " + mistake(text, error),
                {{"pointer", ""}, {"expected", "JSON"}, {"found", error.what()}});
  }
  Members members(json, "");
  const Json& format = members.member("format");
  if (format != kFormat) throw invalid("/format", "\"" + std::string(kFormat) + "\"", shown(format));
  const Json& version = members.member("version");
  if (whole(version).value_or(0) > kVersion) {
    throw Error("IndexNewer",
                "The index is of version " + shown(version) +
                    ", and this Rehearsal knows version 1 only. Use the newest Rehearsal to open it.");
  }
  if (whole(version) != kVersion) throw invalid("/version", "1", shown(version));
  Index index;
  index.name = members.text("name", 1, 200);
  const Json& generation = members.member("generation");
  index.generation = whole(generation).value_or(0);
  if (index.generation < 1 || index.generation > INT32_MAX) {
    throw invalid("/generation", "a whole number from 1", shown(generation));
  }
  if (!members.member("parent").is_null()) index.parent = members.digest("parent");
  if (index.parent.has_value() != (index.generation > 1)) {
    throw invalid("/parent",
                  index.generation > 1 ? "the SHA-256 of the index before" : "null in the first generation",
                  shown(json["parent"]));
  }
  const Json& heads = members.member("heads");
  if (!heads.is_array() || heads.size() > kMostHeads) {
    throw invalid("/heads", "a list of at most " + std::to_string(kMostHeads),
                  heads.is_array() ? std::to_string(heads.size()) : shown(heads));
  }
  for (size_t i = 0; i < heads.size(); ++i)
    index.heads.push_back(read_head(heads[i], "/heads/" + std::to_string(i)));
  members.no_others();
  return index;
}

std::string write_index(const Index& index) {
  std::string text =
      "{\n\"format\": \"" + std::string(kFormat) + "\",\n\"version\": " + std::to_string(kVersion);
  text += ",\n\"name\": " + dump_json(index.name);
  text += ",\n\"generation\": " + std::to_string(index.generation);
  text += ",\n\"parent\": " + (index.parent ? dump_json(*index.parent) : "null");
  text += ",\n\"heads\": [";
  const char* before = "\n";
  for (const Head& head : index.heads) {
    text += before + dump_json(to_json(head));
    before = ",\n";
  }
  return text + "\n]\n}\n";
}

Index next_index(const std::optional<Published>& before, std::string name, std::vector<Head> added) {
  Index next;
  next.name = std::move(name);
  next.heads = std::move(added);
  if (before) {
    next.generation = before->index.generation + 1;
    next.parent = before->digest;
    const size_t fresh = next.heads.size();
    for (const Head& old : before->index.heads) {
      const auto end = next.heads.begin() + static_cast<std::ptrdiff_t>(fresh);
      const bool replaced =
          std::any_of(next.heads.begin(), end, [&](const Head& head) { return head.title == old.title; });
      if (!replaced) next.heads.push_back(old);
    }
  }
  // What is published must be what others will read.
  const std::string text = write_index(next);
  if (text.size() > static_cast<size_t>(kMostOfIndex)) {
    throw invalid("/heads", "an index of at most 4 MiB (publish into another folder)",
                  std::to_string(text.size()) + " bytes");
  }
  return read_index(text);
}

}  // namespace rehearsal::sync
