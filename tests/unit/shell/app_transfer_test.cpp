#include <gtest/gtest.h>

#include "shell/app/transfer.h"
#include "shell/app_test_host.h"

namespace rehearsal::shell {
namespace {

constexpr const char* kJob = "99999999-9999-4999-8999-999999999999";

class TransferTest : public ::testing::Test {
 protected:
  // Answers the job that was begun last, from its start to `state`.
  Transfer::Ended end_job(const char* state, const Json& result = Json::object()) {
    host_.answer(door_, 202, {{"job", kJob}});
    transfer_.update(door_, host_);
    host_.answer(door_, 200, {{"id", kJob}, {"state", state}, {"result", result}});
    return transfer_.update(door_, host_);
  }
  bool take(const Json& said) { return transfer_.take(door_, host_, said); }
  void choose_file() {
    EXPECT_TRUE(take({{"event", "file"}, {"file", 7}, {"name", "a.json"}, {"size", 12}}));
  }

  TestHost host_;
  DoorClient door_{host_};
  Transfer transfer_;
};

TEST_F(TransferTest, AFileIsLookedAtBeforeAnythingElse) {
  choose_file();
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/snapshot/preview");
  EXPECT_EQ(host_.last()["body"], (Json{{"mode", "add"}, {"snapshot", {{"$blob", 0}}}}));
  EXPECT_EQ(host_.sent.back().file, 7u);
  end_job("done", {{"mode", "add"}});
  EXPECT_EQ(transfer_.preview().result()["mode"], "add");
  transfer_.set_mode(door_, "replace");
  EXPECT_EQ(host_.last()["body"]["mode"], "replace");
  EXPECT_TRUE(transfer_.preview().running()) << "in another way it changes other things";
}

TEST_F(TransferTest, AnImportTakesTheFileAndLetsItGo) {
  choose_file();
  end_job("done", {{"digest", "abc"}});
  const uint64_t age = door_.age();
  transfer_.import(door_);
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/snapshot");
  EXPECT_EQ(host_.last()["body"]["digest"], "abc") << "the one that was shown, and no other";
  EXPECT_TRUE(host_.last().contains("key"));
  transfer_.import(door_);
  EXPECT_TRUE(transfer_.importing().running());
  const Transfer::Ended ended = end_job("done");
  EXPECT_TRUE(ended.good);
  EXPECT_EQ(ended.words, "The snapshot is in.");
  EXPECT_FALSE(transfer_.taken().is_null()) << "what it has done can be told";
  EXPECT_EQ(host_.transfers.back(), (Json{{"do", "forget"}, {"file", 7}}));
  EXPECT_EQ(transfer_.file().number, 0u);
  EXPECT_GT(door_.age(), age) << "nothing that was read before holds any more";
}

TEST_F(TransferTest, AnImportThatFailsKeepsTheFile) {
  choose_file();
  end_job("done");
  transfer_.import(door_);
  const Transfer::Ended ended = end_job("failed", {{"detail", "The storage is full."}});
  EXPECT_EQ(ended.words, "") << "the page says it beside the file";
  EXPECT_EQ(transfer_.importing().problem(), "The storage is full.");
  EXPECT_EQ(transfer_.file().number, 7u);
}

TEST_F(TransferTest, AnExportIsSavedUnderItsName) {
  transfer_.author = "Ann";
  transfer_.export_all(door_, host_, false);
  EXPECT_EQ(host_.transfers.back(), (Json{{"do", "choose_place"}})) << "while the press is fresh";
  EXPECT_EQ(host_.last()["query"], (Json{{"processes", "false"}, {"by", "Ann"}}));
  end_job("done", {{"name", "rehearsal-2026-11-23-0a1b2c3d.json"}});
  EXPECT_EQ(host_.transfers.back()["do"], "save");
  EXPECT_EQ(host_.transfers.back()["name"], "rehearsal-2026-11-23-0a1b2c3d.json");
  EXPECT_EQ(host_.transfers.back()["answer"], host_.sent.back().number);
  take({{"event", "saved"}, {"name", "x.json"}});
  EXPECT_EQ(transfer_.update(door_, host_).words, "Saved x.json");
}

TEST_F(TransferTest, AProblemReportIsSavedUnderItsName) {
  transfer_.report(door_, host_);
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/report");
  EXPECT_TRUE(transfer_.reporting());
  end_job("done", {{"name", "rehearsal-report-2026-11-27-abcdef01.json"}});
  EXPECT_FALSE(transfer_.reporting());
  EXPECT_EQ(host_.transfers.back()["do"], "save");
  EXPECT_EQ(host_.transfers.back()["name"], "rehearsal-report-2026-11-27-abcdef01.json");
}

TEST_F(TransferTest, AnExportThatIsStoppedLeavesThePlaceThatWasChosen) {
  transfer_.export_all(door_, host_, true);
  EXPECT_EQ(end_job("cancelled").words, "It was stopped. Nothing was changed.");
  EXPECT_EQ(host_.transfers.back(), (Json{{"do", "leave_place"}}));
}

TEST_F(TransferTest, PublishingExportsFirst) {
  transfer_.publish(door_, host_, "Snapshots", "Ann", "", "archive");
  EXPECT_EQ(host_.transfers.back()["do"], "choose_place") << "while the press is fresh";
  EXPECT_TRUE(transfer_.publishing());
  end_job("done");
  EXPECT_EQ(host_.transfers.back()["do"], "publish");
  EXPECT_EQ(host_.transfers.back()["title"], "Ann");
  EXPECT_TRUE(transfer_.writing());
  take({{"event", "published"}, {"as", "1 snapshot in snapshots.zip"}, {"link", "https://x/#/open?from="}});
  EXPECT_EQ(transfer_.update(door_, host_).words, "Published: 1 snapshot in snapshots.zip");
  EXPECT_FALSE(transfer_.writing());
  EXPECT_EQ(transfer_.link(), "https://x/#/open?from=");
}

TEST_F(TransferTest, AFolderIsChosenBeforeAnythingIsExported) {
  EXPECT_FALSE(transfer_.folders());
  take({{"event", "folders"}});
  EXPECT_TRUE(transfer_.folders());
  transfer_.publish(door_, host_, "Snapshots", "Ann", "", "folder");
  EXPECT_EQ(host_.transfers.back()["do"], "choose_folder") << "while the press is fresh";
  EXPECT_TRUE(host_.sent.empty());
  take({{"event", "refused"}, {"words", "You chose no folder, and nothing was written."}});
  const Transfer::Ended ended = transfer_.update(door_, host_);
  EXPECT_FALSE(ended.good);
  EXPECT_EQ(ended.words, "You chose no folder, and nothing was written.");
  EXPECT_TRUE(host_.sent.empty());
  transfer_.publish(door_, host_, "Snapshots", "Ann", "", "folder");
  take({{"event", "folder"}});
  EXPECT_TRUE(transfer_.publishing());
  end_job("done");
  EXPECT_EQ(host_.transfers.back()["into"], "folder");
}

TEST_F(TransferTest, StartingOverIsTheEnginesToDo) {
  transfer_.start_over(door_);
  EXPECT_TRUE(transfer_.starting_over());
  EXPECT_EQ(host_.last()["method"], "POST");
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/snapshot/start-over");
  const Transfer::Ended ended = end_job("done");
  EXPECT_EQ(ended.words, "Everything begins anew. What was there before can be brought back.");
  EXPECT_FALSE(transfer_.starting_over());
  transfer_.start_over(door_);
  EXPECT_EQ(end_job("failed", {{"detail", "The storage is full."}}).words, "The storage is full.");
}

TEST_F(TransferTest, TheWayBackIsASwap) {
  const uint64_t age = door_.age();
  transfer_.undo(door_, "d1");
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/snapshot/undo");
  EXPECT_EQ(host_.last()["body"], Json({{"digest", "d1"}}));
  const Transfer::Ended ended = end_job("done");
  EXPECT_EQ(ended.words, "What was there before is back. What was here instead is kept in its place.");
  EXPECT_GT(door_.age(), age);
}

TEST_F(TransferTest, AListThatWasAskedForIsToldFromTheOneBesideThePage) {
  transfer_.look(host_, true);
  take({{"event", "problem"}, {"look", 1}, {"problem", {{"code", "nothing_beside"}}}});
  EXPECT_TRUE(transfer_.problem().is_null()) << "that is no news";
  transfer_.look(host_, true);
  take({{"event", "index"}, {"look", 2}, {"name", "Examples"}, {"heads", {{{"title", "Ann"}}}}});
  EXPECT_EQ(transfer_.heads().size(), 1u);
  EXPECT_EQ(transfer_.answers(), 0);
  transfer_.address = "https://example.org/snapshots/";
  transfer_.look(host_, false);
  EXPECT_FALSE(transfer_.is_open());
  EXPECT_EQ(host_.transfers.back(),
            (Json{{"do", "look"}, {"look", 3}, {"address", "https://example.org/snapshots/"}}));
  take({{"event", "index"}, {"look", 3}, {"name", "Theirs"}, {"heads", Json::array()}});
  EXPECT_EQ(transfer_.answers(), 1);
}

TEST_F(TransferTest, WhatAnEarlierLookFoundIsNotOfTheListThatIsAskedFor) {
  transfer_.look(host_, true);
  transfer_.address = "https://example.org/snapshots/";
  transfer_.look(host_, false);
  take({{"event", "problem"}, {"look", 1}, {"problem", {{"what", "The page has none."}}}});
  EXPECT_TRUE(transfer_.problem().is_null()) << "that was said of the page and not of the host";
  take({{"event", "index"}, {"look", 1}, {"name", "Examples"}, {"heads", {{{"title", "Ann"}}}}});
  EXPECT_FALSE(transfer_.is_open());
  EXPECT_TRUE(transfer_.fetching());
  take({{"event", "index"}, {"look", 2}, {"name", "Theirs"}, {"heads", {{{"title", "Bob"}}}}});
  ASSERT_EQ(transfer_.heads().size(), 1u);
  EXPECT_EQ(transfer_.heads()[0].title, "Bob");
  transfer_.fetch(host_, 0, "Ann");
  EXPECT_EQ(host_.transfers.back(), (Json{{"do", "fetch"}, {"look", 2}, {"head", 0}}));
  take({{"event", "saved"}, {"name", "x.json"}});
  EXPECT_TRUE(transfer_.fetching()) << "that was of no host";
}

TEST_F(TransferTest, WhatIsOpenedWithoutANetworkIsAProblem) {
  transfer_.look(host_, true);
  take({{"event", "index"}, {"look", 1}, {"name", "Examples"}, {"heads", {{{"title", "Ann"}}}}});
  EXPECT_EQ(transfer_.answers(), 0);
  transfer_.fetch(host_, 0, "Ann");
  take({{"event", "problem"}, {"look", 1}, {"problem", {{"code", "offline"}}}});
  EXPECT_EQ(transfer_.problem()["code"], "offline") << "this was asked for";
  EXPECT_EQ(transfer_.answers(), 1);
}

TEST_F(TransferTest, AHostThatFailsSaysWhatAndOffersToTryAgain) {
  transfer_.look(host_, false);
  EXPECT_TRUE(transfer_.fetching());
  take({{"event", "progress"}, {"look", 1}, {"bytes", 5}, {"total", 10}});
  EXPECT_FLOAT_EQ(transfer_.fetched(), 0.5f);
  take({{"event", "problem"},
        {"look", 1},
        {"problem", {{"what", "The host does not answer."}, {"again", true}}}});
  EXPECT_FALSE(transfer_.fetching());
  EXPECT_EQ(transfer_.problem()["what"], "The host does not answer.");
  transfer_.again(host_);
  EXPECT_TRUE(transfer_.problem().is_null());
  EXPECT_EQ(host_.transfers.back()["do"], "again");
  transfer_.stop(host_);
  EXPECT_EQ(host_.transfers.back()["do"], "stop");
}

TEST_F(TransferTest, WhoDropsTheFileEndsWhatRunsOfIt) {
  choose_file();
  host_.answer(door_, 202, {{"job", kJob}});
  transfer_.update(door_, host_);
  const TestHost::Sent looked = host_.sent.back();
  transfer_.drop_file(door_, host_);
  EXPECT_EQ(transfer_.file().number, 0u);
  EXPECT_EQ(host_.last()["method"], "DELETE");
  EXPECT_EQ(host_.last()["path"], std::string("/api/rehearsal/jobs/") + kJob);
  TestHost::answer(door_, looked, 200, {{"id", kJob}, {"state", "cancelled"}});
  transfer_.update(door_, host_);
  EXPECT_EQ(transfer_.preview().state(), Job::State::kNone) << "it is told to nobody";
}

TEST_F(TransferTest, AFileThatIsDroppedAtOnceIsNotLookedAtForLong) {
  choose_file();
  const TestHost::Sent asked = host_.sent.back();
  transfer_.drop_file(door_, host_);
  EXPECT_EQ(host_.sent.back().number, asked.number) << "what was begun has no name yet";
  TestHost::answer(door_, asked, 202, {{"job", kJob}});
  transfer_.update(door_, host_);
  ASSERT_GE(host_.sent.size(), 2u);
  EXPECT_EQ(host_.sent[host_.sent.size() - 2].request["method"], "DELETE");
}

TEST_F(TransferTest, TheNextLookBeginsWhenTheOneBeforeHasEnded) {
  choose_file();
  const size_t sent = host_.sent.size();
  for (const char* mode : {"replace", "add", "replace"}) transfer_.set_mode(door_, mode);
  EXPECT_EQ(host_.sent.size(), sent) << "the engine does one thing at a time";
  host_.answer(door_, 202, {{"job", kJob}});
  transfer_.update(door_, host_);
  EXPECT_EQ(host_.sent[sent].request["method"], "DELETE");
  EXPECT_TRUE(transfer_.preview().running());
  host_.answer(door_, 200, {{"id", kJob}, {"state", "cancelled"}});
  transfer_.update(door_, host_);
  EXPECT_TRUE(transfer_.preview().running());
  EXPECT_EQ(host_.last()["path"], "/api/rehearsal/snapshot/preview");
  EXPECT_EQ(host_.last()["body"]["mode"], "replace");
  end_job("done", {{"mode", "replace"}});
  EXPECT_EQ(transfer_.preview().result()["mode"], "replace");
}

TEST_F(TransferTest, WhatIsStoppedIsNotLookedAtOnceMore) {
  choose_file();
  transfer_.set_mode(door_, "replace");
  transfer_.cancel(door_);
  EXPECT_EQ(end_job("cancelled").words, "");
  EXPECT_EQ(transfer_.preview().state(), Job::State::kFailed);
}

TEST_F(TransferTest, AFileThatComesWhileOneIsTakenWaits) {
  choose_file();
  end_job("done");
  transfer_.import(door_);
  EXPECT_FALSE(take({{"event", "file"}, {"file", 8}, {"name", "b.json"}, {"size", 12}}));
  EXPECT_EQ(transfer_.file().number, 7u);
  EXPECT_TRUE(transfer_.importing().running());
  EXPECT_EQ(transfer_.update(door_, host_).words,
            "Another state is just being taken. Open b.json when that has ended.");
  EXPECT_EQ(host_.transfers.back(), (Json{{"do", "forget"}, {"file", 8}}));
}

TEST_F(TransferTest, ThePageKeepsNoFileThatNobodyLooksAt) {
  choose_file();
  end_job("done");
  take({{"event", "file"}, {"file", 8}, {"name", "b.json"}, {"size", 12}});
  EXPECT_EQ(host_.transfers.back(), (Json{{"do", "forget"}, {"file", 7}})) << "another came in its place";
  transfer_.look(host_, true);
  transfer_.look(host_, true);
  take({{"event", "file"}, {"look", 1}, {"file", 9}, {"name", "c.json"}, {"size", 12}});
  EXPECT_EQ(host_.transfers.back(), (Json{{"do", "forget"}, {"file", 9}})) << "another look had begun";
  EXPECT_EQ(transfer_.file().number, 8u);
}

}  // namespace
}  // namespace rehearsal::shell
