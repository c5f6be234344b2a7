#include "shell/app/address.h"

#include <algorithm>
#include <utility>

#include "core/ids.h"
#include "core/text.h"

namespace rehearsal::shell {
namespace {

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const size_t end = text.find(by);
    const std::string_view part = text.substr(0, end);
    if (!part.empty()) parts.push_back(part);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// An address of the original's web UI leads to the same thing.
void translate(Address& address) {
  std::vector<std::string>& path = address.path;
  Query& query = address.query;
  if (path.empty()) return;
  const bool is_run = path[0] == "workflows" || path[0] == "tasks";
  if (path[0] == "metadata") {
    path.resize(1);
    path[0] = "new";
  } else if (is_run && path.size() < 3) {
    path[0] = "processes";
    query["query"] = address.value("queryString");
  } else if (is_run && path.size() == 3 && path[1] == "new") {
    std::string product = address.id("productId"), subscription = address.id("subscriptionId");
    path.erase(path.begin() + 1);
    path[0] = product.empty() ? "start" : "new";
    query.clear();
    if (!product.empty()) {
      query["product"] = std::move(product);
    } else if (!subscription.empty()) {
      query["subscription"] = std::move(subscription);
    }
  }
}

}  // namespace

std::string Address::value(std::string_view name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

std::string Address::id(std::string_view name) const {
  return canonical_uuid(value(name));
}

std::string Address::id() const {
  return path.size() < 2 ? std::string() : canonical_uuid(path[1]);
}

std::string encode_component(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  static constexpr std::string_view kPlain = "-_.~";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       kPlain.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

std::string decode_component(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool encoded =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (encoded) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::optional<Address> parse_address(std::string_view hash) {
  if (!hash.empty() && hash.front() == '#') hash.remove_prefix(1);
  if (!is_utf8(decode_component(hash))) return std::nullopt;
  const size_t mark = hash.find('?');
  Address address;
  for (const std::string_view part : split(hash.substr(0, mark), '/'))
    address.path.push_back(decode_component(part));
  for (const std::string_view pair : split(hash.substr(std::min(mark, hash.size())), '&')) {
    // The first one has the mark before it.
    const std::string_view both = pair.substr(pair.front() == '?' ? 1 : 0);
    const size_t equals = both.find('=');
    if (equals == std::string_view::npos) continue;
    address.query[decode_component(both.substr(0, equals))] = decode_component(both.substr(equals + 1));
  }
  translate(address);
  return address;
}

std::string with_value(std::string hash, std::string_view name, std::string_view value) {
  if (value.empty()) return hash;
  hash += hash.find('?') == std::string::npos ? '?' : '&';
  hash += encode_component(name);
  hash += '=';
  hash += encode_component(value);
  return hash;
}

std::string with_query(std::string hash, const Query& query) {
  for (const auto& [name, value] : query) hash = with_value(std::move(hash), name, value);
  return hash;
}

std::string process_hash(std::string_view id) {
  return "#/processes/" + encode_component(id);
}
std::string subscription_hash(std::string_view id) {
  return "#/subscriptions/" + encode_component(id);
}
std::string create_hash(std::string_view workflow, std::string_view product) {
  return with_value("#/new/" + encode_component(workflow), "product", product);
}
std::string change_hash(std::string_view workflow, std::string_view subscription) {
  return with_value(task_hash(workflow), "subscription", subscription);
}
std::string task_hash(std::string_view workflow) {
  return "#/start/" + encode_component(workflow);
}

}  // namespace rehearsal::shell
