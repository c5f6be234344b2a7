// The states that are kept for the way back: which of them, and that they can be read again.
#include "snapshot/kept.h"

#include <gtest/gtest.h>

#include "snapshot/source.h"

namespace rehearsal::snapshot {
namespace {

void keep(Source& source, const char* before) {
  // Each state is another one.
  source.db.run("insert or replace into external_records values ('s', 'last', ?, 1, 1)",
                "\"" + std::string(before) + "\"");
  Keep work(source.session, before, "Rehearsal");
  while (work.step()) {
  }
}

std::string text_of(Source& source, const Kept& kept) {
  KeptText text(source.db, kept);
  while (text.step()) {
  }
  return text.take();
}

// What comes after each state that is kept, the oldest first.
std::string kept_in(Source& source) {
  std::string all;
  auto rows = source.db.query("select before from kept_snapshots order by sequence");
  while (rows.step()) all += rows.text(0);
  return all;
}

int64_t parts_after(Source& source, int64_t sequence) {
  auto rows = source.db.query("select count(*) from kept_snapshot_parts where snapshot > ?", sequence);
  return rows.step() ? rows.integer(0) : -1;
}

TEST(Kept, IsTheStateAsItWas) {
  Source source;
  EXPECT_FALSE(newest_kept(source.db));
  source.fill();
  keep(source, "a");
  const std::string file = source.snapshot();
  const Kept kept = *newest_kept(source.db);
  source.new_port("later");
  const std::string text = text_of(source, kept);
  EXPECT_EQ(text.size(), static_cast<size_t>(kept.bytes));
  EXPECT_EQ(text.substr(text.find("\"digest\"")), file.substr(file.find("\"digest\"")));
  EXPECT_EQ(kept.digest, parse_json(file).at("digest"));
  EXPECT_EQ(kept.before, "a");
  EXPECT_EQ(source.take(text), "");
}

TEST(Kept, InPartsWhereItIsLong) {
  Source source;
  for (int i = 0; i < 40; ++i) {
    source.db.run("insert into external_records values ('s', ?, ?, 1, 1)", std::to_string(i),
                  "\"" + std::string(100'000, 'x') + "\"");
  }
  keep(source, "a");
  const std::string file = source.snapshot();
  EXPECT_GE(parts_after(source, 0), 4);
  const std::string text = text_of(source, *newest_kept(source.db));
  EXPECT_EQ(text.substr(text.find("\"digest\"")), file.substr(file.find("\"digest\"")));
}

TEST(Kept, OnlySoMany) {
  Source source;
  for (const char* before : {"a", "b", "c", "d", "e"}) keep(source, before);
  EXPECT_EQ(kept_in(source), "cde");
}

TEST(Kept, OnlySoManyBytesButTheNewestAlways) {
  Source source;
  const auto with_sizes = [&](int64_t first, int64_t second) {
    source.db.run("delete from kept_snapshots");
    keep(source, "a");
    keep(source, "b");
    source.db.run("update kept_snapshots set bytes = ? where before = 'a'", first);
    source.db.run("update kept_snapshots set bytes = ? where before = 'b'", second);
    keep(source, "c");
    return kept_in(source);
  };
  const int64_t own = [&] {
    keep(source, "x");
    return newest_kept(source.db)->bytes;
  }();
  EXPECT_EQ(with_sizes(1, kMostKeptBytes - own - 1), "abc");
  EXPECT_EQ(with_sizes(2, kMostKeptBytes - own - 1), "bc");
  EXPECT_EQ(with_sizes(1, kMostKeptBytes - own + 1), "c");
  source.db.run("delete from kept_snapshots");
  source.db.run("insert into external_records values ('s', 'huge', ?, 1, 1)",
                "\"" + std::string(static_cast<size_t>(kMostKeptBytes), 'x') + "\"");
  keep(source, "d");
  EXPECT_GT(newest_kept(source.db)->bytes, kMostKeptBytes);
  EXPECT_EQ(kept_in(source), "d");
}

TEST(Kept, TheSameStateOnceAndInItsNewestPlace) {
  Source source;
  keep(source, "a");
  keep(source, "b");
  // The origin of a row of the catalogue makes no other state.
  source.db.run(
      "update resource_types set resource_type_id = '00000000-0000-4000-8000-0000000000f1' where "
      "resource_type not in (select resource_type from product_block_resource_types join "
      "resource_types using (resource_type_id))");
  source.db.run("update products set created_at = created_at + 1");
  keep(source, "a");
  EXPECT_EQ(kept_in(source), "ba");
  EXPECT_EQ(parts_after(source, 0), 6);
  source.db.run("update products set description = 'other words' where name = 'Port 10G'");
  keep(source, "a");
  EXPECT_EQ(kept_in(source), "baa");
}

TEST(Kept, TellsHowMuchIsInIt) {
  Source source;
  source.fill();
  keep(source, "a");
  EXPECT_EQ(newest_kept(source.db)->subscriptions, 3);
  EXPECT_EQ(newest_kept(source.db)->processes, 1);
  source.db.run("delete from kept_snapshot_parts where place < 0");  // as before November 27, 2026
  EXPECT_FALSE(newest_kept(source.db)->subscriptions);
}

TEST(Kept, ForgottenWithAllItsParts) {
  Source source;
  keep(source, "a");
  keep(source, "b");
  forget_kept(source.db, newest_kept(source.db)->sequence);
  EXPECT_EQ(kept_in(source), "a");
  EXPECT_EQ(parts_after(source, newest_kept(source.db)->sequence), 0);
}

}  // namespace
}  // namespace rehearsal::snapshot
