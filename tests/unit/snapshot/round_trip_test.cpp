// What goes out comes back: every kind of value and block, by chance, in one database and the next.
#include <gtest/gtest.h>

#include "core/error.h"
#include "snapshot/source.h"
#include "store/search_index.h"

namespace rehearsal::snapshot {
namespace {

using namespace domain;

// A small generator of its own, so that a seed means the same everywhere.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  size_t below(size_t n) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<size_t>((state_ * 0x2545F4914F6CDD1Du) >> 33) % n;
  }
  bool often() { return below(3) != 0; }
  std::string text() {
    static constexpr const char* kParts[] = {"a",  "é",    "👩‍🚀", "'", "\"", "\\",
                                             "\n", "\x01", "0",           " ", "ש",  "x/y~z"};
    std::string all;
    for (size_t i = below(6); i > 0; --i) all += kParts[below(std::size(kParts))];
    return all;
  }

 private:
  uint64_t state_;
};

void fill(Dice& dice, PortBlock& port) {
  port.port_name = dice.text();
  port.enabled = dice.often();
  port.label = dice.often() ? std::optional(dice.text()) : std::nullopt;
  port.power = dice.often() ? std::optional(static_cast<double>(dice.below(1000)) / 8) : std::nullopt;
  port.mode = dice.often() ? std::optional(dice.often() ? domain::Mode::TAGGED : domain::Mode::UNTAGGED)
                           : std::nullopt;
  port.ims_id = dice.often() ? std::optional(Uuid{"0a1b2c3d-0000-4000-8000-00000000000f"}) : std::nullopt;
  for (size_t i = dice.below(5); i > 0; --i) port.vlans.push_back(static_cast<int64_t>(dice.below(4)) - 2);
  for (size_t i = dice.below(4); i > 0; --i) port.tags.push_back(dice.text());
}

void populate(Source& source, uint64_t seed) {
  Dice dice(seed);
  std::vector<PortBlock> ports;
  for (size_t i = 0; i < 5; ++i) {
    Port port = source.active_port(dice.text());
    fill(dice, port.port);
    save(source.session, port);
    ports.push_back(port.port);
  }
  for (size_t n = 1 + dice.below(3); n > 0; --n) {
    Service service = source.active_service(ports[0]);
    const auto block = [&](size_t place) {
      if (dice.often()) return ports[place];
      auto own = PortBlock::create(source.session, service.subscription_id);
      fill(dice, own);
      return own;
    };
    if (dice.often()) service.service.backup = block(1);
    for (size_t i = dice.below(4); i > 0; --i) service.service.members.push_back(block(1 + i));
    service.description = "d" + dice.text();
    service.note = dice.often() ? std::optional("n" + dice.text()) : std::nullopt;
    save(source.session, service);
  }
  auto bundle = BundleInactive::from_product_id(source.session, kBundleProduct, kCustomer);
  for (auto& link : bundle.links) link.link_name = dice.text();
  save(source.session, bundle);
}

std::string after_head(const std::string& file) {
  return file.substr(file.find("\"digest\""));
}

Json digest_of(const std::string& file) {
  return parse_json(file).at("digest");
}

TEST(RoundTrip, WhateverTheDomainHolds) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    Source source;
    populate(source, seed);
    const std::string file = source.snapshot();
    Source target;
    target.fill();
    ASSERT_EQ(target.take(file), "") << "seed " << seed;
    ASSERT_EQ(after_head(target.snapshot()), after_head(file)) << "seed " << seed;
    EXPECT_EQ(target.db.integrity_problems(), "");
    // The places in lists, which the order of the rows would give as well.
    const auto places = [](Source& of) {
      return of.count(
          "select coalesce(sum(order_id), 0) from subscription_instance_relations where domain_model_attr = "
          "?",
          "members");
    };
    EXPECT_EQ(places(target), places(source)) << "seed " << seed;
  }
}

TEST(RoundTrip, EverySection) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  for (const std::string_view name : kSectionNames) {
    EXPECT_EQ(file.find("\n\"" + std::string(name) + "\":[]"), std::string::npos) << name << " is empty";
  }
  Source target;
  ASSERT_EQ(target.take(file), "");
  EXPECT_EQ(after_head(target.snapshot()), after_head(file));
  ASSERT_EQ(source.take(file, Mode::Add), "");
  EXPECT_EQ(after_head(source.snapshot()), after_head(file)) << "to add what is there changes nothing";
}

