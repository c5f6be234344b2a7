#include "shell/views/block_view.h"

#include "shell/app/format.h"
#include "shell/views/parts.h"

namespace rehearsal::views {
namespace {

void draw_values(Context& context, const shell::Block& block) {
  auto facts = ui::terms(context.ui, block.name, 140);
  for (const auto& [name, value] : block.values) {
    const bool absent = value.is_null();
    ui::term(context.ui, context.words.field(name), absent ? "not set" : value_words(context, value),
             {.tone = absent ? ui::Tone::muted : ui::Tone::normal});
  }
}

}  // namespace

std::string description_of(Context& context, const std::string& subscription_id) {
  const shell::Cached& cached = context.door.get("/api/subscriptions/domain-model/" + subscription_id);
  if (cached.answer.status == 404) return "There is no such subscription";
  const std::string words = cached.ready() ? text_or(cached.answer.body, "description") : "";
  return words.empty() ? shell::short_id(subscription_id) : words;
}

void draw_block(Context& context, const shell::Block& block) {
  auto scope = ui::scope(context.ui, block.instance_id + block.attribute);
  const std::string title = context.words.field(block.attribute);
  auto card = ui::card(context.ui, {.gap = 12, .name = block.name, .sunken = block.foreign});
  {
    auto head = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
    ui::icon(context.ui, block.foreign ? ui::Icon::link : ui::Icon::box, ui::Tone::muted);
    ui::heading(context.ui, 3, block.label.empty() ? title : block.label);
    ui::text(context.ui, block.name, {.tone = ui::Tone::muted, .size = 12, .mono = true});
  }
  if (block.foreign) {
    auto row = ui::row(context.ui, {.gap = 8, .align = ui::Align::center, .wrap = true});
    ui::badge(context.ui, "owned by another subscription",
              {.tone = ui::Tone::info, .icon = ui::Icon::arrow_up_right});
    ui::link(context.ui, description_of(context, block.owner_id), subscription_hash(block.owner_id));
  }
  if (!block.values.empty()) draw_values(context, block);
  for (const shell::Block& inner : block.blocks) draw_block(context, inner);
}

}  // namespace rehearsal::views
