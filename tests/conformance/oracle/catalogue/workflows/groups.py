"""Groups of steps: failing at each place, waiting, with conditions and with more than one input step."""
from orchestrator.core.config.assignee import Assignee
from orchestrator.core.forms import FormPage
from orchestrator.core.targets import Target
from orchestrator.core.workflow import StepList, begin, conditional, done, init, inputstep, retrystep, step, step_group, workflow
from pydantic_forms.types import FormGenerator, State
from pydantic_forms.validators import Choice

from workflows.common import flaky
from workflows.engine import after, before, enter_name, flaky_form, slow_form, slow_one, slow_two, sub_one, sub_three

PARTS = ["first", "second", "third", "none"]


def groups_form() -> FormGenerator:
    class GroupsForm(FormPage):
        fails: Choice("Part", zip(PARTS, PARTS))  # type: ignore
        fail_times: int = 1

    user_input = yield GroupsForm
    return user_input.model_dump()


def part(process_id: str, name: str, fails: str, fail_times: int) -> int:
    return flaky(process_id, name, fail_times if fails == name else 0, f"{name} part failed")


@step("First part")
def first_part(process_id: str, fails: str, fail_times: int) -> State:
    return {"first": part(process_id, "first", fails, fail_times)}


@step("Second part")
def second_part(process_id: str, fails: str, fail_times: int) -> State:
    return {"second": part(process_id, "second", fails, fail_times)}


@step("Third part")
def third_part(process_id: str, fails: str, fail_times: int) -> State:
    return {"third": part(process_id, "third", fails, fail_times)}


@workflow(initial_input_form=groups_form, target=Target.CREATE)
def wf_groups() -> StepList:
    return (
        init
        >> step_group("Parts", begin >> first_part >> second_part >> third_part)
        >> step_group("Rest", begin >> sub_one >> sub_three)
        >> after
        >> done
    )


@retrystep("Flaky part")
def flaky_part(process_id: str, fail_times: int, message: str) -> State:
    return {"calls": flaky(process_id, "part", fail_times, message)}


@workflow(initial_input_form=flaky_form, target=Target.CREATE)
def wf_group_retry() -> StepList:
    return init >> before >> step_group("Retried group", begin >> sub_one >> flaky_part >> sub_three) >> after >> done


@inputstep("Enter place", assignee=Assignee.CHANGES)
def enter_place(name: str) -> FormGenerator:
    class PlaceForm(FormPage):
        place: str = f"where {name} is"

    user_input = yield PlaceForm
    return user_input.model_dump()


@workflow(target=Target.CREATE)
def wf_group_inputs() -> StepList:
    return init >> step_group("Two questions", begin >> enter_name >> enter_place >> sub_three) >> after >> done


def which_form() -> FormGenerator:
    class WhichForm(FormPage):
        run_it: bool

    user_input = yield WhichForm
    return user_input.model_dump()


@workflow(initial_input_form=which_form, target=Target.CREATE)
def wf_group_conditional() -> StepList:
    when = conditional(lambda state: state["run_it"])
    return init >> step_group("Partly", begin >> sub_one >> when(before) >> sub_three) >> after >> done


@workflow(initial_input_form=slow_form, target=Target.CREATE)
def wf_slow_group() -> StepList:
    return init >> step_group("Slow group", begin >> slow_one >> slow_two >> sub_three) >> after >> done
