// A page, and what is known of each kind of page: the table of pages.cpp has a line for each.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "shell/app/address.h"
#include "shell/views/context.h"

namespace rehearsal::views {

class Page {
 public:
  // Of a page that is about one thing: its address.
  explicit Page(std::string hash = {}) : own_hash(std::move(hash)) {}
  virtual ~Page() = default;
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  virtual void draw(Context& context) = 0;
  // What the browser's tab is called; empty: as its kind.
  virtual std::string title(Context&) const { return {}; }

  // Without how it is looked at (Context::look). Empty: that of its kind.
  std::string own_hash;
};

// Where a person finds the way to a page: as the button above the navigation, in the navigation, of which a
// narrow window has room for some, or in the palette alone.
enum class Way : uint8_t { none, button, bar, menu, palette };

struct PageKind {
  std::string_view path = {};     // "processes" or "processes/*", where * is any part
  std::string_view title = {};    // also what its way is called
  std::string_view section = {};  // path of the page in the navigation that it belongs to
  // The page at an address of this path, which it may keep; null where it is none of this kind after all.
  std::unique_ptr<Page> (*at)(shell::Address& address) = nullptr;
  Way way = Way::none;
  ui::Icon icon = ui::Icon::none;
  std::string_view keys = {};
  bool own_primary = false;  // it has a button to press first: the one above the navigation stands back

  std::string hash() const { return "#/" + std::string(path); }
};

// For pages that every address of their path opens.
template <class P>
std::unique_ptr<Page> opened(shell::Address& address) {
  if constexpr (std::is_constructible_v<P, shell::Address&>) {
    return std::make_unique<P>(address);
  } else {
    return std::make_unique<P>();
  }
}

}  // namespace rehearsal::views
