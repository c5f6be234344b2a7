#include <gtest/gtest.h>

#include "shell/app/answers.h"
#include "shell/app_samples.h"
#include "shell/app_test_host.h"

namespace rehearsal::shell {
namespace {

Json modify_form() {
  Json schema = user_form();
  schema["properties"]["username"]["default"] = "ann";
  schema["properties"]["age"]["default"] = 33;
  schema["properties"]["user_group_ids"]["default"] = {kStaff};
  return schema;
}

TEST(AnswerChanges, SayWhatIsThereAndWhatWouldBe) {
  TestHost host;
  const FormPage page = form_page(modify_form(), nullptr, Translations(translations_body()));
  std::vector<FieldInput> inputs = first_inputs(page);
  EXPECT_TRUE(answer_changes(page, inputs, nullptr, host).empty());
  inputs[1].text = "";
  inputs[2].chosen = {1};
  const std::vector<AnswerChange> changes = answer_changes(page, inputs, nullptr, host);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].label, "Age");
  EXPECT_EQ(changes[0].before, "33");
  EXPECT_EQ(changes[0].after, "none");
  EXPECT_EQ(changes[1].before, "User group staff");
  EXPECT_EQ(changes[1].after, "User group guests");
}

// A group that is out of service is no option any more, but it is what is there.
TEST(AnswerChanges, ADefaultThatIsNoOptionIsNotNone) {
  TestHost host;
  Json schema = modify_form();
  schema["properties"]["user_group_ids"]["default"] = {"gone"};
  const FormPage page = form_page(schema, nullptr, Translations(translations_body()));
  std::vector<FieldInput> inputs = first_inputs(page);
  ASSERT_EQ(answer_changes(page, inputs, nullptr, host).size(), 1u)
      << "as it stands there it would be taken out";
  inputs[2].chosen = {0};
  const std::vector<AnswerChange> changes = answer_changes(page, inputs, nullptr, host);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].before, "gone");
  EXPECT_EQ(changes[0].after, "User group staff");
}

TEST(AnswerChanges, WithoutADefaultTheSubscriptionSaysWhatIsThere) {
  TestHost host;
  const FormPage page =
      form_page(parse_json(R"({"properties":{"speed":{"type":"integer"},"tag":{"type":"string"}}})"), nullptr,
                Translations());
  std::vector<FieldInput> inputs = first_inputs(page);
  inputs[0].text = "1000";
  inputs[1].text = "new";
  const Json now = parse_json(R"({"description":"x","port":{"inner":{"speed":10}}})");
  const std::vector<AnswerChange> changes = answer_changes(page, inputs, now, host);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].before, "10");
  EXPECT_EQ(changes[0].after, "1000");
  EXPECT_EQ(changes[1].before, "none");
}

TEST(AnswerChanges, TheProductsNameIsNotTheSubscriptions) {
  TestHost host;
  const FormPage page =
      form_page(parse_json(R"({"properties":{"name":{"type":"string"}}})"), nullptr, Translations());
  const Json now = parse_json(R"({"product":{"name":"User internal"},"user":{"name":"ann"}})");
  EXPECT_EQ(answer_changes(page, {FieldInput{.text = "anna"}}, now, host)[0].before, "ann");
}

TEST(Moments, AreThePersonsOwnTimeAndSentInSeconds) {
  TestHost host;
  host.offset = 60;
  Field field;
  field.kind = FieldKind::kMoment;
  EXPECT_EQ(local_moment(field, "1795464000", host), "2026-11-23T21:00");
  EXPECT_EQ(local_moment(field, "1795464007", host), "2026-11-23T21:00:07");
  EXPECT_EQ(from_local_moment(field, "2026-11-23T21:00", host), "1795464000");
  EXPECT_EQ(from_local_moment(field, "2026-11-23T21:00:07", host), "1795464007");
  EXPECT_EQ(answer_words(field, {.text = "1795464000"}, host), "23 Nov 2026, 21:00");
  EXPECT_EQ(local_moment(field, "soon", host), "soon") << "what is no moment is left for the engine to judge";
  EXPECT_EQ(local_moment(field, "99999999999999", host), "99999999999999");
  EXPECT_EQ(from_local_moment(field, "soon", host), "soon");
  EXPECT_EQ(local_moment(field, "1795464000.5", host), "2026-11-23T21:00");
  field.day_alone = true;
  EXPECT_EQ(local_moment(field, "1795464000", host), "2026-11-23");
  EXPECT_EQ(from_local_moment(field, "2026-11-23", host), "1795388400");
  field.day_alone = false;
  field.as_text = true;
  EXPECT_EQ(from_local_moment(field, "2026-11-23T21:00", host), "2026-11-23T20:00:00+00:00");
  EXPECT_EQ(local_moment(field, "2026-11-23T20:00:00+00:00", host), "2026-11-23T21:00");
}

TEST(Moments, TheZoneIsThatOfTheMoment) {
  struct Berlin : TestHost {
    int utc_offset_minutes(double at) override { return at < 1793000000 ? 120 : 60; }
  } host;
  Field field;
  field.kind = FieldKind::kMoment;
  EXPECT_EQ(time_zone_words(field, "1785000000", host), "Your own time, UTC+2");
  EXPECT_EQ(time_zone_words(field, "", host), "Your own time, UTC+1");
}

}  // namespace
}  // namespace rehearsal::shell
