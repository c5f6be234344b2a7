// Which page is at an address, and the ways to the pages.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "shell/views/page.h"

namespace rehearsal::views {

// All of them; those with a way to them in the order in which it shows them.
struct PageKinds {
  const PageKind* const* first;
  size_t size;
  const PageKind* const* begin() const { return first; }
  const PageKind* const* end() const { return first + size; }
};
PageKinds page_kinds();

struct OpenPage {
  const PageKind* kind;
  std::unique_ptr<Page> page;
};
// The page at `hash`; where there is none, one that says so.
OpenPage open_page(std::string_view hash);

}  // namespace rehearsal::views
