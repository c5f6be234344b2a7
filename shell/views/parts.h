// Pieces that several screens share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/app/address.h"
#include "shell/app/read_json.h"
#include "shell/app/words.h"
#include "shell/views/context.h"

namespace rehearsal::views {

using shell::process_hash;
using shell::subscription_hash;

ui::Tone tone_of(shell::Tone tone);

// Status badges: an icon and a word on a tinted ground; what moves by itself breathes.
void process_badge(ui::Ui& ui, std::string_view status);
void subscription_badge(ui::Ui& ui, std::string_view status);
void sync_badge(ui::Ui& ui, bool insync);

// "2 minutes ago", drawn anew when it would say something else; the exact time under the pointer.
void time_text(Context& context, double at, ui::TextOptions options = {.tone = ui::Tone::muted});
std::string time_words(Context& context, double at);
// "23 Nov 2026, 19:46:08", "19:46:08" and "23 Nov 2026, 19:46", in the person's own time.
std::string exact_words(Context& context, double at);
std::string clock_words(Context& context, double at);
std::string minute_words(Context& context, double at);
// As shell::value_words(), times in the person's own.
std::string value_words(Context& context, const Json& value);

// "Create user \u00b7 User ann": whose process it is.
std::string process_words(const shell::Translations& words, const Json& process);

// "There is no such process": what is not there under a path of the engine.
const char* missing_words(std::string_view path);
// What a page shows while its answer is not there: bars at first, the problem with a way to try again later.
// True when `cached` holds an answer to draw.
bool answered(Context& context, const shell::Cached& cached, std::string_view path,
              const Json& query = nullptr, int lines = 6);
// Why an action on a subscription cannot start, and links to the subscriptions that stand in the way.
void draw_reason(Context& context, const shell::Action& action, float size = 14);
// The engine's refusal as a callout: what it means, its own words folded. `title` tells two apart. With an
// action that cannot start, its reason says what it means.
void problem_callout(Context& context, std::string_view title, const Json& body, int status,
                     bool& details_open, const shell::Action* action = nullptr);

// "/api/processes/<id>".
std::string process_path(std::string_view id);

// The workflows with the names of their steps, and those of one of them.
inline constexpr const char* kWorkflowsPath = "/api/rehearsal/lists/workflows";
std::vector<std::string> workflow_steps(const Json& workflows, std::string_view name);

// "total" of a list's answer.
size_t total_of(const shell::Cached& cached);

// "Your name": one for all that asks for it.
void own_name_field(Context& context, std::string_view help = {});

// A job of the transfer that runs: how far it is, and a way to end it.
void draw_progress(Context& context, const shell::Job& job, std::string_view what);

// How a list is looked at, in the query of an address: the first row and the cells, "3.1.5.4" from row 3 and
// column 1 to row 5 and column 4; `which` tells the lists of a page apart.
ui::ListLook look_of(const shell::Address& address, const std::string& which = {});
void say_look(Context& context, const ui::ListLook& look, const std::string& which = {});

// What a change sends back when it went wrong, as a toast.
void problem_toast(Context& context, std::string_view what, const shell::Answer& answer);

}  // namespace rehearsal::views
