#include "shell/views/pages.h"

#include <iterator>
#include <optional>

#include "shell/views/data_page.h"
#include "shell/views/form_trial_page.h"
#include "shell/views/list_pages.h"
#include "shell/views/process_page.h"
#include "shell/views/products_page.h"
#include "shell/views/settings_page.h"
#include "shell/views/stage_page.h"
#include "shell/views/start_form_page.h"
#include "shell/views/start_page.h"
#include "shell/views/subscription_page.h"
#include "shell/views/systems_page.h"

namespace rehearsal::views {
namespace {

constexpr const PageKind* kPages[] = {
    &ProductsPage::kKind,       // #/new
    &CreatePage::kKind,         // #/new/<workflow>?product=<id>
    &ChangePage::kKind,         // #/start/<workflow>?subscription=<id>
    &TaskPage::kKind,           // #/start/<workflow>
    &StartPage::kKind,          // #/
    &SubscriptionsPage::kKind,  // #/subscriptions?query=…&status=…&sort=description,asc&row=…&cells=…
    &SubscriptionPage::kKind,   // #/subscriptions/<id>
    &ProcessesPage::kKind,      // #/processes?query=…&status=…&sort=last_step,desc&row=…&cells=…
    &ProcessPage::kKind,        // #/processes/<id>?open=3,4.state
    &SystemsPage::kKind,        // #/systems?<system>.sort=number,asc&<system>.row=…&<system>.cells=…
    &StagePage::kKind,          // #/stage
    &DataPage::kKind,           // #/data
    &DataPage::kOpening,        // #/open?from=<address>
    &SettingsPage::kKind,       // #/settings
    &FormTrialPage::kKind,      // #/forms
};

class UnknownPage : public Page {
 public:
  using Page::Page;
  static constexpr PageKind kKind{"", "No such page", "none"};
  void draw(Context& context) override {
    auto none = ui::empty_state(context.ui, ui::Icon::search, "There is no such page",
                                "Nothing is found under " + own_hash + ".", 1);
    ui::link_button(context.ui, "Go to the start page", "#/");
  }
};

bool is_of(const shell::Address& address, const PageKind& kind) {
  const size_t slash = kind.path.find('/');
  const size_t parts = kind.path.empty() ? 0 : slash == std::string_view::npos ? 1 : 2;
  return address.path.size() == parts && (parts == 0 || address.path[0] == kind.path.substr(0, slash));
}

}  // namespace

PageKinds page_kinds() {
  return {kPages, std::size(kPages)};
}

OpenPage open_page(std::string_view hash) {
  if (std::optional<shell::Address> address = shell::parse_address(hash)) {
    for (const PageKind* kind : kPages) {
      if (!is_of(*address, *kind)) continue;
      std::unique_ptr<Page> page = kind->at(*address);
      if (!page) continue;
      if (page->own_hash.empty()) page->own_hash = kind->hash();
      return {kind, std::move(page)};
    }
  }
  return {&UnknownPage::kKind, std::make_unique<UnknownPage>(std::string(hash))};
}

}  // namespace rehearsal::views
