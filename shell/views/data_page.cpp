#include "shell/views/data_page.h"

#include <optional>
#include <utility>

#include "shell/app/format.h"
#include "shell/views/parts.h"
#include "shell/views/snapshot_words.h"

namespace rehearsal::views {
namespace {

constexpr const char* kUndoPath = "/api/rehearsal/snapshot/undo";
constexpr size_t kToldProblems = 3;

// How a state that is kept came to its end; `job` is the title of what took its place.
std::string end_of(const std::string& job) {
  if (job == "Importing a snapshot") return "when an import took its place";
  if (job == "Starting over") return "when everything began anew";
  return "when another state was brought back";
}

// "3 subscriptions, 5 processes, 12.3 kB".
std::string content_words(const Json& state) {
  std::string words;
  for (const auto& [list, one] : {std::pair("subscriptions", "subscription"), {"processes", "process"}}) {
    if (const std::optional<int64_t> count = shell::whole_at(state, list))
      words += shell::count_words(static_cast<size_t>(*count), one, list) + ", ";
  }
  return words + shell::size_words(shell::number_at(state, "bytes").value_or(0));
}

// Nothing can come of the file as it is.
bool is_refused(const shell::Transfer& transfer) {
  const shell::Job& preview = transfer.preview();
  return preview.state() == shell::Job::State::kFailed ||
         !shell::elements(preview.result(), "problems").empty();
}

}  // namespace

DataPage::DataPage(const shell::Address& address) : from_(address.value("from")) {
  own_hash = from_.empty() ? kKind.hash() : shell::with_value(kOpening.hash(), "from", from_);
}

void DataPage::draw(Context& context) {
  shell::Transfer& transfer = context.transfer;
  if (!begun_) {
    begun_ = true;
    // What was refused when the person went away is no longer what they are doing.
    if (transfer.file().number != 0 && is_refused(transfer)) transfer.drop_file(context.door, context.host);
    answers_ = transfer.answers();
    transfer.forget_taken();
    recall_author(context);
    // A link that somebody sent fills in the address; asking it is the person's to say.
    if (!from_.empty()) transfer.address = from_;
    if (from_.empty() && !transfer.looked_beside()) transfer.look(context.host, true);
  }
  {
    auto head = ui::column(context.ui, {.gap = 4, .max_width = ui::kFormWidth});
    ui::heading(context.ui, 1, "Data");
    ui::paragraph(
        context.ui,
        "Everything that is here leaves as one file and comes back from one: to a colleague, to another "
        "browser, to a repository.",
        {.tone = ui::Tone::muted});
  }
  auto column = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill, .max_width = ui::kFormWidth});
  move_focus(context);
  if (!from_.empty()) draw_hosts(context);
  if (transfer.file().number != 0) {
    draw_preview(context);
    return;
  }
  draw_taken(context);
  draw_export(context);
  draw_import(context);
  draw_undo(context);
  if (from_.empty()) draw_hosts(context);
  draw_publish(context);
  draw_report(context);
  draw_authors(context);
  draw_start_over(context);
  draw_swap_dialog(context);
}

// What had the focus goes with the file that comes or is gone: to what can be done next.
void DataPage::move_focus(Context& context) {
  shell::Transfer& transfer = context.transfer;
  const uint32_t before = std::exchange(file_, transfer.file().number);
  const bool refused = std::exchange(was_refused_, file_ != 0 && is_refused(transfer));
  if (file_ != 0) opened_ = transfer.file().place;
  if (was_refused_ && !refused) {
    context.ui.focus_on("Cancel");
  } else if (file_ != before) {
    context.ui.focus_on(file_ != 0                      ? "add"
                        : !transfer.taken().is_null()   ? "The snapshot is in"
                        : transfer.is_open() && opened_ ? "open " + std::to_string(opened_ - 1)
                                                        : "pick");
  }
  if (std::exchange(was_undoing_, transfer.undoing().running()) && !was_undoing_)
    context.ui.focus_on("What was here before");
}

void DataPage::draw_taken(Context& context) {
  const Json* changes = shell::member(context.transfer.taken(), "changes");
  if (changes == nullptr) return;
  auto card = ui::section(context.ui, "The snapshot is in");
  draw_changes(context, *changes);
  const shell::Cached& cached = context.door.get(kUndoPath);
  const Json* kept = cached.ready() ? shell::member(cached.answer.body, "kept") : nullptr;
  if (kept == nullptr || !kept->is_object()) return;
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  // At once while nothing else has happened: the snapshot is kept in its turn.
  const bool asks = shell::whole_at(*kept, "commits_since").value_or(1) > 0;
  const char* const label = asks ? "Bring back what was here\u2026" : "Bring back what was here";
  if (!ui::button(context.ui, label, {.icon = ui::Icon::undo})) return;
  swapped_ = *kept;
  swap_open_ = asks;
  if (!asks) context.transfer.undo(context.door, text_or(swapped_, "digest"));
}