TEST(RoundTrip, TheWordsToSearchByComeAlong) {
  Source source;
  source.fill();
  const auto all = [](Source& of, std::string_view sql) {
    store::refresh_search(of.db, 1000);
    std::string found;
    auto rows = of.db.query(sql);
    while (rows.step()) found += rows.text(0) + "\n";
    return found;
  };
  constexpr std::string_view kWords =
      "select group_concat(term, ' ') from (select doc, term from temp.words order by doc, offset) group by "
      "doc order by 1";
  constexpr std::string_view kSchema = "select sql from sqlite_schema where sql is not null order by name";
  const std::string file = source.snapshot();
  Source target;
  ASSERT_EQ(target.take(file), "");
  for (Source* each : {&source, &target})
    each->db.run("create virtual table temp.words using fts5vocab('main', 'search_words', 'instance')");
  EXPECT_EQ(all(target, kWords), all(source, kWords));
  EXPECT_NE(all(target, kWords), "");
  EXPECT_EQ(all(target, kSchema), all(source, kSchema)) << "what marks them is there again";
  {
    target.new_port("so that it changes something");
    Import given_up(target.session, words(), file, {Mode::Replace, "", ""});
    while (!given_up.is_writing()) ASSERT_TRUE(given_up.step());
  }
  EXPECT_EQ(all(target, kSchema), all(source, kSchema));
}

TEST(RoundTrip, FilesOfBeforeTheTimers) {
  Source source;
  source.fill();
  const auto timers = [](Source& of) {
    return of.count("select count(*) from settings where name = ?", std::string("timer/") + kProcess);
  };
  const std::string older = changed(source.snapshot(), [](Json& content) {
    for (Json& each : content["processes"]) each.erase("timer");
  });
  Source target;
  ASSERT_EQ(target.take(older), "");
  EXPECT_EQ(timers(target), 0);
  ASSERT_EQ(target.take(source.snapshot(), Mode::Add), "");
  EXPECT_EQ(timers(target), 1) << "a process that changed";
}

TEST(RoundTrip, WhatWasThereGoesFromEveryTable) {
  Source source;
  source.fill();
  const std::string empty = changed(source.snapshot(), [](Json& content) {
    for (auto& list : content) list = Json::array();
  });
  ASSERT_EQ(source.take(empty), "");
  std::string left;
  auto tables = source.db.query(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like "
      "'search_words_%' order by name");
  while (tables.step()) {
    auto rows = source.db.query("select count(*) from " + tables.text(0));
    if (rows.step() && rows.integer(0) > 0) left += tables.text(0) + " ";
  }
  EXPECT_EQ(left, "engine_settings settings ");
  EXPECT_EQ(source.count("select count(*) from settings where name like ?", "%/%"), 0) << "of processes";
  EXPECT_EQ(source.db.integrity_problems(), "");
  // SQLite looks after foreign keys again.
  EXPECT_THROW(source.db.run("insert into fixed_inputs values ('f', 'n', 'v', 1, 'no product')"), Error);
}

// Two nodes, of which both may be followed by the same third one.
void add_pair(Source& source) {
  Field left{.name = "left", .kind = ValueKind::BLOCK, .block = "NodeBlock"};
  Field right{.name = "right", .kind = ValueKind::BLOCK, .block = "NodeBlock"};
  source.models.add_block(
      {.name = "PairBlock", .fields = {left, right}, .description = "a pair", .tag = "PAIR"});
  Field root{.name = "pair", .kind = ValueKind::BLOCK, .block = "PairBlock"};
  root.required_from = SubscriptionLifecycle::INITIAL;
  source.models.add_product({.product_id = "00000000-0000-4000-8000-0000000000a5",
                             .name = "Pair",
                             .description = "a pair of nodes",
                             .product_type = "Pair",
                             .tag = "PAIR"},
                            {.name = "Pair", .fixed_inputs = {}, .blocks = {root}});
  add_missing_products(source.session);
}

