#include "domain/dump.h"

#include <unordered_map>

#include "core/ids.h"
#include "domain/dump_parts.h"
#include "domain/subscriptions.h"
#include "domain/types_of_rows.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

Json iso(const std::optional<Instant>& at) {
  return at ? Json(iso_text(*at)) : Json(nullptr);
}

Json epoch(const std::optional<Instant>& at) {
  return at ? Json(epoch_seconds(*at)) : Json(nullptr);
}

// The standard members of a block, with room for its fields and `more` members.
Members block_members(const Block& block, size_t more) {
  Members members;
  members.reserve(4 + block.fields.size() + more);
  members.emplace("name", block.type->name);
  members.emplace("subscription_instance_id", block.subscription_instance_id);
  members.emplace("owner_subscription_id", block.owner_subscription_id);
  members.emplace("label", or_null(block.label));
  return members;
}

Json product_json(const ProductRow& product, Json created_at, Json end_date) {
  Members members;
  members.reserve(8);
  members.emplace("product_id", product.product_id);
  members.emplace("name", product.name);
  members.emplace("description", product.description);
  members.emplace("product_type", product.product_type);
  members.emplace("status", product.status);
  members.emplace("tag", product.tag);
  members.emplace("created_at", std::move(created_at));
  members.emplace("end_date", std::move(end_date));
  return members;
}

Json state_block(const Block& block) {
  Members members = block_members(block, 0);
  put_fields(members, block.type->fields, block.fields, state_block);
  return members;
}

// Who uses an instance: the using instance and its subscription.
struct Use {
  std::string instance;
  std::string subscription;
};
using Uses = std::unordered_map<std::string, std::vector<Use>>;

// Of the subscription's own instances and of all that they refer to.
Uses read_uses(store::Database& db, std::string_view subscription_id) {
  Uses uses;
  auto rows = db.query(
      "with recursive tree(id) as ("
      "select subscription_instance_id from subscription_instances where subscription_id = ? "
      "union select r.depends_on_id from tree join subscription_instance_relations r on r.in_use_by_id = "
      "tree.id) "
      "select r.depends_on_id, r.in_use_by_id, i.subscription_id from tree "
      "cross join subscription_instance_relations r on r.depends_on_id = tree.id "
      "cross join subscription_instances i on i.subscription_instance_id = r.in_use_by_id order by r.rowid",
      subscription_id);
  while (rows.step()) uses[rows.text(0)].push_back({rows.text(1), rows.text(2)});
  return uses;
}

class DomainModel {
 public:
  DomainModel(const Subscription& subscription, const Uses& uses, bool filter_owner_relations)
      : subscription_(subscription), uses_(uses), filter_(filter_owner_relations) {}

  Json block(const Block& block) const {
    Members model = block_members(block, 2);
    put_fields(model, block.type->fields, block.fields,
               [this](const Block& inner) { return this->block(inner); });
    Json ids = Json::array();
    Json relations = Json::array();
    if (const auto found = uses_.find(block.subscription_instance_id); found != uses_.end()) {
      for (const Use& use : found->second) {
        if (!filter_ || use.subscription != subscription_.subscription_id) ids.push_back(use.instance);
        relations.push_back(
            {{"subscription_instance_id", use.instance}, {"subscription_id", use.subscription}});
      }
    }
    model.emplace("in_use_by_ids", std::move(ids));
    model.emplace("in_use_by_relations", std::move(relations));
    return model;
  }

 private:
  const Subscription& subscription_;
  const Uses& uses_;
  bool filter_;
};

Json customer_descriptions(store::Database& db, std::string_view subscription_id) {
  Json list = Json::array();
  auto rows = db.query(
      "select description, customer_id, subscription_id, id, created_at, version from "
      "subscription_customer_descriptions "
      "where subscription_id = ? order by created_at, id",
      subscription_id);
  while (rows.step()) {
    list.push_back({{"description", rows.text(0)},
                    {"customer_id", rows.text(1)},
                    {"subscription_id", rows.text(2)},
                    {"id", rows.text(3)},
                    {"created_at", epoch_seconds(rows.instant(4))},
                    {"version", rows.integer(5)}});
  }
  return list;
}

}  // namespace

