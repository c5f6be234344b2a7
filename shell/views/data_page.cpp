#include "shell/views/data_page.h"

#include <array>
#include <cmath>

#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

constexpr const char* kUndoPath = "/api/rehearsal/snapshot/undo";
constexpr size_t kNamedChanges = 5;

std::string size_words(double bytes) {
  if (bytes < 1000) return std::to_string(static_cast<int>(bytes)) + " bytes";
  const bool mega = bytes >= 1e6;
  const double tenths = bytes / (mega ? 1e5 : 1e2);
  const int64_t whole = std::llround(tenths);
  return std::to_string(whole / 10) + "." + std::to_string(whole % 10) + (mega ? " MB" : " kB");
}

// A job that runs: how far it is, and a way to end it.
void draw_progress(Context& context, const shell::Job& job, std::string_view what) {
  auto row = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
  ui::progress_bar(context.ui, what, job.share());
  auto line = ui::row(context.ui, {.gap = 12, .align = ui::Align::center});
  ui::text(context.ui, what, {.tone = ui::Tone::muted});
  if (ui::button(context.ui, "Stop", {.key = what, .small = true})) context.transfer.cancel(context.door);
}

// The lists of a snapshot's content that a person knows, in the order in which they ask for them.
constexpr std::array<std::array<const char*, 3>, 6> kLists = {
    {{"subscriptions", "subscription", "subscriptions"},
     {"processes", "process", "processes"},
     {"external_records", "system record", "system records"},
     {"products", "product", "products"},
     {"workflows", "workflow", "workflows"},
     {"customers", "customer", "customers"}}};

// "2 subscriptions added: User ann, User bob"
void draw_changes(Context& context, const Json& changes, const std::array<const char*, 3>& list) {
  const Json* of_list = shell::member(changes, list[0]);
  if (of_list == nullptr) return;
  for (const char* how : {"added", "changed", "removed"}) {
    const int64_t count = shell::whole_at(*of_list, how).value_or(0);
    if (count == 0) continue;
    std::string names;
    size_t named = 0;
    const Json* first = shell::member(*of_list, "first");
    const std::vector<const Json*> those =
        first == nullptr ? std::vector<const Json*>() : shell::elements(*first, how);
    for (const Json* one : those) {
      if (named == kNamedChanges) break;
      const std::string title = text_or(*one, "title");
      if (title.empty()) continue;
      names += (named++ == 0 ? "" : ", ") + title;
    }
    if (named > 0 && static_cast<int64_t>(named) < count) names += " and others";
    const bool removes = std::string_view(how) == "removed";
    ui::term(context.ui, shell::count_words(static_cast<size_t>(count), list[1], list[2]) + " " + how, names,
             {.tone = removes ? ui::Tone::danger : ui::Tone::normal});
  }
}

bool changes_anything(const Json& changes) {
  if (!changes.is_object()) return false;
  for (const auto& [list, counts] : changes.items()) {
    for (const char* how : {"added", "changed", "removed"}) {
      if (shell::whole_at(counts, how).value_or(0) > 0) return true;
    }
  }
  return false;
}

}  // namespace

