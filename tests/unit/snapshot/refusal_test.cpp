// Every rule that a snapshot may break: what is said of it, and where.
#include <gtest/gtest.h>

#include "snapshot/source.h"

namespace rehearsal::snapshot {
namespace {

struct Case {
  const char* name;
  std::function<void(Json&)> change;
  // Parts of what is said.
  std::string pointer;
  std::string words;
};

// Of Source::fill(): ports one and two, and the service between them.
Json& port(Json& content) {
  return content["subscriptions"][0];
}
Json& service(Json& content) {
  return content["subscriptions"][1];
}
Json& process(Json& content) {
  return content["processes"][0];
}
// The newest revision that has a parent.
Json& last_child(Json& content) {
  Json& all = content["revisions"];
  size_t at = all.size() - 1;
  while (all[at]["parent_digest"].is_null()) --at;
  return all[at];
}
const std::string kPort = "/content/subscriptions/0";
const std::string kService = "/content/subscriptions/1";
const std::string kProcessAt = "/content/processes/0";

const std::vector<Case>& cases() {
  static const std::vector<Case>* const all = new std::vector<Case>{
      {"unknown member", [](Json& c) { c["customers"][0]["colour"] = 1; }, "/content/customers/0/colour", "no member of this name"},
      {"missing member", [](Json& c) { c["customers"][0].erase("fullname"); }, "/content/customers/0", "the member \"fullname\""},
      {"no object", [](Json& c) { c["customers"][0] = 5; }, "/content/customers/0", "expected an object, found 5"},
      {"wrong kind", [](Json& c) { c["customers"][0]["shortcode"] = nullptr; }, "/content/customers/0/shortcode", "a text, found null"},
      {"a zero in a text", [](Json& c) { c["customers"][0]["fullname"] = std::string("a\0b", 3); }, "/content/customers/0/fullname", "without the character U+0000"},
      {"a zero in a value", [](Json& c) { port(c)["port"]["port_name"] = std::string("\0", 1); }, kPort + "/port/port_name", "without the character U+0000"},
      {"twice", [](Json& c) { c["customers"].push_back(c["customers"][0]); }, "/content/customers/1/customer_id", "a second time"},
      {"system with a slash", [](Json& c) { c["external_records"][0]["system"] = "a/b"; }, "/content/external_records/0/system", "without a slash"},
      {"no time", [](Json& c) { c["external_records"][0]["created_at"] = "today"; }, "/content/external_records/0/created_at", "a time such as"},
      {"unknown workflow", [](Json& c) { process(c)["workflow_name"] = "other"; }, kProcessAt + "/workflow_name", "an element of \"workflows\""},
      {"unknown status", [](Json& c) { process(c)["last_status"] = "tired"; }, kProcessAt + "/last_status", "one of created, running"},
      {"unknown assignee", [](Json& c) { process(c)["assignee"] = "NOBODY"; }, kProcessAt + "/assignee", "one of SYSTEM"},
      {"unknown step status", [](Json& c) { process(c)["steps"][0]["status"] = "odd"; }, kProcessAt + "/steps/0/status", "one of success"},
      {"state is no object", [](Json& c) { process(c)["steps"][0]["state"] = 1; }, kProcessAt + "/steps/0/state", "an object"},
      {"step twice", [](Json& c) { process(c)["steps"].push_back(process(c)["steps"][0]); }, kProcessAt + "/steps/1/step_id", "each id once"},
      {"input of a third kind", [](Json& c) { process(c)["inputs"][0]["input_type"] = "guess"; }, kProcessAt + "/inputs/0/input_type", "initial_state, user_input"},
      {"process of nothing", [](Json& c) { process(c)["subscriptions"][0]["subscription_id"] = kProcess; }, kProcessAt + "/subscriptions/0/subscription_id", "of which there is none"},
      {"unknown target", [](Json& c) { process(c)["subscriptions"][0]["workflow_target"] = "PAINT"; }, kProcessAt + "/subscriptions/0/workflow_target", "one of CREATE"},
      {"called never", [](Json& c) { process(c)["again"]["calls"] = 0; }, kProcessAt + "/again/calls", "how often the step was called, 1 to"},
      {"due never", [](Json& c) { process(c)["again"]["due"] = INT64_MIN; }, kProcessAt + "/again/due", "a time in microseconds"},
      {"begun never", [](Json& c) { process(c)["again"]["started"] = INT64_MAX; }, kProcessAt + "/again/started", "a time in microseconds"},
      {"timer that is no time", [](Json& c) { process(c)["timer"] = 13; }, kProcessAt + "/timer", "or null"},
      {"input that is no object", [](Json& c) { process(c)["inputs"][0]["input_state"] = Json::array(); }, kProcessAt + "/inputs/0/input_state", "an object"},
      {"too long", [](Json& c) { process(c)["note"] = std::string(5001, 'x'); }, kProcessAt + "/note", "at most 5000 characters or null, found one of 5001"},
      {"block of unknown fields", [](Json& c) { c["product_blocks"][0]["resource_types"].push_back("nothing"); }, "/content/product_blocks/0/resource_types/", "an element of \"resource_types\""},
      {"block of unknown blocks", [](Json& c) { c["product_blocks"][0]["depends_on"].push_back({{"max", nullptr}, {"min", nullptr}, {"name", "nothing"}}); }, "/content/product_blocks/0/depends_on/", "an element of \"product_blocks\""},
      {"block that depends on one twice", [](Json& c) { for (Json& block : c["product_blocks"]) if (!block["depends_on"].empty()) block["depends_on"].push_back(block["depends_on"][0]); }, "/content/product_blocks/", "each block once"},
      {"product of unknown blocks", [](Json& c) { c["products"][0]["blocks"].push_back("nothing"); }, "/content/products/0/blocks/", "an element of \"product_blocks\""},
      {"product of unknown workflows", [](Json& c) { c["products"][0]["workflows"].push_back("nothing"); }, "/content/products/0/workflows/0", "an element of \"workflows\""},
      {"one id for two products", [](Json& c) { c["products"][1]["product_id"] = c["products"][0]["product_id"]; }, "/content/products/1/product_id", "each id once"},
      {"revision of another digest", [](Json& c) { c["revisions"][0]["model"]["note"] = "changed"; }, "/content/revisions/0/digest", "the digest of the model"},
      {"revision without its parent", [](Json& c) { last_child(c)["parent_digest"] = std::string(64, '0'); }, "/content/revisions/", "an earlier revision"},
      {"revisions of nothing", [](Json& c) { c["subscriptions"].erase(2); }, "/content/revisions/", "an element of \"subscriptions\""},
      {"completed without a step", [](Json& c) { process(c)["last_status"] = "completed"; process(c)["steps"] = Json::array(); }, kProcessAt + "/steps", "the steps of a process that is completed, found none"},
      {"revision of another subscription", [](Json& c) { c["revisions"][0]["subscription_id"] = kProcess; }, "/content/revisions/0/model/subscription_id", "the revision's subscription"},
      {"unknown setting", [](Json& c) { c["settings"].push_back({{"name", "colour"}, {"value", 1}}); }, "/content/settings/", "one of global_lock, pace, seed"},
      {"no pace", [](Json& c) { c["settings"][1]["value"]["step_ms"] = 10001; }, "/content/settings/1/value", "0 to 10000"},
      {"seed of another kind", [](Json& c) { c["settings"][2]["value"] = "7"; }, "/content/settings/2/value", "an integer"},
      {"metadata of nothing", [](Json& c) { c["subscription_metadata"][0]["subscription_id"] = kProcess; }, "/content/subscription_metadata/0/subscription_id", "an element of \"subscriptions\""},
      {"workflow of another target", [](Json& c) { c["workflows"][0]["target"] = "PAINT"; }, "/content/workflows/0/target", "one of CREATE"},

      {"no uuid", [](Json& c) { port(c)["subscription_id"] = "1"; }, kPort + "/subscription_id", "a UUID in lower case"},
      {"subscription twice", [](Json& c) { c["subscriptions"].push_back(port(c)); }, "/content/subscriptions/3/subscription_id", "a second time"},
      {"unknown product", [](Json& c) { port(c)["product"]["name"] = "Cake"; }, kPort + "/product/name", "a product that this Rehearsal knows"},
      {"another product's id", [](Json& c) { port(c)["product"]["product_id"] = kProcess; }, kPort + "/product/product_id", "the id of this product"},
      {"no product", [](Json& c) { port(c).erase("product"); }, kPort, "the member \"product\""},
      {"unknown customer", [](Json& c) { port(c)["customer_id"] = kProcess; }, kPort + "/customer_id", "an element of \"customers\""},
      {"unknown lifecycle", [](Json& c) { port(c)["status"] = "asleep"; }, kPort + "/status", "one of initial, active"},
      {"version 0", [](Json& c) { port(c)["version"] = 0; }, kPort + "/version", "a version, 1 to"},
      {"version without room for another", [](Json& c) { port(c)["version"] = INT64_MAX; }, kPort + "/version", "a version, 1 to"},
      {"revision 0", [](Json& c) { c["revisions"][0]["version"] = 0; }, "/content/revisions/0/version", "a version, 1 to"},
      {"version of a description", [](Json& c) { port(c)["customer_descriptions"][0]["version"] = -1; }, kPort + "/customer_descriptions/0/version", "a version, 1 to"},
      {"another fixed input", [](Json& c) { port(c)["speed"] = 1; }, kPort + "/speed", "the product's value of \"speed\", 10000"},
      {"no fixed input", [](Json& c) { port(c).erase("speed"); }, kPort, "the product's value of \"speed\""},
      {"unknown field", [](Json& c) { port(c)["port"]["colour"] = "red"; }, kPort + "/port/colour", "no member of this name"},
      {"description of an unknown customer", [](Json& c) { port(c)["customer_descriptions"][0]["customer_id"] = kProcess; }, kPort + "/customer_descriptions/0/customer_id", "an element of \"customers\""},
      {"two descriptions for one customer", [](Json& c) { Json more = port(c)["customer_descriptions"][0]; more["id"] = kProcess; port(c)["customer_descriptions"].push_back(more); }, kPort + "/customer_descriptions/1/customer_id", "each customer once"},
      {"text for a boolean", [](Json& c) { port(c)["port"]["enabled"] = "yes"; }, kPort + "/port/enabled", "a value of \"enabled\""},
      {"fraction in a list of integers", [](Json& c) { port(c)["port"]["vlans"] = {1, 2.5}; }, kPort + "/port/vlans/1", "a value of \"vlans\""},
      {"null in a list", [](Json& c) { port(c)["port"]["tags"] = {nullptr}; }, kPort + "/port/tags/0", "a value of \"tags\""},
      {"scalar for a list", [](Json& c) { port(c)["port"]["tags"] = "x"; }, kPort + "/port/tags", "a list"},
      {"object for a value", [](Json& c) { port(c)["port"]["power"] = Json::object(); }, kPort + "/port/power", "found an object"},
      {"unknown choice", [](Json& c) { port(c)["port"]["mode"] = "loud"; }, kPort + "/port/mode", "a value of \"mode\""},
      {"no uuid in a field", [](Json& c) { port(c)["port"]["ims_id"] = "x"; }, kPort + "/port/ims_id", "a value of \"ims_id\""},
      {"value that is too long", [](Json& c) { port(c)["port"]["port_name"] = std::string(10001, 'x'); }, kPort + "/port/port_name", "at most 10000 characters"},
      {"active without a value", [](Json& c) { port(c)["port"]["enabled"] = nullptr; }, kPort + "/port/enabled", "which the status asks for"},
      {"active without a field", [](Json& c) { port(c)["port"].erase("enabled"); }, kPort + "/port", "which the status asks for"},
      {"no block", [](Json& c) { port(c)["port"] = nullptr; }, kPort + "/port", "which the status asks for"},
      {"text for a block", [](Json& c) { port(c)["port"] = "x"; }, kPort + "/port", "a block, an object"},
      {"another block", [](Json& c) { port(c)["port"]["name"] = "LinkBlock"; }, kPort + "/port/name", "a block \"PortBlock\""},
      {"foreign root", [](Json& c) { port(c)["port"]["owner_subscription_id"] = kProcess; }, kPort + "/port/owner_subscription_id", "the id of this subscription"},
      {"root that is only named", [](Json& c) { service(c)["service"] = {{"name", "ServiceBlock"}, {"owner_subscription_id", service(c)["subscription_id"]}, {"subscription_instance_id", kProcess}}; }, kService + "/service", "with its label and values"},
      {"half a block", [](Json& c) { service(c)["service"]["main"]["enabled"] = true; }, kService + "/service/main", "alone, or label, too"},
      {"too many blocks", [](Json& c) { service(c)["service"]["members"] = Json::array({1, 2, 3, 4}); }, kService + "/service/members", "at most 3 items"},
      {"block below itself twice", [](Json& c) { service(c)["service"]["backup"] = service(c)["service"]["main"]; }, kService + "/service/", "each block once below another"},
      {"block that is not there", [](Json& c) { service(c)["service"]["main"]["subscription_instance_id"] = kProcess; }, kService + "/service/main", "which is not there"},
      {"block of another owner", [](Json& c) { service(c)["service"]["main"]["owner_subscription_id"] = kProcess; }, kService + "/service/main", "one of subscription"},
      {"block of another type", [](Json& c) { service(c)["service"]["main"]["subscription_instance_id"] = service(c)["service"]["subscription_instance_id"]; service(c)["service"]["main"]["owner_subscription_id"] = service(c)["subscription_id"]; }, kService + "/service/main", "one of a ServiceBlock"},
      {"block with its values twice", [](Json& c) { Json again = port(c)["port"]; again["owner_subscription_id"] = service(c)["subscription_id"]; service(c)["service"]["main"] = again; }, kService + "/service/main/subscription_instance_id", "it is only named"},
      {"used block that is not complete", [](Json& c) { port(c)["status"] = "initial"; port(c)["port"]["enabled"] = nullptr; }, kService + "/service/main", "one is missing"},
  };
  return *all;
}

TEST(Refusal, SaysWhereWhatAndWhy) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  ASSERT_EQ(Source().take(changed(file, [](Json&) {})), "");
  const std::string before = source.snapshot();
  for (const Case& each : cases()) {
    const std::string said = source.take(changed(file, each.change));
    EXPECT_EQ(said.compare(0, 3 + each.pointer.size(), "At " + each.pointer), 0) << each.name << ": " << said;
    EXPECT_NE(said.find(each.words), std::string::npos) << each.name << ": " << said;
    ASSERT_EQ(source.snapshot(), before) << each.name << " changed something";
  }
}

// A chain of n nodes below one subscription.
Json chain_of(size_t nodes, const std::string& owner, const std::function<std::string(size_t)>& id) {
  Json block = nullptr;
  for (size_t i = nodes; i-- > 0;) {
    block = {{"label", nullptr},
             {"name", "NodeBlock"},
             {"next", block},
             {"node_name", "n"},
             {"owner_subscription_id", owner},
             {"subscription_instance_id", id(i)}};
  }
  return block;
}

std::string node_id(size_t i) {
  char text[40];
  std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012zu", i);
  return text;
}

TEST(Refusal, ChainsMayBeLongButNotTooLongAndNoCircles) {
  Source source;
  const auto chain = domain::from_product_id(source.session, domain::kChainProduct, domain::kCustomer);
  save(source.session, chain);
  const std::string file = source.snapshot();
  const auto with = [&](size_t nodes, bool closed) {
    return changed(file, [&](Json& content) {
      Json& root = content["subscriptions"][0]["node"];
      root = chain_of(nodes, chain.subscription_id, node_id);
      if (!closed) return;
      Json* last = &root;
      while (!(*last)["next"].is_null()) last = &(*last)["next"];
      (*last)["next"] = {{"name", "NodeBlock"},
                         {"owner_subscription_id", chain.subscription_id},
                         {"subscription_instance_id", node_id(1)}};
    });
  };
  EXPECT_EQ(source.take(with(40, false)), "");
  EXPECT_NE(source.take(with(41, false)).find("at most 40 deep"), std::string::npos);
  EXPECT_NE(source.take(with(60, false)).find("at most 40 deep"), std::string::npos);
  EXPECT_NE(source.take(with(5, true)).find("in a circle"), std::string::npos);
}

// Of a file that agrees with itself but for the rows of what its subscriptions use, as the fuzzer found them:
// it is refused, or nothing uses what it lacks.
TEST(Refusal, EachBlockAndFieldThatIsUsedHasItsRow) {
  Source source;
  source.fill();
  auto bundle =
      domain::BundleInactive::from_product_id(source.session, domain::kBundleProduct, domain::kCustomer);
  for (auto& link : bundle.links) link.link_name = "a link";
  save(source.session, bundle);
  const std::string file = source.snapshot();
  const Json content = parse_json(file).at("content");
  const auto without = [](Json& list, const char* name, const std::string& value) {
    Json left = Json::array();
    for (const Json& each : list) {
      if ((each.is_object() ? each.at(name) : each) != value) left.push_back(each);
    }
    list = left;
  };
  std::string used, unused;
  struct Kind {
    const char* section;
    const char* member;
  };
  for (const Kind& kind : {Kind{"resource_types", "resource_type"}, Kind{"product_blocks", "name"}}) {
    for (const Json& row : content.at(kind.section)) {
      const std::string name = row.at(kind.member).get<std::string>();
      const std::string odd = changed(file, [&](Json& c) {
        without(c[kind.section], kind.member, name);
        for (Json& block : c["product_blocks"]) {
          without(block["resource_types"], "", name);
          without(block["depends_on"], "name", name);
        }
        for (Json& product : c["products"]) without(product["blocks"], "", name);
      });
      Source target;
      const std::string said = target.take(odd);
      (said.empty() ? unused : used) += name + " ";
      if (!said.empty()) {
        EXPECT_NE(said.find("expected the id or name of an element of \"" + std::string(kind.section) +
                            "\", found \"" + name + "\""),
                  std::string::npos)
            << said;
      }
      EXPECT_EQ(target.db.integrity_problems(), "") << name;
      EXPECT_FALSE(target.snapshot().empty()) << name;
    }
  }
  EXPECT_EQ(used, "enabled link_name port_name service_id LinkBlock PortBlock ServiceBlock ");
  EXPECT_NE(unused, "");
}

TEST(Refusal, OfAnotherSnapshotThanWasShown) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  const std::string shown = parse_json(file).at("digest").get<std::string>();
  const auto taken = [&](const std::string& digest) {
    Source target;
    Import work(target.session, words(), file, {Mode::Replace, "", "Rehearsal", digest});
    while (work.step()) {
    }
    return work.is_refused() ? in_words(work.check().problems().first().front()) : "";
  };
  EXPECT_EQ(taken(shown), "");
  const std::string other(64, 'a');
  EXPECT_EQ(taken(other), "At /digest: expected that of the snapshot that was shown, " + other +
                              ", since the file is to be the same, found " + shown + ".");
}

