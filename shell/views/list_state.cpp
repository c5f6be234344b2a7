#include <algorithm>
#include <utility>

#include "shell/app/format.h"
#include "shell/views/list_pages.h"
#include "shell/views/parts.h"

namespace rehearsal::views {

namespace {

// Answers that may be under way before more rows are asked for: who scrolls past them needs none of them.
constexpr size_t kMostAsked = 2;

}  // namespace

Json ListState::request(const Asked& what, size_t part) const {
  Json request = {{"limit", std::to_string(kPart)}};
  if (part > 0) request["after"] = std::to_string(part * kPart);
  if (!what.query.empty()) request["query"] = what.query;
  if (!what.status.empty()) request["filter"] = field_ + "," + what.status;
  if (!what.sort.empty()) request["sort"] = what.sort;
  return request;
}

const shell::Cached* ListState::part(Context& context, size_t part) const {
  const Json wanted = request(*shown_, part);
  const bool waits = context.door.known(path_, wanted) == nullptr && context.door.outstanding() >= kMostAsked;
  if (waits) return nullptr;
  const shell::Cached& cached = context.door.get(path_, wanted);
  return cached.ready() ? &cached : nullptr;
}

size_t ListState::rows(const Context& context) const {
  const bool is_table = !context.ui.narrow() && !context.ui.view().plain;
  return (is_table ? total_ : std::min(total_, most_)) - waiting_;
}

void ListState::take(const shell::Address& address, const std::vector<Status>& statuses,
                     const std::vector<std::string_view>& fields) {
  query_ = address.value("query");
  look_ = look_of(address);
  most_ += static_cast<size_t>(std::max(0, look_.top)) / most_ * most_;
  const std::string status = address.value("status"), sort = address.value("sort");
  for (const Status& one : statuses) {
    if (!status.empty() && one.value.find(status) != std::string_view::npos) status_ = std::string(one.value);
  }
  for (const std::string_view field : fields) {
    for (const std::string_view way : {",asc", ",desc"}) {
      if (!field.empty() && sort == std::string(field).append(way)) sort_ = sort;
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
    // As they came: the newest first.
    if (sort_.empty() && fields[i].substr(0, 5) == "start") columns[i].sorted = -1;
  }
}

void ListState::press_header(Context& context, std::string_view field) {
  const std::string up = std::string(field) + ",asc", down = std::string(field) + ",desc";
  sort_ = sort_ == up ? down : sort_ == down ? "" : up;
  context.ui.wake_after(0);
}

void ListState::draw_filters(Context& context, std::string_view one, std::string_view many,
                             const std::vector<Status>& statuses, const std::vector<ui::Choice>& orders) {
  read(context);
  auto search_box = ui::sticky_search(context.ui);
  auto row = context.ui.narrow() ? ui::column(context.ui, {.gap = 12, .align = ui::Align::fill})
                                 : ui::row(context.ui, {.gap = 16, .align = ui::Align::center, .wrap = true});
  const std::string search = "Search " + std::string(many);
  bool changed = false;
  if (context.commands.offer({.key = "search", .label = search, .icon = ui::Icon::search, .keys = "/"}))
    context.ui.focus_on("query");
  changed |= ui::text_field(context.ui, search, query_,
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
    if (statuses[i].value == status_) chosen = static_cast<int>(i);
  }
  if (ui::segmented(context.ui, "Status", labels, chosen)) {
    status_ = std::string(statuses[static_cast<size_t>(chosen)].value);
    changed = true;
  }
  if (context.ui.narrow())
    changed |= ui::select(context.ui, "Order", orders, sort_, {.key = "order", .label_hidden = true});
  if (changed) most_ = 2 * kPart;
  context.look["query"] = query_;
  // "initial|provisioning" is said by its first word.
  context.look["status"] = status_.substr(0, status_.find('|'));
  context.look["sort"] = sort_;
  say_look(context, look_);
  if (context.commands.offer({.key = "rows", .label = "Go to the rows", .keys = "j"}))
    context.ui.focus_on("rows");
  if (!shown_ || total_ == 0) return;
  auto said = ui::group(context.ui, ui::Role::status, {});
  auto count = ui::row(context.ui, {.gap = 8, .align = ui::Align::center});
  ui::text(context.ui, shell::count_words(total_ - waiting_, one, many), {.tone = ui::Tone::muted});
  if (waiting_ > 0) ui::badge(context.ui, std::to_string(waiting_) + " new", {.tone = ui::Tone::accent});
}

const shell::Cached& ListState::read(Context& context) {
  const Asked wanted{query_, status_, sort_};
  const shell::Cached& cached = context.door.get(path_, request(wanted, 0));
  if (!cached.ready()) return cached;
  const size_t total = total_of(cached);
  const bool holds = shown_ && *shown_ == wanted && sort_.empty() && context.ui.points_at_row();
  if (!holds || total < total_) {
    waiting_ = 0;
  } else {
    waiting_ += total - total_;
  }
  shown_ = wanted;
  total_ = total;
  return cached;
}

// What was set of search and status, in words.
std::string ListState::sifted_by() const {
  return query_.empty() ? "status" : status_.empty() ? "search" : "search and status";
}

bool ListState::has_rows(Context& context) {
  const shell::Cached& cached = read(context);
  const Json first = request({query_, status_, sort_}, 0);
  const bool keep = cached.state == shell::Cached::State::kAsked && shown_;
  // Asked again it is refused again: what was typed has to become something else.
  if (cached.state == shell::Cached::State::kFailed && cached.answer.status / 100 == 4) {
    auto none = ui::empty_state(context.ui, ui::Icon::search, "This search is not understood",
                                shell::problem_sentence(cached.answer.body, cached.answer.status));
    draw_clear(context);
    return false;
  }
  if (!keep && !answered(context, cached, path_, first)) return false;
  if (total_ > 0) return true;
  const bool filtered = !query_.empty() || !status_.empty();
  auto none = ui::empty_state(context.ui, filtered ? ui::Icon::search : ui::Icon::inbox,
                              filtered ? "Nothing found" : "Nothing here yet",
                              filtered ? "No row matches the " + sifted_by() + "."
                                       : "Create a subscription: it and its process will be listed.");
  if (filtered) {
    draw_clear(context);
  } else {
    ui::link_button(context.ui, "New subscription", "#/new", {.icon = ui::Icon::plus});
  }
  return false;
}

void ListState::draw_clear(Context& context) {
  if (!ui::button(context.ui, "Clear " + sifted_by())) return;
  query_.clear();
  status_.clear();
  context.ui.wake_after(0);
}

void ListState::draw_more(Context& context, std::string_view one, std::string_view many) {
  // By now the rows were drawn.
  say_look(context, look_);
  const size_t drawn = rows(context) + waiting_;
  if (drawn >= total_) return;
  auto row = ui::row(context.ui, {.gap = 12, .align = ui::Align::center});
  ui::text(context.ui, "First " + std::to_string(drawn) + " of " + shell::count_words(total_, one, many),
           {.tone = ui::Tone::muted});
  if (ui::button(context.ui, "Show more", {.small = true})) {
    most_ += 2 * kPart;
    context.ui.wake_after(0);
  }
}

}  // namespace rehearsal::views
