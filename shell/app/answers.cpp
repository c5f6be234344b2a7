#include "shell/app/answers.h"

#include <algorithm>
#include <charconv>
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
  int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const auto at = static_cast<double>(seconds);
  return at < kEarliest || at > kLatest ? std::nullopt : std::optional(at);
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

// The first value of this name, from the outside in.
const Json* value_named(const Json& within, const std::string& name) {
  if (const Json* found = member(within, name.c_str())) return found;
  if (!within.is_structured()) return nullptr;
  for (const Json& inner : within) {
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
    if (field_value(field, before) == field_value(field, inputs[i])) continue;
    changes.push_back({field.label, answer_words(field, before, host), answer_words(field, inputs[i], host)});
  }
  return changes;
}

std::string local_moment(const Field& field, const std::string& text, Host& host) {
  const std::optional<double> at = moment_in(field, text);
  if (!at) return text;
  const std::string iso = iso_of(*at + 60.0 * host.utc_offset_minutes(*at));
  // Seconds only where there are some: a calendar has none.
  return iso.substr(0, iso.substr(17, 2) == "00" ? 16 : 19);
}

std::string from_local_moment(const Field& field, const std::string& local, Host& host) {
  if (local.size() < 16) return local;
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
