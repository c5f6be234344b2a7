// What the engine keeps in the table `settings`, by name.
#pragma once

#include <string_view>

#include "store/database.h"

namespace rehearsal::workflow {

// Parameters: the name and the value. A value that is there already is not written again.
inline constexpr std::string_view kStoreSetting =
    "insert into settings (name, value) values (?, ?) on conflict (name) do update set value = "
    "excluded.value where value is not excluded.value";
inline constexpr std::string_view kForgetSetting = "delete from settings where name = ?";
inline constexpr std::string_view kReadSetting = "select value from settings where name = ?";

}  // namespace rehearsal::workflow
