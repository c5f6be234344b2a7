"""add user and user group products, workflows and the engine exercises.

Revision ID: 0c0000000001
Revises:
"""
from alembic import op
from orchestrator.core.migrations.helpers import create, create_task, create_workflow, ensure_default_workflows

revision = "0c0000000001"
down_revision = None
branch_labels = ("data",)
depends_on = "544fd845554d"

NEW = {
    "products": {
        "User Group": {"product_id": "00000000-0000-4000-8000-000000000001", "product_type": "UserGroup",
                       "description": "user group administration", "tag": "GROUP", "status": "active",
                       "root_product_block": "UserGroupBlock", "fixed_inputs": {}},
        "User internal": {"product_id": "00000000-0000-4000-8000-000000000002", "product_type": "User",
                          "description": "user administration - internal", "tag": "USER_INT", "status": "active",
                          "root_product_block": "UserBlock", "fixed_inputs": {"affiliation": "internal"}},
        "User external": {"product_id": "00000000-0000-4000-8000-000000000003", "product_type": "User",
                          "description": "user administration - external", "tag": "USER_EXT", "status": "active",
                          "root_product_block": "UserBlock", "fixed_inputs": {"affiliation": "external"}},
    },
    "product_blocks": {
        "UserGroupBlock": {"product_block_id": "00000000-0000-4000-8000-000000000011",
                           "description": "user group block", "tag": "UGB", "status": "active",
                           "resources": {"group_name": "name of the user group", "group_id": "id of the user group"}},
        "UserBlock": {"product_block_id": "00000000-0000-4000-8000-000000000012",
                      "description": "user block", "tag": "UB", "status": "active",
                      "depends_on_block_relations": ["UserGroupBlock"],
                      "resources": {"username": "name of the user", "age": "age of the user",
                                    "user_id": "id of the user"}},
    },
    "workflows": {},
}

WORKFLOWS = [
    ("create_user_group", "CREATE", False, "Create user group", "UserGroup"),
    ("modify_user_group", "MODIFY", False, "Modify user group", "UserGroup"),
    ("terminate_user_group", "TERMINATE", False, "Terminate user group", "UserGroup"),
    ("validate_user_group", "VALIDATE", True, "Validate user group", "UserGroup"),
    ("create_user", "CREATE", False, "Create user", "User"),
    ("modify_user", "MODIFY", False, "Modify user", "User"),
    ("terminate_user", "TERMINATE", False, "Terminate user", "User"),
    ("validate_user", "VALIDATE", True, "Validate user", "User"),
    ("reconcile_user", "RECONCILE", False, "Reconcile user", "User"),
] + [
    (name, "CREATE", False, "Engine exercise " + name[3:], "none")
    for name in ["wf_fail", "wf_retry", "wf_input", "wf_two_pages", "wf_group", "wf_group_input", "wf_callback",
                 "wf_callback_plain", "wf_conditional", "wf_abort", "wf_slow", "wf_forms", "wf_predicate",
                 "wf_empty", "wf_errors",
                 "wf_groups", "wf_group_retry", "wf_group_inputs", "wf_group_conditional", "wf_slow_group",
                 "wf_two_callbacks", "wf_callback_flaky", "wf_callback_retry", "wf_conditional_input",
                 "wf_conditional_group", "wf_conditional_changes", "wf_conditional_bad", "wf_abort_when",
                 "wf_two_inputs", "wf_choice_input", "wf_three_pages", "wf_more_fields", "wf_state",
                 "wf_many_steps", "wf_failing_form", "wf_failing_input"]
] + [
    (name, "MODIFY", False, "Engine exercise " + name[3:], "none") for name in ["wf_lock", "wf_hold", "wf_status"]
]


def upgrade() -> None:
    conn = op.get_bind()
    create(conn, NEW)
    for name, target, is_task, description, product_type in WORKFLOWS:
        create_workflow(conn, {"name": name, "target": target, "is_task": is_task, "description": description,
                               "product_type": product_type})
    for name in ["task_sample", "task_inconsistent", "task_api", "task_errors", "task_retry", "task_input", "task_callback",
                 "task_slow", "task_single"]:
        create_task(conn, {"name": name, "description": "Engine exercise " + name})
    ensure_default_workflows(conn)


def downgrade() -> None:
    raise NotImplementedError
