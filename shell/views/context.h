// What every view draws with.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shell/app/address.h"
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

// Answers for the form of a hash, which opens with them; `later` are those of the steps that ask, by their
// names. Of a process there are these alone.
struct Proposal {
  Json answers, later;
};
using Proposals = std::map<std::string, Proposal, std::less<>>;

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
  // How the page is looked at, as its address says it: what it shows writes it anew in each pass.
  shell::Query& look;
  shell::DraftStore& kept;  // drafts of this visit and of those before
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
