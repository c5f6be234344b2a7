#include "catalog/builtin/modify_note.h"

#include "catalog/authoring.h"

namespace rehearsal::catalog {
namespace {

// The row as it stands in the state; its times are texts.
Json row_of(store::Database& db, std::string_view subscription_id) {
  auto rows = db.query(
      "select note, insync, status, version, end_date, product_id, start_date, customer_id, description, "
      "subscription_id from subscriptions where subscription_id = ?",
      subscription_id);
  if (!rows.step()) throw value_error("Subscription with id: " + std::string(subscription_id) + ", does not exist");
  const auto time = [&rows](int column) {
    return rows.is_null(column) ? Json(nullptr) : Json(iso_text(rows.instant(column)));
  };
  Json row = Json::object();
  row["note"] = rows.value(0);
  row["insync"] = rows.boolean(1);
  row["status"] = rows.text(2);
  row["version"] = rows.integer(3);
  row["end_date"] = time(4);
  row["product_id"] = rows.text(5);
  row["start_date"] = time(6);
  row["customer_id"] = rows.text(7);
  row["description"] = rows.text(8);
  row["subscription_id"] = rows.text(9);
  return row;
}

Gives<"old_note", "note", "__old_subscriptions__"> initial_input_form(
    Wizard& wizard, FormContext& context, Arg<"subscription_id", std::string> subscription_id) {
  Json old = row_of(context.session.db, *subscription_id);
  const Json old_note = old["note"];
  const Json& answer = wizard.ask(Page{
      .name = "ModifyNoteForm",
      .fields = {{"note", forms::long_text().length(std::nullopt, 5000).with_default(old_note)}},
      .has_next = false});
  Json old_subscriptions = Json::object();
  old_subscriptions[*subscription_id] = std::move(old);
  return {{"old_note", old_note}, {"note", answer.at("note")}, {"__old_subscriptions__", old_subscriptions}};
}

constexpr Step store =
    step<"Store note", [](Arg<"subscription_id", std::string> subscription_id, Arg<"note", std::string> note,
                          StepContext& context) -> Gives<"subscription"> {
      Json row = row_of(context.session.db, *subscription_id);
      domain::set_note(context.session, *subscription_id, *note);
      row["note"] = row_of(context.session.db, *subscription_id)["note"];
      return {{"subscription", row}};
    }>;
constexpr Step put_back =
    step<"Put back", [](Arg<"subscription_id", std::string> subscription_id,
                        Arg<"old_note", std::optional<std::string>> old_note, StepContext& context) {
      domain::set_note(context.session, *subscription_id, *old_note);
    }>;
constexpr Step store_note = undone_by<store, put_back>;

constexpr auto modify_note = init >> store_process_subscription<Target::MODIFY> >> store_note >> done;

}  // namespace

void add_modify_note(Registry& registry) {
  registry.add({.name = "modify_note",
                .description = "Modify Note",
                .target = Target::MODIFY,
                .initial_form = &modify_form<initial_input_form>,
                .steps = steps_of(modify_note),
                .product_types = {"*"}});
}

}  // namespace rehearsal::catalog
