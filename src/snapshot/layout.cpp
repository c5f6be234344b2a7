#include "snapshot/layout.h"

#include <algorithm>

namespace rehearsal::snapshot {
namespace {

void add(std::vector<Slot>& slots, const std::vector<domain::Field>& fields, bool are_fixed_inputs) {
  for (size_t i = 0; i < fields.size(); ++i)
    slots.push_back({fields[i].name, Standard::None, are_fixed_inputs, i});
}

std::vector<Slot> sorted(std::vector<Slot> slots) {
  std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) { return a.name < b.name; });
  return slots;
}

}  // namespace

std::vector<Slot> layout_of(const domain::ProductType& type) {
  std::vector<Slot> slots = {{"customer_descriptions", Standard::CustomerDescriptions},
                             {"customer_id", Standard::CustomerId},
                             {"description", Standard::Description},
                             {"end_date", Standard::EndDate},
                             {"insync", Standard::Insync},
                             {"note", Standard::Note},
                             {"product", Standard::Product},
                             {"start_date", Standard::StartDate},
                             {"status", Standard::Status},
                             {"subscription_id", Standard::SubscriptionId},
                             {"version", Standard::Version}};
  add(slots, type.fixed_inputs, true);
  add(slots, type.blocks, false);
  return sorted(std::move(slots));
}

std::vector<Slot> layout_of(const domain::BlockType& type) {
  std::vector<Slot> slots = {{"label", Standard::Label},
                             {"name", Standard::Name},
                             {"owner_subscription_id", Standard::Owner},
                             {"subscription_instance_id", Standard::InstanceId}};
  add(slots, type.fields, false);
  return sorted(std::move(slots));
}

}  // namespace rehearsal::snapshot
