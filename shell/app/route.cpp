#include "shell/app/route.h"

#include <map>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/text.h"

namespace rehearsal::shell {
namespace {

using Query = std::map<std::string, std::string, std::less<>>;

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = text.find(by);
    const std::string_view part = text.substr(0, end);
    if (!part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

Query parse_query(std::string_view text) {
  Query query;
  for (const std::string& pair : split(text, '&')) {
    const size_t equals = pair.find('=');
    if (equals == std::string::npos) continue;
    query[decode_component(pair.substr(0, equals))] = decode_component(pair.substr(equals + 1));
  }
  return query;
}

std::string value_of(const Query& query, std::string_view name) {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

std::string with_query(std::string path,
                       std::initializer_list<std::pair<std::string_view, std::string_view>> query) {
  char by = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    path += by;
    path += std::string(name) + "=" + encode_component(value);
    by = '&';
  }
  return path;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

template <class... Fs>
struct Overload : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overload(Fs...) -> Overload<Fs...>;

// The addresses of the original's web UI, so that a path from there leads to the same thing.
std::optional<Route> route_of_original(const std::vector<std::string>& parts, const Query& query) {
  const bool is_run = parts[0] == "workflows" || parts[0] == "tasks";
  if (is_run && parts.size() == 1) return ProcessesRoute{value_of(query, "queryString"), "", ""};
  if (is_run && parts.size() == 2 && !canonical_uuid(parts[1]).empty())
    return ProcessRoute{canonical_uuid(parts[1])};
  if (is_run && parts.size() == 3 && parts[1] == "new") {
    const std::string name = decode_component(parts[2]);
    const std::string product = canonical_uuid(value_of(query, "productId"));
    const std::string subscription = canonical_uuid(value_of(query, "subscriptionId"));
    if (!product.empty()) return CreateRoute{name, product};
    if (!subscription.empty()) return ChangeRoute{name, subscription};
    return TaskRoute{name};
  }
  if (parts[0] == "metadata") return ProductsRoute{};
  return std::nullopt;
}

}  // namespace

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

Route parse_route(std::string_view hash) {
  std::string_view rest = hash;
  if (!rest.empty() && rest.front() == '#') rest.remove_prefix(1);
  const size_t mark = rest.find('?');
  const Query query = mark == std::string_view::npos ? Query() : parse_query(rest.substr(mark + 1));
  const std::vector<std::string> parts = split(rest.substr(0, mark), '/');
  // An address that somebody cut or mistyped: what it encodes must be text.
  if (!is_utf8(decode_component(rest))) return UnknownRoute{std::string(hash)};
  if (parts.empty()) return StartRoute{};
  if (const std::optional<Route> route = route_of_original(parts, query)) return *route;
  const std::string& first = parts[0];
  if (parts.size() == 1) {
    if (first == "new") return ProductsRoute{};
    if (first == "processes")
      return ProcessesRoute{value_of(query, "query"), value_of(query, "status"), value_of(query, "sort")};
    if (first == "subscriptions")
      return SubscriptionsRoute{value_of(query, "query"), value_of(query, "status"), value_of(query, "sort")};
    if (first == "systems") return SystemsRoute{};
    if (first == "stage") return StageRoute{};
    if (first == "data") return DataRoute{};
    if (first == "settings") return SettingsRoute{};
    if (first == "forms") return FormTrialRoute{};
    if (first == "open") return DataRoute{value_of(query, "from")};
  }
  if (parts.size() == 2) {
    const std::string second = decode_component(parts[1]);
    // Empty when it is no UUID: no such thing can be.
    const std::string id = canonical_uuid(second);
    const std::string product = canonical_uuid(value_of(query, "product"));
    const std::string subscription = canonical_uuid(value_of(query, "subscription"));
    if (first == "new" && !product.empty()) return CreateRoute{second, product};
    if (first == "start" && !subscription.empty()) return ChangeRoute{second, subscription};
    if (first == "start" && query.empty() && !second.empty()) return TaskRoute{second};
    if (first == "processes" && !id.empty()) return ProcessRoute{id};
    if (first == "subscriptions" && !id.empty()) return SubscriptionRoute{id};
  }
  return UnknownRoute{std::string(hash)};
}

std::string hash_of(const Route& route) {
  return std::visit(
      Overload{
          [](const StartRoute&) -> std::string { return "#/"; },
          [](const ProductsRoute&) -> std::string { return "#/new"; },
          [](const CreateRoute& r) {
            return with_query("#/new/" + encode_component(r.workflow), {{"product", r.product}});
          },
          [](const ChangeRoute& r) {
            return with_query("#/start/" + encode_component(r.workflow), {{"subscription", r.subscription}});
          },
          [](const TaskRoute& r) { return "#/start/" + encode_component(r.workflow); },
          [](const ProcessesRoute& r) {
            return with_query("#/processes", {{"query", r.query}, {"status", r.status}, {"sort", r.sort}});
          },
          [](const ProcessRoute& r) { return "#/processes/" + encode_component(r.id); },
          [](const SubscriptionsRoute& r) {
            return with_query("#/subscriptions",
                              {{"query", r.query}, {"status", r.status}, {"sort", r.sort}});
          },
          [](const SubscriptionRoute& r) { return "#/subscriptions/" + encode_component(r.id); },
          [](const SystemsRoute&) -> std::string { return "#/systems"; },
          [](const StageRoute&) -> std::string { return "#/stage"; },
          [](const DataRoute& r) {
            return r.from.empty() ? std::string("#/data") : with_query("#/open", {{"from", r.from}});
          },
          [](const SettingsRoute&) -> std::string { return "#/settings"; },
          [](const FormTrialRoute&) -> std::string { return "#/forms"; },
          [](const UnknownRoute& r) { return r.hash; },
      },
      route);
}

Section section_of(const Route& route) {
  return std::visit(Overload{
                        [](const StartRoute&) { return Section::kStart; },
                        [](const ProductsRoute&) { return Section::kNew; },
                        [](const CreateRoute&) { return Section::kNew; },
                        [](const ChangeRoute&) { return Section::kSubscriptions; },
                        [](const TaskRoute&) { return Section::kProcesses; },
                        [](const ProcessesRoute&) { return Section::kProcesses; },
                        [](const ProcessRoute&) { return Section::kProcesses; },
                        [](const SubscriptionsRoute&) { return Section::kSubscriptions; },
                        [](const SubscriptionRoute&) { return Section::kSubscriptions; },
                        [](const SystemsRoute&) { return Section::kSystems; },
                        [](const StageRoute&) { return Section::kStage; },
                        [](const DataRoute&) { return Section::kData; },
                        [](const SettingsRoute&) { return Section::kSettings; },
                        [](const FormTrialRoute&) { return Section::kNone; },
                        [](const UnknownRoute&) { return Section::kNone; },
                    },
                    route);
}

}  // namespace rehearsal::shell
