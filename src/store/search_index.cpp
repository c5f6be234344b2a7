#include "store/search_index.h"

#include <cstdint>
#include <vector>

#include "store/database.h"

namespace rehearsal::store {
namespace {

bool is_word(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The small letter of a capital of two bytes in the alphabets that have such a rule; else the letter itself.
unsigned small_letter(unsigned letter) {
  if (letter >= 0xc0 && letter <= 0xde && letter != 0xd7) return letter + 32;  // Latin-1
  const bool is_odd_capital = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17e);
  if (letter >= 0x100 && letter <= 0x17e && letter != 0x130 && letter != 0x131 && letter != 0x138 &&
      letter != 0x149 && letter != 0x178 && (letter % 2 == 1) == is_odd_capital) {
    return letter + 1;
  }
  if (letter >= 0x391 && letter <= 0x3a9) return letter + 32;  // Greek
  if (letter >= 0x410 && letter <= 0x42f) return letter + 32;  // Cyrillic
  if (letter >= 0x400 && letter <= 0x40f) return letter + 80;
  return letter;
}

void add(std::string& words, std::string_view key, std::string_view value) {
  words += key_word(key);
  words += words_of(value);
}

std::string words_of_subscription(Database& db, int64_t sequence) {
  std::string words = " ";
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
  while (metadata.step()) words += words_of(metadata.view(0));
  return words;
}

}  // namespace

std::string words_of(std::string_view text) {
  std::string words;
  words.reserve(text.size() + 1);
  bool inside = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (!is_word(c)) {
      if (inside) words += ' ';
      inside = false;
      continue;
    }
    inside = true;
    if (c >= 'A' && c <= 'Z') {
      words += static_cast<char>(c - 'A' + 'a');
    } else if ((c & 0xe0U) == 0xc0U && i + 1 < text.size()) {
      const unsigned letter =
          small_letter((c & 0x1fU) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3fU));
      words += static_cast<char>(0xc0U | letter >> 6U);
      words += static_cast<char>(0x80U | (letter & 0x3fU));
    } else {
      words += static_cast<char>(c);
    }
  }
  if (inside) words += ' ';
  return words;
}

std::string key_word(std::string_view key) {
  std::string word = "=";
  return word.append(key).append(" ");
}

bool refresh_search(Database& db, int most) {
  std::vector<int64_t> stale;
  {
    auto rows = db.query("select sequence from search_stale limit ?", most);
    while (rows.step()) stale.push_back(rows.integer(0));
  }
  for (const int64_t sequence : stale) {
    const std::string words = words_of_subscription(db, sequence);
    if (words.empty()) {
      db.run("delete from subscription_words where sequence = ?", sequence);
    } else {
      db.run(
          "insert into subscription_words (sequence, words) values (?1, ?2) on conflict (sequence) do update "
          "set words = ?2 where words is not ?2",
          sequence, words);
    }
    db.run("delete from search_stale where sequence = ?", sequence);
  }
  return stale.size() == static_cast<size_t>(most);
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
