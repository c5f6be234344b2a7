#include <gtest/gtest.h>

#include "shell/app/job.h"
#include "shell/app_test_host.h"

namespace rehearsal::shell {
namespace {

constexpr const char* kJob = "99999999-9999-4999-8999-999999999999";
constexpr const char* kStranger = "88888888-8888-4888-8888-888888888888";

Json job(const char* state, int done = 1, int total = 4, const Json& result = nullptr) {
  return {{"id", kJob},     {"title", "Importing a snapshot"},
          {"done", done},   {"total", total},
          {"state", state}, {"result", result}};
}

class JobTest : public ::testing::Test {
 protected:
  void begin() { job_.begin(door_.change("POST", "/api/rehearsal/snapshot")); }
  // Begun, known by its id, and looked at once.
  void run() {
    begin();
    host_.answer(door_, 202, {{"job", kJob}});
    job_.update(door_);
    host_.answer(door_, 200, job("running"));
    EXPECT_FALSE(job_.update(door_));
  }
  std::string asked() const { return text_or(host_.last(), "method") + " " + text_or(host_.last(), "path"); }

  TestHost host_;
  DoorClient door_{host_};
  Job job_;
};

TEST_F(JobTest, IsFollowedFromItsStartToItsEnd) {
  EXPECT_FALSE(job_.running());
  EXPECT_EQ(job_.state(), Job::State::kNone);
  run();
  EXPECT_TRUE(job_.running());
  EXPECT_FLOAT_EQ(job_.share(), 0.25f);
  const size_t sent = host_.sent.size();
  job_.take_event(job("running", 3));
  EXPECT_FALSE(job_.update(door_));
  EXPECT_FLOAT_EQ(job_.share(), 0.75f);
  EXPECT_EQ(host_.sent.size(), sent) << "its progress needs no question";
  job_.take_event(job("done", 4));
  EXPECT_FALSE(job_.update(door_));
  EXPECT_EQ(asked(), std::string("GET /api/rehearsal/jobs/") + kJob);
  host_.answer(door_, 200, job("done", 4, 4, {{"mode", "add"}}));
  EXPECT_TRUE(job_.update(door_));
  EXPECT_EQ(job_.state(), Job::State::kDone);
  EXPECT_EQ(job_.result()["mode"], "add");
  EXPECT_EQ(job_.answer(), host_.sent.back().number);
  EXPECT_FALSE(job_.update(door_)) << "it ends once";
}

TEST_F(JobTest, MayHaveEndedBeforeItsIdIsKnown) {
  begin();
  job_.take_event(job("done"));
  EXPECT_FALSE(job_.update(door_));
  host_.answer(door_, 202, {{"job", kJob}});
  EXPECT_FALSE(job_.update(door_));
  host_.answer(door_, 200, job("done"));
  EXPECT_TRUE(job_.update(door_));
  EXPECT_EQ(job_.state(), Job::State::kDone);
}

TEST_F(JobTest, ThatIsRefusedSaysWhy) {
  begin();
  host_.answer(door_, 503, {{"detail", "Exporting a snapshot is under way"}, {"status", 503}});
  EXPECT_TRUE(job_.update(door_));
  EXPECT_EQ(job_.state(), Job::State::kFailed);
  EXPECT_EQ(job_.problem(), "Exporting a snapshot is under way.");
}

TEST_F(JobTest, ThatFailsSaysWhy) {
  run();
  job_.take_event(job("failed"));
  job_.update(door_);
  host_.answer(door_, 200, job("failed", 1, 4, {{"detail", "The digest is another one."}}));
  EXPECT_TRUE(job_.update(door_));
  EXPECT_EQ(job_.problem(), "The digest is another one.");
}

TEST_F(JobTest, IsCancelledByItsId) {
  begin();
  job_.cancel(door_);
  EXPECT_EQ(host_.sent.size(), 1u) << "it has no name yet";
  host_.answer(door_, 202, {{"job", kJob}});
  job_.update(door_);
  ASSERT_EQ(host_.sent.size(), 3u);
  EXPECT_EQ(host_.sent[1].request["method"], "DELETE");
  host_.answer(door_, 200, job("running"));
  job_.update(door_);
  job_.cancel(door_);
  EXPECT_EQ(asked(), std::string("DELETE /api/rehearsal/jobs/") + kJob);
  job_.take_event(job("cancelled"));
  job_.update(door_);
  host_.answer(door_, 200, job("cancelled"));
  EXPECT_TRUE(job_.update(door_));
  EXPECT_EQ(job_.problem(), "It was stopped. Nothing was changed.");
}

// As the engine tells it (api: Jobs.WhatWasDoneBeforeTheEngineWasStartedAnewIsTold).
TEST_F(JobTest, OfAWorkerThatIsGoneWasDoneOrDidNothing) {
  run();
  door_.forget_all();
  EXPECT_FALSE(job_.update(door_));
  host_.answer(door_, 200,
               {{"id", kJob}, {"title", "Done before"}, {"done", 1}, {"total", 1}, {"state", "done"}});
  EXPECT_TRUE(job_.update(door_));
  EXPECT_EQ(job_.state(), Job::State::kDone);
  EXPECT_TRUE(job_.result().is_null()) << "what came of it nobody knows any more";
  run();
  door_.forget_all();
  EXPECT_FALSE(job_.update(door_));
  host_.answer(door_, 404, {{"detail", "Not Found"}});
  EXPECT_TRUE(job_.update(door_));
  EXPECT_EQ(job_.problem(),
            "The engine was started anew before this was done, and nothing was changed. Do it again.");
}

TEST_F(JobTest, HearsNothingOfOthers) {
  run();
  Json other = job("done");
  other["id"] = kStranger;
  job_.take_event(other);
  const size_t sent = host_.sent.size();
  EXPECT_FALSE(job_.update(door_));
  EXPECT_EQ(host_.sent.size(), sent);
  EXPECT_TRUE(job_.running());
}

TEST_F(JobTest, ForgottenItIsNone) {
  run();
  job_.forget();
  EXPECT_EQ(job_.state(), Job::State::kNone);
  EXPECT_LT(job_.share(), 0);
  EXPECT_TRUE(job_.result().is_null());
}

}  // namespace
}  // namespace rehearsal::shell
