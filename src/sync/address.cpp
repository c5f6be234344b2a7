#include "sync/address.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"

namespace rehearsal::sync {
namespace {

constexpr std::string_view kIndexName = "index.json";
constexpr size_t kLongest = 2000;

Error refused(std::string_view text, const std::string& expected) {
  return Error("AddressRefused", "Expected " + expected + ", found '" + shortened(text, 200) + "'.");
}

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}
bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// A host with or without a port; [::1] too, and names of a local network with "_". What else a host may be,
// browsers write so.
bool is_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
  });
}

// Calls `check` with each part between slashes.
template <class Check>
bool every_segment(std::string_view path, Check check) {
  while (true) {
    const size_t end = path.find('/');
    if (!check(path.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + 1);
  }
}

bool is_path(std::string_view path) {
  const bool plain = std::all_of(path.begin(), path.end(),
                                 [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '#'; });
  return plain &&
         every_segment(path, [](std::string_view segment) { return segment != "." && segment != ".."; });
}

bool is_localhost(std::string_view origin) {
  constexpr std::string_view kLocal = "http://localhost";
  return starts_with(origin, kLocal) && (origin.size() == kLocal.size() || origin[kLocal.size()] == ':');
}

std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.rfind('/') + 1);
}

}  // namespace

Address read_address(std::string_view text) {
  const std::string expected = "an address that begins with https:// (or http://localhost)";
  const size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos || text.size() > kLongest) throw refused(text, expected);
  const std::string_view scheme = text.substr(0, scheme_end);
  if (scheme != "https" && scheme != "http") throw refused(text, expected);
  std::string_view rest = text.substr(scheme_end + 3);
  const size_t host_end = std::min(rest.find_first_of("/?#"), rest.size());
  const std::string_view host = rest.substr(0, host_end);
  if (host.find('@') != std::string_view::npos) throw refused(text, "an address without a user name");
  if (!is_host(host)) throw refused(text, "the name of a host after " + std::string(scheme) + "://");
  rest.remove_prefix(host_end);
  rest = rest.substr(0, rest.find('#'));
  const size_t path_end = std::min(rest.find('?'), rest.size());
  Address address;
  address.origin = std::string(text.substr(0, scheme_end + 3)) + std::string(host);
  address.path = path_end == 0 ? "/" : std::string(rest.substr(0, path_end));
  address.query = std::string(rest.substr(path_end));
  if (!is_path(address.path) || !is_path(address.query))
    throw refused(text, "an address without spaces, '..' and the like");
  return address;
}

Address index_address(std::string_view named, const Address& page) {
  if (named.empty()) {
    return {page.origin, std::string(folder_of(page.path)) + "snapshots/" + std::string(kIndexName), ""};
  }
  Address address = read_address(named);
  if (!starts_with(address.origin, "https://") && !is_localhost(address.origin) &&
      address.origin != page.origin) {
    throw refused(named,
                  "an address that begins with https:// (plain http is asked on localhost and on this page's "
                  "own host only)");
  }
  if (ends_with(address.path, "/")) {
    address.path += kIndexName;
  } else if (!ends_with(address.path, ".json")) {
    address.path += "/" + std::string(kIndexName);
  }
  return address;
}

Address file_address(const Address& index, std::string_view file) {
  // Names that every host and file system takes as they are: nothing to decode, nothing that leads upwards.
  const bool plain = file.size() <= 200 && every_segment(file, [](std::string_view segment) {
                       return !segment.empty() && segment.front() != '.' &&
                              std::all_of(segment.begin(), segment.end(), [](char c) {
                                return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_';
                              });
                     });
  if (!plain) throw refused(file, "a file below the folder of the index, like objects/<sha256>.json");
  return {index.origin, std::string(folder_of(index.path)) + std::string(file), ""};
}

}  // namespace rehearsal::sync
