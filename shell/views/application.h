// The application: takes what the page and the engine say, and draws the screen of the address.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shell/views/blocked_page.h"
#include "shell/views/pages.h"
#include "shell/views/palette.h"
#include "shell/views/settings_page.h"

namespace rehearsal::views {

class Application {
 public:
  // Both outlive it.
  Application(ui::Ui& ui, shell::Host& host);

  // The page's hash, at the start and whenever it changed. Takes effect in the next draw(): it may be called
  // within one.
  void navigate(std::string_view hash);
  // What came from the engine: an answer to host.send(), an event, the client's state as JSON text. Draw
  // afterwards.
  void answer(uint32_t number, std::string_view bytes);
  void event(std::string_view bytes);
  void engine_state(std::string_view json);
  // What came of Host::transfer().
  void transferred(std::string_view json);
  // A new version of the page waits for the person's word.
  void update_ready() { update_ready_ = true; }

  // A key that was pressed outside of a field, or "Ctrl k".
  void shortcut(std::string_view key);

  // One pass of a frame.
  void draw();

  // What was put into a form is kept by the browser, which happens by itself once typing rests.
  void keep_typed();
  // A form is half filled in, and the browser does not keep what was typed: leaving the page would lose it.
  bool has_draft() const;

  // True once a page shows what the engine answered.
  bool has_data() const { return has_data_; }

 private:
  void apply_navigation();
  void follow_look();
  void follow_sent();
  void update_words();
  void update_title(Context& context);
  void draw_header(Context& context);
  void draw_navigation();
  void draw_pace(Context& context);
  void offer_commands(Context& context);
  void say_ends();
  void keep_when_typing_rests();

  ui::Ui& ui_;
  shell::Host& host_;
  shell::DoorClient door_;
  shell::Translations words_;
  uint64_t words_revision_ = 0;
  Drafts drafts_;
  shell::DraftStore kept_;
  Proposals proposals_;
  Unkept unkept_;
  ComeBack come_back_;
  std::map<std::string, std::string, std::less<>> watched_;
  std::vector<std::pair<std::string, std::string>>
      ended_;  // process id and status: to be said in the next draw
  shell::Transfer transfer_;
  EngineState engine_;
  Commands commands_;
  Palette palette_;
  EngineSwitch engine_switch_;
  bool was_ready_ = false;
  std::string storage_problem_;  // why processes stand still; empty while what they do is written
  BlockedPage blocked_;
  OpenPage open_;     // what is drawn
  std::string hash_;  // of it; none before the first page
  std::optional<std::string> wanted_hash_;
  shell::Query look_;
  // The address that the browser shows, the one that says how the page is looked at by now, and when that
  // will have been so for a while.
  std::string shown_, looked_;
  double look_due_ = 0;
  std::string title_;
  shell::Ticket pace_ticket_;
  int wanted_pace_ = -1;  // the choice that is on its way to the engine
  bool has_data_ = false;
  bool update_ready_ = false;
};

}  // namespace rehearsal::views
