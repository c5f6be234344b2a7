// The systems outside, simulated: what a workflow provisions can be looked at here. Their records lie in one
// table, so a step's effect on them and its row are one transaction.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/json.h"
#include "domain/session.h"

namespace rehearsal::catalog {

struct ExternalSystem {
  std::string_view name;
  std::string_view title;
};

inline constexpr ExternalSystem kGroupManagement = {"group_management", "Group management"};
inline constexpr ExternalSystem kUserManagement = {"user_management", "User management"};
inline constexpr std::array<ExternalSystem, 2> kSystems = {kGroupManagement, kUserManagement};

// Records are kept under the id of the subscription that they are for. A name that begins with "bad" reaches
// the systems garbled, so that a validation has something to find.
namespace group_management {
// Makes the group known and returns its id: the CRC-32 of its name, the same on every run.
int64_t provision(domain::Session& session, std::string_view subscription_id, const std::string& group_name);
void rename(domain::Session& session, std::string_view subscription_id, int64_t group_id,
            const std::string& group_name);
void deprovision(domain::Session& session, std::string_view subscription_id);
// Throws Error (AssertionError) unless the system has the group with just these values; its details are
// {"expected", "actual"}, and actual is null where the system does not know it.
void check(domain::Session& session, std::string_view subscription_id, int64_t group_id,
           const std::string& group_name);
}  // namespace group_management

namespace user_management {
struct User {
  std::string username;
  std::optional<int64_t> age;
  int64_t group_id = 0;
};
// Makes the user known and returns the id: the CRC-32 of the name, the same on every run.
int64_t provision(domain::Session& session, std::string_view subscription_id, const User& user);
void update(domain::Session& session, std::string_view subscription_id, int64_t user_id, const User& user);
void deprovision(domain::Session& session, std::string_view subscription_id);
// As group_management::check().
void check(domain::Session& session, std::string_view subscription_id, int64_t user_id, const User& user);
}  // namespace user_management

}  // namespace rehearsal::catalog
