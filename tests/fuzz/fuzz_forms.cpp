// Throws mutated text and odd values at everything of core and forms that reads what a stranger sent.
//
//   fuzz_forms --runs N --seed S [--from RUN] [--trace]
//
// Each run depends on the seed and its number alone: a run that failed is repeated with --from RUN --runs 1.
// A crash does not say its run; --trace prints each before it starts. Exit 1 at the first failure.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "core/error.h"
#include "forms/pattern.h"
#include "forms/text.h"
#include "forms/validate.h"
#include "forms/wizard.h"
#include "random.h"

namespace rehearsal::fuzz {
namespace {

using namespace forms;

void require(bool holds, const std::string& what) {
  if (!holds) throw std::logic_error(what);
}

constexpr std::string_view kDocuments[] = {
    R"([{"product": "00000000-0000-4000-8000-000000000002"}, {"username": "ann", "age": 33, "user_group_ids": ["x"]}])",
    R"({"a": [1, -2.5e3, true, null, "é\n\u20ac"], "b": {"c": {}, "d": []}})",
    R"({"id": 1, "method": "POST", "path": "/api/processes/create_user", "body": [], "key": "k"})",
    R"("\ud83d\ude00")",
};

constexpr std::string_view kPatterns[] = {"^[a-z]+$", "a{2,5}(b|c)*", "[^\\d\\s]?.$", "^(?:x|[]y-])+",
                                          "\\w@\\w\\.nl|"};

// Reads, or refuses with its own error; what was read is written and read again unchanged.
void try_reading(Random& random) {
  const std::string text = mutated(random, std::string(random.pick(kDocuments)));
  Json value;
  try {
    value = parse_json(text);
  } catch (const Error& error) {
    require(error.kind() == "InvalidJson", "refused as " + error.kind());
    dump_json(Json(error.what()));
    return;
  }
  require(parse_json(dump_json(value)) == value, "not read again: " + text);
  require(canonical_json(parse_json(canonical_json(value))) == canonical_json(value),
          "not canonical: " + text);
  require(!python_repr(value).empty(), "no repr");
}

Type random_type(Random& random, int depth = 0) {
  switch (random.below(depth > 1 ? 9 : 19)) {
    case 0:
      return text().not_blank("Name");
    case 1:
      return text().length(random.below(3), 3 + random.below(5));
    case 2:
      return text().matching(std::string(random.pick(kPatterns)));
    case 3:
      return integer().at_least(-1).at_most(static_cast<int64_t>(random.below(100)));
    case 4:
      return number().more_than(-0.5).less_than(1e6);
    case 5:
      return boolean();
    case 6:
      return uuid();
    case 7:
      return choice("Letters" + std::to_string(random.next()), {"a", {"b", "Bee"}, "3"});
    case 8:
      return choice("Empty" + std::to_string(random.next()), {});
    case 9:
      return list(random_type(random, depth + 1),
                  {.min_items = random.below(3), .unique_items = random.one_in(2)});
    case 10:
      return list(random_type(random, depth + 1), {.max_items = random.below(3)});
    case 11:
      return read_only("a");
    case 12:
      return label("shown");
    case 13:
      return email();
    case 14:
      return contact_person_list({.min_items = random.below(2)});
    case 15:
      return map_of(random_type(random, depth + 1));
    case 16:
    case 17: {
      Page page{.name = "Inner" + std::to_string(random.next()),
                .fields = {{"a", random_type(random, depth + 1)}, {"b", random_type(random, depth + 1)}}};
      return random.one_in(2) ? object(std::move(page)) : inner_page(std::move(page));
    }
    default:
      return accept();
  }
}

Page random_page(Random& random) {
  Page page{.name = "Page"};
  for (const char* name : {"a", "b", "username", "age"}) {
    if (random.one_in(2)) continue;
    Type type = random_type(random);
    if (random.one_in(4)) type = std::move(type).nullable();
    if (random.one_in(8)) type = std::move(type).with_default(random_value(random));
    page.fields.push_back({name, std::move(type)});
  }
  return page;
}

// Mostly something that the type takes, so that pages are often accepted.
Json likely_value(Random& random, const Type& type) {
  constexpr std::string_view kNumbers[] = {"3", " +1_0 ", "5.0", "-1"};
  constexpr std::string_view kTruths[] = {"yes", "OFF", "1", "f"};
  constexpr std::string_view kIds[] = {"866525c8-a868-49bc-b006-1a60e492631e",
                                       "866525C8A86849BCB0061A60E492631E"};
  if (random.one_in(4)) return random_value(random);
  switch (type.kind) {
    case Type::Kind::kText:
      return "abc";
    case Type::Kind::kInteger:
    case Type::Kind::kNumber:
      return random.one_in(2) ? Json(random.below(9)) : Json(random.pick(kNumbers));
    case Type::Kind::kBoolean:
      return random.one_in(2) ? Json(random.one_in(2)) : Json(random.pick(kTruths));
    case Type::Kind::kUuid:
      return random.pick(kIds);
    case Type::Kind::kAccept:
      return "ACCEPTED";
    case Type::Kind::kList: {
      Json list = Json::array();
      for (size_t i = random.below(4); i > 0; --i) list.push_back(likely_value(random, type.item[0]));
      return list;
    }
    case Type::Kind::kEmail:
      return random.one_in(2) ? "Ann@Example.org" : "ann@b";
    case Type::Kind::kMap:
      return {{"a", likely_value(random, type.item[0])}};
    case Type::Kind::kObject: {
      Json object = Json::object();
      for (const Field& field : type.page->fields) object[field.name] = likely_value(random, field.type);
      return object;
    }
    default:
      return random.one_in(2) ? "a" : "b";
  }
}

Json random_answer(Random& random, const Page& page) {
  if (random.one_in(20)) return random_value(random);
  Json answer = Json::object();
  for (const Field& field : page.fields) {
    if (!random.one_in(10)) answer[field.name] = likely_value(random, field.type);
  }
  if (random.one_in(10)) answer["stray"] = random_value(random);
  return answer;
}

// Values or errors, never both; errors can be said; what was accepted is accepted again as it is.
void try_validating(Random& random) {
  const Page page = random_page(random);
  const Json form = schema(page);
  require(parse_json(dump_json(form)) == form, "a schema that is no JSON");
  const Json answer = random_answer(random, page);
  const Validated validated = validate(page, answer);
  if (!validated.errors.empty()) {
    require(!to_text(page.name, validated.errors).empty(), "errors without words");
    for (const Json& error : to_json(validated.errors)) {
      require(!error.at("type").get<std::string>().empty() && !error.at("loc").empty(),
              "an error without type or place");
      dump_json(error);
    }
    return;
  }
  require(validated.values.size() == page.fields.size(), "a field without its value");
  const Validated again = validate(page, validated.values);
  require(again.errors.empty() && again.values == validated.values,
          "not accepted again: " + dump_json(validated.values) + " of " + dump_json(answer));
}

// Whatever the list of answers is, the wizard says what is wrong or returns.
void try_wizard(Random& random) {
  const Page first = random_page(random);
  const Page second = random_page(random);
  const Form form = [&](Wizard& wizard) {
    wizard.ask(first);
    return wizard.ask(second);
  };
  Json inputs = Json::array();
  for (size_t i = random.below(5); i > 0; --i) inputs.push_back(random_answer(random, first));
  try {
    post_form(form, Json::object(), inputs);
  } catch (const FormProblem& problem) {
    require(problem.body().at("status") == problem.status(), "a body of another status");
    dump_json(problem.body());
  }
}

void try_patterns(Random& random) {
  const std::string pattern = mutated(random, std::string(random.pick(kPatterns)));
  const Json subject = random_value(random);
  try {
    matches(pattern, subject.is_string() ? subject.get<std::string>() : dump_json(subject));
  } catch (const Error& error) {
    require(error.kind() == "ValueError", "refused as " + error.kind());
  }
}

void run_once(uint64_t seed, uint64_t run) {
  Random random(seed * 1000003 + run);
  switch (run % 4) {
    case 0:
      return try_reading(random);
    case 1:
      return try_validating(random);
    case 2:
      return try_wizard(random);
    default:
      return try_patterns(random);
  }
}

struct Options {
  uint64_t runs = 20000;
  uint64_t seed = 1;
  uint64_t from = 0;
  bool trace = false;
};

bool read_options(int count, char** words, Options& options) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    uint64_t* number = word == "--runs"   ? &options.runs
                       : word == "--seed" ? &options.seed
                       : word == "--from" ? &options.from
                                          : nullptr;
    if (word == "--trace") {
      options.trace = true;
    } else if (number && ++i < count) {
      const char* end = words[i] + std::strlen(words[i]);
      if (std::from_chars(words[i], end, *number).ptr != end) return false;
    } else {
      return false;
    }
  }
  return true;
}

int main_of(int count, char** words) {
  Options options;
  if (!read_options(count, words, options)) {
    std::fputs("fuzz_forms --runs N --seed S [--from RUN] [--trace]\n", stderr);
    return 2;
  }
  for (uint64_t run = options.from; run < options.from + options.runs; ++run) {
    if (options.trace) std::fprintf(stderr, "run %llu\n", static_cast<unsigned long long>(run));
    try {
      run_once(options.seed, run);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "failed: --seed %llu --from %llu --runs 1: %s\n",
                   static_cast<unsigned long long>(options.seed), static_cast<unsigned long long>(run),
                   error.what());
      return 1;
    }
  }
  std::printf("%llu runs of seed %llu passed\n", static_cast<unsigned long long>(options.runs),
              static_cast<unsigned long long>(options.seed));
  return 0;
}

}  // namespace
}  // namespace rehearsal::fuzz

int main(int count, char** words) {
  return rehearsal::fuzz::main_of(count, words);
}
