// Which handler answers which request.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "api/call.h"

namespace rehearsal::api {

// What a request does: it reads, it changes in one transaction, or it looks after jobs or thinks without the
// database, which are possible at any time.
enum class Does { kReads, kChanges, kJobs, kThinks };

struct Route {
  std::string_view method;
  // Segments in braces take anything.
  std::string_view pattern;
  Handler handler;
  Does does;
};

struct Match {
  const Route* route = nullptr;
  std::array<std::string, 2> parts;
};

// All there are.
std::span<const Route> all_routes();

// The route for a request; throws Refusal: 404 for an unknown path, 405 for a method that the path does not
// take.
Match find_route(std::string_view method, std::string_view path);

}  // namespace rehearsal::api
