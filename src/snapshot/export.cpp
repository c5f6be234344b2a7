#include "snapshot/export.h"

#include <cstring>

#include "core/error.h"
#include "snapshot/essence.h"
#include "store/database.h"

namespace rehearsal::snapshot {

using std::string_view;
using Names = std::unordered_set<std::string>;

namespace {

// Far less work than a digest.
void mix_in(string_view text, uint64_t& state) {
  for (size_t at = 0; at < text.size(); at += sizeof state) {
    uint64_t word = text.size();
    std::memcpy(&word, text.data() + at, std::min(sizeof word, text.size() - at));
    state = (state ^ word) * 0x9E3779B97F4A7C15u;
    state ^= state >> 29;
  }
}

}  // namespace

Export::Export(domain::Session& session, const ExportOptions& options)
    : session_(session), text_(session, options.tokens), processes_(options.processes) {
  if (!options.subscriptions.empty()) select(options.subscriptions);
  for (size_t i = 0; i < kSections; ++i) total_ += text_.count(section_at(i));
  part_ = "\"content\":{\n";
  hash_.add("{");
  open_section();
}

// The rows' first column, of a query that is asked once for each of these names.
Names Export::names(string_view sql, const Names& of) {
  Names found;
  for (const std::string& each : of) {
    auto rows = session_.db.query(sql, each);
    while (rows.step()) found.insert(rows.text(0));
  }
  return found;
}

void Export::select(const std::vector<std::string>& wanted) {
  Selection& chosen = selection_.emplace();
  // Breadth first: those that they use, and those that these use.
  Names added;
  for (const std::string& id : wanted) {
    if (!text_.row(Section::Subscriptions, id).step()) {
      throw value_error("Expected the id of a subscription, found " + id +
                        ", of which there is none. Choose among those in the list.");
    }
    added.insert(id);
  }
  while (!added.empty()) {
    chosen.subscriptions.insert(added.begin(), added.end());
    Names next = names(
        "select distinct used.subscription_id from subscription_instances own "
        "cross join subscription_instance_relations r on r.in_use_by_id = own.subscription_instance_id "
        "cross join subscription_instances used on used.subscription_instance_id = r.depends_on_id "
        "where own.subscription_id = ?",
        added);
    for (const std::string& known : chosen.subscriptions) next.erase(known);
    added = std::move(next);
  }
  chosen.customers = names(
      "select customer_id from subscriptions where subscription_id = ?1 union "
      "select customer_id from subscription_customer_descriptions where subscription_id = ?1",
      chosen.subscriptions);
  chosen.products = names(
      "select p.name from subscriptions s join products p using (product_id) where s.subscription_id = ?",
      chosen.subscriptions);
  added = names(
      "select b.name from products p join product_product_blocks using (product_id) "
      "join product_blocks b using (product_block_id) where p.name = ?",
      chosen.products);
  while (!added.empty()) {
    chosen.product_blocks.insert(added.begin(), added.end());
    Names next = names(
        "select used.name from product_blocks b join product_block_relations r on r.in_use_by_id = "
        "b.product_block_id join product_blocks used on used.product_block_id = r.depends_on_id where b.name "
        "= ?",
        added);
    for (const std::string& known : chosen.product_blocks) next.erase(known);
    added = std::move(next);
  }
  chosen.resource_types = names(
      "select t.resource_type from product_blocks b join product_block_resource_types using "
      "(product_block_id) "
      "join resource_types t using (resource_type_id) where b.name = ?",
      chosen.product_blocks);
  chosen.workflows = names(
      "select w.name from products p join products_workflows using (product_id) "
      "join workflows w using (workflow_id) where p.name = ?",
      chosen.products);
  if (!processes_) return;
  const Names more = names(
      "select distinct w.name from processes_subscriptions l join processes p using (pid) "
      "join workflows w using (workflow_id) where l.subscription_id = ?",
      chosen.subscriptions);
  chosen.workflows.insert(more.begin(), more.end());
}

// A process belongs to a selection when all its subscriptions do.
bool Export::belongs_process(string_view process_id) {
  bool any = false;
  auto links =
      session_.db.query("select subscription_id from processes_subscriptions where pid = ?", process_id);
  while (links.step()) {
    if (!selection_->subscriptions.count(links.text(0))) return false;
    any = true;
  }
  return any;
}

bool Export::belongs(Section section, const store::Rows& rows) {
  if (section == Section::Processes && !processes_) return false;
  if (!selection_) return true;
  switch (section) {
    case Section::Customers:
      return selection_->customers.count(rows.text(0)) > 0;
    case Section::ExternalRecords:
      return selection_->subscriptions.count(rows.text(1)) > 0;
    case Section::Processes:
      return belongs_process(rows.view(0));
    case Section::ProductBlocks:
      return selection_->product_blocks.count(rows.text(0)) > 0;
    case Section::Products:
      return selection_->products.count(rows.text(0)) > 0;
    case Section::ResourceTypes:
      return selection_->resource_types.count(rows.text(0)) > 0;
    case Section::Settings:
      return false;
    case Section::Workflows:
      return selection_->workflows.count(rows.text(0)) > 0;
    case Section::Revisions:
    case Section::SubscriptionMetadata:
    case Section::Subscriptions:
      return selection_->subscriptions.count(rows.text(0)) > 0;
  }
  return false;
}

void Export::open_section() {
  const string_view name = kSectionNames[section_];
  rows_.emplace(text_.rows(section_at(section_)));
  is_first_ = true;
  hash_.add(section_ == 0 ? "\"" : ",\"").add(name).add("\":[");
  part_.append("\"").append(name).append("\":[");
}

void Export::close_section() {
  const bool is_last = section_ + 1 == kSections;
  rows_.reset();
  hash_.add("]");
  part_ += is_first_ ? "]" : "\n]";
  part_ += is_last ? "\n}}\n" : ",\n";
  if (is_last) hash_.add("}");
}

bool Export::step() {
  if (section_ == kSections) return false;
  const Section section = section_at(section_);
  if (!rows_->step()) {
    close_section();
    if (++section_ == kSections) {
      done_ = total_;
      return false;
    }
    open_section();
    return true;
  }
  ++done_;
  if (!belongs(section, *rows_)) return true;
  element_.clear();
  text_.add(section, *rows_, element_);
  part_ += is_first_ ? "\n" : ",\n";
  part_ += element_;
  if (!is_first_) hash_.add(",");
  is_first_ = false;
  tree_.read(element_, 0);
  if (tree_.is_canonical()) {
    canonical_ = element_;
  } else {
    canonical_.clear();
    tree_.add_canonical(tree_.root(), canonical_);
  }
  hash_.add(canonical_);
  mix_in(has_origin(section) ? without_origin(parse_json(canonical_)) : canonical_, essence_);
  return true;
}

std::optional<std::string> Export::take_part() {
  const bool is_complete = section_ == kSections;
  if (part_.empty() || (part_.size() < kPart && !is_complete)) return std::nullopt;
  std::string taken = std::move(part_);
  part_.clear();
  if (!is_complete) part_.reserve(kPart + kPart / 4);
  return taken;
}

std::string Export::head(const Made& made) const {
  std::string head = "{\"format\":";
  add_json_text(kFormat, head);
  head += ",\"version\":" + std::to_string(kVersion) + ",\n\"made\":";
  Line line(head);
  line.moment("when", made.when);
  line.text("by", made.by);
  line.text("app", made.app);
  line.end();
  head += ",\n\"digest\":";
  add_json_text(digest(), head);
  head += ",\n";
  return head;
}

}  // namespace rehearsal::snapshot
