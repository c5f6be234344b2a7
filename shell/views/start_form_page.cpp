#include "shell/views/start_form_page.h"

#include "shell/app/format.h"
#include "shell/app/subscription_model.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

void forget_outdated(Context& context) {
  context.kept.forget(context.hash);
  ui::toast(context.ui, "Your draft is gone: the subscription has changed since.", {.tone = ui::Tone::info});
}

// The draft of this page, begun when there is none.
shell::Wizard& draft(Context& context, const std::string& workflow, const Json& first) {
  std::unique_ptr<shell::Wizard>& slot = context.drafts[context.hash];
  if (slot) return *slot;
  slot = std::make_unique<shell::Wizard>(workflow,
                                         first.is_null() ? std::vector<Json>() : std::vector<Json>{first});
  if (const std::optional<shell::KeptDraft> kept = context.kept.find(context.hash)) {
    // The form's callout offers what is proposed in its place.
    if (kept->draft.value("first", Json()) == Json(slot->first())) {
      slot->take_draft(kept->draft, kept->at);
      return *slot;
    }
    // Of another version of the subscription it is of no use.
    forget_outdated(context);
  }
  take_proposal(context, *slot, context.hash);
  return *slot;
}

// Goes to the process that was started, in place of its form: going back must not open the form again.
void follow(Context& context, const shell::Wizard& wizard, const std::string& words) {
  context.watched[wizard.started()] = words;
  context.host.engine("keep");
  if (context.come_back.hash == context.hash) context.come_back = {};
  if (!wizard.later().is_null()) context.proposals[process_hash(wizard.started())].later = wizard.later();
  if (!context.come_back.hash.empty() && context.come_back.process.empty())
    context.come_back.process = wizard.started();
  context.host.go(process_hash(wizard.started()), true);
}

const Json* product_with(const Json& products, std::string_view id) {
  for (const Json* product : shell::elements(products)) {
    if (text_or(*product, "product_id") == id) return product;
  }
  return nullptr;
}

// The form at the left and the steps at the right; the steps first and in one line when narrow.
template <class DrawForm>
void beside_steps(Context& context, const std::string& workflow, DrawForm draw_form) {
  if (!context.ui.roomy()) {
    draw_steps_to_run(context, workflow);
    draw_form();
    return;
  }
  auto row = ui::row(context.ui, {.gap = 48, .align = ui::Align::start});
  {
    auto left =
        ui::column(context.ui, {.gap = 16, .align = ui::Align::fill, .grow = 1, .max_width = ui::kFormWidth});
    draw_form();
  }
  auto right = ui::column(context.ui, {.gap = 16, .align = ui::Align::fill, .width = ui::kSideWidth});
  draw_steps_to_run(context, workflow);
}

}  // namespace

std::unique_ptr<Page> CreatePage::at(shell::Address& address) {
  const std::string product = address.id("product");
  return product.empty() ? nullptr : std::make_unique<CreatePage>(address.path[1], product);
}

std::unique_ptr<Page> ChangePage::at(shell::Address& address) {
  const std::string subscription = address.id("subscription");
  return subscription.empty() ? nullptr : std::make_unique<ChangePage>(address.path[1], subscription);
}

std::unique_ptr<Page> TaskPage::at(shell::Address& address) {
  return address.query.empty() ? std::make_unique<TaskPage>(address.path[1]) : nullptr;
}

void CreatePage::draw(Context& context) {
  const shell::Cached& products = context.door.get("/api/products");
  ui::crumbs(context.ui, {{"New subscription", "#/new"}}, context.words.workflow(workflow_));
  const Json* product = products.ready() ? product_with(products.answer.body, product_) : nullptr;
  const std::string name = product == nullptr ? "" : text_or(*product, "name");
  {
    auto head = ui::column(context.ui, {.gap = 4});
    ui::heading(context.ui, 1, context.words.workflow(workflow_));
    if (product != nullptr) {
      ui::paragraph(context.ui, name + ": " + shell::lower_first(text_or(*product, "description")),
                    {.tone = ui::Tone::muted});
    }
  }
  if (!answered(context, products, "/api/products")) return;
  shell::Wizard& wizard = draft(context, workflow_, {{"product", product_}});
  if (form_.draw_refused(context, wizard, "It cannot be started")) return;
  beside_steps(context, workflow_, [&] {
    form_.draw(
        context, wizard,
        {.submit = "Start workflow", .cancel_href = "#/new", .name = context.words.workflow(workflow_)});
  });
  if (wizard.state() == shell::Wizard::State::kStarted && !left_) {
    left_ = true;
    follow(context, wizard, context.words.workflow(workflow_));
  }
}

