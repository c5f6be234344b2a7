#include "sync/fetch.h"

#include <cctype>

#include "core/error.h"

namespace rehearsal::sync {
namespace {

constexpr int64_t kMebibyte = 1024 * 1024;

constexpr std::string_view kUnchanged = "Nothing was changed.";

std::string size_words(int64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " bytes";
  const bool large = bytes >= 1024 * kMebibyte;
  const int64_t tenths = bytes * 10 / (large ? 1024 * kMebibyte : bytes >= kMebibyte ? kMebibyte : 1024);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) +
         (large                ? " GiB"
          : bytes >= kMebibyte ? " MiB"
                               : " KiB");
}

// "The index at https://…": each problem says what it is about.
std::string subject(const Fetch& fetch) {
  return std::string(fetch.is_index() ? "The index at " : "The snapshot at ") + fetch.address.origin +
         fetch.address.path;
}

std::string host_of(const Fetch& fetch) {
  return fetch.address.origin.substr(fetch.address.origin.find("://") + 3);
}

Problem problem(std::string code, std::string what, std::string_view advice, bool again = true) {
  return {std::move(code), std::move(what), std::string(kUnchanged) + " " + std::string(advice), again};
}

Problem too_large(const Fetch& fetch, const std::string& found) {
  return problem(
      "too_large",
      subject(fetch) + " is too large: " + found + ", and at most " + size_words(fetch.most()) + " are read.",
      fetch.is_index() ? "Check the address: an index is a small file."
                       : "Ask its author for a smaller snapshot.",
      false);
}

Problem web_page(const Fetch& fetch) {
  return problem(
      "web_page", subject(fetch) + " is a web page and not JSON: the host answers with a page of its own.",
      fetch.is_index() ? "Check the address: it is that of a published folder, or of the index.json in it."
                       : "Ask its author to publish the folder again, with all files below objects/.");
}

Problem refused_status(const Fetch& fetch, int status) {
  const std::string found = subject(fetch) + " was answered with status " + std::to_string(status);
  if (status == 404 || status == 410) {
    if (fetch.beside)
      return problem("nothing_beside", "No snapshots are published beside this page.",
                     "Name the address of a published folder.");
    return problem("not_found", subject(fetch) + " is not there (status " + std::to_string(status) + ").",
                   fetch.is_index()
                       ? "Check the address: it is that of a published folder, or of the index.json in it."
                       : "The index names it, but the host does not have it: ask its author to publish the "
                         "folder again.");
  }
  if (status == 401 || status == 403) {
    return problem("forbidden", found + ": the host gives it to some only.",
                   "Ask its author for an address that needs no sign-in.");
  }
  if (status == 408 || status == 429 || status == 503) {
    return problem("busy", found + ": the host is busy.", "Try again in a minute.");
  }
  if (status >= 500)
    return problem("host_failed", found + ": the host has an error.", "Try again later, or tell its owner.");
  return problem("status", found + "; expected is 200.", "Check the address, or tell the host's owner.");
}

std::string kept_words(const Fetch& fetch) {
  return fetch.kept > 0 ? "Try again: it goes on after the " + size_words(fetch.kept) + " that have come."
                        : "Try again.";
}

bool looks_like_a_page(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  return !text.empty() && text.front() == '<';
}

// The host sent less than it had said.
Problem cut_off(Fetch& fetch, int64_t bytes, int64_t total) {
  fetch.kept = fetch.is_index() ? 0 : bytes;
  return problem(
      "broken_off",
      subject(fetch) + " broke off: " + size_words(bytes) + " of " + size_words(total) + " have come.",
      kept_words(fetch));
}

}  // namespace

int64_t Fetch::most() const {
  return is_index() ? kMostOfIndex : kMostOfSnapshot;
}

Fetch fetch_index(std::string_view named, const Address& page) {
  return {index_address(named, page), "", page.origin, named.empty(), 0};
}

Fetch fetch_snapshot(const Address& index, const Head& head, const Address& page) {
  return {file_address(index, head.file), head.digest, page.origin, false, 0};
}

