from orchestrator.core.workflows import LazyWorkflowInstance

for module, names in {
    "user_group": ["create_user_group", "modify_user_group", "terminate_user_group", "validate_user_group"],
    "user": ["create_user", "modify_user", "terminate_user", "validate_user", "reconcile_user"],
    "engine": [
        "wf_fail", "wf_retry", "wf_input", "wf_two_pages", "wf_group", "wf_group_input", "wf_callback",
        "wf_callback_plain", "wf_conditional", "wf_abort", "wf_slow", "wf_forms", "wf_predicate", "wf_empty",
        "wf_errors", "task_sample", "task_inconsistent", "task_api",
    ],
    "groups": ["wf_groups", "wf_group_retry", "wf_group_inputs", "wf_group_conditional", "wf_slow_group"],
    "callbacks": ["wf_two_callbacks", "wf_callback_flaky", "wf_callback_retry"],
    "flow": [
        "wf_conditional_input", "wf_conditional_group", "wf_conditional_changes", "wf_conditional_bad",
        "wf_abort_when", "wf_state", "wf_many_steps",
    ],
    "inputs": ["wf_two_inputs", "wf_choice_input", "wf_three_pages", "wf_more_fields", "wf_failing_form",
        "wf_failing_input"],
    "locks": ["wf_lock", "wf_hold", "wf_status"],
    "tasks": ["task_errors", "task_retry", "task_input", "task_callback", "task_slow", "task_single"],
}.items():
    for name in names:
        LazyWorkflowInstance(f"workflows.{module}", name)
