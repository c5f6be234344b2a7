// The Data page's part of static hosts: what others have published, and publishing.
#include <algorithm>
#include <utility>

#include "shell/views/data_page.h"
#include "shell/views/parts.h"
#include "shell/views/snapshot_words.h"

namespace rehearsal::views {
namespace {

// Of a list on a host, before the person asks for more.
constexpr size_t kShownHeads = 50;
constexpr size_t kMostOfName = 200;
// As many bytes as readers take (docs/static-backend.md).
void limited_field(Context& context, std::string_view label, std::string& text, size_t most,
                   const ui::FieldOptions& options) {
  ui::text_field(context.ui, label, text, options);
  shell::cut(text, most);
}

}  // namespace

void DataPage::recall_author(Context& context) {
  context.transfer.author = shell::own_name(context.host);
}

void DataPage::draw_hosts(Context& context) {
  shell::Transfer& transfer = context.transfer;
  auto card = ui::section(context.ui, "Open from a host");
  if (!from_.empty() && !transfer.is_open() && !transfer.fetching()) {
    auto box =
        ui::callout(context.ui, ui::Tone::info, "You followed a link to published snapshots", ui::Icon::link);
    ui::paragraph(context.ui,
                  "Nothing is fetched before you say so, and nothing is changed before you have seen it.");
  }
  const ui::Edit edit = ui::text_field(
      context.ui, "Address", transfer.address,
      {.help = "Of a folder that was published", .placeholder = "https://…/snapshots/", .key = "address"});
  {
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
    const bool look = ui::button(context.ui, "Show snapshots", {.busy = transfer.fetching()});
    if (look || (edit.entered && !transfer.fetching())) {
      std::string& typed = transfer.address;
      typed.erase(typed.find_last_not_of(' ') + 1);
      typed.erase(0, typed.find_first_not_of(' '));
      if (!typed.empty()) transfer.look(context.host, false);
    }
    if (transfer.fetching() &&
        ui::button(context.ui, "Stop", {.kind = ui::ButtonKind::ghost, .key = "stop fetch"}))
      transfer.stop(context.host);
  }
  if (transfer.fetching()) ui::progress_bar(context.ui, "Fetching", transfer.fetched());
  // What was asked for is brought into sight, and the focus to it.
  if (std::exchange(answers_, transfer.answers()) != transfer.answers()) {
    found_at_ = context.ui.now();
    heads_shown_ = opened_ = 0;
    context.ui.focus_on(transfer.problem().is_null() ? "open 0" : "Try again");
    context.ui.announce(text_or(transfer.problem(), "what"));
  }
  auto found =
      ui::column(context.ui, {.gap = 12, .align = ui::Align::fill, .reveal = found_at_ == context.ui.now()});
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
  if (transfer.heads().empty())
    ui::paragraph(context.ui, "Nothing is published here yet.", {.tone = ui::Tone::muted});
  const size_t count = transfer.heads().size();
  heads_shown_ = std::min(count, std::max({heads_shown_, kShownHeads, opened_}));
  {
    auto list = ui::item_list(context.ui, transfer.index_name());
    for (size_t i = 0; i < heads_shown_; ++i) {
      const shell::Transfer::Head& head = transfer.heads()[i];
      auto item = ui::list_block(context.ui, std::to_string(i), head.title);
      auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::center});
      const std::string by = head_words(context, head);
      {
        auto words = ui::column(context.ui, {.gap = 4, .align = ui::Align::fill, .grow = 1});
        ui::text(context.ui, head.title, {.weight = ui::Weight::medium});
        if (!head.about.empty()) ui::paragraph(context.ui, head.about, {.tone = ui::Tone::muted});
        ui::text(context.ui, by, {.tone = ui::Tone::muted, .size = 12});
      }
      if (ui::button(context.ui, "Open",
                     {.busy = transfer.fetching(),
                      .key = "open " + std::to_string(i),
                      .name = "Open " + head.title,
                      .small = true}))
        transfer.fetch(context.host, i, "Published: " + by + " \u00b7 " + transfer.index_name());
    }
  }
  if (heads_shown_ < count && ui::button(context.ui, "Show more", {.kind = ui::ButtonKind::ghost})) {
    context.ui.focus_on("open " + std::to_string(heads_shown_));
    heads_shown_ += kShownHeads;
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
  if (transfer.writing()) {
    ui::progress_bar(context.ui, "Writing what is published", -1);
    return;
  }
  limited_field(context, "Name of the collection", name_, kMostOfName,
                {.key = "collection", .required = true});
  limited_field(context, "Title of this snapshot", title_, kMostOfName, {.key = "title", .required = true});
  limited_field(context, "About it", about_, 20 * kMostOfName,
                {.key = "about", .optional = true, .lines = 3});
  own_name_field(context);
  const bool ready = !name_.empty() && !title_.empty();
  {
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
    if (ui::button(context.ui, "Publish as an archive", {.icon = ui::Icon::download, .disabled = !ready}))
      transfer.publish(context.door, context.host, name_, title_, about_, "archive");
    if (transfer.folders() &&
        ui::button(context.ui, "Publish into a folder\u2026", {.icon = ui::Icon::folder, .disabled = !ready}))
      transfer.publish(context.door, context.host, name_, title_, about_, "folder");
  }
  if (transfer.link().empty()) return;
  ui::paragraph(
      context.ui,
      "Put the folder (an archive is unpacked to one) on a host. Whoever follows this link, with the "
      "folder's address at its end, is shown what is in it:");
  ui::code_block(context.ui, "Link", transfer.link() + "https://\u2026");
}

}  // namespace rehearsal::views
