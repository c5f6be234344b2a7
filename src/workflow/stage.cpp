#include "workflow/stage.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "core/text.h"
#include "workflow/settings.h"

namespace rehearsal::workflow {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"fail", "delay", "no_answer"};
constexpr size_t kMost = 100;
constexpr int64_t kLongestDelayMs = 600'000;

template <class Place>
bool is_at(const Place& which, const StepPlace& place) {
  const bool step =
      which.step.empty() || which.step == place.step || (!place.group.empty() && which.step == place.group);
  return step && (which.workflow.empty() || which.workflow == place.workflow);
}

Error not_a_list(const char* expected, const Json& found) {
  return value_error(std::string("Expected a list of at most 100 of ") + expected + ", found " +
                     shortened(found.dump(-1, ' ', false, Json::error_handler_t::replace), 200) + ".");
}

// Whether the item is an object with no other members than `texts`, which are texts, and `numbers`, which are
// from 0 to `most`.
template <size_t T, size_t N>
bool has_only(const Json& item, const std::array<std::string_view, T>& texts,
              const std::array<std::string_view, N>& numbers, int64_t most) {
  if (!item.is_object()) return false;
  const auto& members = item.get_ref<const Json::object_t&>();
  return std::all_of(members.begin(), members.end(), [&](const auto& member) {
    const auto& [key, value] = member;
    if (std::find(texts.begin(), texts.end(), key) != texts.end()) return value.is_string();
    if (std::find(numbers.begin(), numbers.end(), key) == numbers.end()) return false;
    return value.is_number_integer() && value.template get<int64_t>() >= 0 &&
           value.template get<int64_t>() <= most;
  });
}

int64_t number_or_0(const Json& item, const char* key) {
  const auto found = item.find(key);
  return found == item.end() ? 0 : found->get<int64_t>();
}

Json load(store::Database& db, std::string_view name) {
  auto rows = db.query(kReadSetting, name);
  return rows.step() ? rows.json(0) : Json::array();
}

}  // namespace

bool Stage::halts_at(const StepPlace& place) const {
  return std::any_of(breakpoints.begin(), breakpoints.end(),
                     [&](const Breakpoint& each) { return is_at(each, place); });
}

bool Stage::holds_at(const StepPlace& place) const {
  return std::any_of(faults.begin(), faults.end(),
                     [&](const Fault& each) { return each.kind != Fault::Kind::Fail && is_at(each, place); });
}

Fault* Stage::fault_at(const StepPlace& place, std::string_view system) {
  const auto found = std::find_if(faults.begin(), faults.end(), [&](const Fault& each) {
    return each.system == system && is_at(each, place);
  });
  return found == faults.end() ? nullptr : &*found;
}

Stage load_stage(store::Database& db) {
  return {faults_from(load(db, "faults")), breakpoints_from(load(db, "breakpoints"))};
}
void store_faults(store::Database& db, const std::vector<Fault>& faults) {
  db.run(kStoreSetting, "faults", to_json(faults));
}
void store_breakpoints(store::Database& db, const std::vector<Breakpoint>& breakpoints) {
  db.run(kStoreSetting, "breakpoints", to_json(breakpoints));
}

Json to_json(const std::vector<Fault>& faults) {
  Json list = Json::array();
  for (const Fault& fault : faults) {
    Json item = Json::object();
    if (!fault.workflow.empty()) item["workflow"] = fault.workflow;
    if (!fault.step.empty()) item["step"] = fault.step;
    if (!fault.system.empty()) item["system"] = fault.system;
    item["kind"] = kKinds[static_cast<size_t>(fault.kind)];
    if (!fault.message.empty()) item["message"] = fault.message;
    if (fault.delay_ms > 0) item["delay_ms"] = fault.delay_ms;
    if (fault.times > 0) item["times"] = fault.times;
    list.push_back(std::move(item));
  }
  return list;
}

Json to_json(const std::vector<Breakpoint>& breakpoints) {
  Json list = Json::array();
  for (const Breakpoint& each : breakpoints)
    list.push_back({{"workflow", each.workflow}, {"step", each.step}});
  return list;
}

std::vector<Fault> faults_from(const Json& list) {
  static constexpr const char* kExpected =
      "{\"workflow\"?, \"step\"?, \"system\"?, \"kind\": \"fail\", \"delay\" or \"no_answer\", \"message\"?, "
      "\"delay_ms\"?: 0 to 600000, \"times\"?: 0 to 600000}";
  if (!list.is_array() || list.size() > kMost) throw not_a_list(kExpected, list);
  std::vector<Fault> faults;
  for (const Json& item : list) {
    const auto kind = std::find(kKinds.begin(), kKinds.end(), text_or(item, "kind"));
    if (kind == kKinds.end() ||
        !has_only(item, std::array<std::string_view, 5>{"workflow", "step", "system", "kind", "message"},
                  std::array<std::string_view, 2>{"delay_ms", "times"}, kLongestDelayMs)) {
      throw not_a_list(kExpected, item);
    }
    faults.push_back({text_or(item, "workflow"), text_or(item, "step"),
                      static_cast<Fault::Kind>(kind - kKinds.begin()), text_or(item, "message"),
                      number_or_0(item, "delay_ms"), number_or_0(item, "times"), text_or(item, "system")});
  }
  return faults;
}

std::vector<Breakpoint> breakpoints_from(const Json& list) {
  static constexpr const char* kExpected = "{\"workflow\": text, \"step\": text}";
  if (!list.is_array() || list.size() > kMost) throw not_a_list(kExpected, list);
  std::vector<Breakpoint> breakpoints;
  for (const Json& item : list) {
    Breakpoint each{text_or(item, "workflow"), text_or(item, "step")};
    if (each.workflow.empty() || each.step.empty() || item.size() != 2) throw not_a_list(kExpected, item);
    breakpoints.push_back(std::move(each));
  }
  return breakpoints;
}

void count_down(store::Database& db, Stage& stage, Fault& fault) {
  if (fault.times == 0) return;
  if (--fault.times == 0) stage.faults.erase(stage.faults.begin() + (&fault - stage.faults.data()));
  store_faults(db, stage.faults);
}

}  // namespace rehearsal::workflow
