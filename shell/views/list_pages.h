// The lists of subscriptions and of processes: a query, a status, rows that lead on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shell/app/process_model.h"
#include "shell/app/read_json.h"
#include "shell/app/subscription_model.h"
#include "shell/views/page.h"

namespace rehearsal::views {

// A list's query box, status and rows. Rows are read in parts, those that are in sight; what was read last
// stays in sight while another search or order is asked for.
class ListState {
 public:
  ListState(std::string path, std::string field) : path_(std::move(path)), field_(std::move(field)) {}

  struct Status {
    std::string_view label, value;
  };
  // How an address says that the list is looked at: its query, a status that one of `statuses` stands for,
  // and what the rows are sorted by, "description,asc", when it is one of `fields`.
  void take(const shell::Address& address, const std::vector<Status>& statuses,
            const std::vector<std::string_view>& fields);
  // Says in `columns`, one for each of `fields`, which of them sort and which one does; "" cannot.
  void mark_sorted(std::vector<ui::Column>& columns, const std::vector<std::string_view>& fields) const;
  // The header of `field` was pressed: upwards, downwards, then as they came.
  void press_header(Context& context, std::string_view field);

  // Draws query and status, and where there are no columns to press, the order; and how many rows there are.
  void draw_filters(Context& context, std::string_view one, std::string_view many,
                    const std::vector<Status>& statuses, const std::vector<ui::Choice>& orders);
  // True when there are rows to draw; otherwise something was drawn in their place.
  bool has_rows(Context& context);
  // How many there are to draw: a page that is no table draws all of them, and so shows them bit by bit.
  size_t rows(const Context& context) const;
  static constexpr size_t kPart = 100;
  // The answer with the rows from part * kPart on; null while it is not here yet.
  const shell::Cached* part(Context& context, size_t part) const;
  ui::ListLook* look() { return &look_; }
  // After the rows: where there is no table, how many of them are drawn, and a button for more.
  void draw_more(Context& context, std::string_view one, std::string_view many);
  // So many that came while a person pointed at a row wait, that it stays below the pointer.
  size_t waiting() const { return waiting_; }

 private:
  struct Asked {
    std::string query, status, sort;
    bool operator==(const Asked&) const = default;
  };
  const shell::Cached& read(Context& context);
  Json request(const Asked& what, size_t part) const;
  std::string sifted_by() const;
  void draw_clear(Context& context);

  ui::ListLook look_;
  std::string path_, field_;
  std::string query_, status_, sort_;
  size_t most_ = 2 * kPart;     // rows that are shown where there is no table
  std::optional<Asked> shown_;  // what the rows are that are drawn
  size_t total_ = 0, waiting_ = 0;
};

// The rows of a list, each part made once for each answer.
template <class Row>
class ListRows {
 public:
  // Before the rows of a pass are drawn.
  void begin() { current_ = nullptr; }
  // The n-th row; null while it is not here yet.
  template <class Make>
  const Row* at(Context& context, const ListState& list, size_t n, Make make) {
    const size_t part = n / ListState::kPart;
    if (current_ == nullptr || part_ != part) current_ = &of(list.part(context, part), part, make);
    part_ = part;
    const size_t i = n % ListState::kPart;
    return i < current_->rows.size() ? &current_->rows[i] : nullptr;
  }

 private:
  struct Part {
    uint64_t revision = 0;
    std::vector<Row> rows;
  };
  template <class Make>
  const Part& of(const shell::Cached* cached, size_t number, Make make) {
    constexpr size_t kMostParts = 24;
    if (parts_.size() > kMostParts) parts_.clear();
    Part& part = parts_[number];
    if (cached == nullptr) {
      part = {};
    } else if (part.revision != cached->revision) {
      part = {cached->revision, {}};
      for (const Json* item : shell::elements(cached->answer.body, "items")) part.rows.push_back(make(*item));
    }
    return part;
  }

  std::map<size_t, Part> parts_;
  const Part* current_ = nullptr;
  size_t part_ = 0;
};

class SubscriptionsPage : public Page {
 public:
  static constexpr PageKind kKind{"subscriptions",
                                  "Subscriptions",
                                  "subscriptions",
                                  opened<SubscriptionsPage>,
                                  Way::bar,
                                  ui::Icon::boxes,
                                  "g s"};
  explicit SubscriptionsPage(const shell::Address& address);
  void draw(Context& context) override;

 private:
  void draw_rows(Context& context);
  const shell::Subscription* row(Context& context, size_t n);
  ListState list_;
  ListRows<shell::Subscription> rows_;
};

class ProcessesPage : public Page {
 public:
  static constexpr PageKind kKind{"processes", "Processes",        "processes", opened<ProcessesPage>,
                                  Way::bar,    ui::Icon::activity, "g p"};
  explicit ProcessesPage(const shell::Address& address);
  void draw(Context& context) override;

 private:
  void draw_rows(Context& context);
  const shell::Process* row(Context& context, size_t n);
  ListState list_;
  ListRows<shell::Process> rows_;
};

}  // namespace rehearsal::views
