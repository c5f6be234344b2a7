// A subscription as text: its members and its blocks, in the order that its type gives.
#include "domain/subscriptions.h"
#include "snapshot/element_text.h"
#include "store/database.h"

namespace rehearsal::snapshot {
namespace {

void add_json_value(const Json& value, std::string& out) {
  if (value.is_string()) {
    add_json_text(value.get_ref<const std::string&>(), out);
  } else {
    out += dump_json(value);
  }
}

}  // namespace

template <class Type>
const std::vector<Slot>& ElementText::layout(const Type& type) {
  auto [place, is_new] = layouts_.try_emplace(&type);
  if (is_new) place->second = layout_of(type);
  return place->second;
}

void ElementText::add_subscription(const store::Rows& rows, std::string& out) {
  const domain::Subscription subscription = domain::load_unchecked(session_, rows.view(0));
  const std::string_view id = subscription.subscription_id;
  written_.clear();
  Line line(out);
  for (const Slot& slot : layout(*subscription.type)) {
    switch (slot.standard) {
      case Standard::CustomerDescriptions:
        line.list(slot.name, [&](auto separate) {
          auto descriptions = session_.db.query(
              "select created_at, customer_id, description, id, version from "
              "subscription_customer_descriptions "
              "where subscription_id = ? order by customer_id",
              id);
          while (descriptions.step()) {
            separate();
            Line each(out);
            each.moment("created_at", descriptions.instant(0));
            each.text("customer_id", descriptions.view(1));
            each.text("description", descriptions.view(2));
            each.text("id", descriptions.view(3));
            each.integer("version", descriptions.integer(4));
            each.end();
          }
        });
        break;
      case Standard::CustomerId:
        line.text(slot.name, subscription.customer_id);
        break;
      case Standard::Description:
        line.text(slot.name, subscription.description);
        break;
      case Standard::EndDate:
        line.moment(slot.name, subscription.end_date);
        break;
      case Standard::Insync:
        line.boolean(slot.name, subscription.insync);
        break;
      case Standard::Note:
        line.text(slot.name, subscription.note);
        break;
      case Standard::Product: {
        line.begin(slot.name);
        Line product(out);
        product.text("name", subscription.product.name);
        product.text("product_id", subscription.product.product_id);
        product.end();
        break;
      }
      case Standard::StartDate:
        line.moment(slot.name, subscription.start_date);
        break;
      case Standard::Status:
        line.text(slot.name, domain::to_text(subscription.status));
        break;
      case Standard::SubscriptionId:
        line.text(slot.name, id);
        break;
      case Standard::Version:
        line.integer(slot.name, subscription.version);
        break;
      default:
        if (slot.is_fixed_input) {
          line.begin(slot.name);
          add_json_value(subscription.fixed_inputs[slot.place], out);
        } else {
          add_roots(line, subscription.type->blocks[slot.place], subscription.roots[slot.place], id, out);
        }
    }
  }
  line.end();
}

void ElementText::add_roots(Line& line, const domain::Field& field, const domain::FieldValue& value,
                            std::string_view owner, std::string& out) {
  line.begin(field.name);
  if (field.is_list) {
    out += '[';
    for (size_t i = 0; i < value.blocks.size(); ++i) {
      if (i > 0) out += ',';
      add_block(value.blocks[i], owner, out);
    }
    out += ']';
  } else if (value.blocks.empty()) {
    out += "null";
  } else {
    add_block(value.blocks.front(), owner, out);
  }
}

// A block of another subscription, or one that stands in this one already, is only named.
void ElementText::add_block(const domain::Block& block, std::string_view owner, std::string& out) {
  const bool is_whole =
      block.owner_subscription_id == owner && written_.insert(block.subscription_instance_id).second;
  Line line(out);
  for (const Slot& slot : layout(*block.type)) {
    switch (slot.standard) {
      case Standard::Label:
        if (is_whole) line.text(slot.name, block.label);
        break;
      case Standard::Name:
        line.text(slot.name, block.type->name);
        break;
      case Standard::Owner:
        line.text(slot.name, block.owner_subscription_id);
        break;
      case Standard::InstanceId:
        line.text(slot.name, block.subscription_instance_id);
        break;
      default: {
        if (!is_whole) break;
        const domain::Field& field = block.type->fields[slot.place];
        const domain::FieldValue& value = block.fields[slot.place];
        if (field.is_block()) {
          add_roots(line, field, value, owner, out);
        } else {
          line.begin(slot.name);
          add_json_value(value.value, out);
        }
      }
    }
  }
  line.end();
}

}  // namespace rehearsal::snapshot