void DataPage::draw_export(Context& context) {
  auto card = ui::section(context.ui, "Export");
  const shell::Job& job = context.transfer.exporting();
  if (job.running() && !context.transfer.publishing() && !context.transfer.reporting())
    return draw_progress(context, job, "Writing the snapshot");
  ui::paragraph(context.ui,
                "A snapshot holds the subscriptions, their history, the processes and the systems' records.");
  ui::checkbox(context.ui, "With processes", with_processes_);
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  if (command_button(context, {.key = "export", .label = "Export", .icon = ui::Icon::download},
                     {.kind = ui::ButtonKind::primary})) {
    context.transfer.export_all(context.door, context.host, with_processes_);
  }
}

void DataPage::draw_import(Context& context) {
  auto card = ui::section(context.ui, "Import");
  ui::paragraph(
      context.ui,
      "You see first what a snapshot would change, and nothing happens before you say so. Drop a file "
      "anywhere on this page, paste its text, or choose one.");
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  if (command_button(context, {.key = "pick", .label = "Choose a file\u2026", .icon = ui::Icon::upload})) {
    context.host.transfer({{"do", "pick"}});
  }
}

void DataPage::draw_preview(Context& context) {
  shell::Transfer& transfer = context.transfer;
  const shell::Job& preview = transfer.preview();
  auto card = ui::section(context.ui, "Import " + transfer.file().name);
  {
    const Json made = preview.result().is_object() ? preview.result().value("made", Json()) : Json();
    const std::string words = made_words(context, made);
    ui::paragraph(context.ui,
                  (words.empty() ? "" : words + " \u00b7 ") + shell::size_words(transfer.file().size),
                  {.tone = ui::Tone::muted});
    const shell::Transfer::File& file = transfer.file();
    if (!file.from.empty()) ui::paragraph(context.ui, file.from, {.tone = ui::Tone::muted});
  }
  if (transfer.importing().running())
    return draw_progress(context, transfer.importing(), "Taking the snapshot");

  std::string mode = transfer.mode();
  if (!is_refused(transfer)) {
    const std::vector<ui::Choice> modes = {
        {"add", "Keep it, and add what the snapshot has", "the same things are brought to its state"},
        {"replace", "Replace all of it by the snapshot", "what it does not have goes"}};
    if (ui::radio_list(context.ui, "What to do with what is here", modes, mode))
      transfer.set_mode(context.door, mode);
  }
  if (preview.running()) {
    draw_progress(context, preview, "Looking at the snapshot");
  } else if (preview.state() == shell::Job::State::kFailed) {
    auto box = ui::callout(context.ui, ui::Tone::danger, "This file cannot be looked at", ui::Icon::x_circle);
    ui::paragraph(context.ui, preview.problem());
  }
  if (transfer.importing().state() == shell::Job::State::kFailed) {
    auto box = ui::callout(context.ui, ui::Tone::danger, "It was not taken", ui::Icon::x_circle);
    ui::paragraph(context.ui, transfer.importing().problem());
  }
  const Json& report = preview.result();
  const bool looked = preview.state() == shell::Job::State::kDone && report.is_object();
  const std::vector<const Json*> problems =
      looked ? shell::elements(report, "problems") : std::vector<const Json*>();
  const Json changes = looked ? report.value("changes", Json::object()) : Json();
  if (!problems.empty()) {
    auto box = ui::callout(context.ui, ui::Tone::danger, "This snapshot is refused, and nothing is changed",
                           ui::Icon::x_circle);
    const auto count = static_cast<size_t>(shell::whole_at(report, "problem_count").value_or(0));
    for (size_t i = 0; i < problems.size() && i < kToldProblems; ++i)
      ui::paragraph(context.ui, problem_words(*problems[i]) + ".");
    ui::paragraph(context.ui, count > kToldProblems
                                  ? "It breaks a rule in " + shell::count_words(count, "place", "places") +
                                        ". Mend the file, or export it anew."
                                  : "Mend the file, or export it anew.");
    if (problems.size() > kToldProblems &&
        ui::disclosure(context.ui, "Details", problems_open_, "problems")) {
      std::string all;
      for (const Json* one : problems) all += (all.empty() ? "" : "\n") + problem_words(*one);
      ui::code_block(context.ui, "What is wrong in the file", all);
    }
  } else if (looked && !changes_anything(changes)) {
    auto box =
        ui::callout(context.ui, ui::Tone::info, "Everything in it is here already", ui::Icon::check_circle);
  } else if (looked) {
    ui::heading(context.ui, 3, "What would change");
    draw_changes(context, changes);
  }
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  const bool replaces = mode == "replace";
  if (ui::button(context.ui, replaces ? "Replace everything" : "Import",
                 {.kind = replaces ? ui::ButtonKind::danger_primary : ui::ButtonKind::primary,
                  .disabled = !problems.empty() || !changes_anything(changes),
                  .key = "import"})) {
    transfer.import(context.door);
  }
  if (ui::button(context.ui, "Cancel", {.kind = ui::ButtonKind::ghost}))
    transfer.drop_file(context.door, context.host);
}

