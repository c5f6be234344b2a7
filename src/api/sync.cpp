// The static backend: what the page is to fetch and to publish is decided here, and done by the page.
#include "api/handlers.h"
#include "api/refusal.h"
#include "sync/messages.h"

namespace rehearsal::api {

Answer decide_sync(Call& call) {
  const Json message = call.needed_body();
  try {
    return answer(sync::decide(message));
  } catch (const Error& error) {
    throw problem(422, error.what());
  }
}

}  // namespace rehearsal::api
