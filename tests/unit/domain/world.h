// Small products of our own and a database in memory with their rows: what the domain's tests play with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/error.h"
#include "domain/product_rows.h"
#include "domain/typed.h"
#include "store/database.h"

namespace rehearsal::domain {

enum class Medium : uint8_t { FIBER, COPPER };
enum class Mode : uint8_t { TAGGED, UNTAGGED };

template <>
struct EnumTexts<Medium> {
  static constexpr std::array texts = {std::pair{Medium::FIBER, std::string_view("fiber")},
                                       std::pair{Medium::COPPER, std::string_view("copper")}};
};
template <>
struct EnumTexts<Mode> {
  static constexpr std::array texts = {std::pair{Mode::TAGGED, std::string_view("tagged")},
                                       std::pair{Mode::UNTAGGED, std::string_view("untagged")}};
};

// Every kind of value.
template <SubscriptionLifecycle L>
struct PortBlockModel : ProductBlockModel<PortBlockModel, L> {
  From<L, SubscriptionLifecycle::PROVISIONING, std::string> port_name;
  From<L, SubscriptionLifecycle::ACTIVE, bool> enabled;
  std::optional<double> power;
  std::optional<Uuid> ims_id;
  std::optional<Mode> mode;
  std::vector<int64_t> vlans;
  std::vector<std::string> tags;

  static constexpr std::string_view product_block_name = "PortBlock";
  static constexpr auto fields() {
    return std::tuple{member("port_name", &PortBlockModel::port_name),
                      member("enabled", &PortBlockModel::enabled),
                      member("power", &PortBlockModel::power),
                      member("ims_id", &PortBlockModel::ims_id),
                      member("mode", &PortBlockModel::mode),
                      member("vlans", &PortBlockModel::vlans),
                      member("tags", &PortBlockModel::tags)};
  }
};
using PortBlock = PortBlockModel<SubscriptionLifecycle::ACTIVE>;

template <SubscriptionLifecycle L>
struct PortModel : SubscriptionModel<PortModel, L> {
  Medium medium;
  int64_t speed;
  bool shielded;
  PortBlockModel<L> port;

  static constexpr std::string_view model_name = "Port";
  static constexpr auto fields() {
    return std::tuple{member("medium", &PortModel::medium), member("speed", &PortModel::speed),
                      member("shielded", &PortModel::shielded), member("port", &PortModel::port)};
  }
};
using PortInactive = PortModel<SubscriptionLifecycle::INITIAL>;
using PortProvisioning = PortModel<SubscriptionLifecycle::PROVISIONING>;
using Port = PortModel<SubscriptionLifecycle::ACTIVE>;

// Every way in which a block can hold blocks.
template <SubscriptionLifecycle L>
struct ServiceBlockModel : ProductBlockModel<ServiceBlockModel, L> {
  PortBlockModel<L> main;
  std::optional<PortBlockModel<L>> backup;
  std::vector<PortBlockModel<L>> members;
  From<L, SubscriptionLifecycle::ACTIVE, int64_t> service_id;

  static constexpr std::string_view product_block_name = "ServiceBlock";
  static constexpr auto fields() {
    return std::tuple{member("main", &ServiceBlockModel::main), member("backup", &ServiceBlockModel::backup),
                      member("members", &ServiceBlockModel::members, Items{0, 3}),
                      member("service_id", &ServiceBlockModel::service_id)};
  }
};

template <SubscriptionLifecycle L>
struct ServiceModel : SubscriptionModel<ServiceModel, L> {
  ServiceBlockModel<L> service;

  static constexpr std::string_view model_name = "Service";
  static constexpr auto fields() { return std::tuple{member("service", &ServiceModel::service)}; }
};
using ServiceInactive = ServiceModel<SubscriptionLifecycle::INITIAL>;
using ServiceProvisioning = ServiceModel<SubscriptionLifecycle::PROVISIONING>;
using Service = ServiceModel<SubscriptionLifecycle::ACTIVE>;

// Lists and optional blocks directly below the subscription.
template <SubscriptionLifecycle L>
struct LinkBlockModel : ProductBlockModel<LinkBlockModel, L> {
  std::optional<std::string> link_name;

  static constexpr std::string_view product_block_name = "LinkBlock";
  static constexpr auto fields() { return std::tuple{member("link_name", &LinkBlockModel::link_name)}; }
};

template <SubscriptionLifecycle L>
struct BundleModel : SubscriptionModel<BundleModel, L> {
  std::vector<LinkBlockModel<L>> links;
  std::optional<PortBlockModel<L>> uplink;

