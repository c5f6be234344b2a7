// The lists of subscriptions and of processes: a query, a status, rows that lead on.
#pragma once

#include <string>
#include <vector>

#include "shell/app/process_model.h"
#include "shell/app/route.h"
#include "shell/app/subscription_model.h"
#include "shell/views/context.h"

namespace rehearsal::views {

// A list's query box, status and answer; what was read last stays in sight while the next is asked for.
class ListState {
 public:
  ListState(std::string path, std::string field) : path_(std::move(path)), field_(std::move(field)) {}

  struct Status {
    std::string_view label, value;
  };
  // Draws query and status; true when the person changed one.
  bool draw_filters(Context& context, std::string_view name, const std::vector<Status>& statuses);
  // The items to draw, or null when there are none yet (then something was drawn in their place).
  const Json* items(Context& context);
  // "120 subscriptions", and a button for the rest of them.
  void draw_count(Context& context, std::string_view one, std::string_view many);

  std::string query, status;

 private:
  Json request() const;

  std::string path_, field_;
  size_t limit_ = 200;
  Json shown_;
};

class SubscriptionsPage {
 public:
  explicit SubscriptionsPage(const shell::SubscriptionsRoute& route);
  void draw(Context& context);

 private:
  void draw_rows(Context& context, const std::vector<shell::Subscription>& rows);
  ListState list_;
};

class ProcessesPage {
 public:
  explicit ProcessesPage(const shell::ProcessesRoute& route);
  void draw(Context& context);

 private:
  void draw_rows(Context& context, const std::vector<shell::Process>& rows);
  ListState list_;
};

}  // namespace rehearsal::views
