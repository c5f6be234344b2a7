// One subscription: its facts, its product blocks, what uses it, its processes, and what can be done with it.
#pragma once

#include <string>
#include <vector>

#include "shell/app/process_model.h"
#include "shell/app/subscription_model.h"
#include "shell/app/words.h"
#include "shell/views/page.h"

namespace rehearsal::views {

class SubscriptionPage : public Page {
 public:
  static std::unique_ptr<Page> at(shell::Address& address);
  static constexpr PageKind kKind{"subscriptions/*", {}, "subscriptions", at};
  explicit SubscriptionPage(const std::string& id) : Page(shell::subscription_hash(id)), id_(id) {}
  void draw(Context& context) override;
  std::string title(Context& context) const override;

 private:
  void draw_facts(Context& context, const shell::Subscription& subscription);
  void draw_out_of_sync(Context& context, const shell::Subscription& subscription);
  void draw_culprit(Context& context, const shell::Process& process);
  void draw_blocks(Context& context, const shell::Subscription& subscription);
  void draw_actions(Context& context);
  void draw_action(Context& context, const shell::Action& action);
  void draw_used_by(Context& context, const shell::Subscription& subscription);
  void draw_processes(Context& context);

  std::string id_;
  shell::Ticket syncing_;
  Derived<shell::Subscription> subscription_;
  Derived<std::vector<shell::Action>> actions_;
};

}  // namespace rehearsal::views
