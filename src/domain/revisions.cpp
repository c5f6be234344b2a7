#include "domain/revisions.h"

#include "core/ids.h"
#include "domain/dump_parts.h"
#include "store/database.h"

namespace rehearsal::domain {
namespace {

Json time_of(const std::optional<Instant>& at) {
  return at ? Json(iso_text_precise(*at)) : Json(nullptr);
}

Json owned_block(const Block& block, const std::string& owner) {
  Json model = {{"name", block.type->name},
                {"subscription_instance_id", block.subscription_instance_id},
                {"owner_subscription_id", block.owner_subscription_id}};
  if (block.owner_subscription_id != owner) return model;
  model["label"] = or_null(block.label);
  put_fields(model, block.type->fields, block.fields,
             [&](const Block& inner) { return owned_block(inner, owner); });
  return model;
}

std::optional<std::string> process_of(const Session& session) {
  return session.process_id.empty() ? std::nullopt : std::optional(session.process_id);
}

bool append_model(Session& session, std::string_view subscription_id, const std::string& model) {
  session.db.run(
      "insert into subscription_revisions (subscription_id, version, digest, parent_digest, model, "
      "process_id, made_at) "
      "select s.subscription_id, s.version, ?2, newest.digest, ?3, ?4, ?5 from subscriptions s left join "
      "(select digest from subscription_revisions where subscription_id = ?1 order by sequence desc limit 1) "
      "newest "
      "where s.subscription_id = ?1 and newest.digest is not ?2",
      subscription_id, sha256_hex(model), model, process_of(session), session.clock.now());
  return session.db.changes() > 0;
}

}  // namespace

std::string revision_model(const Subscription& subscription) {
  Json model = {
      {"subscription_id", subscription.subscription_id},
      {"product", {{"product_id", subscription.product.product_id}, {"name", subscription.product.name}}},
      {"customer_id", subscription.customer_id},
      {"description", subscription.description},
      {"status", to_text(subscription.status)},
      {"insync", subscription.insync},
      {"start_date", time_of(subscription.start_date)},
      {"end_date", time_of(subscription.end_date)},
      {"note", or_null(subscription.note)}};
  put_fixed_inputs(model, subscription);
  put_fields(model, subscription.type->blocks, subscription.roots,
             [&](const Block& block) { return owned_block(block, subscription.subscription_id); });
  return canonical_json(model);
}

bool append_revision(Session& session, const Subscription& subscription) {
  return append_model(session, subscription.subscription_id, revision_model(subscription));
}

bool append_revision(Session& session, std::string_view subscription_id, const char* member, Json value) {
  Json model;
  {
    auto rows = session.db.query(
        "select model from subscription_revisions where subscription_id = ? order by sequence desc limit 1",
        subscription_id);
    if (!rows.step()) return false;
    model = rows.json(0);
  }
  model[member] = std::move(value);
  return append_model(session, subscription_id, canonical_json(model));
}

}  // namespace rehearsal::domain
