#include "shell/views/subscription_page.h"

#include <algorithm>
#include <vector>

#include "shell/app/format.h"
#include "shell/views/block_view.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

// A group may hold thousands of users: the first of them are named, the rest counted.
constexpr size_t kShownUsers = 10;
constexpr size_t kShownProcesses = 20;

constexpr const char* kProcesses = "/api/rehearsal/lists/processes";
Json processes_of(const std::string& id) {
  return {{"filter", "subscription_id," + id}, {"limit", std::to_string(kShownProcesses)}};
}

ui::Icon icon_of(const std::string& target) {
  if (target == "modify") return ui::Icon::pencil;
  if (target == "validate") return ui::Icon::shield_check;
  if (target == "reconcile") return ui::Icon::refresh;
  if (target == "terminate") return ui::Icon::power;
  return ui::Icon::play;
}

std::string customer_name(Context& context, const std::string& id) {
  const shell::Cached& customers = context.door.get("/api/rehearsal/customers");
  for (const Json* customer : shell::elements(customers.answer.body)) {
    if (text_or(*customer, "customer_id") == id) return text_or(*customer, "fullname", id);
  }
  return shell::short_id(id);
}

}  // namespace

std::unique_ptr<Page> SubscriptionPage::at(shell::Address& address) {
  const std::string id = address.id();
  return id.empty() ? nullptr : std::make_unique<SubscriptionPage>(id);
}

std::string SubscriptionPage::title(Context& context) const {
  return description_of(context, id_);
}

void SubscriptionPage::draw(Context& context) {
  const std::string path = "/api/subscriptions/domain-model/" + id_;
  const shell::Cached& cached = context.door.get(path);
  ui::crumbs(context.ui, {{"Subscriptions", "#/subscriptions"}}, description_of(context, id_));
  if (!answered(context, cached, path)) return;
  const shell::Subscription& subscription =
      subscription_.of(cached, [](const Json& body) { return shell::subscription_of(body); });
  {
    auto head = ui::column(context.ui, {.gap = 8});
    ui::heading(context.ui, 1, subscription.description);
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
    subscription_badge(context.ui, subscription.status);
    sync_badge(context.ui, subscription.insync);
    ui::text(context.ui, subscription.product, {.tone = ui::Tone::muted});
  }
  if (!subscription.insync && subscription.status != "terminated") draw_out_of_sync(context, subscription);
  if (!context.ui.roomy()) {
    draw_blocks(context, subscription);
    draw_actions(context);
    draw_facts(context, subscription);
    draw_used_by(context, subscription);
    draw_processes(context);
    return;
  }
  auto row = ui::row(context.ui, {.gap = 32, .align = ui::Align::start});
  {
    auto left = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill, .grow = 1});
    draw_blocks(context, subscription);
    draw_used_by(context, subscription);
    draw_processes(context);
  }
  auto right = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill, .width = 320});
  draw_actions(context);
  draw_facts(context, subscription);
}

// A process that was aborted leaves the subscription out of sync: then nobody but a person brings it back.
void SubscriptionPage::draw_out_of_sync(Context& context, const shell::Subscription& subscription) {
  if (syncing_ && syncing_->done) {
    if (!syncing_->answer.ok()) problem_toast(context, "It stays out of sync.", syncing_->answer);
    syncing_.reset();
  }
  const shell::Cached& cached = context.door.get(kProcesses, processes_of(id_));
  if (!cached.ready()) return;
  std::vector<shell::Process> processes;
  for (const Json* item : shell::elements(cached.answer.body, "items"))
    processes.push_back(shell::process_of(*item));
  // The newest first: what is still to end, or else what ended before its time.
  const auto first_that = [&](auto holds) -> const shell::Process* {
    const auto found = std::find_if(processes.begin(), processes.end(),
                                    [&](const shell::Process& one) { return holds(one.status); });
    return found == processes.end() ? nullptr : &*found;
  };
  const shell::Process* unfinished = first_that([](const std::string& s) { return shell::can_abort(s); });
  const shell::Process* aborted = first_that([](const std::string& s) { return s == "aborted"; });
  auto box = ui::callout(context.ui, ui::Tone::warning, "This subscription is out of sync", ui::Icon::unlink);
  if (unfinished != nullptr) {
    const bool moves = shell::is_moving(unfinished->status);
    ui::paragraph(context.ui,
                  moves ? "A process is changing it. Until that is over nothing else may."
                        : "A process has stopped before its end. Retry it, or give it what it waits "
                          "for; or abort it, and then set the subscription in sync.");
    draw_culprit(context, *unfinished);
    return;
  }
  if (subscription.status == "initial") {
    ui::paragraph(
        context.ui,
        "The process that was making it was ended before it had begun: no workflow takes it any more. "
        "Make another one; this one stays in the list.");
    if (aborted != nullptr) draw_culprit(context, *aborted);
    ui::link(context.ui, "New subscription", "#/new", {.icon = ui::Icon::plus});
    return;
  }
  ui::paragraph(context.ui,
                aborted != nullptr
                    ? "This process was ended early and left it so. Look at what its steps did, and at the "
                      "product blocks here; when they are right, set it in sync, and it can be changed again."
                    : "A process found that it is not what the systems say. Look at its product blocks; when "
                      "they are right, set it in sync, and it can be changed again.");
  if (aborted != nullptr) draw_culprit(context, *aborted);
  if (command_button(context, {.key = "sync", .label = "Set in sync", .icon = ui::Icon::link},
                     {.busy = syncing_ != nullptr})) {
    syncing_ = context.door.change("PUT", "/api/subscriptions/" + id_ + "/set_in_sync");
  }
}

