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

// Both forms, though the library's second one would call our first: a sanitizer's does not, and memory of its
// own it lets only its own delete free.
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  return rehearsal::may_allocate() ? std::malloc(size == 0 ? 1 : size) : nullptr;
}
void* operator new(size_t size) {
  void* memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, size_t) noexcept {
  std::free(memory);
}