void DataPage::draw_undo(Context& context) {
  const shell::Cached& cached = context.door.get(kUndoPath);
  const std::vector<const Json*> states =
      cached.ready() ? shell::elements(cached.answer.body, "states") : std::vector<const Json*>();
  if (states.empty()) return;
  auto card = ui::section(context.ui, "What was here before");
  if (context.transfer.undoing().running())
    return draw_progress(context, context.transfer.undoing(), "Bringing it back");
  auto list = ui::item_list(context.ui, "What was here before");
  for (const Json* state : states) {
    const std::string digest = text_or(*state, "digest"),
                      until = "until " + minute_of(context, text_or(*state, "made_at"));
    auto item = ui::list_block(context.ui, digest, until);
    auto column = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
    ui::paragraph(context.ui,
                  "What was here " + until + ", " + end_of(text_or(*state, "before")) + ", is kept.");
    ui::text(context.ui, content_words(*state), {.tone = ui::Tone::muted, .size = 12});
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    const bool is_newest = state == states.front();
    if (ui::button(context.ui, "Bring it back\u2026",
                   {.icon = ui::Icon::undo,
                    .key = "back " + digest,
                    .name = is_newest ? "" : "Bring it back\u2026 " + until})) {
      swap_open_ = true;
      swapped_ = *state;
    }
  }
}

void DataPage::draw_swap_dialog(Context& context) {
  auto dialog = ui::dialog(context.ui, "Bring back what was here before", swap_open_);
  if (!dialog) return;
  const auto since = static_cast<size_t>(shell::whole_at(swapped_, "commits_since").value_or(0));
  ui::paragraph(context.ui, "The two states change places: what was here until " +
                                minute_of(context, text_or(swapped_, "made_at")) +
                                " comes back, and what is here now is kept instead of it" +
                                (since > 0 ? ", with the " + shell::count_words(since, "change", "changes") +
                                                 " that followed"
                                           : "") +
                                ". Do it again to change them back.");
  auto actions = ui::dialog_actions(context.ui);
  if (ui::button(context.ui, "Cancel")) swap_open_ = false;
  if (ui::button(context.ui, "Bring it back", {.kind = ui::ButtonKind::primary})) {
    swap_open_ = false;
    context.transfer.undo(context.door, text_or(swapped_, "digest"));
  }
}

void DataPage::draw_report(Context& context) {
  auto card = ui::section(context.ui, "Problem report");
  if (context.transfer.reporting())
    return draw_progress(context, context.transfer.exporting(), "Writing the report");
  ui::paragraph(
      context.ui,
      "When something is not as it should be: one file with what is here and what was done since "
      "this page was opened, from which somebody else can do it again. It holds your data, and goes "
      "nowhere by itself.");
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  if (command_button(context,
                     {.key = "report", .label = "Save a problem report", .icon = ui::Icon::download}))
    context.transfer.report(context.door, context.host);
}

void DataPage::draw_authors(Context& context) {
  auto card = ui::section(context.ui, "For authors of workflows");
  ui::paragraph(context.ui, "See how a form looks here before anything of it runs: paste its JSON Schema.");
  ui::link(context.ui, "Try a form", "#/forms", {.icon = ui::Icon::pencil});
}

void DataPage::draw_start_over(Context& context) {
  auto card = ui::section(context.ui, "Start over");
  if (context.transfer.starting_over())
    return draw_progress(context, context.transfer.importing(), "Starting over");
  ui::paragraph(context.ui, "Rehearsal begins anew, with its products and workflows and nothing else.");
  {
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    if (command_button(context, {.key = "over", .label = "Start over\u2026"},
                       {.kind = ui::ButtonKind::danger}))
      over_open_ = true;
  }
  auto dialog = ui::dialog(context.ui, "Start over", over_open_, {.tone = ui::Tone::danger});
  if (!dialog) return;
  ui::paragraph(
      context.ui,
      "All subscriptions with their history, all processes and all records of the systems are erased. "
      "What is here now is kept: this page brings it back until three later states are kept.");
  auto actions = ui::dialog_actions(context.ui);
  if (ui::button(context.ui, "Keep everything")) over_open_ = false;
  if (ui::button(context.ui, "Erase and start over", {.kind = ui::ButtonKind::danger_primary})) {
    over_open_ = false;
    context.transfer.start_over(context.door);
  }
}

}  // namespace rehearsal::views
