"""Tasks: how they fail, wait, ask, run long, and refuse a second one."""
from orchestrator.core.forms import FormPage
from orchestrator.core.utils.errors import ApiException, ProcessFailureError
from orchestrator.core.workflow import StepList, begin, callback_step, retrystep, step
from orchestrator.core.workflows.predicates import no_uncompleted_instance
from orchestrator.core.workflows.utils import task
from pydantic_forms.types import FormGenerator, State
from pydantic_forms.validators import Choice

from workflows.common import flaky
from workflows.engine import ask_outside, enter_name, flaky_form, slow_form, slow_one, slow_two, task_step, use_name, validate_answer

KINDS = ["none", "assertion", "value", "process_failure", "inconsistent", "max_retry", "api_404", "api_502", "api_504"]


class InconsistentData(Exception):
    pass


class MaxRetryError(Exception):
    pass


def errors_form() -> FormGenerator:
    class TaskErrorsForm(FormPage):
        kind: Choice("TaskKind", zip(KINDS, KINDS))  # type: ignore

    user_input = yield TaskErrorsForm
    return user_input.model_dump()


@step("Fail as told")
def fail_as_told(kind: str) -> State:
    match kind:
        case "assertion":
            raise AssertionError("it does not hold")
        case "value":
            raise ValueError("it is no value")
        case "process_failure":
            raise ProcessFailureError("it went wrong", ["one", "two"])
        case "inconsistent":
            raise InconsistentData("two truths")
        case "max_retry":
            raise MaxRetryError("tried too often")
        case "api_404":
            raise ApiException(status=404, reason="not there")
        case "api_502":
            raise ApiException(status=502, reason="bad gateway")
        case "api_504":
            raise ApiException(status=504, reason="too late")
    return {"failed": False}


@task(initial_input_form=errors_form)
def task_errors() -> StepList:
    return begin >> fail_as_told


@retrystep("Task retrystep")
def task_retrystep(process_id: str, fail_times: int, message: str) -> State:
    return {"calls": flaky(process_id, "task retry", fail_times, message)}


@task(initial_input_form=flaky_form)
def task_retry() -> StepList:
    return begin >> task_retrystep


@task()
def task_input() -> StepList:
    return begin >> enter_name >> use_name


@task()
def task_callback() -> StepList:
    return begin >> callback_step("Ask", action_step=ask_outside, validate_step=validate_answer, result_key="answer")


@task(initial_input_form=slow_form)
def task_slow() -> StepList:
    return begin >> slow_one >> slow_two


@task(initial_input_form=flaky_form, run_predicate=no_uncompleted_instance)
def task_single() -> StepList:
    return begin >> task_step
