#include "domain/lifecycle.h"

#include "core/error.h"

namespace rehearsal::domain {
namespace {

constexpr uint8_t bit(SubscriptionLifecycle status) {
  return static_cast<uint8_t>(1U << static_cast<unsigned>(status));
}

// The statuses that users of a subscription's blocks may have when it gets the status of this place.
constexpr std::array<uint8_t, kSubscriptionLifecycles.size()> safe_users() {
  using enum SubscriptionLifecycle;
  std::array<uint8_t, kSubscriptionLifecycles.size()> users{};
  const auto allow = [&users](SubscriptionLifecycle status, auto... allowed) {
    users[static_cast<size_t>(status)] = static_cast<uint8_t>((0 | ... | bit(allowed)));
  };
  allow(INITIAL, INITIAL);
  allow(ACTIVE, INITIAL, PROVISIONING, MIGRATING, ACTIVE, TERMINATED, DISABLED);
  allow(MIGRATING, INITIAL, MIGRATING, TERMINATED);
  allow(PROVISIONING, INITIAL, PROVISIONING, ACTIVE, TERMINATED);
  allow(TERMINATED, INITIAL, TERMINATED);
  allow(DISABLED, INITIAL, DISABLED, TERMINATED);
  return users;
}
constexpr auto kSafeUsers = safe_users();

}  // namespace

SubscriptionLifecycle lifecycle_from_text(std::string_view text) {
  for (const SubscriptionLifecycle status : kSubscriptionLifecycles) {
    if (to_text(status) == text) return status;
  }
  throw value_error(
      "'" + std::string(text) +
      "' is not a subscription status; expected initial, active, migrating, disabled, terminated or "
      "provisioning.");
}

std::string_view shape_suffix(SubscriptionLifecycle shape) {
  constexpr std::array<std::string_view, 3> suffixes = {"Inactive", "Provisioning", ""};
  return suffixes[static_cast<size_t>(strictness(shape))];
}

bool is_safe_change(SubscriptionLifecycle status, SubscriptionLifecycle user) {
  return (kSafeUsers[static_cast<size_t>(status)] & bit(user)) != 0;
}

}  // namespace rehearsal::domain
