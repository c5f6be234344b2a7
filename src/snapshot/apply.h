// Writes what a snapshot has into the database. It was checked before: nothing is asked any more.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/session.h"
#include "snapshot/check.h"

namespace rehearsal::snapshot {

// Inside the caller's transaction; what is thrown undoes it. Where it replaces, no foreign keys are needed.
class Apply {
 public:
  // `check` has come to its end without problems; it and `file` outlive this.
  Apply(domain::Session& session, std::string_view file, const Check& check);
  Apply(const Apply&) = delete;
  Apply& operator=(const Apply&) = delete;

  // Writes one element, or removes some rows; false when there is nothing left.
  bool step();
  // Bytes that were written, of total().
  int64_t done() const { return static_cast<int64_t>(done_); }
  int64_t total() const { return static_cast<int64_t>(file_.size()); }

 private:
  enum class Stage : uint8_t { Clear, Elements, Uses, Revisions, Words, Merging, Keys, Finished };

  // A row of subscription_instance_relations.
  struct Use {
    Id parent;
    Id child;
    std::string attribute;
    int64_t order;
  };
  // A row of product_block_relations, by names.
  struct BlockRelation {
    std::string user;
    std::string used;
    std::optional<int64_t> min;
    std::optional<int64_t> max;
  };

  bool clear_some();
  bool write_next();
  void write_element(Section section, Change change);

  void write_customer();
  void write_record();
  void write_process(Change change);
  void write_revision();
  void write_setting();
  void write_metadata();
  bool write_use();
  bool complete_history();
  bool look_at_keys();

  // apply_catalog.cpp
  void write_workflow();
  void write_resource_type();
  void write_product_block();
  void write_product();

  // apply_subscription.cpp
  void write_subscription(Change change);
  void clear_subscription(std::string_view id);
  void write_descriptions(const Node& list, std::string_view subscription_id);
  void write_blocks(const domain::Field& field, const Node& value, std::string_view owner,
                    std::string_view parent);
  void write_block(const domain::BlockType& type, const Node& block, std::string_view owner);
  void write_values(const domain::Field& field, const Node& value, std::string_view instance);
  void write_value(const domain::Field& field, const Node& value, std::string_view instance);

  // For a row of subscription_instance_values; valid until the next one.
  std::string_view next_value_id();
  // The id of a row that is known by its name; asked for once.
  const std::string& id_of(std::map<std::string, std::string, std::less<>>& known, std::string_view sql,
                           std::string_view name);

  domain::Session& session_;
  store::Database& db_;
  std::string_view file_;
  const Check& check_;
  Stage stage_ = Stage::Clear;
  // How far a stage has come, and in which section it is.
  size_t at_ = 0;
  int64_t looked_at_ = 0;
  size_t done_ = 0;
  std::optional<Elements> elements_;
  Tree tree_;

  std::vector<BlockRelation> block_relations_;
  std::vector<Use> uses_;
  std::vector<std::string> changed_;
  std::string value_id_;
  std::map<std::string, std::string, std::less<>> workflow_ids_, block_ids_, resource_type_ids_;
};

}  // namespace rehearsal::snapshot