void DataPage::draw(Context& context) {
  shell::Transfer& transfer = context.transfer;
  if (!begun_) {
    begun_ = true;
    // A link that somebody sent fills in the address; asking it is the person's to say.
    if (!route_.from.empty()) transfer.address = route_.from;
    if (route_.from.empty() && !transfer.looked_beside()) transfer.look(context.host, true);
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
  if (transfer.file().number != 0) {
    draw_preview(context);
    return;
  }
  if (!route_.from.empty()) draw_hosts(context);
  draw_export(context);
  draw_import(context);
  draw_undo(context);
  if (route_.from.empty()) draw_hosts(context);
  draw_publish(context);
}

void DataPage::draw_export(Context& context) {
  auto card = ui::section(context.ui, "Export");
  const shell::Job& job = context.transfer.exporting();
  if (job.running() && !context.transfer.publishing())
    return draw_progress(context, job, "Writing the snapshot");
  ui::paragraph(context.ui,
                "A snapshot holds the subscriptions, their history, the processes and the systems' records.");
  ui::checkbox(context.ui, "With processes", with_processes_);
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  if (ui::button(context.ui, "Export", {.kind = ui::ButtonKind::primary, .icon = ui::Icon::download})) {
    context.transfer.export_all(context.door, with_processes_);
  }
}

void DataPage::draw_import(Context& context) {
  auto card = ui::section(context.ui, "Import");
  ui::paragraph(
      context.ui,
      "You see first what a snapshot would change, and nothing happens before you say so. Drop a file "
      "anywhere on this page, paste its text, or choose one.");
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  if (ui::button(context.ui, "Choose a file\u2026", {.icon = ui::Icon::upload})) {
    context.host.transfer({{"do", "pick"}});
  }
}

void DataPage::draw_preview(Context& context) {
  shell::Transfer& transfer = context.transfer;
  const shell::Job& preview = transfer.preview();
  auto card = ui::section(context.ui, "Import " + transfer.file().name);
  ui::text(context.ui, size_words(transfer.file().size), {.tone = ui::Tone::muted});
  if (transfer.importing().running())
    return draw_progress(context, transfer.importing(), "Taking the snapshot");

  std::string mode = transfer.mode();
  if (ui::radio_list(
          context.ui, "What is here already",
          {{"add", "Keep it, and add what the snapshot has", "the same things are brought to its state"},
           {"replace", "Replace all of it by the snapshot", "what it does not have goes"}},
          mode)) {
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
  const Json changes = looked ? report.value("changes", Json::object()) : Json::object();
  if (!problems.empty()) {
    auto box = ui::callout(context.ui, ui::Tone::danger, "This snapshot is refused, and nothing is changed",
                           ui::Icon::x_circle);
    ui::paragraph(
        context.ui,
        "It breaks a rule in " +
            shell::count_words(static_cast<size_t>(shell::whole_at(report, "problem_count").value_or(0)),
                               "place", "places") +
            ". Mend the file, or export it anew.");
    if (ui::disclosure(context.ui, "Details", problems_open_, "problems")) {
      std::string all;
      for (const Json* one : problems) {
        all += (all.empty() ? "" : "\n") + text_or(*one, "pointer") + ": expected " +
               text_or(*one, "expected") + ", found " + text_or(*one, "found");
      }
      ui::code_block(context.ui, "What is wrong in the file", all);
    }
  } else if (looked && !changes_anything(changes)) {
    auto box =
        ui::callout(context.ui, ui::Tone::info, "Everything in it is here already", ui::Icon::check_circle);
  } else if (looked) {
    ui::heading(context.ui, 3, "What would change");
    auto facts = ui::terms(context.ui, "What would change", 200);
    for (const auto& list : kLists) draw_changes(context, changes, list);
  }
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  const bool replaces = mode == "replace";
  if (ui::button(context.ui, replaces ? "Replace everything" : "Import",
                 {.kind = replaces ? ui::ButtonKind::danger_primary : ui::ButtonKind::primary,
                  .disabled = !looked || !problems.empty(),
                  .key = "import"})) {
    transfer.import(context.door);
  }
  if (ui::button(context.ui, "Cancel", {.kind = ui::ButtonKind::ghost})) transfer.drop_file(context.host);
}

void DataPage::draw_undo(Context& context) {
  const shell::Cached& cached = context.door.get(kUndoPath);
  const Json* kept = cached.ready() ? shell::member(cached.answer.body, "kept") : nullptr;
  if (kept == nullptr || !kept->is_object()) return;
  auto card = ui::section(context.ui, "Before the last import");
  const int64_t since = shell::whole_at(*kept, "commits_since").value_or(0);
  std::string words = "What was here before the import is kept.";
  if (since > 0) words += " Bringing it back takes away what was done since then.";
  ui::paragraph(context.ui, words);
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  if (ui::button(context.ui, "Bring it back", {.icon = ui::Icon::undo})) context.transfer.undo(context.door);
}

void DataPage::draw_hosts(Context& context) {
  shell::Transfer& transfer = context.transfer;
  auto card = ui::section(context.ui, "Open from a host");
  if (!route_.from.empty() && !transfer.is_open() && !transfer.fetching()) {
    auto box =
        ui::callout(context.ui, ui::Tone::info, "You followed a link to published snapshots", ui::Icon::link);
    ui::paragraph(context.ui,
                  "Nothing is fetched before you say so, and nothing is changed before you have seen it.");
  }
  const ui::Edit edit = ui::text_field(
      context.ui, "Address", transfer.address,
      {.help = "A folder of published snapshots", .placeholder = "https://…/snapshots/", .key = "address"});
  {
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    const bool look = ui::button(context.ui, "Look", {.busy = transfer.fetching()});
    if ((look || edit.entered) && !transfer.address.empty()) transfer.look(context.host, false);
    if (transfer.fetching() &&
        ui::button(context.ui, "Stop", {.kind = ui::ButtonKind::ghost, .key = "stop fetch"}))
      transfer.stop(context.host);
  }
  if (transfer.fetching()) ui::progress_bar(context.ui, "Fetching", transfer.fetched());
  if (!transfer.problem().is_null()) {
    auto box = ui::callout(context.ui, ui::Tone::warning, text_or(transfer.problem(), "what"),
                           ui::Icon::alert_triangle);
    ui::paragraph(context.ui, text_or(transfer.problem(), "advice"));
    if (transfer.problem().value("again", false) &&
        ui::button(context.ui, "Try again", {.icon = ui::Icon::refresh}))
      transfer.again(context.host);
  }
  draw_heads(context);
}

void DataPage::draw_heads(Context& context) {
  shell::Transfer& transfer = context.transfer;
  if (!transfer.is_open()) return;
  ui::heading(context.ui, 3, transfer.index_name());
  auto list = ui::item_list(context.ui, transfer.index_name());
  for (size_t i = 0; i < transfer.heads().size(); ++i) {
    const shell::Transfer::Head& head = transfer.heads()[i];
    auto item = ui::list_block(context.ui, std::to_string(i), head.title);
    auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::center});
    {
      auto words = ui::column(context.ui, {.gap = 4, .align = ui::Align::fill, .grow = 1});
      ui::text(context.ui, head.title, {.weight = ui::Weight::medium});
      if (!head.about.empty()) ui::paragraph(context.ui, head.about, {.tone = ui::Tone::muted});
      const std::string by = (head.author.empty() ? "" : head.author + " \u00b7 ") + head.time.substr(0, 10);
      ui::text(context.ui, by, {.tone = ui::Tone::muted, .size = 12});
    }
    if (ui::button(context.ui, "Open " + head.title,
                   {.busy = transfer.fetching(), .key = "open", .small = true}))
      transfer.fetch(context.host, i);
  }
}