Ask ask(const Fetch& fetch) {
  return {fetch.is_index() ? "no-cache" : fetch.damaged ? "reload" : "default", fetch.kept};
}

Next on_head(Fetch& fetch, const ResponseHead& head) {
  const bool partial = head.status == 206 && fetch.kept > 0;
  if (fetch.kept > 0 && (head.status == 416 || (partial && head.from.value_or(fetch.kept) != fetch.kept))) {
    // The host does not go on where we stopped: from the beginning, then.
    fetch.kept = 0;
    return ask(fetch);
  }
  if (head.status != 200 && !partial) return refused_status(fetch, head.status);
  if (head.type.find("text/html") != std::string::npos) return web_page(fetch);
  Read read;
  read.from = partial ? fetch.kept : 0;
  fetch.kept = read.from;
  if (head.length) {
    // Compressed bytes only grow: more of them than may come are too many in any case.
    if (*head.length > fetch.most() - read.from)
      return too_large(fetch, size_words(*head.length + read.from));
    if (!head.encoded) read.total = *head.length + read.from;
  }
  return read;
}

Next on_end(Fetch& fetch, const Body& body) {
  if (body.total && body.bytes < *body.total) return cut_off(fetch, body.bytes, *body.total);
  fetch.kept = 0;
  if (body.bytes > fetch.most()) return too_large(fetch, size_words(body.bytes));
  if (looks_like_a_page(body.text)) return web_page(fetch);
  if (!fetch.is_index()) {
    if (body.digest == fetch.digest) return Done{};
    fetch.damaged = true;
    return problem(
        "wrong_digest",
        subject(fetch) + " is not what the index names: its SHA-256 is " + body.digest + " (" +
            size_words(body.bytes) + ").",
        "It was changed or damaged on its way: try again, or ask its author to publish the folder again.");
  }
  try {
    return Done{read_index(body.text)};
  } catch (const Error& error) {
    return problem(error.kind() == "IndexNewer" ? "index_newer" : "index_invalid",
                   subject(fetch) + " cannot be used. " + error.what(),
                   "Ask its author to publish the folder again.");
  }
}

std::optional<Problem> refusal_of_file(std::string_view name, int64_t bytes) {
  if (bytes <= kMostOfSnapshot) return std::nullopt;
  return problem("too_large",
                 std::string(name) + " is too large: " + size_words(bytes) + ", and at most " +
                     size_words(kMostOfSnapshot) + " are read.",
                 "Export less: without processes, or only some subscriptions.", false);
}

Problem on_failure(Fetch& fetch, Failure failure, int64_t bytes) {
  fetch.kept = fetch.is_index() || failure == Failure::too_large ? 0 : bytes;
  switch (failure) {
    case Failure::offline:
      return problem("offline", "There is no network.", "Connect to it first. " + kept_words(fetch));
    case Failure::unreachable:
      return problem("unreachable", host_of(fetch) + " cannot be reached.",
                     "Check the address and the network. " + kept_words(fetch));
    case Failure::not_shared:
      return problem("not_shared", host_of(fetch) + " is there, but does not let this page read what it has.",
                     "Check the address: of what is not there many hosts say no more. If it is right, they "
                     "must send the "
                     "header \"Access-Control-Allow-Origin: *\" (or \"" +
                         fetch.page_origin + "\") for all files of the folder: tell their owner.");
    case Failure::led_elsewhere:
      return problem("led_elsewhere", subject(fetch) + " leads to another address, which was not asked.",
                     "Open this one in a tab of its own to see where it leads; if you trust that, name it.",
                     false);
    case Failure::broken_off:
      return problem("broken_off", subject(fetch) + " broke off after " + size_words(bytes) + ".",
                     kept_words(fetch));
    case Failure::stopped:
      return problem("stopped", subject(fetch) + " was stopped.", kept_words(fetch));
    case Failure::too_large:
      return too_large(fetch, "more than " + size_words(bytes) + " have come");
  }
  return problem("unreachable", subject(fetch) + " cannot be read.", kept_words(fetch));
}

}  // namespace rehearsal::sync
