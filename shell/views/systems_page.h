// The records of the simulated external systems: the effect that provisioning has.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shell/views/page.h"

namespace rehearsal::views {

class SystemsPage : public Page {
 public:
  static constexpr PageKind kKind{"systems", "Systems",        "systems", opened<SystemsPage>,
                                  Way::menu, ui::Icon::server, "g y"};
  explicit SystemsPage(shell::Address& address) : address_(std::move(address)) {}
  void draw(Context& context) override;

 private:
  // How one system's records are looked at: the column that sorts, 0 for none, upwards (1) or downwards (-1);
  // and the rows in that order, made once for each answer.
  struct Sorting {
    size_t column = 0;
    int way = 1;
    uint64_t revision = 0;
    std::vector<const Json*> rows;
    ui::ListLook look = {};
    void press(size_t pressed);
    // In an address, "number,asc" for the column of `keys` or "modified_at,desc" for the last one.
    void ask(std::string_view sort, const std::vector<std::string>& keys);
    std::string sort(const std::vector<std::string>& keys) const;
    void take(const Json& records, const std::vector<std::string>& keys, uint64_t answer);
  };
  void draw_table(Context& context, const std::string& title, const std::vector<std::string>& keys,
                  Sorting& sorting);
  void draw_order(Context& context, const std::vector<std::string>& keys, Sorting& sorting);

  shell::Address address_;  // that it was opened with
  std::map<std::string, Sorting> sorting_;
};

}  // namespace rehearsal::views
