#include "catalog/workshop/workflows/user/group_in_service.h"

#include <string>

#include "core/error.h"
#include "store/database.h"

namespace rehearsal::catalog {

void refuse_group_out_of_service(domain::Session& session, std::string_view user_group_id) {
  auto group = session.db.query("select description, status from subscriptions where subscription_id = ?", user_group_id);
  if (!group.step()) return;  // who loads it says so
  const std::string name = group.text(0);
  if (group.view(1) != "active") {
    throw value_error(name + " is " + group.text(1) + " meanwhile. Abort this process and choose another group.");
  }
  auto ending = session.db.query(
      "select 1 from processes_subscriptions ps join processes p on p.pid = ps.pid where ps.subscription_id = ? and "
      "ps.workflow_target = 'TERMINATE' and p.last_status not in ('completed', 'aborted')",
      user_group_id);
  if (ending.step()) {
    throw value_error(name + " is being terminated. Abort this process and choose another group; or abort that one, and "
                      "retry this step.");
  }
}

}  // namespace rehearsal::catalog
