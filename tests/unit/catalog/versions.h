// Versions of a catalogue, as the code has it one after the other, and a database that they are compared with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/compare.h"
#include "domain/subscriptions.h"
#include "store/transaction.h"
#include "workflow/generic_steps.h"

namespace rehearsal::catalog {
using domain::BlockType;
using domain::Field;
using domain::Product;
using domain::ProductType;
using domain::ValueKind;
using workflow::Target;

inline constexpr const char* kCustomer = "00000000-0000-4000-8000-0000000000c1";

// A catalogue as one version of the code has it.
struct Version {
  std::string product_words = "a wire";
  std::string block_words = "a wire's block";
  std::string field_words = "how long it is";
  std::string workflow_words = "Lay a wire";
  bool has_product = true;
  bool has_blocks = true;
  bool has_length = true;
  bool has_workflow = true;
  // A fixed input and a second block below the subscription.
  bool has_colour = false;
  bool has_plug = false;
  // A field that active subscriptions must have, and what those that are there get for it.
  bool has_weight = false;
  std::string first_weight = {};
  // The plugs must be there: below the subscription, and in a field of their own of the block.
  bool needs_plug = false;
  bool has_main_plug = false;
  ValueKind length = ValueKind::INTEGER;
  std::vector<std::string> lengths = {};
  bool length_is_list = false;
  domain::Items length_items = {};
  std::string first_length = {};
  std::optional<domain::SubscriptionLifecycle> length_from = {};
  std::string status = "active";
  domain::Items ends = {0, 2};
};

inline Catalog catalog_of(const Version& version) {
  Catalog catalog;
  BlockType block;
  block.name = "WireBlock";
  block.description = version.block_words;
  block.tag = "WIRE";
  Field name;
  name.name = "wire_name";
  Field ends;
  ends.name = "ends";
  ends.kind = ValueKind::BLOCK;
  ends.block = "PlugBlock";
  ends.is_list = true;
  ends.items = version.ends;
  BlockType plug;
  plug.name = "PlugBlock";
  plug.description = "an end";
  plug.tag = "PLUG";
  if (version.has_blocks) catalog.models.add_block(plug);
  block.fields = {name, ends};
  if (version.has_weight) {
    Field weight;
    weight.name = "weight";
    weight.kind = ValueKind::INTEGER;
    weight.required_from = domain::SubscriptionLifecycle::INITIAL;
    block.fields.push_back(weight);
    domain::begin_fields(block, {{"weight", version.first_weight}});
  }
  if (version.has_length) {
    Field length;
    length.name = "length";
    length.kind = version.length;
    length.choices = version.lengths;
    length.is_list = version.length_is_list;
    length.items = version.length_items;
    length.required_from = version.length_from;
    length.description = version.field_words;
    block.fields.push_back(length);
    domain::begin_fields(block, {{"length", version.first_length}});
  }
  if (version.has_main_plug) {
    BlockType socket;
    socket.name = "SocketBlock";
    catalog.models.add_block(socket);
    Field main;
    main.name = "main";
    main.kind = ValueKind::BLOCK;
    main.block = "SocketBlock";
    main.required_from = domain::SubscriptionLifecycle::ACTIVE;
    block.fields.push_back(main);
  }
  if (version.has_blocks) catalog.models.add_block(block);
  if (version.has_product) {
    Field root;
    root.name = "wire";
    root.kind = ValueKind::BLOCK;
    root.block = "WireBlock";
    root.required_from = domain::SubscriptionLifecycle::INITIAL;
    ProductType type;
    type.name = "Wire";
    type.blocks = {root};
    Product product;
    product.status = version.status;
    if (version.has_colour) {
      Field colour;
      colour.name = "colour";
      type.fixed_inputs = {colour};
      product.fixed_inputs = {{"colour", "red"}};
    }
    if (version.has_plug) {
      root.name = "plug";
      root.block = "PlugBlock";
      root.required_from.reset();
      if (version.needs_plug) root.required_from = domain::SubscriptionLifecycle::PROVISIONING;
      type.blocks.push_back(root);
    }
    product.name = "Wire 1";
    product.description = version.product_words;
    product.product_type = "Wire";
    product.tag = "WIRE";
    catalog.models.add_product(product, type);
  }
  if (version.has_workflow) {
    catalog.registry.add({.name = "lay_wire",
                          .description = version.workflow_words,
                          .target = Target::CREATE,
                          .steps = workflow::steps_of(workflow::begin >> workflow::done),
                          .product_types = {"Wire"}});
  }
  return catalog;
}

struct Rows {
  store::MemoryFiles files;
  store::Database db{files};
  Clock clock = Clock::standing(parse_iso("2026-01-01T00:00:00Z"));

  std::vector<std::string> start(const Catalog& catalog) {
    store::Transaction transaction(db);
    std::vector<std::string> lines = bring_up_to_date(db, catalog, clock);
    transaction.commit();
    return lines;
  }
  std::string one(std::string_view sql) {
    auto rows = db.query(sql);
    if (!rows.step()) return "none";
    const Json value = rows.value(0);
    return value.is_string() ? value.get<std::string>() : value.dump();
  }
  // A subscription of the product with a wire of this length.
  std::string subscribe(const Catalog& catalog, Json length = 7) {
    store::Transaction transaction(db);
    Ids ids(1, "wire " + one("select count(*) from subscriptions"));
    domain::Session session{db, catalog.models, clock, ids, {}, nullptr};
    domain::Subscription wire =
        domain::from_product_id(session, one("select product_id from products"), kCustomer);
    wire.blocks("wire").front().set("length", std::move(length));
    domain::save(session, wire);
    transaction.commit();
    return wire.subscription_id;
  }
  // A process that has not ended and was given the product.
  std::string begin_process() {
    std::string pid = "00000000-0000-4000-8000-0000000000d1";
    db.run(
        "insert into processes (pid, workflow_id, last_status, started_at, last_modified_at) select ?, "
        "workflow_id, 'failed', 0, 0 from workflows",
        pid);
    db.run(
        "insert into input_states (input_state_id, pid, input_state, input_time, input_type) select 'i', ?, "
        "'[{\"product\":\"' || product_id || '\"}]', 0, 'user_input' from products",
        pid);
    return pid;
  }
};

using Lines = std::vector<std::string>;

}  // namespace rehearsal::catalog
