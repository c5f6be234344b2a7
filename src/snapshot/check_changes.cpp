// What taking a snapshot would change, and the report that says it.
#include "snapshot/check.h"
#include "store/database.h"

namespace rehearsal::snapshot {

// A state that breaks a rule, which an earlier release let in, must not stand in the way of another one.
bool Check::write_existing(Section section, const store::Rows& row) {
  existing_.clear();
  try {
    here_.add(section, row, existing_);
    return true;
  } catch (const std::exception& error) {
    if (is_of_storage(error)) throw;
    return false;
  }
}

Change Check::compare(const Notes& notes, Section section, const std::string& id) {
  if (rows_here_[static_cast<size_t>(section)] == 0) return Change::Added;
  auto row = here_.row(section, id);
  if (!row.step()) return Change::Added;
  if (mode_ == Mode::Add && section == Section::Workflows) return Change::Unchanged;
  if (!write_existing(section, row)) return Change::Changed;
  const std::string_view given = notes.tree.root().source;
  if (existing_ == given) return Change::Unchanged;
  other_.read(existing_, 0);
  std::string canonical;
  other_.add_canonical(other_.root(), canonical);
  incoming_.clear();
  notes.tree.add_canonical(notes.tree.root(), incoming_);
  if (canonical == incoming_) return Change::Unchanged;
  if (!has_origin(section) || without_origin(parse_json(canonical)) != without_origin(parse_json(incoming_)))
    return Change::Changed;
  differs_ = true;
  return Change::Unchanged;
}

// Of what stays as it is here: whether the file says the same of it.
Change Check::compare_kept(const Notes& notes, Section section, const std::string& id) {
  auto row = here_.row(section, id);
  if (!row.step() || !write_existing(section, row)) return Change::Left;
  return without_origin(parse_json(existing_)) == without_origin(notes.tree.json(notes.tree.root()))
             ? Change::Unchanged
             : Change::Left;
}

void Check::count_change(Section section, Change change, std::string id, std::string title,
                         std::string_view why, std::string_view value) {
  Changes& changes = changes_[static_cast<size_t>(section)];
  const auto kind = static_cast<size_t>(change);
  ++changes.count[kind];
  if (change == Change::Unchanged || changes.first[kind].size() >= Changes::kFirst) return;
  changes.first[kind].push_back({std::move(id), std::move(title), why, std::string(value)});
}

bool Check::changes_anything() const {
  for (const Changes& changes : changes_) {
    for (const Change change : {Change::Added, Change::Changed, Change::Removed}) {
      if (changes.count[static_cast<size_t>(change)] > 0) return true;
    }
  }
  return false;
}

// ---- What is here and not in the file ----

bool Check::close_removals() {
  if (mode_ == Mode::Add || closed_ == kSections) return false;
  const Section section = section_at(closed_);
  if (section == Section::Revisions) {
    Changes& changes = changes_[closed_];
    changes.count[static_cast<size_t>(Change::Removed)] =
        rows_here_[closed_] - changes.count[static_cast<size_t>(Change::Unchanged)];
  }
  if (section == Section::Settings) close_settings();
  if (section == Section::Revisions || section == Section::Settings) {
    ++closed_;
    return true;
  }
  if (!removed_) removed_.emplace(here_.rows(section));
  if (!removed_->step()) {
    removed_.reset();
    last_place_ = 0;
    ++closed_;
    return true;
  }
  const auto found = ids_[closed_].find(removed_->text(0));
  if (found == ids_[closed_].end()) {
    leave_out(section, *removed_);
    return true;
  }
  differs_ = differs_ || found->second < last_place_;
  last_place_ = found->second;
  return true;
}

// What the code has comes again by itself.
void Check::leave_out(Section section, const store::Rows& row) {
  const auto& of_code = words_.of_code[static_cast<size_t>(section)];
  const auto known = of_code.find(row.view(0));
  if (known == of_code.end()) {
    count_change(section, Change::Removed, row.text(0), row.text(1));
  } else if (!write_existing(section, row) || without_origin(parse_json(existing_)) != known->second) {
    count_change(section, Change::Changed, row.text(0), row.text(1));
  }
}

// Settings that a file with some does not name are as in a new database, but for the seed. What was set for
// the stage goes either way.
void Check::close_settings() {
  const bool has_some = !ids_[static_cast<size_t>(Section::Settings)].empty();
  auto here = session_.db.query(
      "select name, value from settings where name in ('breakpoints', 'faults', 'pace') and value <> '[]' "
      "union all select 'global_lock', global_lock from engine_settings where global_lock = 1 order by 1");
  while (here.step()) {
    const bool is_stage = here.view(0) == "breakpoints" || here.view(0) == "faults";
    if (is_stage || (has_some && !has(Section::Settings, here.text(0))))
      count_change(Section::Settings, Change::Removed, here.text(0), here.text(0), {}, "null");
  }
}

std::optional<Change> Check::change_of(Section section, const std::string& id) const {
  const auto& ids = ids_[static_cast<size_t>(section)];
  const auto found = ids.find(id);
  if (found == ids.end()) return std::nullopt;
  return changes(section).of[found->second];
}

Json Check::report() const {
  Json report = Json::object();
  report["mode"] = mode_ == Mode::Add ? "add" : "replace";
  report["digest"] = document_.digest();
  report["made"] = document_.made();
  Json sections = Json::object();
  for (size_t i = 0; i < kSections; ++i) {
    Json& section = sections[std::string(kSectionNames[i])];
    section = Json::object();
    Json first = Json::object();
    for (size_t kind = 0; kind < kChangeNames.size(); ++kind) {
      const std::string name(kChangeNames[kind]);
      section[name] = changes_[i].count[kind];
      if (changes_[i].first[kind].empty()) continue;
      Json& items = first[name] = Json::array();
      for (const Changes::Item& item : changes_[i].first[kind]) {
        items.push_back({{"id", item.id}, {"title", item.title}});
        if (!item.why.empty()) items.back()["why"] = item.why;
        if (!item.value.empty()) items.back()["value"] = parse_json(item.value);
      }
    }
    section["first"] = std::move(first);
  }
  report["changes"] = std::move(sections);
  Json problems = Json::array();
  for (const Problem& problem : problems_.first()) problems.push_back(to_json(problem));
  report["problems"] = std::move(problems);
  report["problem_count"] = problems_.count();
  return report;
}

}  // namespace rehearsal::snapshot
