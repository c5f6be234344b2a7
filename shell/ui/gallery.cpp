#include "shell/ui/gallery.h"

#include "shell/ui/widgets.h"

namespace rehearsal::ui {

void Gallery::did(std::string_view what) {
  ++presses_;
  last_ = std::string(what).append(" ").append(std::to_string(presses_));
}

void Gallery::draw(Ui& ui) {
  {
    const Scope header = header_bar(ui);
    spacer(ui);
    if (segmented(ui, "Pace", {"At once", "600 ms a step"}, pace_)) did("Pace");
  }
  {
    const Scope nav = navigation(ui, "Main");
    navigation_item(ui, Icon::home, "Start", "#/", false);
    navigation_item(ui, Icon::layers, "Subscriptions", "#/subscriptions", false);
    navigation_item(ui, Icon::activity, "Processes", "#/processes", false);
    navigation_item(ui, Icon::palette, "Gallery", "#/gallery", true);
  }
  const Scope page = main_area(ui, "gallery", 960);
  {
    const Scope head = row(ui, {.gap = 12});
    heading(ui, 1, "Gallery", 1);
    badge(ui, "running", {.tone = Tone::accent, .icon = Icon::circle_dot});
  }
  text(ui, "Last: " + last_, {.tone = Tone::muted});
  draw_buttons(ui);
  draw_text(ui);
  draw_fields(ui);
  draw_choices(ui);
  draw_steps(ui);
  draw_panels(ui);
  draw_languages(ui);
  draw_dialog(ui);
  draw_rows(ui);
}

void Gallery::draw_buttons(Ui& ui) {
  const Scope part = section(ui, "Buttons");
  const Scope box = card(ui);
  {
    const Scope line = row(ui, {.gap = 8, .align = Align::center, .wrap = true});
    if (button(ui, "Start workflow", {.kind = ButtonKind::primary})) did("Start workflow");
    if (button(ui, "Retry step", {.icon = Icon::refresh})) did("Retry step");
    if (button(ui, "Roll back\u2026", {.kind = ButtonKind::danger, .icon = Icon::undo})) did("Roll back");
    if (button(ui, "Cancel", {.kind = ButtonKind::ghost})) did("Cancel");
    if (button(ui, "Resume", {.disabled = true, .why = "The process is not suspended"})) did("Resume");
    if (button(ui, "Small", {.small = true})) did("Small");
    if (icon_button(ui, Icon::ellipsis, "More")) did("More");
    link_button(ui, "Open processes", "#/gallery?processes", {.trailing = Icon::arrow_right});
    if (const Scope menu = menu_button(ui, "Actions")) {
      menu_heading(ui, "This subscription");
      if (menu_item(ui, "Modify", {.icon = Icon::pencil})) did("Modify");
      if (menu_item(ui, "Validate", {.icon = Icon::shield_check})) did("Validate");
      if (menu_item(ui, "Terminate\u2026", {.icon = Icon::trash, .tone = Tone::danger})) did("Terminate");
      if (menu_item(ui, "Reconcile",
                    {.icon = Icon::refresh, .detail = "Only for active subscriptions", .disabled = true})) {
        did("Reconcile");
      }
    }
  }
}

void Gallery::draw_text(Ui& ui) {
  const Scope part = section(ui, "Text");
  const Scope box = card(ui);
  paragraph(ui,
            "Rehearsal is the Workflow Orchestrator in one browser tab. Everything that is drawn here can be "
            "found, "
            "selected and copied, and is told to screen readers as it stands.");
  {
    const Scope line = row(ui, {.gap = 8, .align = Align::center, .wrap = true});
    badge(ui, "active", {.tone = Tone::success, .icon = Icon::check_circle});
    badge(ui, "provisioning", {.tone = Tone::accent, .icon = Icon::circle_dot, .pulse = live_});
    badge(ui, "failed", {.tone = Tone::danger, .icon = Icon::x_circle});
    badge(ui, "suspended", {.tone = Tone::warning, .icon = Icon::pause_circle});
    badge(ui, "terminated", {.icon = Icon::minus_circle});
    badge(ui, "modify", {.tone = Tone::info});
  }
  const Scope facts = terms(ui, "Subscription facts");
  term(ui, "Description", "User Group Staff");
  {
    const Scope value = term(ui, "Product");
    link(ui, "User Group", "#/gallery?product");
  }
  {
    const Scope value = term(ui, "Subscription");
    short_id(ui, "7a4b0c05-872d-4728-a6d8-3d902ce1d653", "subscription");
  }
  term(ui, "Started", "AVATAR To Type, 23 November 2026, 19:30 (2 minutes ago)");
}

void Gallery::draw_languages(Ui& ui) {
  const Scope part = section(ui, "Every script");
  const Scope box = card(ui);
  for (const std::string_view words :
       {"\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 123",
        "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
        "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e "
        "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22",
        "\u65e5\u672c\u8a9e \u4e2d\u6587 \ud55c\uad6d\uc5b4",
        "\u0417\u0434\u0440\u0430\u0432\u0441\u0442\u0432\u0443\u0439 \u03ba\u03cc\u03c3\u03bc\u03b5",
        "Zo\u00eb \U0001F468\u200D\U0001F469\u200D\U0001F467 and \U0001F1F3\U0001F1F1 \U0001F600"}) {
    text(ui, words);
  }
  text_field(ui, "Any name", foreign_);
}

void Gallery::draw_fields(Ui& ui) {
  const Scope part = section(ui, "Fields");
  const Scope box = card(ui, {.gap = 16});
  error_summary(ui, "There is a problem", {{"age", "Age: must be a whole number"}}, "#/gallery");
  {
    const Scope line = row(ui, {.gap = 16, .align = Align::start});
    if (text_field(ui, "User name", name_, {.help = "As it stands on the badge.", .required = true}).entered)
      did("Entered");
    text_field(ui, "Age", age_,
               {.error = "Must be a whole number, found \u201cx\u201d.",
                .placeholder = "None",
                .key = "age",
                .mode = InputMode::integer});
  }
  if (text_field(ui, "Note", note_, {.lines = 3}).entered) did("Noted");
  std::string fixed = "surf";
  text_field(ui, "Customer", fixed, {.disabled = true});
}

void Gallery::draw_choices(Ui& ui) {
  const Scope part = section(ui, "Choices");
  const Scope box = card(ui, {.gap = 16});
  std::vector<Choice> groups = {
      {"1", "Staff"}, {"2", "Students"}, {"3", "Guests", "no members yet"}, {"4", "Alumni"}};
  if (select(ui, "User group", groups, group_, {.placeholder = "Choose a group", .required = true}))
    did("User group");
  if (checkbox(ui, "I agree to what this does", agreed_, {.help = "It can be undone."})) did("Agreed");
  if (toggle(ui, "Live updates", live_)) did("Live");
  radio_list(ui, "Affiliation", {{"internal", "Internal"}, {"external", "External", "pays for itself"}},
             affiliation_);
  check_list(ui, "Notify", {{"a", "Owner"}, {"b", "Members"}, {"c", "Nobody"}}, ticks_);
  tabs(ui, "Subscription", {{"Service configuration"}, {"General"}, {"Processes", 4}}, tab_);
  if (disclosure(ui, "Details", disclosed_)) {
    code_block(ui, "State",
               "{\n  \"username\": \"Anna\",\n  \"age\": 42,\n  \"user_group_ids\": [\n    \"7a4b0c05\"\n  "
               "],\n  \"active\": true,\n  \"note\": null\n}",
               true);
  }
}

void Gallery::draw_steps(Ui& ui) {
  const Scope part = section(ui, "Steps");
  const std::vector<Step> steps = {
      {.name = "Start", .state = StepState::done, .status = "Success", .trailing = "12 ms"},
      {.name = "Create subscription", .state = StepState::done, .status = "Success", .trailing = "8 ms"},
      {.name = "Initialize subscription", .state = StepState::failed, .status = "Failed", .trailing = "3 ms"},
      {.name = "Provision user",
       .state = live_ ? StepState::running : StepState::waiting,
       .status = live_ ? "Running" : "Waiting"},
      {.name = "Done", .state = StepState::pending, .expandable = false, .last = true}};
  const Scope box = card(ui);
  step_strip(ui, "Progress", steps);
  const Scope list = step_list(ui, "Steps of the process");
  for (size_t i = 0; i < steps.size(); ++i) {
    bool open = open_[i];
    if (const Scope detail = step(ui, steps[i].name, steps[i], open)) {
      paragraph(ui, "What it changed:", {.tone = Tone::muted});
      code_block(ui, std::string("Delta of ").append(steps[i].name),
                 "{\n  \"subscription_id\": \"7a4b0c05-872d-4728-a6d8-3d902ce1d653\"\n}", true);
    }
    open_[i] = open;
  }
}

void Gallery::draw_rows(Ui& ui) {
  const Scope part = section(ui, "Rows");
  if (ui.narrow()) {
    const Scope list = item_list(ui, "Latest subscriptions");
    for (int i = 0; i < 4; ++i) {
      const std::string id = std::to_string(i);
      const Scope item = list_item(ui, id, "#/gallery?row=" + id, "User Group Staff " + id,
                                   "User Group \u00b7 2 minutes ago");
      badge(ui, "active", {.tone = Tone::success, .icon = Icon::check_circle});
    }
    return;
  }
  const std::vector<Column> columns = {{.title = "Description", .grow = 2, .sortable = true, .sorted = sort_},
                                       {.title = "Status", .width = 140},
                                       {.title = "Product", .grow = 1},
                                       {.title = "Steps", .width = 90, .align = Align::end}};
  Table table(ui, "Subscriptions", columns, 2000);
  if (table.pressed_column() >= 0) sort_ = -sort_;
  for (const int i : table.visible()) {
    const std::string id = std::to_string(sort_ > 0 ? i : 1999 - i);
    const Scope row = table.row(i, id);
    {
      const Scope cell = table.cell();
      link(ui, "User Group Staff " + id, "#/gallery?row=" + id,
           {.muted = true, .weight = Weight::medium, .primary = true, .tab_stop = false});
    }
    {
      const Scope cell = table.cell();
      badge(ui, i % 3 == 0 ? "active" : "terminated",
            {.tone = i % 3 == 0 ? Tone::success : Tone::normal,
             .icon = i % 3 == 0 ? Icon::check_circle : Icon::minus_circle});
    }
    {
      const Scope cell = table.cell();
      text(ui, "User Group", {.tone = Tone::muted});
    }
    {
      const Scope cell = table.cell();
      text(ui, std::to_string(i * 37 % 100), {.tone = Tone::muted});
    }
  }
}

void Gallery::draw_panels(Ui& ui) {
  const Scope part = section(ui, "Panels");
  for (const Tone tone : {Tone::info, Tone::success, Tone::warning, Tone::danger}) {
    const Scope one = callout(ui, tone, tone == Tone::danger ? "The step failed" : "Good to know");
    paragraph(ui, "\u2018Staff\u2019 is no longer active. Choose another group.");
  }
  {
    const Scope cards = tiles(ui, 240);
    for (const std::string_view title : {"Active subscriptions", "Running processes", "Failed processes"}) {
      const Scope one =
          card(ui, {.gap = 4, .name = title, .href = std::string("#/gallery?").append(title.substr(0, 4))});
      text(ui, title, {.tone = Tone::muted});
      text(ui, title[0] == 'A' ? "1,204" : "3", {.weight = Weight::semibold, .size = 28});
    }
  }
  progress_bar(ui, "Import", 0.62f);
  if (button(ui, "Show a toast"))
    toast(ui, "User Group Staff was created.", {.link_words = "Open it", .link_href = "#/gallery?toast"});
  const Scope box = card(ui);
  const Scope none = empty_state(ui, Icon::inbox, "No subscriptions yet", "What you order appears here.");
  if (button(ui, "New subscription", {.icon = Icon::plus})) did("New subscription");
}

void Gallery::draw_dialog(Ui& ui) {
  const Scope part = section(ui, "Dialog");
  if (button(ui, "Terminate\u2026", {.kind = ButtonKind::danger, .key = "open dialog"})) dialog_ = true;
  if (const Scope box = dialog(ui, "Terminate User Group Staff?", dialog_, {.tone = Tone::danger})) {
    paragraph(ui,
              "The group is removed from the group management system and its subscription ends. This cannot "
              "be undone.");
    select(ui, "Reason", {{"1", "Not needed"}, {"2", "Moved"}}, group_, {.key = "reason"});
    const Scope actions = dialog_actions(ui);
    if (button(ui, "Cancel")) dialog_ = false;
    if (button(ui, "Terminate", {.kind = ButtonKind::danger_primary})) {
      did("Terminated");
      dialog_ = false;
    }
  }
}

}  // namespace rehearsal::ui
