#include "shell/app/format.h"
#include "shell/views/list_pages.h"
#include "shell/views/parts.h"

namespace rehearsal::views {

Json ListState::request() const {
  Json request = {{"limit", std::to_string(limit_)}};
  if (!query.empty()) request["query"] = query;
  if (!status.empty()) request["filter"] = field_ + "," + status;
  return request;
}

bool ListState::draw_filters(Context& context, std::string_view name, const std::vector<Status>& statuses) {
  auto row = context.ui.narrow() ? ui::column(context.ui, {.gap = 12, .align = ui::Align::fill})
                                 : ui::row(context.ui, {.gap = 16, .align = ui::Align::center});
  const std::string search = "Search " + std::string(name);
  bool changed = ui::text_field(context.ui, search, query,
                                {.placeholder = search,
                                 .key = "query",
                                 .mode = ui::InputMode::search,
                                 .width = context.ui.narrow() ? 0.f : 320.f,
                                 .label_hidden = true,
                                 .icon = ui::Icon::search})
                     .changed;
  std::vector<std::string_view> labels;
  int chosen = 0;
  for (size_t i = 0; i < statuses.size(); ++i) {
    labels.push_back(statuses[i].label);
    if (statuses[i].value == status) chosen = static_cast<int>(i);
  }
  if (ui::segmented(context.ui, "Status", labels, chosen)) {
    status = std::string(statuses[static_cast<size_t>(chosen)].value);
    changed = true;
  }
  if (changed) limit_ = 200;
  return changed;
}

const Json* ListState::items(Context& context) {
  const Json wanted = request();
  const shell::Cached& cached = context.door.get(path_, wanted);
  if (cached.ready()) shown_ = cached.answer.body;
  const bool keep = cached.state == shell::Cached::State::kAsked && shown_.is_object();
  if (!keep && !answered(context, cached, path_, wanted)) return nullptr;
  if (!shown_.contains("items") || !shown_["items"].is_array()) return nullptr;
  if (!shown_["items"].empty()) return &shown_["items"];
  const bool filtered = !query.empty() || !status.empty();
  auto none = ui::empty_state(context.ui, filtered ? ui::Icon::search : ui::Icon::inbox,
                              filtered ? "Nothing found" : "Nothing here yet",
                              filtered ? "No row matches the search and the status that are chosen."
                                       : "Create a subscription: it and its process will be listed.");
  if (filtered) {
    if (ui::button(context.ui, "Clear search and status")) {
      query.clear();
      status.clear();
      context.ui.wake_after(0);
    }
  } else {
    ui::link_button(context.ui, "New subscription", "#/new", {.icon = ui::Icon::plus});
  }
  return nullptr;
}

void ListState::draw_count(Context& context, std::string_view one, std::string_view many) {
  const size_t shown = shown_["items"].size();
  const size_t total = shown_.contains("total") && shown_["total"].is_number_unsigned()
                           ? shown_["total"].get<size_t>()
                           : shown;
  auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::center});
  std::string words = shell::count_words(total, one, many);
  if (shown < total) words = "First " + std::to_string(shown) + " of " + words;
  ui::text(context.ui, words, {.tone = ui::Tone::muted});
  if (shown < total && ui::button(context.ui, "Show more", {.small = true})) limit_ += 1000;
}

}  // namespace rehearsal::views
