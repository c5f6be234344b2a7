#include "shell/views/markdown.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace rehearsal::views {
namespace {

struct Inline {
  std::string words;
  std::vector<std::pair<std::string, std::string>> links;  // words and address
};

// Without the marks for bold, code and links; the links come after the words that they stood in.
Inline inline_of(std::string_view text) {
  Inline out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`' || text.substr(i, 2) == "**") {
      i += text[i] == '`' ? 0 : 1;
      continue;
    }
    const size_t middle = text[i] == '[' ? text.find("](", i) : std::string_view::npos;
    const size_t end = middle == std::string_view::npos ? middle : text.find(')', middle);
    if (end == std::string_view::npos) {
      out.words += text[i];
      continue;
    }
    const std::string words(text.substr(i + 1, middle - i - 1)),
        address(text.substr(middle + 2, end - middle - 2));
    out.words += words;
    if (is_followed(address)) out.links.emplace_back(words, address);
    i = end;
  }
  return out;
}

void draw_block(Context& context, std::string_view line) {
  const size_t marks = line.find_first_not_of('#');
  if (marks != std::string_view::npos && marks > 0 && marks <= 6 && line[marks] == ' ') {
    ui::heading(context.ui, 2, inline_of(line.substr(marks + 1)).words);
    return;
  }
  const bool item = line.size() > 2 && (line[0] == '-' || line[0] == '*') && line[1] == ' ';
  const Inline text = inline_of(item ? line.substr(2) : line);
  ui::paragraph(context.ui, (item ? "\u2022 " : "") + text.words);
  for (const auto& [words, address] : text.links) ui::text_link(context.ui, words, address);
}

}  // namespace

bool is_followed(std::string_view address) {
  return address.rfind("https://", 0) == 0 || address.rfind("http://", 0) == 0 || address.rfind("#/", 0) == 0;
}

void draw_markdown(Context& context, std::string_view text) {
  auto box = ui::column(context.ui, {.gap = 8, .align = ui::Align::fill});
  std::string paragraph;
  const auto flush = [&] {
    if (!paragraph.empty()) draw_block(context, paragraph);
    paragraph.clear();
  };
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const bool stands_alone = line.rfind("- ", 0) == 0 || line.rfind("* ", 0) == 0 || line.rfind('#', 0) == 0;
    if (line.empty() || stands_alone) flush();
    if (stands_alone) {
      draw_block(context, line);
    } else if (!line.empty()) {
      paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
    }
    at = end + 1;
  }
  flush();
}

}  // namespace rehearsal::views
