#include "shell/app/answers.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "core/clock.h"
#include "core/error.h"
#include "shell/app/format.h"
#include "shell/app/read_json.h"

namespace rehearsal::shell {
namespace {

// A moment beyond these years is none that somebody means.
constexpr double kEarliest = -62'135'596'800, kLatest = 253'402'300'799;

std::optional<double> moment_in(const Field& field, const std::string& text) {
  if (field.as_text) return moment_of(text);
  char* end = nullptr;
  const double at = std::floor(std::strtod(text.c_str(), &end));
  const bool whole = !text.empty() && end == text.c_str() + text.size();
  return whole && at >= kEarliest && at <= kLatest ? std::optional(at) : std::nullopt;
}

std::string iso_of(double at) {
  return iso_text({static_cast<int64_t>(at) * 1'000'000});
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& one : words) all += (all.empty() ? "" : ", ") + one;
  return all.empty() ? "none" : all;
}

std::string object_words(const Field& field, const FieldInput& input, Host& host) {
  std::vector<std::string> words;
  for (size_t i = 0; i < field.fields.size() && i < input.parts.size(); ++i) {
    if (!field.fields[i].editable()) continue;
    words.push_back(answer_words(field.fields[i], input.parts[i], host));
  }
  return joined(words);
}

// What `value` says, of which `input` was made: what is no option any more stands there as it is.
std::string value_words(const Field& field, const Json& value, const FieldInput& input, Host& host) {
  const bool has_options = field.kind == FieldKind::kChoice || field.kind == FieldKind::kCheckList;
  const size_t count = value.is_array() ? value.size() : value.is_null() ? 0 : 1;
  if (!has_options || input.chosen.size() >= count) return answer_words(field, input, host);
  std::vector<std::string> words;
  for (const Json& one : value.is_array() ? value : Json::array({value})) {
    const FieldInput alone = input_of(field, one);
    const bool is_gone = alone.chosen.empty();
    words.push_back(!is_gone          ? answer_words(field, alone, host)
                    : one.is_string() ? one.get<std::string>()
                                      : dump_json(one));
  }
  return joined(words);
}

// The first value of this name, from the outside in: of the subscription and its blocks, not of its product.
const Json* value_named(const Json& within, const std::string& name) {
  if (const Json* found = member(within, name.c_str())) return found;
  if (!within.is_structured()) return nullptr;
  const Json* product = member(within, "product");
  for (const Json& inner : within) {
    if (&inner == product) continue;
    if (const Json* found = value_named(inner, name)) return found;
  }
  return nullptr;
}

}  // namespace

std::string answer_words(const Field& field, const FieldInput& input, Host& host) {
  constexpr size_t kNamed = 5;
  switch (field.kind) {
    case FieldKind::kBoolean:
      return input.checked ? "yes" : "no";
    case FieldKind::kAccept:
      return field_value(field, input) == Json("ACCEPTED") ? "confirmed" : "not confirmed";
    case FieldKind::kChoice:
    case FieldKind::kCheckList: {
      if (input.chosen.size() > kNamed) return count_words(input.chosen.size(), "choice", "choices");
      std::vector<std::string> words;
      for (const size_t index : input.chosen) {
        if (index < field.options.size()) words.push_back(field.options[index].label);
      }
      return joined(words);
    }
    case FieldKind::kList: {
      if (input.parts.size() > kNamed) return count_words(input.parts.size(), "item", "items");
      std::vector<std::string> words;
      for (const FieldInput& row : input.parts) words.push_back(answer_words(field.item[0], row, host));
      return joined(words);
    }
    case FieldKind::kObject:
      return input.none ? "none" : object_words(field, input, host);
    case FieldKind::kMoment: {
      const std::optional<double> at = moment_in(field, input.text);
      if (at) return minute_time(*at, host.utc_offset_minutes(*at));
      break;
    }
    default:
      break;
  }
  return input.text.empty() ? "none" : input.text;
}

std::vector<AnswerChange> answer_changes(const FormPage& page, const std::vector<FieldInput>& inputs,
                                         const Json& now, Host& host) {
  std::vector<AnswerChange> changes;
  for (size_t i = 0; i < page.fields.size() && i < inputs.size(); ++i) {
    const Field& field = page.fields[i];
    if (!field.editable()) continue;
    const Json* value = field.fallback ? &*field.fallback : value_named(now, field.name);
    const FieldInput before = value == nullptr ? first_input(field) : input_of(field, *value);
    const std::string was =
        value == nullptr ? answer_words(field, before, host) : value_words(field, *value, before, host);
    const std::string is = answer_words(field, inputs[i], host);
    const bool is_gone = value != nullptr && was != answer_words(field, before, host);
    if (!is_gone && field_value(field, before) == field_value(field, inputs[i])) continue;
    changes.push_back({field.label, was, is});
  }
  return changes;
}

std::string local_moment(const Field& field, const std::string& text, Host& host) {
  const std::optional<double> at = moment_in(field, text);
  if (!at) return text;
  const std::string iso = iso_of(*at + 60.0 * host.utc_offset_minutes(*at));
  if (field.day_alone) return iso.substr(0, 10);
  // Seconds only where there are some: a calendar has none.
  return iso.substr(0, iso.substr(17, 2) == "00" ? 16 : 19);
}

std::string time_zone_words(const Field& field, const std::string& text, Host& host) {
  const int minutes = host.utc_offset_minutes(moment_in(field, text).value_or(host.now()));
  const int hours = std::abs(minutes) / 60, rest = std::abs(minutes) % 60;
  return std::string("Your own time, UTC") + (minutes < 0 ? "\u2212" : "+") + std::to_string(hours) +
         (rest > 0 ? ":" + std::to_string(rest) : "");
}

std::string from_local_moment(const Field& field, const std::string& typed, Host& host) {
  const std::string local = field.day_alone && typed.size() == 10 ? typed + "T00:00" : typed;
  if (local.size() < 16) return typed;
  const std::string iso = local + (local.size() == 16 ? ":00+00:00" : "+00:00");
  const std::optional<double> as_utc = moment_of(iso);
  if (!as_utc) return local;
  // The offset is that of the moment itself, which lies at most a day from where UTC has it.
  double at = *as_utc - 60.0 * host.utc_offset_minutes(*as_utc);
  at = *as_utc - 60.0 * host.utc_offset_minutes(at);
  if (field.as_text) return iso_of(at);
  return std::to_string(static_cast<int64_t>(at));
}

}  // namespace rehearsal::shell
