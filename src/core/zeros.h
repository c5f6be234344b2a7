// The character U+0000, which no text of the database has: PostgreSQL takes none.
#pragma once

#include <string_view>

namespace rehearsal {

// Whether a text or a name in `json`, a text in JSON, has it.
bool has_zero(std::string_view json);

}  // namespace rehearsal