Json to_state(const Subscription& subscription) {
  const ProductRow& product = subscription.product;
  Members state;
  state.reserve(10 + subscription.fixed_inputs.size() + subscription.roots.size());
  state.emplace("product", product_json(product, iso_text(product.created_at), iso(product.end_date)));
  state.emplace("customer_id", subscription.customer_id);
  state.emplace("subscription_id", subscription.subscription_id);
  state.emplace("description", subscription.description);
  state.emplace("status", to_text(subscription.status));
  state.emplace("insync", subscription.insync);
  state.emplace("start_date", iso(subscription.start_date));
  state.emplace("end_date", iso(subscription.end_date));
  state.emplace("note", or_null(subscription.note));
  state.emplace("version", subscription.version);
  put_fixed_inputs(state, subscription);
  put_fields(state, subscription.type->blocks, subscription.roots, state_block);
  return state;
}

namespace {

// Whether the code has the subscription's product no more.
bool is_of_gone_product(Session& session, std::string_view subscription_id) {
  auto rows = session.db.query(
      "select p.name from subscriptions s join products p using (product_id) where s.subscription_id = ?",
      subscription_id);
  return rows.step() && !session.models.find_product_type(rows.view(0));
}

Json domain_model_of(Session& session, const Subscription& subscription, bool filter_owner_relations) {
  const std::string& subscription_id = subscription.subscription_id;
  const Uses uses = read_uses(session.db, subscription_id);
  const ProductRow& product = subscription.product;
  Members model;
  model.reserve(14 + subscription.fixed_inputs.size() + subscription.roots.size());
  model.emplace("subscription_id", subscription.subscription_id);
  model.emplace("start_date", epoch(subscription.start_date));
  model.emplace("description", subscription.description);
  model.emplace("status", to_text(subscription.status));
  model.emplace("product_id", nullptr);
  model.emplace("customer_id", subscription.customer_id);
  model.emplace("insync", subscription.insync);
  model.emplace("note", or_null(subscription.note));
  model.emplace("name", nullptr);
  model.emplace("end_date", epoch(subscription.end_date));
  model.emplace("product", product_json(product, epoch_seconds(product.created_at), epoch(product.end_date)));
  model.emplace("customer_descriptions", customer_descriptions(session.db, subscription_id));
  model.emplace("tag", nullptr);
  model.emplace("version", subscription.version);
  put_fixed_inputs(model, subscription);
  const DomainModel blocks(subscription, uses, filter_owner_relations);
  put_fields(model, subscription.type->blocks, subscription.roots,
             [&](const Block& block) { return blocks.block(block); });
  return model;
}

}  // namespace

Json domain_model(Session& session, std::string_view subscription_id, bool filter_owner_relations) {
  if (!is_of_gone_product(session, subscription_id)) {
    return domain_model_of(session, from_subscription(session, subscription_id), filter_owner_relations);
  }
  const Models models = models_of_rows(session, subscription_id);
  Session rows{session.db, models, session.clock, session.ids, session.process_id, nullptr};
  return domain_model_of(session, load_unchecked(rows, subscription_id), filter_owner_relations);
}

Json subscription_schema(const store::Rows& rows, int first, SchemaDialect dialect) {
  const bool of_process = dialect == SchemaDialect::PROCESS;
  const ProductRow product = {.product_id = rows.text(first + 4),
                              .name = rows.text(first + 10),
                              .description = rows.text(first + 11),
                              .product_type = rows.text(first + 12),
                              .tag = rows.text(first + 14),
                              .status = rows.text(first + 13),
                              .created_at = rows.instant(first + 15),
                              .end_date = rows.optional_instant(first + 16)};
  return {
      {"subscription_id", rows.text(first)},
      {"start_date", epoch(rows.optional_instant(first + 1))},
      {"description", rows.text(first + 2)},
      {"status", rows.text(first + 3)},
      {"product_id", of_process ? Json(product.product_id) : Json(nullptr)},
      {"customer_id", rows.text(first + 5)},
      {"insync", rows.boolean(first + 6)},
      {"note", or_null(rows.optional_text(first + 7))},
      {"name", nullptr},
      {"end_date", epoch(rows.optional_instant(first + 8))},
      {"product", product_json(product, of_process ? Json(nullptr) : Json(epoch_seconds(product.created_at)),
                               of_process ? Json(nullptr) : epoch(product.end_date))},
      {"customer_descriptions", nullptr},
      {"tag", nullptr},
      {"version", rows.integer(first + 9)}};
}

}  // namespace rehearsal::domain
