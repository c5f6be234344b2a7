#include <utility>

#include "shell/app/format.h"
#include "shell/views/list_pages.h"
#include "shell/views/parts.h"

namespace rehearsal::views {

namespace {

// A first part that is there at once, then the most that the door gives in one answer.
constexpr size_t kFirstPart = 200;
constexpr size_t kNextParts = 1000;

}  // namespace

Json ListState::request(size_t part) const {
  Json request = {{"limit", std::to_string(part == 0 ? kFirstPart : kNextParts)}};
  if (part > 0) request["after"] = std::to_string(kFirstPart + (part - 1) * kNextParts);
  if (!query.empty()) request["query"] = query;
  if (!status.empty()) request["filter"] = field_ + "," + status;
  if (!sort_.empty()) request["sort"] = sort_;
  return request;
}

void ListState::sort_by(std::string_view sort, const std::vector<std::string_view>& fields) {
  for (const std::string_view field : fields) {
    for (const std::string_view way : {",asc", ",desc"}) {
      if (!field.empty() && sort == std::string(field).append(way)) sort_ = std::string(sort);
    }
  }
}

void ListState::mark_sorted(std::vector<ui::Column>& columns,
                            const std::vector<std::string_view>& fields) const {
  const size_t comma = sort_.find(',');
  for (size_t i = 0; i < fields.size(); ++i) {
    columns[i].sortable = !fields[i].empty();
    if (columns[i].sortable && sort_.substr(0, comma) == fields[i])
      columns[i].sorted = sort_.substr(comma) == ",asc" ? 1 : -1;
  }
}

void ListState::press_header(std::string_view field) {
  const std::string up = std::string(field) + ",asc", down = std::string(field) + ",desc";
  sort_ = sort_ == up ? down : sort_ == down ? "" : up;
  parts_ = 1;
}

// Once all parts are there: while one is asked anew, all of them stay as they were.
void ListState::take(Context& context) {
  std::vector<const shell::Cached*> parts;
  std::vector<uint64_t> revisions;
  for (size_t part = 0; part < parts_; ++part) {
    parts.push_back(&context.door.get(path_, request(part)));
    if (!parts.back()->ready()) return;
    revisions.push_back(parts.back()->revision);
  }
  if (revisions == taken_) return;
  taken_ = std::move(revisions);
  items_.clear();
  for (const shell::Cached* part : parts) {
    for (const Json* item : shell::elements(part->answer.body, "items")) items_.push_back(*item);
  }
  total_ = total_of(*parts.front());
  ++revision_;
}

bool ListState::draw_filters(Context& context, std::string_view name, const std::vector<Status>& statuses,
                             const std::vector<ui::Choice>& orders) {
  auto row = context.ui.narrow() ? ui::column(context.ui, {.gap = 12, .align = ui::Align::fill})
                                 : ui::row(context.ui, {.gap = 16, .align = ui::Align::center});
  const std::string search = "Search " + std::string(name);
  bool changed = std::exchange(cleared_, false);
  changed |= ui::text_field(context.ui, search, query,
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
  if (context.ui.narrow())
    changed |= ui::select(context.ui, "Order", orders, sort_, {.key = "order", .label_hidden = true});
  if (changed) parts_ = 1;
  return changed;
}

bool ListState::has_rows(Context& context) {
  take(context);
  const Json first = request(0);
  const shell::Cached& cached = context.door.get(path_, first);
  const bool keep = cached.state == shell::Cached::State::kAsked && revision_ > 0;
  if (!keep && !answered(context, cached, path_, first)) return false;
  if (!items_.empty()) return true;
  const bool filtered = !query.empty() || !status.empty();
  auto none = ui::empty_state(context.ui, filtered ? ui::Icon::search : ui::Icon::inbox,
                              filtered ? "Nothing found" : "Nothing here yet",
                              filtered ? "No row matches the search and the status that are chosen."
                                       : "Create a subscription: it and its process will be listed.");
  if (filtered) {
    if (ui::button(context.ui, "Clear search and status")) {
      query.clear();
      status.clear();
      cleared_ = true;
      context.ui.wake_after(0);
    }
  } else {
    ui::link_button(context.ui, "New subscription", "#/new", {.icon = ui::Icon::plus});
  }
  return false;
}

void ListState::draw_count(Context& context, std::string_view one, std::string_view many) {
  auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::center});
  std::string words = shell::count_words(total_, one, many);
  if (items_.size() < total_) words = "First " + std::to_string(items_.size()) + " of " + words;
  ui::text(context.ui, words, {.tone = ui::Tone::muted});
  if (items_.size() >= total_) return;
  const bool asking = taken_.size() < parts_;
  if (ui::button(context.ui, "Show more", {.busy = asking, .small = true}) && !asking) {
    ++parts_;
    context.ui.wake_after(0);
  }
}

}  // namespace rehearsal::views