TEST(Refusal, OfTheFileItself) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  const auto replaced = [&](const std::string& what, const std::string& with) {
    std::string text = file;
    EXPECT_NE(text.find(what), std::string::npos) << what;
    return text.replace(text.find(what), what.size(), with);
  };
  const std::pair<std::string, std::string> wrong[] = {
      {"", "found an empty file"},
      {"PK\x03\x04rest", "found a zip archive. Unpack it"},
      {"\x1f\x8b rest", "found a file packed by gzip. Unpack it first."},
      {"\xff\xfe{", "found a text in UTF-16. Save it as UTF-8."},
      {"SQLite format 3 rest", "found an SQLite database."},
      {"<!doctype html>", "found '<' at byte 0"},
      {"[]", "a snapshot of Rehearsal"},
      {"{}", "the key \"format\""},
      {replaced("rehearsal-snapshot", "rehearsal-index"), "At /format: expected \"rehearsal-snapshot\""},
      {replaced("\"version\":1,", "\"version\":2,"),
       "At /version: expected version 1 or an older one, found version 2, which a newer Rehearsal has made"},
      {replaced("\"version\":1,", "\"version\":0,"), "At /version"},
      {replaced("\"version\":1,", ""), "the key \"version\""},
      {replaced("\"by\":\"a test\"", "\"by\":null"), "At /made/by: expected a text, found null"},
      {replaced("\"by\":\"a test\"", "\"by\":\"" + std::string(201, 'b') + "\""),
       "At /made/by: expected a text of at most 200 bytes without the character U+0000, found 201 bytes"},
      {replaced("\"by\":\"a test\"", "\"by\":\"\\u0000\""),
       "At /made/by: expected a text of at most 200 bytes"},
      {replaced("\"app\":", "\"more\":1,\"app\":"), "At /made: expected the keys"},
      {replaced("2026-11-23T10:00:00.000000+00:00\",\"by\"", "now\",\"by\""), "At /made/when"},
      {replaced("\"digest\":\"", "\"digest\":\"x"), "At /digest: expected a SHA-256 digest"},
      {replaced("\"external_records\"", "\"colours\":[],\"external_records\""),
       "At /content: expected the lists that a snapshot has alone, found the key \"colours\""},
      {replaced("\"settings\":[", "\"products\":["),
       "At /content: expected each list once, found \"products\""},
      {replaced("\"digest\":\"", "\"digest\":1,\"digest\":\""), "At /digest: expected a SHA-256 digest"},
      {replaced("\"version\":1,", "\"version\":1,\"version\":1,"),
       "expected each key once, found \"version\""},
      {replaced("\"version\":1,", "\"colour\":1,"), "found the key \"colour\""},
      {replaced("\"external_records\":[", "\"external_records\":{"),
       "At /content/external_records: expected a list"},
      {replaced("The customer", "The custumer"), "At /digest: expected the digest of the content, which is "},
      {replaced("The customer", "The \xff"), "At /content/customers/0: expected UTF-8 at byte "},
      {replaced("\"fullname\"", "\"shortcode\":\"\",\"fullname\""),
       "At /content/customers/0: expected each key once"},
      {replaced("\"shortcode\":\"TC\"", "\"shortcode\":" + std::string(98, '[')), "levels of nesting"},
      {file.substr(0, file.size() / 2), "found the end"},
      {file.substr(0, file.size() - 3), "found the end of the file"},
      {file + "x", "expected nothing after the snapshot, found 1 bytes"},
  };
  const std::string before = source.snapshot();
  for (const auto& [text, words] : wrong) {
    EXPECT_NE(source.take(text).find(words), std::string::npos)
        << words << " was expected, found: " << source.take(text);
    ASSERT_EQ(source.snapshot(), before);
  }
  EXPECT_EQ(source.take("\xef\xbb\xbf" + file), "");
}

