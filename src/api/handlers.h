// The handlers, by the file that has them. Each answers one row of the router's table.
#pragma once

#include "api/call.h"

namespace rehearsal::api {

// processes.cpp
Answer start_process(Call& call);
Answer look_at_form(Call& call);
Answer look_at_input(Call& call);
Answer resume_process(Call& call);
Answer resume_all_processes(Call& call);
Answer abort_process(Call& call);
Answer skip_step(Call& call);
Answer look_at_skip(Call& call);
Answer roll_back(Call& call);
Answer look_at_rollback(Call& call);
Answer answer_callback(Call& call);
Answer report_callback_progress(Call& call);
Answer delete_process(Call& call);
Answer patch_process(Call& call);

// process_views.cpp
Answer get_process(Call& call);
Answer get_processes(Call& call);
Answer get_process_status_counts(Call& call);

// subscriptions.cpp
Answer get_domain_model(Call& call);
Answer get_subscription_workflows(Call& call);
Answer search_subscriptions(Call& call);
Answer set_in_sync(Call& call);

// customer_descriptions.cpp
Answer post_customer_description(Call& call);
Answer put_customer_description(Call& call);
Answer delete_customer_description(Call& call);
Answer get_customer_description(Call& call);
// By customer and subscription.
Answer get_customer_description_of(Call& call);

// products.cpp
Answer get_products(Call& call);
Answer get_product(Call& call);
Answer patch_product(Call& call);
Answer get_product_block(Call& call);
Answer patch_product_block(Call& call);
Answer get_resource_type(Call& call);
Answer patch_resource_type(Call& call);
Answer get_workflow(Call& call);
Answer patch_workflow(Call& call);
Answer get_catalog(Call& call);

// settings.cpp
Answer get_engine_status(Call& call);
Answer put_engine_status(Call& call);
Answer get_translations(Call& call);
Answer get_health(Call& call);

// rehearsal.cpp
Answer get_status(Call& call);
Answer get_pace(Call& call);
Answer put_pace(Call& call);
Answer next_step(Call& call);
Answer put_clock(Call& call);
Answer get_systems(Call& call);
Answer get_system_record(Call& call);
Answer patch_system_record(Call& call);
Answer delete_system_record(Call& call);
Answer get_customers(Call& call);

// stage.cpp
Answer get_faults(Call& call);
Answer put_faults(Call& call);
Answer get_breakpoints(Call& call);
Answer put_breakpoints(Call& call);

// snapshot.cpp
Answer get_snapshot(Call& call);
Answer preview_snapshot(Call& call);
Answer import_snapshot(Call& call);
Answer start_over(Call& call);
Answer get_undo(Call& call);
Answer undo_snapshot(Call& call);

// report.cpp
Answer get_report(Call& call);

// jobs.cpp
Answer get_job(Call& call);
Answer delete_job(Call& call);

// sync.cpp
Answer decide_sync(Call& call);

// lists.cpp
Answer get_list(Call& call);

// schedules.cpp
Answer get_schedules(Call& call);

// sql.cpp
Answer ask_sql(Call& call);

}  // namespace rehearsal::api
