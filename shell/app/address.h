// What stands after "#" in an address: which page, of what, and how it is looked at.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rehearsal::shell {

using Query = std::map<std::string, std::string, std::less<>>;

// "#/processes/2222…?open=3": its path is "processes" and "2222…", its query says open.
struct Address {
  std::vector<std::string> path;  // decoded; none: the start page
  Query query;

  // A value of the query; empty without one.
  std::string value(std::string_view name) const;
  // The same, and the second part of the path, as ids; empty where it is no UUID: no such thing can be.
  std::string id(std::string_view name) const;
  std::string id() const;
};

// The address that `hash` ("#/processes/…", with or without "#") is; none when what it encodes is no text:
// somebody cut or mistyped it. One of the original's web UI becomes ours of the same thing.
std::optional<Address> parse_address(std::string_view hash);
// `hash` with a value behind it, unless that is empty; and with all those of a query.
std::string with_value(std::string hash, std::string_view name, std::string_view value);
std::string with_query(std::string hash, const Query& query);

// Percent-encoding of a part or value, and back; what is no valid encoding is kept as it is.
std::string encode_component(std::string_view text);
std::string decode_component(std::string_view text);

// The addresses of things, for who leads there.
std::string process_hash(std::string_view id);
std::string subscription_hash(std::string_view id);
// The forms that start `workflow`: for a product, for a subscription, or told neither.
std::string create_hash(std::string_view workflow, std::string_view product);
std::string change_hash(std::string_view workflow, std::string_view subscription);
std::string task_hash(std::string_view workflow);

}  // namespace rehearsal::shell