void TaskPage::draw(Context& context) {
  const std::string words = context.words.workflow(workflow_);
  ui::crumbs(context.ui, {{"Processes", "#/processes"}}, words);
  ui::heading(context.ui, 1, words);
  shell::Wizard& wizard = draft(context, workflow_, nullptr);
  if (form_.draw_refused(context, wizard, "It cannot be started")) return;
  beside_steps(context, workflow_, [&] {
    form_.draw(context, wizard, {.submit = "Start", .cancel_href = "#/processes", .name = words});
  });
  if (wizard.state() != shell::Wizard::State::kStarted || left_) return;
  left_ = true;
  follow(context, wizard, words);
}

void ChangePage::draw(Context& context) {
  const std::string path = "/api/subscriptions/domain-model/" + subscription_;
  const std::string actions_path = "/api/subscriptions/workflows/" + subscription_;
  const shell::Cached& model = context.door.get(path);
  const shell::Cached& actions = context.door.get(actions_path);
  const shell::Subscription subscription = shell::subscription_of(model.ready() ? model.answer.body : Json());
  ui::crumbs(context.ui,
             {{"Subscriptions", "#/subscriptions"},
              {subscription.description.empty() ? shell::short_id(subscription_) : subscription.description,
               subscription_hash(subscription_)}},
             context.words.workflow(workflow_));
  {
    auto head = ui::column(context.ui, {.gap = 4});
    ui::heading(context.ui, 1, context.words.workflow(workflow_));
    if (model.ready()) ui::paragraph(context.ui, subscription.description, {.tone = ui::Tone::muted});
  }
  if (!answered(context, model, path) || !answered(context, actions, actions_path)) return;
  shell::Action action;
  action.target = "modify";
  for (shell::Action& each : shell::actions_of(actions.answer.body)) {
    if (each.name == workflow_) action = std::move(each);
  }
  beside_steps(context, workflow_, [&] {
    draw_form(context, model.answer.body, subscription.description, subscription.version, action);
  });
}

void ChangePage::draw_form(Context& context, const Json& now, const std::string& description, int64_t version,
                           const shell::Action& action) {
  const std::string words = context.words.workflow(workflow_);
  const std::string back = subscription_hash(subscription_);
  const Json first = {{"subscription_id", subscription_}, {"version", version}};
  // A draft from an earlier visit is of no use once the subscription has changed.
  const auto left_before = context.drafts.find(context.hash);
  if (!seen_ && left_before != context.drafts.end() && left_before->second->first().front() != first) {
    context.drafts.erase(left_before);
    forget_outdated(context);
  }
  seen_ = true;
  shell::Wizard& wizard = draft(context, workflow_, first);
  if (form_.draw_refused(context, wizard, "It cannot be started now", &action)) {
    ui::link_button(context.ui, "Back to the subscription", back);
    return;
  }
  const bool terminates = action.target == "terminate";
  if (terminates && wizard.has_page()) {
    auto box =
        ui::callout(context.ui, ui::Tone::warning, description + " is taken out of service", ui::Icon::power);
    ui::paragraph(context.ui,
                  "What was provisioned for it is removed, and the subscription ends as terminated. It stays "
                  "in the list, "
                  "but it cannot be changed or made active again.");
  }
  form_.draw(context, wizard,
             {.submit = terminates ? words : "Start workflow",
              .cancel_href = back,
              .danger = terminates,
              .hide_labels = terminates,
              .now = action.target == "modify" ? &now : nullptr,
              .name = words + " \u00b7 " + description});
  const bool outdated =
      wizard.first().front() != first && wizard.has_page() && wizard.error_at("") != nullptr;
  if (outdated && ui::button(context.ui, "Open the form again", {.icon = ui::Icon::refresh})) {
    context.drafts.erase(context.hash);
    context.kept.forget(context.hash);
    context.ui.wake_after(0);
    return;
  }
  if (wizard.state() == shell::Wizard::State::kStarted && !left_) {
    left_ = true;
    follow(context, wizard, words);
  }
}

}  // namespace rehearsal::views
