// What a customer calls a subscription (engine.md 6, 7.5): one description for each customer and
// subscription.
#include "api/handlers.h"
#include "api/refusal.h"
#include "forms/coerce.h"
#include "forms/text.h"

namespace rehearsal::api {
namespace {

constexpr int64_t kLongestDescription = 2000;

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

const Json& needed_member(const Json& body, const char* name) {
  if (!body.is_object()) {
    throw unprocessable("model_attributes_type", Json::array({"body"}),
                        "Input should be a valid dictionary or object to extract fields from", body);
  }
  const auto found = body.find(name);
  if (found == body.end())
    throw unprocessable("missing", Json::array({"body", name}), "Field required", body);
  return *found;
}

std::string text_in(const Json& body, const char* name) {
  const Json& value = needed_member(body, name);
  if (!value.is_string()) {
    throw unprocessable("string_type", Json::array({"body", name}), "Input should be a valid string", value);
  }
  return value.get<std::string>();
}

std::string uuid_in(const Json& body, const char* name) {
  const Json& value = needed_member(body, name);
  forms::Coerced coerced = forms::to_uuid(value);
  if (coerced.complaint) {
    throw unprocessable(coerced.complaint->type, Json::array({"body", name}), coerced.complaint->message,
                        value, coerced.complaint->context);
  }
  return coerced.value.get<std::string>();
}

struct Described {
  std::string customer_id;
  std::string subscription_id;
  std::string description;
};

Described described_in(const Json& body) {
  Described described{text_in(body, "customer_id"), uuid_in(body, "subscription_id"),
                      text_in(body, "description")};
  if (forms::code_points(described.description) > kLongestDescription) {
    Json ctx = Json::object();
    ctx["max_length"] = kLongestDescription;
    throw unprocessable("string_too_long", Json::array({"body", "description"}),
                        "String should have at most 2000 characters", described.description, std::move(ctx));
  }
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
  const Described described = described_in(call.needed_body());
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
  const Json body = call.needed_body();
  const Described described = described_in(body);
  const std::string id = uuid_in(body, "id");
  std::string before;
  {
    auto rows = call.db().query(
        "select version, subscription_id from subscription_customer_descriptions where id = ?", id);
    if (!rows.step()) throw problem(404);
    const auto given = body.find("version");
    if (given != body.end() && !given->is_null()) {
      if (!given->is_number_integer()) {
        throw unprocessable("int_type", Json::array({"body", "version"}), "Input should be a valid integer",
                            *given);
      }
      if (given->get<int64_t>() != rows.integer(0)) {
        throw problem(400, "Stale data: given version (" + given->dump() +
                               ") does not match the current version (" + std::to_string(rows.integer(0)) +
                               ")");
      }
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
