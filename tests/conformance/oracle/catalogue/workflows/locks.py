"""Workflows of no product that lock a subscription, hold it, or give it another status."""
from orchestrator.core.domain import SubscriptionModel
from orchestrator.core.forms import FormPage
from orchestrator.core.targets import Target
from orchestrator.core.types import SubscriptionLifecycle
from orchestrator.core.workflow import StepList, done, init, step, workflow
from orchestrator.core.workflows.steps import resync, store_process_subscription, unsync
from pydantic_forms.types import FormGenerator, State, UUIDstr
from pydantic_forms.validators import Choice

from workflows.engine import enter_name, flaky_step

STATUSES = [status.value for status in SubscriptionLifecycle]


def lock_form() -> FormGenerator:
    class LockForm(FormPage):
        subscription_id: str
        fail_times: int = 0
        message: str = "flaky step failed"

    user_input = yield LockForm
    return user_input.model_dump()


@workflow(initial_input_form=lock_form, target=Target.MODIFY)
def wf_lock() -> StepList:
    return init >> store_process_subscription() >> unsync >> flaky_step >> resync >> done


def hold_form() -> FormGenerator:
    class HoldForm(FormPage):
        subscription_id: str

    user_input = yield HoldForm
    return user_input.model_dump()


@workflow(initial_input_form=hold_form, target=Target.MODIFY)
def wf_hold() -> StepList:
    return init >> store_process_subscription() >> unsync >> enter_name >> resync >> done


def status_form() -> FormGenerator:
    class StatusForm(FormPage):
        subscription_id: str
        status: Choice("Status", zip(STATUSES, STATUSES))  # type: ignore

    user_input = yield StatusForm
    return user_input.model_dump()


@step("Give status")
def give_status(subscription_id: UUIDstr, status: str) -> State:
    subscription = SubscriptionModel.from_subscription(subscription_id)
    return {"subscription": SubscriptionModel.from_other_lifecycle(subscription, SubscriptionLifecycle(status))}


@workflow(initial_input_form=status_form, target=Target.MODIFY)
def wf_status() -> StepList:
    return init >> store_process_subscription() >> give_status >> done
