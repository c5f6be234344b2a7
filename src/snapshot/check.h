// Everything that is asked of a snapshot before it is taken, and what taking it would change. Nothing is
// written.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "domain/session.h"
#include "snapshot/block_graph.h"
#include "snapshot/document.h"
#include "snapshot/element_text.h"
#include "snapshot/essence.h"
#include "snapshot/fields.h"
#include "snapshot/id.h"

namespace rehearsal::snapshot {

// Add: what the file has comes in, in place of what has the same id; nothing goes. Products, blocks, resource
// types and settings stay as they are. Replace: afterwards there is what the file has, and nothing else.
enum class Mode : uint8_t { Add, Replace };

// Left: the file has it otherwise than it is here, or it is not here, and where something is added it stays
// so.
enum class Change : uint8_t { Added, Changed, Unchanged, Removed, Left };
inline constexpr std::array<std::string_view, 5> kChangeNames = {"added", "changed", "unchanged", "removed",
                                                                 "left"};

// Of one section: how many elements, and the first of them.
struct Changes {
  static constexpr size_t kFirst = 20;
  struct Item {
    std::string id;
    std::string title;
    // Of what is left: why.
    std::string_view why;
    // Of a setting: what it becomes, as JSON; null is what a new database has.
    std::string value;
  };
  std::array<int64_t, kChangeNames.size()> count{};
  std::array<std::vector<Item>, kChangeNames.size()> first;
  // Per element of the file.
  std::vector<Change> of;
};

// What this room does not know and its caller says: the words that rows of processes and workflows may hold,
// and what the code adds wherever it is missing.
struct Words {
  std::vector<std::string_view> process_statuses, step_statuses, targets, assignees;
  Essences of_code = {};
};

class Check {
 public:
  // `file` and `words` must outlive it; the database is not changed between the first step and the last.
  // `shown`: the digest of the snapshot that the person has seen; another one is refused. Empty: any is
  // taken. With `tokens` the states may hold those of callbacks: in a file that never left the database.
  Check(domain::Session& session, const Words& words, std::string_view file, Mode mode,
        std::string shown = {}, bool tokens = false);
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;

  // Looks at one element, or at one thing that can be judged only when all were read; false when there is
  // nothing left.
  bool step();
  // Very many problems end it early.
  static constexpr int64_t kEnough = 1000;
  // Bytes that were read, of how many.
  int64_t done() const { return static_cast<int64_t>(document_.done()); }
  int64_t total() const { return static_cast<int64_t>(file_.size()); }

  // Whether taking it changes something that a person would find again: the numbers of the report.
  bool changes_anything() const;
  // Whether all would be as it is, down to the order and to the dates of the catalogue.
  bool leaves_all() const { return !changes_anything() && (mode_ == Mode::Add || !differs_); }

  const Problems& problems() const { return problems_; }
  const Document& document() const { return document_; }
  Mode mode() const { return mode_; }
  const Changes& changes(Section section) const { return changes_[static_cast<size_t>(section)]; }
  // What becomes of an element of the file; none when it has none of this id.
  std::optional<Change> change_of(Section section, const std::string& id) const;
  // Whether the file has a revision of this subscription.
  bool has_history(std::string_view subscription_id) const {
    return histories_.count(id_from(subscription_id)) > 0;
  }
  // {"mode","digest","made","changes":{section:{"added","changed","unchanged","removed","left","first"}},
  // "problems","problem_count"}
  Json report() const;

 private:
  enum class Stage : uint8_t { Head, Elements, Links, Histories, Uses, Orphans, Removals, Finished };

  // A name or an id that must be an element of another section.
  struct Link {
    Section to;
    std::string name;
    Place where;
  };

  bool advance();
  void begin();
  bool read_element();
  // Each does a part of its stage; false when it is through.
  bool close_links();
  bool close_histories();
  bool close_uses();
  bool close_orphans();
  bool close_removals();
  void close_settings();
  // A row that is here and not in the file.
  void leave_out(Section section, const store::Rows& row);

  void check_element(Notes& notes);
  void check_customer(Notes& notes);
  void check_record(Notes& notes);
  void check_process(Notes& notes);
  void check_again(Notes& notes, const Node& node);
  void check_state(Notes& notes, const Node& state);
  void check_input(Notes& notes, const Node& node, std::string_view process_id);
  void check_step(Notes& notes, const Node& node, std::string_view process_id);
  void check_process_link(Notes& notes, const Node& node, std::string_view process_id);
  void check_product_block(Notes& notes);
  void check_product(Notes& notes);
  void check_resource_type(Notes& notes);
  void check_revision(Notes& notes);
  void check_setting(Notes& notes);
  void check_metadata(Notes& notes);
  void check_workflow(Notes& notes);

