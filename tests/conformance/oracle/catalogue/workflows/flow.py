"""Conditions, aborts and what steps do with the state."""
from orchestrator.core.forms import FormPage
from orchestrator.core.targets import Target
from orchestrator.core.workflow import StepList, abort, begin, callback_step, conditional, done, init, step, step_group, workflow
from pydantic_forms.types import FormGenerator, State

from workflows.engine import after, ask_outside, before, conditional_form, enter_name, sub_one, sub_three, use_name, validate_answer

when_asked = conditional(lambda state: state["run_it"])


@workflow(initial_input_form=conditional_form, target=Target.CREATE)
def wf_conditional_input() -> StepList:
    return init >> when_asked(begin >> enter_name >> use_name) >> after >> done


@workflow(initial_input_form=conditional_form, target=Target.CREATE)
def wf_conditional_group() -> StepList:
    ask = callback_step("Ask", action_step=ask_outside, validate_step=validate_answer, result_key="answer")
    return init >> when_asked(begin >> step_group("Group", begin >> sub_one >> sub_three) >> ask) >> after >> done


@step("Turn off")
def turn_off() -> State:
    return {"run_it": False}


@workflow(initial_input_form=conditional_form, target=Target.CREATE)
def wf_conditional_changes() -> StepList:
    return init >> when_asked(begin >> sub_one >> turn_off >> sub_three) >> after >> done


@workflow(target=Target.CREATE)
def wf_conditional_bad() -> StepList:
    return init >> before >> conditional(lambda state: state["nowhere"])(begin >> sub_one) >> after >> done


def stop_form() -> FormGenerator:
    class StopForm(FormPage):
        stop: bool

    user_input = yield StopForm
    return user_input.model_dump()


@workflow(initial_input_form=stop_form, target=Target.CREATE)
def wf_abort_when() -> StepList:
    return init >> before >> conditional(lambda state: state["stop"])(abort) >> after >> done


@step("Nothing")
def nothing() -> None:
    pass


@step("Nested")
def nested() -> State:
    return {"nested": {"list": [1, {"two": 2}], "deep": {"er": {"est": None}}, "text": "é"}, "number": 1.5, "none": None}


@step("Change nested")
def change_nested(nested: dict) -> State:
    return {"nested": {**nested, "deep": {"er": {"est": 1}, "new": []}}, "number": 2}


@step("Change what is reserved")
def change_reserved() -> State:
    return {"reporter": "somebody", "workflow_name": "another"}


@workflow(target=Target.CREATE)
def wf_state() -> StepList:
    return init >> nothing >> nested >> change_nested >> change_reserved >> done


@step("Count")
def count(counted: int = 0) -> State:
    return {"counted": counted + 1}


@workflow(target=Target.CREATE)
def wf_many_steps() -> StepList:
    steps = init
    for _ in range(12):
        steps = steps >> count
    return steps >> done