void DataPage::draw_publish(Context& context) {
  shell::Transfer& transfer = context.transfer;
  auto card = ui::section(context.ui, "Publish");
  ui::paragraph(
      context.ui,
      "A folder with this state and an index of what is in it: put it on any static host, or commit it, and "
      "others open it by its address.");
  if (!ui::disclosure(context.ui, "Publish this state", publish_open_, "publish")) return;
  if (transfer.exporting().running() && transfer.publishing())
    return draw_progress(context, transfer.exporting(), "Writing what is published");
  ui::text_field(context.ui, "Name of the collection", name_, {.key = "collection", .required = true});
  ui::text_field(context.ui, "Title of this snapshot", title_, {.key = "title", .required = true});
  ui::text_field(context.ui, "About it", about_, {.key = "about", .optional = true, .lines = 3});
  const bool ready = !name_.empty() && !title_.empty();
  auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
  if (ui::button(context.ui, "Publish as an archive", {.icon = ui::Icon::download, .disabled = !ready}))
    transfer.publish(context.door, context.host, name_, title_, about_, "archive");
  if (ui::button(context.ui, "Publish into a folder\u2026", {.icon = ui::Icon::folder, .disabled = !ready}))
    transfer.publish(context.door, context.host, name_, title_, about_, "folder");
}

}  // namespace rehearsal::views
