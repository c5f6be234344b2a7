#include "api/router.h"

#include "api/handlers.h"
#include "api/refusal.h"

namespace rehearsal::api {
namespace {

using enum Does;

// A pattern without braces stands before one that would take the same path.
constexpr Route kRoutes[] = {
    {"GET", "/api/processes", get_processes, kReads},
    {"GET", "/api/processes/status-counts", get_process_status_counts, kReads},
    {"PUT", "/api/processes/resume-all", resume_all_processes, kChanges},
    {"GET", "/api/processes/{process_id}", get_process, kReads},
    {"POST", "/api/processes/{workflow_key}", start_process, kChanges},
    {"DELETE", "/api/processes/{process_id}", delete_process, kChanges},
    {"PATCH", "/api/processes/{process_id}", patch_process, kChanges},
    {"PUT", "/api/processes/{process_id}/resume", resume_process, kChanges},
    {"PUT", "/api/processes/{process_id}/abort", abort_process, kChanges},
    {"POST", "/api/processes/{process_id}/callback/{token}", answer_callback, kChanges},
    {"POST", "/api/processes/{process_id}/callback/{token}/progress", report_callback_progress, kChanges},

    {"GET", "/api/subscriptions/search", search_subscriptions, kReads},
    {"GET", "/api/subscriptions/domain-model/{subscription_id}", get_domain_model, kReads},
    {"GET", "/api/subscriptions/workflows/{subscription_id}", get_subscription_workflows, kReads},
    {"PUT", "/api/subscriptions/{subscription_id}/set_in_sync", set_in_sync, kChanges},

    {"POST", "/api/subscription_customer_descriptions", post_customer_description, kChanges},
    {"PUT", "/api/subscription_customer_descriptions", put_customer_description, kChanges},
    {"GET", "/api/subscription_customer_descriptions/customer/{customer_id}/subscription/{subscription_id}",
     get_customer_description_of, kReads},
    {"GET", "/api/subscription_customer_descriptions/{_id}", get_customer_description, kReads},
    {"DELETE", "/api/subscription_customer_descriptions/{_id}", delete_customer_description, kChanges},

    {"GET", "/api/products", get_products, kReads},
    {"GET", "/api/products/{product_id}", get_product, kReads},
    {"PATCH", "/api/products/{product_id}", patch_product, kChanges},
    {"GET", "/api/product_blocks/{product_block_id}", get_product_block, kReads},
    {"PATCH", "/api/product_blocks/{product_block_id}", patch_product_block, kChanges},
    {"GET", "/api/resource_types/{resource_type_id}", get_resource_type, kReads},
    {"PATCH", "/api/resource_types/{resource_type_id}", patch_resource_type, kChanges},
    {"GET", "/api/workflows/{workflow_id}", get_workflow, kReads},
    {"PATCH", "/api/workflows/{workflow_id}", patch_workflow, kChanges},

    {"GET", "/api/settings/status", get_engine_status, kReads},
    {"PUT", "/api/settings/status", put_engine_status, kChanges},
    {"GET", "/api/translations/{language}", get_translations, kReads},
    {"GET", "/api/health", get_health, kReads},

    {"GET", "/api/rehearsal/status", get_status, kReads},
    {"GET", "/api/rehearsal/pace", get_pace, kReads},
    {"PUT", "/api/rehearsal/pace", put_pace, kChanges},
    {"POST", "/api/rehearsal/pace/next", next_step, kChanges},
    {"GET", "/api/rehearsal/faults", get_faults, kReads},
    {"PUT", "/api/rehearsal/faults", put_faults, kChanges},
    {"GET", "/api/rehearsal/breakpoints", get_breakpoints, kReads},
    {"PUT", "/api/rehearsal/breakpoints", put_breakpoints, kChanges},
    {"PUT", "/api/rehearsal/clock", put_clock, kChanges},
    {"GET", "/api/rehearsal/lists/schedules", get_schedules, kReads},
    {"GET", "/api/rehearsal/lists/{kind}", get_list, kReads},
    {"POST", "/api/rehearsal/sql", ask_sql, kReads},
    {"GET", "/api/rehearsal/catalog", get_catalog, kReads},
    {"GET", "/api/rehearsal/systems", get_systems, kReads},
    {"GET", "/api/rehearsal/systems/{system}/{id}", get_system_record, kReads},
    {"PATCH", "/api/rehearsal/systems/{system}/{id}", patch_system_record, kChanges},
    {"DELETE", "/api/rehearsal/systems/{system}/{id}", delete_system_record, kChanges},
    {"POST", "/api/rehearsal/forms/{workflow_key}", look_at_form, kReads},
    {"POST", "/api/rehearsal/forms/processes/{process_id}", look_at_input, kReads},
    {"GET", "/api/rehearsal/processes/{process_id}/skip", look_at_skip, kReads},
    {"POST", "/api/rehearsal/processes/{process_id}/skip", skip_step, kChanges},
    {"GET", "/api/rehearsal/processes/{process_id}/rollback", look_at_rollback, kReads},
    {"POST", "/api/rehearsal/processes/{process_id}/rollback", roll_back, kChanges},
    {"GET", "/api/rehearsal/customers", get_customers, kReads},
    {"POST", "/api/rehearsal/sync", decide_sync, kThinks},

    {"GET", "/api/rehearsal/snapshot", get_snapshot, kJobs},
    {"POST", "/api/rehearsal/snapshot", import_snapshot, kJobs},
    {"POST", "/api/rehearsal/snapshot/preview", preview_snapshot, kJobs},
    {"POST", "/api/rehearsal/snapshot/start-over", start_over, kJobs},
    {"GET", "/api/rehearsal/snapshot/undo", get_undo, kReads},
    {"POST", "/api/rehearsal/snapshot/undo", undo_snapshot, kJobs},
    {"GET", "/api/rehearsal/report", get_report, kJobs},
    {"GET", "/api/rehearsal/jobs/{id}", get_job, kJobs},
    {"DELETE", "/api/rehearsal/jobs/{id}", delete_job, kJobs},
};

// The first segment of `path` and what follows it.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  path.remove_prefix(1);
  const size_t end = path.find('/');
  if (end == std::string_view::npos) return {path, {}};
  return {path.substr(0, end), path.substr(end)};
}

bool matches(std::string_view pattern, std::string_view path, std::array<std::string, 2>& parts) {
  size_t found = 0;
  while (!pattern.empty() && !path.empty() && path.front() == '/') {
    const auto [wanted, more_wanted] = split(pattern);
    const auto [given, more_given] = split(path);
    if (wanted.front() == '{') {
      if (given.empty()) return false;
      parts[found++] = given;
    } else if (wanted != given) {
      return false;
    }
    pattern = more_wanted;
    path = more_given;
  }
  return pattern.empty() && path.empty();
}

}  // namespace

std::span<const Route> all_routes() {
  return kRoutes;
}

Match find_route(std::string_view method, std::string_view path) {
  bool is_known = false;
  for (const Route& route : kRoutes) {
    Match match;
    if (!matches(route.pattern, path, match.parts)) continue;
    if (route.method == method) {
      match.route = &route;
      return match;
    }
    is_known = true;
  }
  if (is_known) throw method_not_allowed();
  throw not_found();
}

}  // namespace rehearsal::api
