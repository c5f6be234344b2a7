// The lifecycle of a subscription (orchestrator.core.types.SubscriptionLifecycle).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace rehearsal::domain {

enum class SubscriptionLifecycle : uint8_t { INITIAL, ACTIVE, MIGRATING, DISABLED, TERMINATED, PROVISIONING };

// In the original's order.
inline constexpr std::array kSubscriptionLifecycles = {
    SubscriptionLifecycle::INITIAL,  SubscriptionLifecycle::ACTIVE,     SubscriptionLifecycle::MIGRATING,
    SubscriptionLifecycle::DISABLED, SubscriptionLifecycle::TERMINATED, SubscriptionLifecycle::PROVISIONING};

// The shapes that a model can have, from the loosest to the strictest: what the original writes as the three
// classes UserInactive, UserProvisioning and User. A shape is named by the status that asks for it.
inline constexpr std::array kShapes = {SubscriptionLifecycle::INITIAL, SubscriptionLifecycle::PROVISIONING,
                                       SubscriptionLifecycle::ACTIVE};

// The shape that a subscription of this status must at least have: PROVISIONING and ACTIVE ask for their own,
// every other status for the loosest (lookup_specialized_type finds the base class for those).
constexpr SubscriptionLifecycle shape_of(SubscriptionLifecycle status) {
  return status == SubscriptionLifecycle::ACTIVE || status == SubscriptionLifecycle::PROVISIONING
             ? status
             : SubscriptionLifecycle::INITIAL;
}

// 0, 1 or 2: how much the shape of `status` asks for.
constexpr int strictness(SubscriptionLifecycle status) {
  return status == SubscriptionLifecycle::ACTIVE ? 2 : status == SubscriptionLifecycle::PROVISIONING ? 1 : 0;
}

// Whether a field that is required from `since` on must have a value in the shape of `status`.
constexpr bool is_required(SubscriptionLifecycle status, SubscriptionLifecycle since) {
  return strictness(status) >= strictness(since);
}

// "initial", "active" …: as in the database and in JSON.
constexpr std::string_view to_text(SubscriptionLifecycle status) {
  switch (status) {
    case SubscriptionLifecycle::INITIAL:
      return "initial";
    case SubscriptionLifecycle::ACTIVE:
      return "active";
    case SubscriptionLifecycle::MIGRATING:
      return "migrating";
    case SubscriptionLifecycle::DISABLED:
      return "disabled";
    case SubscriptionLifecycle::TERMINATED:
      return "terminated";
    case SubscriptionLifecycle::PROVISIONING:
      return "provisioning";
  }
  return {};
}
// The status that `text` says; throws Error (ValueError) for any other text.
SubscriptionLifecycle lifecycle_from_text(std::string_view text);

// "Inactive", "Provisioning" or "": how the class of this shape is called after the model's name.
std::string_view shape_suffix(SubscriptionLifecycle shape);

// Whether a subscription may get `status` while a subscription that uses its blocks has the status `user`
// (orchestrator.core.domain.lifecycle.validate_lifecycle_change's table).
bool is_safe_change(SubscriptionLifecycle status, SubscriptionLifecycle user);

}  // namespace rehearsal::domain
