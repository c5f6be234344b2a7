// What every view draws with.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shell/app/door_client.h"
#include "shell/app/draft_store.h"
#include "shell/app/host.h"
#include "shell/app/transfer.h"
#include "shell/app/translations.h"
#include "shell/app/wizard.h"
#include "shell/ui/widgets.h"
#include "shell/views/commands.h"

namespace rehearsal::views {

// A form that a person began and left: it is there again when they come back.
using Drafts = std::map<std::string, std::unique_ptr<shell::Wizard>, std::less<>>;

// Answers for the form of a hash, which opens with them.
using Proposals = std::map<std::string, Json, std::less<>>;

// The form into which something was put that the browser does not keep yet (Application::keep_typed).
struct Unkept {
  std::string key;       // of its draft; empty: there is none
  std::string words;     // what the draft is called
  double due = 0;        // when typing will have rested
  uint32_t focus = 0;    // where it was typed
  std::string too_long;  // key of the form that is more than can be kept
};

// Where to go on after a process has created what another form was missing.
struct ComeBack {
  std::string hash;     // of the form
  std::string words;    // "Create user"
  std::string process;  // its completion offers the way back; empty until it is started
};

struct Context {
  ui::Ui& ui;
  shell::Host& host;
  shell::DoorClient& door;
  const shell::Translations& words;
  Drafts& drafts;
  ComeBack& come_back;
  // Processes that were started here, by id, with what they are called: they announce their end.
  std::map<std::string, std::string, std::less<>>& watched;
  std::string hash;  // of the page that is drawn
  shell::Transfer& transfer;
  std::vector<std::string>& within;  // see Application
  shell::DraftStore& kept;           // drafts of this visit and of those before
  Proposals& proposals;
  Commands& commands;
  Unkept& unkept;
};

// What is made from an answer, made once for each answer.
template <class T>
class Derived {
 public:
  template <class Make>
  T& of(const shell::Cached& cached, Make make) {
    if (revision_ != cached.revision && cached.ready()) {
      value_ = make(cached.answer.body);
      revision_ = cached.revision;
    }
    return value_;
  }
  const T& value() const { return value_; }

 private:
  uint64_t revision_ = 0;
  T value_{};
};

}  // namespace rehearsal::views
