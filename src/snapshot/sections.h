// What the content of a snapshot consists of (docs/snapshot-format.md).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace rehearsal::snapshot {

inline constexpr std::string_view kFormat = "rehearsal-snapshot";
inline constexpr int64_t kVersion = 1;

// In the order in which they stand in the file, which is the bytewise one of their names.
enum class Section : uint8_t {
  Customers,
  ExternalRecords,
  Processes,
  ProductBlocks,
  Products,
  ResourceTypes,
  Revisions,
  Settings,
  SubscriptionMetadata,
  Subscriptions,
  Workflows
};

inline constexpr std::array<std::string_view, 11> kSectionNames = {
    "customers",      "external_records", "processes", "product_blocks",        "products",
    "resource_types", "revisions",        "settings",  "subscription_metadata", "subscriptions",
    "workflows"};
inline constexpr size_t kSections = kSectionNames.size();

constexpr Section section_at(size_t place) {
  return static_cast<Section>(place);
}
constexpr std::string_view name_of(Section section) {
  return kSectionNames[static_cast<size_t>(section)];
}

}  // namespace rehearsal::snapshot
