// Everything that an operation on subscriptions needs, said in its parameters: there is no ambient session.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/ids.h"
#include "domain/models.h"

namespace rehearsal::store {
class Database;
}

namespace rehearsal::domain {

struct Session {
  store::Database& db;
  const Models& models;
  Clock& clock;
  Ids& ids;
  // The process on whose behalf; empty where there is none. Stands in the revisions.
  std::string process_id;
  // Ids of the subscriptions that were written are appended here, for events; may be null.
  std::vector<std::string>* changed = nullptr;
  // The versions of subscriptions that were written in this session, by id: a model that was loaded before
  // that is not out of date for it.
  std::map<std::string, int64_t, std::less<>> written = {};
  // Called before a system outside is asked or told something; the stage may keep it from answering by
  // throwing. Empty where there is no stage.
  std::function<void(std::string_view system)> reach = {};
};

}  // namespace rehearsal::domain
