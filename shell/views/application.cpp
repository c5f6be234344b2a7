#include "shell/views/application.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/error.h"
#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

// A form that was accepted, refused or never touched is none.
bool is_draft(const shell::Wizard& wizard) {
  return wizard.state() == shell::Wizard::State::kOpen && wizard.touched();
}

}  // namespace

Application::Application(ui::Ui& ui, shell::Host& host)
    : ui_(ui), host_(host), door_(host), kept_(host), open_(open_page("#/")) {
  const std::string theme = host_.recall(kTheme);
  if (!theme.empty()) host_.set_theme(theme);
}

bool Application::has_draft() const {
  return std::any_of(drafts_.begin(), drafts_.end(),
                     [this](const auto& one) { return is_draft(*one.second) && !kept_.find(one.first); });
}

void Application::keep_typed() {
  const std::string key = std::exchange(unkept_.key, {});
  const auto form = drafts_.find(key);
  if (form == drafts_.end() || form->second->state() == shell::Wizard::State::kStarted) return;
  if (!form->second->touched()) return kept_.forget(key);
  const bool was_too_long = unkept_.too_long == key;
  const bool is_kept = kept_.keep(key, unkept_.words, form->second->draft());
  unkept_.too_long = is_kept ? std::string() : key;
  if (is_kept || was_too_long) return;
  ui::toast(ui_, "This is more than can be kept as a draft here: it is lost when this page is closed.",
            {.tone = ui::Tone::warning});
}

// The browser may write to a disk: not at each key.
void Application::keep_when_typing_rests() {
  if (unkept_.key.empty()) return;
  if (ui_.now() >= unkept_.due || ui_.focus() != unkept_.focus) return keep_typed();
  ui_.wake_after(unkept_.due - ui_.now());
}

void Application::navigate(std::string_view hash) {
  wanted_hash_ = std::string(hash);
}

void Application::answer(uint32_t number, std::string_view bytes) {
  has_data_ = true;
  door_.take_answer(number, bytes);
}

void Application::event(std::string_view bytes) {
  const Json event = door_.take_event(bytes);
  const std::string name = text_or(event, "name");
  const Json value = event.is_object() && event.contains("value") ? event["value"] : Json();
  // Whatever else is said was written: the storage works again.
  storage_problem_ = name == "storage" ? text_or(value, "message") : "";
  if (name == "job") transfer_.take_event(value);
  if (name != "process") return;
  const std::string id = text_or(value, "id");
  const std::string status = text_or(value, "status");
  if (!shell::is_moving(status) && watched_.find(id) != watched_.end()) ended_.emplace_back(id, status);
}

void Application::transferred(std::string_view json) {
  try {
    if (transfer_.take(door_, host_, parse_json(json))) host_.go("#/data", false);
  } catch (const Error&) {
    // Only our own page speaks here; what it says wrongly is passed over.
  }
}

void Application::engine_state(std::string_view json) {
  try {
    engine_ = engine_state_of(parse_json(json));
  } catch (const Error& error) {
    engine_ = {"failed", "", error.what()};
  }
  blocked_ = BlockedPage();
  if (!engine_.usable()) ui_.focus_on("page-title");
  if (engine_.kind != "ready") return;
  storage_problem_.clear();
  // While it was away events were missed, and in memory everything else is gone as well.
  if (std::exchange(was_ready_, true)) door_.forget_all();
}

void Application::draw() {
  door_.trim();
  keep_when_typing_rests();
  apply_navigation();
  if (!engine_.usable()) {
    if (update_ready_) draw_update_bar(ui_, host_, engine_);
    blocked_.draw(ui_, host_, engine_);
    return;
  }
  update_words();
  follow_sent();
  commands_.begin_pass();
  look_.clear();
  Context context{ui_,   host_,     door_, words_, drafts_,    come_back_, watched_,
                  hash_, transfer_, look_, kept_,  proposals_, commands_,  unkept_};
  const shell::Transfer::Ended ended = transfer_.update(door_, host_);
  if (!ended.words.empty()) {
    ui::toast(ui_, ended.words, {.tone = ended.good ? ui::Tone::success : ui::Tone::danger});
  }
  update_title(context);
  say_ends();
  offer_commands(context);
  auto whole = ui::whole_page(ui_, hash_.substr(0, hash_.find('?')));
  draw_header(context);
  engine_switch_.draw_bar(context);
  draw_storage_bar(ui_, engine_, storage_problem_);
  if (update_ready_) draw_update_bar(ui_, host_, engine_);
  draw_navigation();
  commands_.begin_page();
  {
    auto main = ui::main_area(ui_, hash_);
    auto column = ui::column(ui_, {.gap = 24, .align = ui::Align::fill});
    try {
      open_.page->draw(context);
    } catch (const std::exception& error) {
      // Nobody foresaw it: the rest of the page goes on.
      auto box = ui::callout(ui_, ui::Tone::danger, "This could not be drawn");
      ui::paragraph(ui_, error.what());
    }
  }
  whole.end();
  palette_.draw(context);
  follow_look();
}

