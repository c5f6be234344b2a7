#include "domain/dump.h"

#include <map>
#include <unordered_map>

#include "core/ids.h"
#include "domain/dump_parts.h"
#include "domain/revisions.h"
#include "domain/stored_blocks.h"
#include "domain/subscriptions.h"
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

// Who uses the blocks, as each of them tells it.
class Users {
 public:
  Users(store::Database& db, std::string_view subscription_id, bool filter_owner_relations)
      : subscription_id_(subscription_id),
        uses_(read_uses(db, subscription_id)),
        filter_(filter_owner_relations) {}

  void put(Members& block, const std::string& instance) const {
    Json ids = Json::array();
    Json relations = Json::array();
    if (const auto found = uses_.find(instance); found != uses_.end()) {
      for (const Use& use : found->second) {
        if (!filter_ || use.subscription != subscription_id_) ids.push_back(use.instance);
        relations.push_back(
            {{"subscription_instance_id", use.instance}, {"subscription_id", use.subscription}});
      }
    }
    block.emplace("in_use_by_ids", std::move(ids));
    block.emplace("in_use_by_relations", std::move(relations));
  }

 private:
  std::string subscription_id_;
  Uses uses_;
  bool filter_;
};

Json model_block(const Users& users, const Block& block) {
  Members model = block_members(block, 2);
  put_fields(model, block.type->fields, block.fields,
             [&](const Block& inner) { return model_block(users, inner); });
  users.put(model, block.subscription_instance_id);
  return model;
}

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

Json domain_model_of(Session& session, const Subscription& subscription, bool filter_owner_relations) {
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
  model.emplace("customer_descriptions", customer_descriptions(session.db, subscription.subscription_id));
  model.emplace("tag", nullptr);
  model.emplace("version", subscription.version);
  put_fixed_inputs(model, subscription);
  const Users users(session.db, subscription.subscription_id, filter_owner_relations);
  put_fields(model, subscription.type->blocks, subscription.roots,
             [&](const Block& block) { return model_block(users, block); });
  return model;
}

// The same of a product that the code has no more, by the newest revisions: those are what is stored.
class ModelOfRevisions {
 public:
  ModelOfRevisions(store::Database& db, std::string_view subscription_id, bool filter_owner_relations)
      : db_(db), id_(subscription_id), users_(db, subscription_id, filter_owner_relations) {}

  Json make(const store::Rows& row) {
    Json model = subscription_schema(row, 0, SchemaDialect::SEARCH);
    model["customer_descriptions"] = customer_descriptions(db_, id_);
    const Json& revision = revision_of(id_);
    for (auto member = revision.begin(); member != revision.end(); ++member) {
      if (member.key() != "product_name" && !model.contains(member.key()))
        model[member.key()] = shown(member.value(), 1);
    }
    return model;
  }

 private:
  // A value, a block, or a list of either.
  Json shown(Json part, size_t depth) {
    if (part.is_array()) {
      for (Json& each : part) each = shown(std::move(each), depth);
    }
    if (!part.is_object()) return part;
    const std::string instance = text_or(part, "subscription_instance_id");
    // The blocks of others are only named.
    if (!part.contains("label")) {
      if (const Json* whole = find(revision_of(text_or(part, "owner_subscription_id")), instance))
        part = *whole;
    }
    auto& members = part.get_ref<Members&>();
    for (auto& [name, value] : members) {
      if (depth < kMaxBlockDepth) value = shown(std::move(value), depth + 1);
    }
    users_.put(members, instance);
    return part;
  }

  static const Json* find(const Json& part, const std::string& instance) {
    if (part.contains("label") && text_or(part, "subscription_instance_id") == instance) return &part;
    for (const Json& each : part) {
      if (!each.is_structured()) continue;
      if (const Json* found = find(each, instance)) return found;
    }
    return nullptr;
  }

  const Json& revision_of(const std::string& subscription_id) {
    const auto [place, is_new] = revisions_.try_emplace(subscription_id);
    if (is_new) place->second = newest_model(db_, subscription_id).value_or(Json::object());
    return place->second;
  }

  store::Database& db_;
  std::string id_;
  Users users_;
  std::map<std::string, Json> revisions_;
};

}  // namespace

Json domain_model(Session& session, std::string_view subscription_id, bool filter_owner_relations) {
  auto row = session.db.query("select " + std::string(kSubscriptionSchemaColumns) +
                                  " from subscriptions s join products p using (product_id) where "
                                  "s.subscription_id = ?",
                              subscription_id);
  if (row.step() && !session.models.find_product_type(row.view(10)))
    return ModelOfRevisions(session.db, subscription_id, filter_owner_relations).make(row);
  return domain_model_of(session, from_subscription(session, subscription_id), filter_owner_relations);
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