TEST(Refusal, ManyProblemsAreCountedAndTheFirstOnesTold) {
  Source source;
  const std::string file = changed(source.snapshot(), [](Json& content) {
    for (int i = 0; i < 80; ++i) content["customers"].push_back(i);
  });
  Check check(source.session, words(), file, Mode::Replace);
  while (check.step()) {
  }
  EXPECT_EQ(check.problems().count(), 80);
  EXPECT_EQ(check.problems().first().size(), Problems::kMost);
  EXPECT_EQ(check.report().at("problem_count"), 80);
}

// Where something is added, what is here counts, too.
TEST(Refusal, OfWhatDoesNotFitToWhatIsHere) {
  Source source;
  source.fill();
  const std::string file = source.snapshot();
  Json content = parse_json(file).at("content");
  const std::string port_id = port(content)["subscription_id"].get<std::string>();
  const auto taken = [&](const std::function<void(Json&)>& change) {
    return source.take(changed(file, change), Mode::Add);
  };
  // The port of the file has another block; the service, which is only here, uses the old one.
  EXPECT_NE(taken([&](Json& c) {
              port(c)["port"]["subscription_instance_id"] = node_id(7);
              c["subscriptions"] = Json::array({port(c)});
              c["processes"] = c["subscription_metadata"] = Json::array();
            }).find("uses here"),
            std::string::npos);
  EXPECT_NE(taken([&](Json& c) {
              port(c)["subscription_id"] = node_id(8);
              port(c)["port"]["owner_subscription_id"] = node_id(8);
              c["subscriptions"] = Json::array({port(c)});
              c["processes"] = c["subscription_metadata"] = Json::array();
              c["subscriptions"][0]["customer_descriptions"] = Json::array();
            }).find("an id that is not taken here"),
            std::string::npos);
  EXPECT_NE(taken([&](Json& c) {
              process(c)["process_id"] = node_id(9);
            }).find("which belongs to " + std::string(kProcess)),
            std::string::npos);
  EXPECT_NE(taken([&](Json& c) {
              c["products"][0]["product_id"] = node_id(9);
            }).find("the id that the product has here"),
            std::string::npos);
  // The service alone finds the port that is here, as long as it is complete.
  const auto alone = [](Json& c) {
    c["subscriptions"] = Json::array({service(c)});
    c["subscriptions"][0]["description"] = "changed";
    c["processes"] = c["subscription_metadata"] = Json::array();
  };
  EXPECT_EQ(taken(alone), "");
  source.db.run("delete from subscription_instance_values where value = 'True'");
  EXPECT_NE(taken(alone).find("one is missing"), std::string::npos);
}

}  // namespace
}  // namespace rehearsal::snapshot
