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
  void draw(Context& context) override;

 private:
  // Of one system: the column that sorts, 0 for none, upwards (1) or downwards (-1); and the rows in that
  // order, made once for each answer.
  struct Sorting {
    size_t column = 0;
    int way = 1;
    uint64_t revision = 0;
    std::vector<const Json*> rows;
    void press(size_t pressed);
    void take(const Json& records, const std::vector<std::string>& keys, uint64_t answer);
  };
  void draw_table(Context& context, const std::string& title, const std::vector<std::string>& keys,
                  Sorting& sorting);
  void draw_order(Context& context, const std::vector<std::string>& keys, Sorting& sorting);

  std::map<std::string, Sorting> sorting_;
};

}  // namespace rehearsal::views
