// The lists of subscriptions and of processes: a query, a status, rows that lead on.
#pragma once

#include <string>
#include <vector>

#include "shell/app/process_model.h"
#include "shell/app/route.h"
#include "shell/app/subscription_model.h"
#include "shell/views/context.h"

namespace rehearsal::views {

// A list's query box, status and rows, read in parts; what was read last stays in sight while the next is
// asked for.
class ListState {
 public:
  ListState(std::string path, std::string field) : path_(std::move(path)), field_(std::move(field)) {}

  struct Status {
    std::string_view label, value;
  };
  // What the rows are sorted by, "description,asc"; taken over when it is one of `fields`, else as they came.
  void sort_by(std::string_view sort, const std::vector<std::string_view>& fields);
  const std::string& sort() const { return sort_; }
  // Says in `columns`, one for each of `fields`, which of them sort and which one does; "" cannot.
  void mark_sorted(std::vector<ui::Column>& columns, const std::vector<std::string_view>& fields) const;
  // The header of `field` was pressed: upwards, downwards, then as they came.
  void press_header(std::string_view field);

  // Draws query and status, and where there are no columns to press, the order; true when the person changed
  // one.
  bool draw_filters(Context& context, std::string_view name, const std::vector<Status>& statuses,
                    const std::vector<ui::Choice>& orders);
  // True when there are rows to draw; otherwise something was drawn in their place.
  bool has_rows(Context& context);
  // The items of the list so far, and a number that is another whenever they are.
  const std::vector<Json>& items() const { return items_; }
  uint64_t revision() const { return revision_; }
  // "120 subscriptions", and a button for the rest of them.
  void draw_count(Context& context, std::string_view one, std::string_view many);

  std::string query, status;

 private:
  Json request(size_t part) const;
  void take(Context& context);

  std::string path_, field_, sort_;
  bool cleared_ = false;  // the page has still to hear of it
  size_t parts_ = 1;      // how many parts of the list are asked for
  std::vector<Json> items_;
  size_t total_ = 0;
  std::vector<uint64_t> taken_;  // the answers that items_ was made of
  uint64_t revision_ = 0;
};

// The rows of a list, made once for each state of it.
template <class Row>
class ListRows {
 public:
  template <class Make>
  const std::vector<Row>& of(const ListState& list, Make make) {
    if (revision_ != list.revision()) {
      rows_.clear();
      for (const Json& item : list.items()) rows_.push_back(make(item));
      revision_ = list.revision();
    }
    return rows_;
  }

 private:
  uint64_t revision_ = 0;
  std::vector<Row> rows_;
};

class SubscriptionsPage {
 public:
  explicit SubscriptionsPage(const shell::SubscriptionsRoute& route);
  void draw(Context& context);

 private:
  shell::Route route() const;
  void draw_rows(Context& context, const std::vector<shell::Subscription>& rows);
  ListState list_;
  ListRows<shell::Subscription> rows_;
};

class ProcessesPage {
 public:
  explicit ProcessesPage(const shell::ProcessesRoute& route);
  void draw(Context& context);

 private:
  shell::Route route() const;
  void draw_rows(Context& context, const std::vector<shell::Process>& rows);
  ListState list_;
  ListRows<shell::Process> rows_;
};

}  // namespace rehearsal::views