TEST(RoundTrip, ABlockThatStandsTwiceIsWrittenOnce) {
  Source source;
  add_pair(source);
  auto pair = domain::from_product_id(source.session, "00000000-0000-4000-8000-0000000000a5", kCustomer);
  const auto node = [&](const char* name) {
    Block made = new_block(source.session, source.models.block("NodeBlock"), pair.subscription_id);
    made.set("node_name", name);
    return made;
  };
  const Block shared = node("shared");
  for (const char* side : {"left", "right"}) {
    Block one = node(side);
    one.blocks("next").push_back(shared);
    pair.blocks("pair")[0].blocks(side).push_back(one);
  }
  save(source.session, pair);
  const std::string file = source.snapshot();
  const std::string subscriptions = file.substr(file.find("\n\"subscriptions\""));
  const std::string values = "\"node_name\":\"shared\"";
  EXPECT_NE(subscriptions.find(values), std::string::npos);
  EXPECT_EQ(subscriptions.find(values), subscriptions.rfind(values));
  Source target;
  add_pair(target);
  ASSERT_EQ(target.take(file), "");
  EXPECT_EQ(after_head(target.snapshot()), after_head(file));
}

TEST(RoundTrip, TheFormOfTheFileMeansNothing) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  Source target;
  ASSERT_EQ(target.take(parse_json(file).dump(4)), "");
  EXPECT_EQ(after_head(target.snapshot()), after_head(file));
}

// As jq -S leaves it: all keys sorted, so that the content stands before format and version.
TEST(RoundTrip, TheOrderOfTheKeysMeansNothing) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  const std::string sorted = nlohmann::json::parse(file).dump(2);
  ASSERT_LT(sorted.find("\"content\""), sorted.find("\"format\""));
  Source target;
  ASSERT_EQ(target.take(sorted), "");
  EXPECT_EQ(digest_of(target.snapshot()), digest_of(file));

  const auto replaced = [&](const std::string& what, const std::string& with) {
    std::string text = sorted;
    return text.replace(text.find(what), what.size(), with);
  };
  const std::string newer = replaced("\"version\": 1\n}", "\"version\": 2\n}");
  ASSERT_NE(newer, sorted);
  for (const auto& [text, words] : std::initializer_list<std::pair<std::string, std::string>>{
           {newer, "which a newer Rehearsal has made"},
           {replaced("The customer", "The custumer"), "At /digest: expected the digest of the content"},
           {replaced("\",\n  \"format\"", "x\",\n  \"format\""), "At /digest: expected a SHA-256 digest"},
           {sorted.substr(0, sorted.size() / 2), "found the end of the file"},
           {sorted.substr(0, sorted.find("\"format\"")), "found the end of the file"},
           {sorted + "x", "nothing after the snapshot"}}) {
    EXPECT_NE(target.take(text).find(words), std::string::npos) << words << ", found " << target.take(text);
  }
  EXPECT_EQ(digest_of(target.snapshot()), digest_of(file));
}

// As tools leave it that have an order of their own.
TEST(RoundTrip, TheOrderOfTheListsMeansNothing) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  const auto value_of = [&](const std::string& name) { return parse_json(file).at(name).dump(); };
  std::vector<std::string_view> names(kSectionNames.begin(), kSectionNames.end());
  Dice dice(3);
  for (int round = 0; round < 30; ++round) {
    for (size_t i = names.size(); i-- > 1;) std::swap(names[i], names[dice.below(i + 1)]);
    std::vector<std::string> keys = {"format", "version", "made", "digest", "content"};
    for (size_t i = keys.size(); i-- > 1;) std::swap(keys[i], keys[dice.below(i + 1)]);
    std::string text = "{";
    for (const std::string& key : keys) {
      text += (text.size() > 1 ? ", \"" : "\"") + key + "\": ";
      if (key != "content") {
        text += value_of(key);
        continue;
      }
      const Json content = parse_json(file).at("content");
      char before = '{';
      for (const std::string_view name : names) {
        text += before + ("\n\"" + std::string(name) + "\": ") + content.at(std::string(name)).dump();
        before = ',';
      }
      text += "\n}";
    }
    text += "}";
    Source target;
    ASSERT_EQ(target.take(text), "") << text;
    ASSERT_EQ(after_head(target.snapshot()), after_head(file)) << text;
    const size_t lost = text.find("\"" + std::string(names[4]) + "\": ");
    std::string lacks = text;
    lacks.replace(lost, names[4].size() + 2, "\"x\"");
    EXPECT_NE(target.take(lacks).find("the lists that a snapshot has alone"), std::string::npos);
  }
}

TEST(RoundTrip, TheDigestIsThatOfTheCanonicalContent) {
  Source source;
  source.fill();
  const Json snapshot = parse_json(source.snapshot());
  EXPECT_EQ(snapshot.at("digest"), sha256_hex(canonical_json(snapshot.at("content"))));
}

}  // namespace
}  // namespace rehearsal::snapshot