// What a person sees is what a copied link, a reload and the way back show again. Not at each key or turn of
// a wheel: browsers allow few changes in a while.
void Application::follow_look() {
  constexpr double kRest = 0.3;
  const std::string now = shell::with_query(hash_, look_);
  if (std::exchange(looked_, now) != now) look_due_ = ui_.now() + kRest;
  if (now == shown_) return;
  // Whatever is pressed may lead away.
  if (ui_.now() < look_due_ && !ui_.pressed()) return ui_.wake_after(look_due_ - ui_.now());
  shown_ = now;
  host_.go(now, true);
}

void Application::apply_navigation() {
  if (!wanted_hash_) return;
  const std::string wanted = *std::exchange(wanted_hash_, std::nullopt);
  const std::string before = hash_;
  if (!before.empty() && wanted == shown_) return;
  shown_ = looked_ = wanted;
  open_ = open_page(wanted);
  hash_ = open_.page->own_hash;
  keep_typed();
  for (auto at = drafts_.begin(); at != drafts_.end();) {
    const bool stays = is_draft(*at->second) || at->second->state() == shell::Wizard::State::kSending;
    at = stays ? std::next(at) : drafts_.erase(at);
  }
  for (const auto& [hash, draft] : drafts_) draft->forget_errors();
  if (come_back_.hash == hash_) come_back_ = {};
  for (auto at = proposals_.begin(); at != proposals_.end();)
    at = at->first == hash_ || at->second.answers.is_null() ? std::next(at) : proposals_.erase(at);
  ui_.shut_popup();
  palette_.shut();
  // A page that opens leaves the focus where the browser has it, as any document does.
  if (!before.empty()) ui_.focus_on("page-title");
}

// What was being sent when its page was left: its draft ends with its start.
void Application::follow_sent() {
  for (auto at = drafts_.begin(); at != drafts_.end();) {
    shell::Wizard& form = *at->second;
    const bool is_left = at->first.substr(0, at->first.find('!')) != hash_;
    if (is_left && form.state() == shell::Wizard::State::kSending) form.update(door_, words_);
    const bool is_over = is_left && form.state() == shell::Wizard::State::kStarted;
    if (is_over) kept_.forget(at->first);
    at = is_over ? drafts_.erase(at) : std::next(at);
  }
}

void Application::shortcut(std::string_view key) {
  if (!engine_.usable()) return;
  const bool single = key.find(' ') == std::string_view::npos;
  if (single && host_.recall(kSingleKeys) == kOff) return;
  const std::string href = commands_.press(key, ui_.now());
  if (!href.empty()) host_.go(href, false);
}

void Application::update_words() {
  const shell::Cached& cached = door_.get("/api/translations/en-GB");
  if (!cached.ready() || cached.revision == words_revision_) return;
  words_revision_ = cached.revision;
  words_ = shell::Translations(cached.answer.body);
}

void Application::update_title(Context& context) {
  std::string name = open_.page->title(context);
  if (name.empty()) name = open_.kind->title;
  const std::string title = name + " \u00b7 Rehearsal";
  if (title == title_) return;
  title_ = title;
  host_.set_title(title_);
}

// Processes that were started here say their end wherever the person is; on its own page the process says it
// itself.
void Application::say_ends() {
  for (const auto& [id, status] : ended_) {
    const auto watched = watched_.find(id);
    if (watched == watched_.end() || hash_ == process_hash(id)) continue;
    const shell::StatusWords words = shell::process_status(status);
    // What it is about is known where its page was open.
    const shell::Cached* cached = door_.known(process_path(id), nullptr);
    const std::string whose =
        cached != nullptr && cached->ready() ? process_words(words_, cached->answer.body) : watched->second;
    ui::toast(ui_, whose + ": " + words.text,
              {.tone = tone_of(words.tone), .link_words = "Show", .link_href = process_hash(id)});
    watched_.erase(watched);
  }
  ended_.clear();
}

}  // namespace rehearsal::views
