#include "shell/views/form_trial_page.h"

#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

// Of what would be sent the beginning is shown.
constexpr size_t kMostShown = 20'000;

// Each kind of field once, as pydantic-forms says it.
constexpr const char* kEveryField = R"json({
  "title": "Every field",
  "description": "Each kind of field once.",
  "type": "object",
  "$defs": {
    "Colour": {"enum": ["r", "g", "b"], "options": {"r": "Red", "g": "Green", "b": "Blue"}, "type": "string"},
    "Node": {"enum": ["n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12"], "options": {"n1": "Amsterdam 1", "n2": "Amsterdam 2", "n3": "Utrecht", "n4": "Delft", "n5": "Groningen", "n6": "Eindhoven", "n7": "Maastricht", "n8": "Nijmegen", "n9": "Enschede", "n10": "Leiden", "n11": "Tilburg", "n12": "Wageningen"}, "type": "string"},
    "Contact": {"type": "object", "required": ["name", "email"], "properties": {"name": {"format": "contactPersonName", "type": "string"}, "email": {"format": "email", "type": "string"}, "phone": {"default": "", "type": "string"}}}
  },
  "required": ["name", "age", "colour", "node", "tags", "nodes", "contacts", "terms", "customer"],
  "properties": {
    "intro": {"format": "markdown", "type": "string", "default": {"content": "## How it works\nEvery kind of field stands **once** below:\n- what is typed\n- what is chosen\n\nRead [the forms of the original](https://github.com/workfloworchestrator/pydantic-forms)."}},
    "careful": {"format": "callout", "type": "string", "default": {"header": "Nothing is started", "message": "What would be sent stands below.", "message_type": "warning"}},
    "name": {"type": "string", "description": "As it stands on the badge"},
    "note": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null},
    "story": {"format": "long", "type": "string", "default": "two\nlines"},
    "age": {"type": "integer", "minimum": 0},
    "speed": {"type": "number", "default": 1.5},
    "line": {"format": "divider", "type": "string", "default": null},
    "choices": {"format": "label", "type": "string", "default": null, "title": "What is chosen"},
    "enabled": {"type": "boolean", "default": true},
    "sure": {"anyOf": [{"type": "boolean"}, {"type": "null"}], "default": null},
    "colour": {"$ref": "#/$defs/Colour", "format": "radio"},
    "node": {"$ref": "#/$defs/Node"},
    "tags": {"type": "array", "items": {"$ref": "#/$defs/Colour"}, "minItems": 1, "maxItems": 2, "uniqueItems": true},
    "nodes": {"type": "array", "items": {"$ref": "#/$defs/Node"}, "minItems": 1},
    "customer": {"format": "customerId", "type": "string"},
    "product": {"anyOf": [{"format": "productId", "type": "string"}, {"type": "null"}]},
    "subscription": {"anyOf": [{"format": "subscriptionId", "type": "string"}, {"type": "null"}]},
    "vlans": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3, "default": [10]},
    "contacts": {"type": "array", "items": {"$ref": "#/$defs/Contact"}, "minItems": 1, "maxItems": 2},
    "port": {"type": "object", "required": ["speed"], "properties": {"speed": {"type": "integer"}, "tagged": {"type": "boolean", "default": false}}},
    "begins": {"format": "timestamp", "type": "number", "default": 1795464000},
    "day": {"anyOf": [{"format": "date", "type": "string"}, {"type": "null"}], "default": null},
    "owner": {"const": "surf", "default": "surf", "extraProperties": {"disabled": true, "value": "surf"}, "type": "string"},
    "summary": {"format": "summary", "type": "string", "default": null, "extraProperties": {"data": {"headers": ["before", "after"], "labels": ["speed", "node"], "columns": [["1000", "Delft"], ["10000", "Utrecht"]]}}},
    "terms": {"enum": ["ACCEPTED", "INCOMPLETE"], "format": "accept", "type": "string", "data": [["Before it starts", "label"], ["The customer knows of it", "checkbox"], ["A photograph was taken", "checkbox?"]]},
    "strange": {"format": "frobnicate", "type": "string", "default": "as it is"},
    "secret": {"format": "hidden", "type": "string", "default": "h"}
  }
})json";

}  // namespace

FormTrialPage::FormTrialPage() : schema_(kEveryField) {}

void FormTrialPage::read(Context& context) {
  read_ = true;
  problem_.clear();
  wizard_.reset();
  sent_.clear();
  try {
    const Json schema = parse_json(schema_);
    wizard_ = std::make_unique<shell::Wizard>("", schema, context.words);
    if (wizard_->page().fields.empty())
      problem_ = "Expected a schema with \u201cproperties\u201d, found none: there is nothing to fill in.";
  } catch (const Error& error) {
    problem_ = error.what();
  }
}

void FormTrialPage::draw(Context& context) {
  {
    auto head = ui::column(context.ui, {.gap = 4});
    ui::heading(context.ui, 1, "Try a form");
    ui::paragraph(context.ui,
                  "Paste the JSON Schema of a form and fill it in as this page draws it. Nothing is started.",
                  {.tone = ui::Tone::muted});
  }
  if (!read_) read(context);
  auto page = ui::column(context.ui, {.gap = 24, .align = ui::Align::fill, .max_width = ui::kFormWidth});
  if (ui::text_field(context.ui, "JSON Schema", schema_,
                     {.error = problem_, .key = "schema", .lines = 6, .mono = true})
          .changed) {
    read(context);
    context.ui.wake_after(0);
  }
  if (!wizard_ || wizard_->page().fields.empty()) return;
  {
    auto card = ui::card(context.ui, {.pad = 24});
    form_.draw(context, *wizard_, {.submit = "Start workflow", .draft_key = "#/forms", .is_kept = false});
  }
  if (std::exchange(sent_for_, form_.edits()) != form_.edits() || sent_.empty())
    sent_ = shortened(shell::page_input(wizard_->page(), wizard_->inputs()).dump(2), kMostShown);
  ui::code_block(context.ui, "What would be sent", sent_, true);
}

}  // namespace rehearsal::views
