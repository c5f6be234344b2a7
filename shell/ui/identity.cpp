#include "shell/ui/identity.h"

namespace rehearsal::ui {
namespace {

constexpr size_t kManyIds = 50'000;
// Widgets name their own parts by mixed(id, n); what is counted inside a box must not meet them.
constexpr uint32_t kCounted = 0x636F756Eu;

}  // namespace

void Identity::begin_pass() {
  ++pass_;
  levels_.assign(1, Level{1, 2, 0});
  if (seen_.size() > kManyIds) seen_.clear();
}

uint32_t Identity::unique(uint32_t id) {
  for (;;) {
    if (id == 0) id = 1;
    uint32_t& last = seen_[id];
    if (last != pass_) {
      last = pass_;
      return id;
    }
    id = mixed(id, 1u);
  }
}

uint32_t Identity::named(std::string_view key) {
  return unique(mixed(levels_.back().names, key));
}

uint32_t Identity::counted() {
  Level& level = levels_.back();
  return unique(mixed(level.counts, ++level.count));
}

void Identity::push_scope(uint32_t id) {
  levels_.push_back({id, mixed(id, kCounted), 0});
}
void Identity::push_box(uint32_t id) {
  levels_.push_back({levels_.back().names, mixed(id, kCounted), 0});
}
void Identity::pop() {
  levels_.pop_back();
}

}  // namespace rehearsal::ui
