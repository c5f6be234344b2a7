// Products, blocks, resource types and workflows as the original's schemas have them (engine.md 7.6).
#pragma once

#include <optional>
#include <string_view>

#include "core/json.h"
#include "store/database.h"

namespace rehearsal::api {

// Each is none when there is no such row.
std::optional<Json> product_json(store::Database& db, std::string_view product_id);
std::optional<Json> product_block_json(store::Database& db, std::string_view product_block_id);
std::optional<Json> resource_type_json(store::Database& db, std::string_view resource_type_id);
std::optional<Json> workflow_json(store::Database& db, std::string_view workflow_id);

}  // namespace rehearsal::api
