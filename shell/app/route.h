// The pages of the application and the hashes that name them.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace rehearsal::shell {

struct StartRoute {};
struct ProductsRoute {};  // #/new
struct CreateRoute {
  std::string workflow, product;
};  // #/new/<workflow>?product=<id>
struct ChangeRoute {
  std::string workflow, subscription;
};  // #/start/<workflow>?subscription=<id>
struct TaskRoute {
  std::string workflow;
};  // #/start/<workflow>: what is needed is asked for
struct ProcessesRoute {
  std::string query, status, sort;
};  // #/processes?query=…&status=…&sort=last_step,desc
struct ProcessRoute {
  std::string id;
};  // #/processes/<id>
struct SubscriptionsRoute {
  std::string query, status, sort;
};  // #/subscriptions?query=…&status=…&sort=description,asc
struct SubscriptionRoute {
  std::string id;
};                       // #/subscriptions/<id>
struct SystemsRoute {};  // #/systems
struct StageRoute {};    // #/stage
struct DataRoute {
  std::string from;
};                         // #/data, #/open?from=<address>
struct SettingsRoute {};   // #/settings
struct FormTrialRoute {};  // #/forms: any form, to be looked at
struct UnknownRoute {
  std::string hash;
};  // anything else

using Route = std::variant<StartRoute, ProductsRoute, CreateRoute, ChangeRoute, ProcessesRoute, ProcessRoute,
                           TaskRoute, SubscriptionsRoute, SubscriptionRoute, SystemsRoute, StageRoute,
                           DataRoute, SettingsRoute, FormTrialRoute, UnknownRoute>;

// The page that `hash` ("#/processes/…", with or without "#") names.
Route parse_route(std::string_view hash);
// The hash of a page; parse_route() of it gives the page again.
std::string hash_of(const Route& route);

// The destinations of the navigation, and the one that a page belongs to (kNew: the New subscription
// button).
enum class Section { kStart, kSubscriptions, kProcesses, kSystems, kStage, kData, kSettings, kNew, kNone };
Section section_of(const Route& route);

// Percent-encoding of a query value, and back; what is no valid encoding is kept as it is.
std::string encode_component(std::string_view text);
std::string decode_component(std::string_view text);

}  // namespace rehearsal::shell
