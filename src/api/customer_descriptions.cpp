// What a customer calls a subscription (engine.md 6, 7.5): one description for each customer and
// subscription.
#include "api/body_reader.h"
#include "api/handlers.h"
#include "api/refusal.h"
#include "workflow/make_step.h"

namespace rehearsal::api {
namespace {

constexpr std::string_view kColumns =
    "select description, customer_id, subscription_id, id, created_at, version from "
    "subscription_customer_descriptions";

Json description_at(const store::Rows& rows) {
  return {{"description", rows.text(0)},
          {"customer_id", rows.text(1)},
          {"subscription_id", rows.text(2)},
          {"id", rows.text(3)},
          {"created_at", epoch_seconds(rows.instant(4))},
          {"version", rows.integer(5)}};
}

struct Described {
  std::string customer_id;
  std::string subscription_id;
  std::string description;
  // In the body of a change only; -1 where no version is said.
  std::string id = {};
  int64_t version = -1;
};

Described described_in(const Json& body, bool is_change) {
  BodyReader reader(body);
  Described described;
  described.description = reader.description("description");
  described.customer_id = reader.text("customer_id");
  described.subscription_id = reader.uuid("subscription_id");
  if (is_change) {
    described.id = reader.uuid("id");
    described.version = reader.integer_or("version", -1);
  }
  reader.end();
  return described;
}

// Refuses a subscription that is not there, and a second description for the same customer.
void refuse_unless_free(store::Database& db, const Described& described, const std::string& own_id) {
  if (!db.query("select 1 from subscriptions where subscription_id = ?", described.subscription_id).step()) {
    throw problem(400, "Expected the id of a subscription, found " + described.subscription_id +
                           ", which there is none of.");
  }
  auto rows = db.query(
      "select id from subscription_customer_descriptions where subscription_id = ? and customer_id = ?",
      described.subscription_id, described.customer_id);
  if (rows.step() && rows.view(0) != own_id) {
    throw problem(400, "The customer " + described.customer_id +
                           " has a description of this subscription already, " + rows.text(0) +
                           ". Change that one.");
  }
}

}  // namespace

Answer post_customer_description(Call& call) {
  const Described described = described_in(call.needed_body(), false);
  refuse_unless_free(call.db(), described, "");
  call.db().run(
      "insert into subscription_customer_descriptions (id, subscription_id, customer_id, description, "
      "created_at) values (?, ?, ?, ?, ?)",
      call.ids.next(), described.subscription_id, described.customer_id, described.description,
      call.services.clock.now());
  call.events.subscription_changed(described.subscription_id);
  return no_content();
}

// The moment of its making is not the sender's to change: a created_at in the body is not looked at.
Answer put_customer_description(Call& call) {
  const Described described = described_in(call.needed_body(), true);
  const std::string& id = described.id;
  std::string before;
  {
    auto rows = call.db().query(
        "select version, subscription_id from subscription_customer_descriptions where id = ?", id);
    if (!rows.step()) throw problem(404);
    if (described.version != -1 && described.version != rows.integer(0)) {
      throw problem(400, "Stale data: given version (" + std::to_string(described.version) +
                             ") does not match the current version (" + std::to_string(rows.integer(0)) +
                             ")");
    }
    before = rows.text(1);
  }
  refuse_unless_free(call.db(), described, id);
  call.db().run(
      "update subscription_customer_descriptions set subscription_id = ?, customer_id = ?, description = ? "
      "where id = ?",
      described.subscription_id, described.customer_id, described.description, id);
  if (before != described.subscription_id) call.events.subscription_changed(before);
  call.events.subscription_changed(described.subscription_id);
  return no_content();
}

Answer delete_customer_description(Call& call) {
  const std::string id = call.uuid(0, "_id");
  std::string subscription_id;
  {
    auto rows =
        call.db().query("select subscription_id from subscription_customer_descriptions where id = ?", id);
    if (!rows.step()) return no_content();
    subscription_id = rows.text(0);
  }
  call.db().run("delete from subscription_customer_descriptions where id = ?", id);
  call.events.subscription_changed(subscription_id);
  return no_content();
}

Answer get_customer_description(Call& call) {
  auto rows = call.db().query(std::string(kColumns) + " where id = ?", call.uuid(0, "_id"));
  if (!rows.step()) throw problem(404);
  return answer(description_at(rows));
}

Answer get_customer_description_of(Call& call) {
  auto rows = call.db().query(std::string(kColumns) + " where subscription_id = ? and customer_id = ?",
                              call.uuid(1, "subscription_id"), call.parts[0]);
  if (!rows.step()) throw problem(404);
  return answer(description_at(rows));
}

}  // namespace rehearsal::api
