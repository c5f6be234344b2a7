// create_user processes per second through the door, in memory: the request, 8 steps, their rows and the
// answer.
//   engine_bench [processes] [stored before] [standing]
// With a third argument the clock stands: then a turn is a number of steps and not a time, so that a tool
// which counts instructions (valgrind --tool=callgrind) and slows the program down sees as many commits as
// there are without it. Prints one JSON line per figure: {"bench", "value", "unit"}.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "api/engine.h"
#include "core/json.h"

namespace {

using rehearsal::Json;
using Moment = std::chrono::steady_clock::time_point;

double seconds_since(Moment start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void say(const char* bench, double value, const char* unit) {
  std::printf("{\"bench\":\"%s\",\"value\":%.1f,\"unit\":\"%s\"}\n", bench, value, unit);
  std::fflush(stdout);
}

class Bench {
 public:
  explicit Bench(bool standing) {
    rehearsal::api::EngineOptions options;
    options.files = std::make_unique<rehearsal::store::MemoryFiles>();
    options.seed = 1;
    if (standing) options.now = rehearsal::Instant{1'700'000'000'000'000};
    engine_ = rehearsal::api::Engine::open(std::move(options));
    const std::string id =
        start("create_user_group",
              R"([{"product":"00000000-0000-4000-8000-000000000001"},{"group_name":"staff"}])");
    run();
    const Json answer = rehearsal::parse_json(
        engine_->handle(R"({"id":1,"method":"GET","path":"/api/processes/)" + id + R"("})"));
    group_ = answer.at("body").at("current_state").at("subscription_id").get<std::string>();
  }

  // `count` processes, of which `together` are under way at a time; returns the seconds.
  double create_users(int count, int together) {
    const Moment begin = std::chrono::steady_clock::now();
    for (int done = 0; done < count; done += together) {
      for (int i = 0; i < together; ++i) create_user();
      run();
    }
    return seconds_since(begin);
  }

 private:
  std::string start(const std::string& workflow, const std::string& pages) {
    char key[37];
    std::snprintf(key, sizeof key, "00000000-0000-4000-9000-%012d", ++requests_);
    const std::string answer =
        engine_->handle(R"({"id":1,"method":"POST","path":"/api/processes/)" + workflow + R"(","body":)" +
                        pages + R"(,"key":")" + key + R"("})");
    const size_t at = answer.find(R"("body":{"id":")");
    if (at == std::string::npos) {
      std::fprintf(stderr, "Expected %s to start, found %s\n", workflow.c_str(), answer.c_str());
      std::exit(1);
    }
    return answer.substr(at + 14, 36);
  }
  void create_user() {
    start("create_user", R"([{"product":"00000000-0000-4000-8000-000000000002"},{"username":"user )" +
                             std::to_string(requests_) + R"(","age":33,"user_group_ids":[")" + group_ +
                             R"("]}])");
  }
  void run() {
    while (engine_->turn() == 0) {
    }
    engine_->take_events();
  }

  std::unique_ptr<rehearsal::api::Engine> engine_;
  std::string group_;
  int requests_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 5000;
  const int stored = argc > 2 ? std::atoi(argv[2]) : 0;
  if (count < 1 || stored < 0) {
    std::fprintf(stderr, "usage: engine_bench [processes] [stored before] [standing]\n");
    return 2;
  }
  Bench bench(argc > 3);
  if (stored > 0) say("create_user, to fill", stored / bench.create_users(stored, 100), "processes/s");
  bench.create_users(200, 50);
  say("create_user, one at a time", count / bench.create_users(count, 1), "processes/s");
  say("create_user, 50 at a time", count / bench.create_users(count, 50), "processes/s");
  return 0;
}
