// The whole application over the null renderer, with a door that the test gives: a person's view without a
// browser.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "shell/app_test_host.h"
#include "shell/ui/driver.h"
#include "shell/views/application.h"

namespace rehearsal::views {

class Screen {
 public:
  // Answers one request, a whole message each way.
  using Door = std::function<std::string(const Json& request)>;

  explicit Screen(Door door, ui::View view = {})
      : door_(std::move(door)), driver_([this](ui::Ui& ui) { draw(ui); }, view) {
    application_->engine_state(R"({"kind":"ready","storage":"opfs"})");
    go("#/");
  }

  void go(const std::string& hash) {
    host_.hash = hash;
    application_->navigate(hash);
    driver_.draw();
    settle();
  }
  // Hands over every answer, and draws, until nothing more is asked.
  void settle() {
    driver_.draw();
    for (int round = 0; round < 50; ++round) {
      if (host_.hash != shown_hash_) {
        shown_hash_ = host_.hash;
        application_->navigate(host_.hash);
        driver_.draw();
      }
      if (host_.sent.empty()) break;
      std::vector<shell::TestHost::Sent> sent;
      sent.swap(host_.sent);
      for (const auto& one : sent) {
        asked.push_back(one.request);
        application_->answer(one.number, door_(one.request));
      }
      driver_.draw();
    }
    driver_.draw(0.5);
  }
  bool press(ui::Role role, std::string_view name) {
    const bool pressed = driver_.press(role, name);
    settle();
    return pressed;
  }
  // Presses a link as the browser does: the page goes where it leads.
  bool follow(std::string_view name) {
    const ui::Record* record = driver_.find(ui::Role::link, name);
    if (record == nullptr) return false;
    const std::string href(driver_.ui().value_of(*record));
    driver_.press(ui::Role::link, name);
    go(href);
    return true;
  }
  bool type(std::string_view field, std::string_view text) {
    const bool typed = driver_.type(field, text);
    settle();
    return typed;
  }
  bool enter(std::string_view field) {
    const bool entered = driver_.enter(field);
    settle();
    return entered;
  }
  bool choose(std::string_view combobox, std::string_view option) {
    const bool chosen = driver_.choose(combobox, option);
    settle();
    return chosen;
  }
  bool says(std::string_view words) const { return driver_.said().find(words) != std::string::npos; }

  ui::Driver& driver() { return driver_; }
  shell::TestHost& host() { return host_; }
  Application& application() { return *application_; }
  std::string tree() const { return driver_.tree(); }
  std::vector<Json> asked;

 private:
  void draw(ui::Ui& ui) {
    if (!application_) application_ = std::make_unique<Application>(ui, host_);
    application_->draw();
  }

  shell::TestHost host_;
  std::unique_ptr<Application> application_;
  Door door_;
  std::string shown_hash_;
  ui::Driver driver_;
};

// A door of canned answers: "GET /api/products" -> (status, body). What it has none for is a 404.
class CannedDoor {
 public:
  void set(const std::string& method_and_path, const Json& body, int status = 200) {
    answers_[method_and_path] = {status, body};
  }
  int64_t as_of = 1;  // the last commit
  std::string operator()(const Json& request) const {
    const auto found = answers_.find(text_or(request, "method") + " " + text_or(request, "path"));
    const bool known = found != answers_.end();
    const Json body =
        known ? found->second.second : Json{{"detail", "Not Found"}, {"status", 404}, {"title", "Not Found"}};
    return dump_json({{"id", request["id"]},
                      {"status", known ? found->second.first : 404},
                      {"headers", Json::object()},
                      {"body", body},
                      {"as_of", as_of}});
  }

 private:
  std::map<std::string, std::pair<int, Json>> answers_;
};

}  // namespace rehearsal::views