  // check_subscription.cpp
  struct Owner {
    std::string_view id;
    int needed;  // the strictness of its status's shape
  };
  void check_subscription(Notes& notes);
  void check_descriptions(Notes& notes, const Node& list, std::string_view subscription_id);
  void check_fixed_input(Notes& notes, const domain::Field& field, const Node& value,
                         const std::string* said);
  // Returns the strictest shape for which the value is complete.
  int check_field(Notes& notes, const domain::Field& field, const Node* value, const Owner& owner,
                  const Node& at);
  void check_value(Notes& notes, const domain::Field& field, const Node& value);
  // The blocks that stand in one object: their ids differ.
  struct Siblings {
    uint32_t parent;
    std::unordered_set<std::string_view> ids;
  };
  void check_blocks(Notes& notes, const domain::Field& field, const Node& value, const Owner& owner,
                    Siblings& siblings);
  void check_block(Notes& notes, const domain::Field& field, const Node& block, const Owner& owner,
                   Siblings& siblings);
  void check_whole_block(Notes& notes, const domain::BlockType& type, const Node& block, const Owner& owner);
  void check_here(Notes& notes, const Node& at, std::string_view id, const domain::BlockType& type,
                  std::string_view owner);
  // The members of an object, by the places of its layout; what is not in the layout is noted.
  std::vector<const Node*> members_of(Notes& notes, const Node& object, const std::vector<Slot>& layout);
  template <class Type>
  const std::vector<Slot>& layout(const Type& type);
  Place place_of(const Notes& notes, const Node& at) const;
  void fetch_instance(std::string_view id);

  // Takes the id of an element; notes a problem when it was there already.
  void take_id(Notes& notes, const Node& at, std::string id, std::string_view title,
               std::string_view value = {});
  // Takes the id of a part of an element. `sql`, where there is one, asks the database for the owner of the
  // part: where something is added, it must be the same.
  void take_part(Notes& notes, const Node& at, std::unordered_set<Id, IdHash>& taken, std::string_view sql,
                 std::string_view owner);
  void check_word(Notes& notes, const Node& at, const std::vector<std::string_view>& words);
  void check_range(Notes& notes, const Node& at, const char* what, int64_t least, int64_t most);
  // Room is left for the versions to come.
  void check_version(Notes& notes, const Node& at);
  void check_names(Notes& notes, const Node& list, Section to);
  void need(Notes& notes, Section to, const Node& at);
  // The row of a block or a field must be there; asked once for each of `type`.
  void need_row(Notes& notes, const void* type, Section to, const std::string& name, const Node& at);
  // What is here as text, in existing_; false where it cannot be written.
  bool write_existing(Section section, const store::Rows& row);
  Change compare(const Notes& notes, Section section, const std::string& id);
  Change compare_kept(const Notes& notes, Section section, const std::string& id);
  void count_change(Section section, Change change, std::string id, std::string title,
                    std::string_view why = {}, std::string_view value = {});
  bool has(Section section, const std::string& id) const {
    return ids_[static_cast<size_t>(section)].count(id) > 0;
  }
  bool is_here(Section section, const std::string& id);

  domain::Session& session_;
  const Words& words_;
  std::string_view file_;
  Mode mode_;
  std::string shown_;
  bool tokens_;
  Document document_;
  Problems problems_;
  Tree tree_;
  ElementText here_;
  Stage stage_ = Stage::Head;
  // How far a closing stage has come.
  size_t closed_ = 0;
  std::optional<store::Rows> removed_;
  // The greatest place in the file of what was found here, in the order of what is here.
  uint32_t last_place_ = 0;
  // Something is otherwise here that no number tells: an order, an origin, what a revision refers to.
  bool differs_ = false;

  // Of each section: which elements there are, and their places.
  std::array<std::unordered_map<std::string, uint32_t>, kSections> ids_;
  std::array<int64_t, kSections> rows_here_{};
  std::array<Changes, kSections> changes_;
  std::vector<Link> links_;
  std::unordered_set<Id, IdHash> steps_, inputs_, process_links_, descriptions_, revisions_, catalog_;
  // The subscriptions that have a history, and where in the file the oldest revision of each stands.
  std::unordered_set<Id, IdHash> histories_;
  struct Oldest {
    Id subscription;
    uint32_t index = 0;
  };
  std::vector<Oldest> oldest_;
  // Of each product: its id, and its fixed inputs by name.
  struct Product {
    std::string id;
    std::map<std::string, std::string, std::less<>> fixed_inputs;
  };
  std::map<std::string, Product, std::less<>> products_;
  std::unordered_map<const void*, std::vector<Slot>> layouts_;
  // Block types and fields whose rows were asked for.
  std::unordered_set<const void*> asked_;
  BlockGraph graph_;
  std::string existing_, incoming_;
  Tree other_;
};

}  // namespace rehearsal::snapshot