// "Create user, aborted 5 minutes ago": where to look.
void SubscriptionPage::draw_culprit(Context& context, const shell::Process& process) {
  ui::link(context.ui,
           context.words.workflow(process.workflow) + ", " + shell::process_status(process.status).text +
               " " + shell::lower_first(time_words(context, process.modified_at)),
           process_hash(process.id), {.icon = ui::Icon::arrow_up_right});
}

void SubscriptionPage::draw_facts(Context& context, const shell::Subscription& subscription) {
  auto section = ui::section(context.ui, "Subscription");
  auto facts = ui::terms(context.ui, "Subscription", 96);
  const auto date = [&](double at) { return shell::exact_time(at, context.host.utc_offset_minutes(at)); };
  ui::term(context.ui, "Product", subscription.product);
  ui::term(context.ui, "Customer", customer_name(context, subscription.customer_id));
  for (const auto& [name, value] : subscription.fixed_inputs) {
    ui::term(context.ui, context.words.field(name), shell::value_words(value));
  }
  ui::term(context.ui, "Started",
           subscription.start_date ? date(*subscription.start_date)
           : subscription.end_date ? "never"
                                   : "not yet");
  if (subscription.end_date) ui::term(context.ui, "Ended", date(*subscription.end_date));
  ui::term(context.ui, "Version", std::to_string(subscription.version));
  if (!subscription.note.empty()) ui::term(context.ui, "Note", subscription.note);
  auto value = ui::term(context.ui, "ID");
  ui::short_id(context.ui, subscription.id, "Subscription");
}

void SubscriptionPage::draw_blocks(Context& context, const shell::Subscription& subscription) {
  auto section = ui::column(context.ui, {.gap = 12, .align = ui::Align::fill});
  ui::heading(context.ui, 2, subscription.blocks.size() == 1 ? "Product block" : "Product blocks");
  for (const shell::Block& block : subscription.blocks) draw_block(context, block);
}

void SubscriptionPage::draw_actions(Context& context) {
  const std::string path = "/api/subscriptions/workflows/" + id_;
  const shell::Cached& cached = context.door.get(path);
  auto section = ui::section(context.ui, "Actions");
  if (!answered(context, cached, path, nullptr, 3)) return;
  auto list = ui::item_list(context.ui, "Actions");
  for (const shell::Action& action :
       actions_.of(cached, [](const Json& body) { return shell::actions_of(body); })) {
    draw_action(context, action);
  }
}

// What can start is a link to its form; what cannot says why, and leads to what stands in the way.
void SubscriptionPage::draw_action(Context& context, const shell::Action& action) {
  const std::string label = context.words.workflow(action.name);
  const std::string href = shell::change_hash(action.name, id_);
  context.commands.offer({.key = action.name,
                          .label = label,
                          .icon = icon_of(action.target),
                          .why_not = action.reason,
                          .href = href});
  if (action.reason.empty()) {
    auto item = ui::list_item(context.ui, action.name, href, label, "", icon_of(action.target));
    ui::icon(context.ui, ui::Icon::chevron_right);
    return;
  }
  auto item = ui::list_block(context.ui, action.name, "");
  auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::start});
  {
    auto mark = ui::column(context.ui, {.width = 16, .pad_y = 2});
    ui::icon(context.ui, ui::Icon::lock);
  }
  auto words = ui::column(context.ui, {.gap = 4, .align = ui::Align::fill, .grow = 1});
  ui::text(context.ui, label, {.tone = ui::Tone::muted, .weight = ui::Weight::medium});
  draw_reason(context, action, 12);
}

void SubscriptionPage::draw_used_by(Context& context, const shell::Subscription& subscription) {
  if (subscription.used_by.empty()) return;
  auto section = ui::section(context.ui, "In use by");
  auto list = ui::item_list(context.ui, "In use by");
  for (size_t i = 0; i < subscription.used_by.size() && i < kShownUsers; ++i) {
    const std::string& id = subscription.used_by[i];
    const shell::Cached& user = context.door.get("/api/subscriptions/domain-model/" + id);
    const shell::Subscription model = shell::subscription_of(user.ready() ? user.answer.body : Json());
    auto item =
        ui::list_item(context.ui, id, subscription_hash(id), description_of(context, id), model.product);
    if (user.ready()) subscription_badge(context.ui, model.status);
  }
  if (subscription.used_by.size() > kShownUsers) {
    ui::text(context.ui,
             "and " + shell::count_words(subscription.used_by.size() - kShownUsers, "other", "others"),
             {.tone = ui::Tone::muted});
  }
}

void SubscriptionPage::draw_processes(Context& context) {
  const Json query = processes_of(id_);
  const shell::Cached& cached = context.door.get(kProcesses, query);
  auto section = ui::section(context.ui, "Processes");
  if (!answered(context, cached, kProcesses, query, 3)) return;
  auto list = ui::item_list(context.ui, "Processes");
  for (const Json* item : shell::elements(cached.answer.body, "items")) {
    const shell::Process process = shell::process_of(*item);
    auto row =
        ui::list_item(context.ui, process.id, process_hash(process.id),
                      context.words.workflow(process.workflow), time_words(context, process.started_at));
    process_badge(context.ui, process.status);
  }
  const size_t total = total_of(cached);
  if (total <= kShownProcesses) return;
  auto more = ui::list_block(context.ui, "more", "more");
  ui::link(context.ui, "and " + shell::count_words(total - kShownProcesses, "other", "others"),
           shell::with_query("#/processes", {{"query", "subscription_id:" + id_}}));
}

}  // namespace rehearsal::views