  static constexpr std::string_view model_name = "Bundle";
  static constexpr auto fields() {
    return std::tuple{member("links", &BundleModel::links, Items{2, 4}),
                      member("uplink", &BundleModel::uplink)};
  }
};
using BundleInactive = BundleModel<SubscriptionLifecycle::INITIAL>;

inline constexpr const char* kPortProduct = "00000000-0000-4000-8000-0000000000a1";
inline constexpr const char* kServiceProduct = "00000000-0000-4000-8000-0000000000a2";
inline constexpr const char* kBundleProduct = "00000000-0000-4000-8000-0000000000a3";
inline constexpr const char* kChainProduct = "00000000-0000-4000-8000-0000000000a4";
inline constexpr const char* kCustomer = "00000000-0000-4000-8000-0000000000c1";

// A block that may hold a block of its own type: a product given as data, without a struct.
inline void add_chain(Models& models) {
  Field node_name{.name = "node_name"};
  Field next{.name = "next", .kind = ValueKind::BLOCK, .block = "NodeBlock"};
  models.add_block(
      {.name = "NodeBlock", .fields = {node_name, next}, .description = "a node", .tag = "NODE"});
  Field root{.name = "node", .kind = ValueKind::BLOCK, .block = "NodeBlock"};
  root.required_from = SubscriptionLifecycle::INITIAL;
  models.add_product({.product_id = kChainProduct,
                      .name = "Chain",
                      .description = "chain of nodes",
                      .product_type = "Chain",
                      .tag = "CHAIN"},
                     {.name = "Chain", .fixed_inputs = {}, .blocks = {root}});
}

inline Models test_models() {
  Models models;
  add_block<PortBlockModel>(models, {.product_block_id = "00000000-0000-4000-8000-0000000000b1",
                                     .description = "port block",
                                     .tag = "PORT",
                                     .fields = {{"port_name", "name of the port"}}});
  add_block<ServiceBlockModel>(models, {.description = "service block", .tag = "SVC"});
  add_block<LinkBlockModel>(models, {.description = "link block", .tag = "LINK"});
  add_product<PortModel>(models,
                         {.product_id = kPortProduct,
                          .name = "Port 10G",
                          .description = "port of 10 gigabit",
                          .product_type = "Port",
                          .tag = "PORT",
                          .fixed_inputs = {{"medium", "fiber"}, {"speed", "10000"}, {"shielded", "True"}}});
  add_product<ServiceModel>(models, {.product_id = kServiceProduct,
                                     .name = "Service",
                                     .description = "a service",
                                     .product_type = "Service",
                                     .tag = "SVC"});
  add_product<BundleModel>(models, {.product_id = kBundleProduct,
                                    .name = "Bundle",
                                    .description = "a bundle",
                                    .product_type = "Bundle",
                                    .tag = "BUNDLE"});
  add_chain(models);
  return models;
}

// A database in memory that has the rows of test_models().
struct World {
  store::MemoryFiles files;
  store::Database db{files};
  Models models = test_models();
  Clock clock = Clock::standing(parse_iso("2026-11-23T10:00:00Z"));
  Ids ids{7, "domain tests"};
  std::vector<std::string> changed;
  Session session{db, models, clock, ids, "00000000-0000-4000-8000-0000000000f1", &changed};

  World() { add_missing_products(session); }

  // The only value of a query with one parameter.
  int64_t count(std::string_view sql, std::string_view parameter) {
    auto rows = db.query(sql, parameter);
    return rows.step() ? rows.integer(0) : -1;
  }
  int64_t version_of(std::string_view subscription_id) {
    return count("select version from subscriptions where subscription_id = ?", subscription_id);
  }
  int64_t instances_of(std::string_view subscription_id) {
    return count("select count(*) from subscription_instances where subscription_id = ?", subscription_id);
  }

  // Saved subscriptions, from the loosest shape to the strictest.
  PortInactive new_port(const std::string& name) {
    auto port = PortInactive::from_product_id(session, kPortProduct, kCustomer);
    port.description = "Port " + name;
    port.port.port_name = name;
    save(session, port);
    return port;
  }
  Port active_port(const std::string& name) {
    auto provisioning = from_other_lifecycle<PortProvisioning>(session, new_port(name));
    provisioning.port.enabled = true;
    auto port = from_other_lifecycle<Port>(session, provisioning);
    port.insync = true;
    save(session, port);
    return port;
  }
  // A service whose main port is the given one's block.
  Service active_service(const PortBlock& main) {
    auto inactive = ServiceInactive::from_product_id(session, kServiceProduct, kCustomer);
    inactive.description = "Service over " + main.port_name;
    inactive.service.main = main;
    inactive.service.service_id = 42;
    auto service =
        from_other_lifecycle<Service>(session, from_other_lifecycle<ServiceProvisioning>(session, inactive));
    service.insync = true;
    save(session, service);
    return service;
  }
  void set_status(std::string_view subscription_id, SubscriptionLifecycle status) {
    db.run("update subscriptions set status = ? where subscription_id = ?", to_text(status), subscription_id);
  }
};

// "ValueError: what it says" of the error that `act` throws; empty when it throws none.
template <class Act>
std::string error_of(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.kind() + ": " + error.what();
  }
  return {};
}

}  // namespace rehearsal::domain
