#include "store/search_index.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "store/database.h"

namespace rehearsal::store {
namespace {

// What the index takes for letters, but no text has: they make a field's name one word that stands before
// those of its value.
constexpr std::string_view kBeforeKey = "\xee\x80\x80";
constexpr std::string_view kInKey = "\xee\x80\x81";

bool is_word(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void add_key(std::string& words, std::string_view key) {
  words += ' ';
  words += kBeforeKey;
  for (const char c : key) {
    if (is_word(static_cast<unsigned char>(c))) {
      words += c;
    } else {
      words += kInKey;
    }
  }
}

void add(std::string& words, std::string_view key, std::string_view value) {
  add_key(words, key);
  words.append(" ").append(value);
}

std::string quoted(std::string_view words, bool open) {
  std::string match = "\"";
  for (const char c : words) match.append(c == '"' ? 2 : 1, c);
  return match += open ? "\" *" : "\"";
}

std::string words_of_subscription(Database& db, int64_t sequence) {
  std::string words;
  std::string subscription_id;
  {
    auto rows = db.query(
        "select subscription_id, status, insync, description, note from subscriptions where sequence = ?",
        sequence);
    if (!rows.step()) return {};
    subscription_id = rows.text(0);
    add(words, "status", rows.view(1));
    add(words, "insync", rows.boolean(2) ? "true" : "false");
    add(words, "subscription_description", rows.view(3));
    if (!rows.is_null(4)) add(words, "note", rows.view(4));
  }
  auto values = db.query(
      "select t.resource_type, v.value from subscription_instances i "
      "cross join subscription_instance_values v on v.subscription_instance_id = i.subscription_instance_id "
      "cross join resource_types t on t.resource_type_id = v.resource_type_id where i.subscription_id = ?",
      subscription_id);
  while (values.step()) add(words, values.view(0), values.view(1));
  auto names =
      db.query("select description from subscription_customer_descriptions where subscription_id = ?",
               subscription_id);
  while (names.step()) add(words, "customer_description", names.view(0));
  auto metadata =
      db.query("select metadata from subscription_metadata where subscription_id = ?", subscription_id);
  while (metadata.step()) words.append(" ").append(metadata.view(0));
  return words;
}

std::string words_of_product(Database& db, int64_t rowid) {
  std::string words;
  std::string product_id;
  {
    auto rows = db.query(
        "select product_id, name, description, tag, product_type from products where rowid = ?", rowid);
    if (!rows.step()) return {};
    product_id = rows.text(0);
    int column = 1;
    for (const char* key : {"product_name", "product_description", "tag", "product_type"})
      add(words, key, rows.view(column++));
  }
  auto inputs =
      db.query("select name, value from fixed_inputs where product_id = ? order by name", product_id);
  while (inputs.step()) add(words, inputs.view(0), inputs.view(1));
  return words;
}

}  // namespace

bool has_word(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_word(static_cast<unsigned char>(c)); });
}

std::string match_of(std::string_view text, bool open) {
  return quoted(text, open);
}

std::string match_of_field(std::string_view key, std::string_view text, bool open) {
  std::string words;
  add(words, key, text);
  return quoted(words, open);
}

int refresh_search(Database& db, int most) {
  std::vector<int64_t> stale;
  {
    auto rows = db.query("select sequence from search_stale limit ?", most);
    while (rows.step()) stale.push_back(rows.integer(0));
  }
  for (const int64_t row : stale) {
    const std::string words = row > 0 ? words_of_subscription(db, row) : words_of_product(db, -row);
    if (words.empty()) {
      db.run("delete from search_words where rowid = ?", row);
    } else {
      db.run("insert or replace into search_words (rowid, words) values (?, ?)", row, words);
    }
    db.run("delete from search_stale where sequence = ?", row);
  }
  return static_cast<int>(stale.size());
}

bool merge_search(Database& db, int pages) {
  const int64_t before = db.total_changes();
  db.run("insert into search_words (search_words, rank) values ('merge', ?)", pages);
  // As FTS5 says it: the command itself is one.
  return db.total_changes() - before > 1;
}

std::string leave_values_unmarked(Database& db) {
  std::string trigger;
  {
    auto rows = db.query("select sql from sqlite_schema where name = 'search_value_made'");
    if (rows.step()) trigger = rows.text(0);
  }
  db.run_script("drop trigger search_value_made");
  return trigger;
}

}  // namespace rehearsal::store
