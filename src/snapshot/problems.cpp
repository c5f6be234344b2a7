#include "snapshot/problems.h"

#include <new>

namespace rehearsal::snapshot {
namespace {

std::string pointer_to(const Place& element) {
  return "/content/" + std::string(name_of(element.section)) + "/" + std::to_string(element.index);
}

}  // namespace

Error refused(const std::string& pointer, const std::string& expected, const std::string& found) {
  const Problem problem{pointer, expected, found};
  return Error("SnapshotRefused", in_words(problem), to_json(problem));
}

Problem problem_of(const Error& error, const std::string& pointer) {
  const Json& details = error.details();
  if (!details.is_object()) return {pointer, "a snapshot that can be read", error.what()};
  const std::string own = text_or(details, "pointer");
  return {own.empty() ? pointer : own, text_or(details, "expected"), text_or(details, "found")};
}

bool is_of_storage(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error)) return true;
  const auto* known = dynamic_cast<const Error*>(&error);
  return known && (known->kind() == "StorageError" || known->kind() == "DatabaseDamaged" ||
                   known->kind() == "MemoryError");
}

std::string in_words(const Problem& problem) {
  return "At " + (problem.pointer.empty() ? "the beginning of the file" : problem.pointer) + ": expected " +
         problem.expected + ", found " + problem.found + ".";
}

Json to_json(const Problem& problem) {
  Json json = Json::object();
  json["pointer"] = problem.pointer;
  json["expected"] = problem.expected;
  json["found"] = problem.found;
  return json;
}

void Problems::add(Problem problem) {
  if (++count_ <= static_cast<int64_t>(kMost)) first_.push_back(std::move(problem));
}

void Problems::add(const Tree& tree, const Place& element, const Node& at, std::string expected,
                   std::string found) {
  const std::string inside = at.source.data() == tree.root().source.data()
                                 ? std::string()
                                 : pointer_below(tree, tree.root(), at.source.data());
  add({pointer_to(element) + inside, std::move(expected), std::move(found)});
}

void Problems::add(const Place& place, std::string expected, std::string found) {
  if (place.element == 0) {  // of what is here and not in the file
    add({"/content/" + std::string(name_of(place.section)), std::move(expected), std::move(found)});
    return;
  }
  Tree tree;
  tree.read(file_, place.element);
  Node at;
  at.source = file_.substr(place.at, 1);
  add(tree, place, at, std::move(expected), std::move(found));
}

}  // namespace rehearsal::snapshot
