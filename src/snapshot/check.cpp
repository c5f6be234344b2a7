#include "snapshot/check.h"

#include <algorithm>

#include "domain/lifecycle.h"
#include "snapshot/members.h"
#include "store/database.h"

namespace rehearsal::snapshot {
namespace {

// A short one, with its history.
constexpr size_t kBytesOfSubscription = 1500;

// What stays as it is when something is added.
bool is_catalog(Section section) {
  return section == Section::ProductBlocks || section == Section::Products ||
         section == Section::ResourceTypes || section == Section::Settings;
}
constexpr std::string_view kNotHere = "It is not here, and nothing of this kind is added.";
constexpr std::string_view kOtherwise = "It is otherwise here, and stays as it is.";

}  // namespace

Check::Check(domain::Session& session, const Words& words, std::string_view file, Mode mode,
             std::string shown, bool tokens)
    : session_(session),
      words_(words),
      file_(file),
      mode_(mode),
      shown_(std::move(shown)),
      tokens_(tokens),
      document_(file),
      problems_(file),
      // What is here is compared with what another database may have sent without its tokens.
      here_(session, false) {}

bool Check::step() {
  // The one place where what reading the file throws is caught.
  try {
    if (advance() && problems_.count() < kEnough) return true;
  } catch (const Error& error) {
    if (error.kind() != "SnapshotRefused" && error.kind() != "InvalidJson") throw;
    problems_.add(problem_of(error, document_.pointer()));
  }
  stage_ = Stage::Finished;
  removed_.reset();
  return false;
}

bool Check::advance() {
  const auto next_unless = [this](bool more, Stage next) {
    if (more) return;
    stage_ = next;
    closed_ = 0;
  };
  switch (stage_) {
    case Stage::Head:
      if (document_.read_head()) return true;
      if (!shown_.empty() && document_.digest() != shown_)
        throw refused("/digest",
                      "that of the snapshot that was shown, " + shown_ + ", since the file is to be the same",
                      document_.digest());
      begin();
      stage_ = Stage::Elements;
      return true;
    case Stage::Elements:
      next_unless(read_element(), Stage::Links);
      return true;
    case Stage::Links:
      next_unless(close_links(), Stage::Histories);
      return true;
    case Stage::Histories:
      next_unless(close_histories(), Stage::Uses);
      return true;
    case Stage::Uses:
      next_unless(close_uses(), Stage::Orphans);
      return true;
    case Stage::Orphans:
      next_unless(close_orphans(), Stage::Removals);
      return true;
    case Stage::Removals:
      next_unless(close_removals(), Stage::Finished);
      return stage_ != Stage::Finished;
    case Stage::Finished:
      break;
  }
  return false;
}

void Check::begin() {
  for (size_t i = 0; i < kSections; ++i) rows_here_[i] = here_.count(section_at(i));
  // Tables that grow are filled anew each time; this is about how many entries there will be.
  const size_t expected = file_.size() / kBytesOfSubscription;
  ids_[static_cast<size_t>(Section::Subscriptions)].reserve(expected);
  revisions_.reserve(expected);
  histories_.reserve(expected);
  graph_.reserve(expected);
  if (mode_ == Mode::Replace) return;
  auto products = session_.db.query(
      "select p.name, p.product_id, f.name, f.value from products p left join "
      "fixed_inputs f on f.product_id = p.product_id");
  while (products.step()) {
    Product& product = products_[products.text(0)];
    product.id = products.text(1);
    if (!products.is_null(2)) product.fixed_inputs[products.text(2)] = products.text(3);
  }
}

bool Check::read_element() {
  const Document::Next next = document_.next(tree_);
  if (next == Document::Next::Element) {
    Notes notes{tree_, document_.place(), problems_};
    check_element(notes);
  }
  return next != Document::Next::End;
}

void Check::check_element(Notes& notes) {
  switch (notes.element.section) {
    case Section::Customers:
      return check_customer(notes);
    case Section::ExternalRecords:
      return check_record(notes);
    case Section::Processes:
      return check_process(notes);
    case Section::ProductBlocks:
      return check_product_block(notes);
    case Section::Products:
      return check_product(notes);
    case Section::ResourceTypes:
      return check_resource_type(notes);
    case Section::Revisions:
      return check_revision(notes);
    case Section::Settings:
      return check_setting(notes);
    case Section::SubscriptionMetadata:
      return check_metadata(notes);
    case Section::Subscriptions:
      return check_subscription(notes);
    case Section::Workflows:
      return check_workflow(notes);
  }
}

// ---- Ids and names ----

bool Check::is_here(Section section, const std::string& id) {
  return rows_here_[static_cast<size_t>(section)] > 0 && here_.row(section, id).step();
}

void Check::take_id(Notes& notes, const Node& at, std::string id, std::string_view title,
                    std::string_view value) {
  const Section section = notes.element.section;
  const auto [place, is_new] = ids_[static_cast<size_t>(section)].emplace(std::move(id), notes.element.index);
  if (!is_new) {
    notes.add(at, "each element of \"" + std::string(name_of(section)) + "\" once",
              place->first + " a second time");
    return;
  }
  const bool stays = mode_ == Mode::Add && is_catalog(section);
  const Change change =
      stays ? compare_kept(notes, section, place->first) : compare(notes, section, place->first);
  std::string_view why;
  if (change == Change::Left) why = is_here(section, place->first) ? kOtherwise : kNotHere;
  count_change(section, change, place->first, std::string(title), why, value);
  changes_[static_cast<size_t>(section)].of.resize(notes.element.index, Change::Unchanged);
  changes_[static_cast<size_t>(section)].of.push_back(change);
}

void Check::take_part(Notes& notes, const Node& at, std::unordered_set<Id, IdHash>& taken,
                      std::string_view sql, std::string_view owner) {
  const std::string_view id = tree_.text(at);
  if (!taken.insert(id_from(id)).second) {
    notes.add(at, "each id once", std::string(id) + " a second time");
  } else if (mode_ == Mode::Add && !sql.empty()) {
    auto rows = session_.db.query(sql, id);
    if (rows.step() && rows.view(0) != owner) {
      notes.add(at, "an id that is not taken here", std::string(id) + ", which belongs to " + rows.text(0));
    }
  }
}

void Check::check_word(Notes& notes, const Node& at, const std::vector<std::string_view>& words) {
  if (std::find(words.begin(), words.end(), tree_.text(at)) != words.end()) return;
  std::string expected = "one of";
  for (const std::string_view word : words) expected.append(word == words.front() ? " " : ", ").append(word);
  notes.add(at, std::move(expected), at.in_words());
}

void Check::check_range(Notes& notes, const Node& at, const char* what, int64_t least, int64_t most) {
  if (at.number >= least && at.number <= most) return;
  notes.add(at, std::string(what) + ", " + std::to_string(least) + " to " + std::to_string(most),
            at.in_words());
}

void Check::check_version(Notes& notes, const Node& at) {
  constexpr int64_t kMost = int64_t{1} << 53;
  check_range(notes, at, "a version", 1, kMost);
}

void Check::check_names(Notes& notes, const Node& list, Section to) {
  std::unordered_set<std::string_view> names;
  for (uint32_t i = 0; i < list.count; ++i) {
    const Node& name = tree_.child(list, i);
    if (!check_member(notes, name, {"", MemberKind::Text})) continue;
    if (!names.insert(tree_.text(name)).second)
      notes.add(name, "each name once", name.in_words() + " a second time");
    need(notes, to, name);
  }
}

Place Check::place_of(const Notes& notes, const Node& at) const {
  Place place = notes.element;
  place.at = static_cast<size_t>(at.source.data() - file_.data());
  return place;
}

void Check::need(Notes& notes, Section to, const Node& at) {
  std::string name(tree_.text(at));
  if (!has(to, name)) links_.push_back({to, std::move(name), place_of(notes, at)});
}

void Check::need_row(Notes& notes, const void* type, Section to, const std::string& name, const Node& at) {
  if (!asked_.insert(type).second) return;
  if (mode_ == Mode::Replace) {
    if (!has(to, name)) links_.push_back({to, name, place_of(notes, at)});
  } else if (!is_here(to, name)) {  // what the file says of it is not added
    notes.add(at, "a block and fields that are here, too",
              "\"" + name + "\", which is not among the \"" + std::string(name_of(to)) + "\" here");
  }
}

// ---- What can be judged only when all was read ----

bool Check::close_links() {
  if (closed_ == links_.size()) return false;
  const Link& link = links_[closed_++];
  const bool is_there = has(link.to, link.name) || (mode_ == Mode::Add && is_here(link.to, link.name));
  if (!is_there) {
    problems_.add(link.where, "the id or name of an element of \"" + std::string(name_of(link.to)) + "\"",
                  "\"" + link.name + "\", of which there is none");
  }
  return true;
}

bool Check::close_histories() {
  if (closed_ == oldest_.size()) return false;
  const Oldest& oldest = oldest_[closed_++];
  const std::string id = text_of(oldest.subscription);
  if (!has(Section::Subscriptions, id) && !(mode_ == Mode::Add && is_here(Section::Subscriptions, id))) {
    problems_.add({"/content/revisions/" + std::to_string(oldest.index) + "/subscription_id",
                   "the id of an element of \"subscriptions\"", "\"" + id + "\", of which there is none"});
  }
  return true;
}

bool Check::close_uses() {
  if (closed_ == graph_.uses()) return false;
  BlockGraph::Fetch fetch;
  if (mode_ == Mode::Add && rows_here_[static_cast<size_t>(Section::Subscriptions)] > 0)
    fetch = [this](std::string_view id) { fetch_instance(id); };
  graph_.check(closed_++, fetch, problems_);
  return true;
}

// Where something is added: a block that its subscription has no more, but that a subscription which is only
// here uses.
bool Check::close_orphans() {
  if (mode_ == Mode::Replace || rows_here_[static_cast<size_t>(Section::Subscriptions)] == 0) return false;
  if (!removed_) {
    removed_.emplace(session_.db.query(
        "select own.subscription_id, own.subscription_instance_id, s.subscription_id, s.description "
        "from subscription_instance_relations r "
        "join subscription_instances own on own.subscription_instance_id = r.depends_on_id "
        "join subscription_instances other on other.subscription_instance_id = r.in_use_by_id "
        "join subscriptions s on s.subscription_id = other.subscription_id "
        "where own.subscription_id <> other.subscription_id"));
  }
  if (!removed_->step()) {
    removed_.reset();
    return false;
  }
  if (has(Section::Subscriptions, removed_->text(0)) && !has(Section::Subscriptions, removed_->text(2)) &&
      !graph_.has(removed_->view(1))) {
    problems_.add({"/content/subscriptions",
                   "subscription " + removed_->text(0) + " with its block " + removed_->text(1) +
                       ", which '" + removed_->text(3) + "' uses here",
                   "it without that block"});
  }
  return true;
}

}  // namespace rehearsal::snapshot
