#include "allocations.h"

#include <cstdlib>
#include <new>

namespace rehearsal {
namespace {

int64_t left = -1;

}  // namespace

void allow_allocations(int64_t more) {
  left = more;
}
int64_t allocations_left() {
  return left;
}
bool may_allocate() {
  if (left < 0) return true;
  return left-- != 0;
}

}  // namespace rehearsal

void* operator new(size_t size) {
  void* memory = rehearsal::may_allocate() ? std::malloc(size == 0 ? 1 : size) : nullptr;
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, size_t) noexcept {
  std::free(memory);
}
