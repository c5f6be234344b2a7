"""Steps that wait for an answer from outside: two of them, and with steps that fail before or after it."""
from orchestrator.core.targets import Target
from orchestrator.core.workflow import StepList, callback_step, done, init, retrystep, step, workflow
from pydantic_forms.types import State

from workflows.common import flaky
from workflows.engine import after, ask_outside, flaky_form, validate_answer


@step("Ask for a rehearsal")
def ask_rehearsal(rehearsal_route: str) -> State:
    return {"phase": "rehearsal"}


@step("Look at the rehearsal")
def look_at_rehearsal(rehearsal: dict) -> State:
    return {"phase": "rehearsed", "tempo": rehearsal["tempo"]}


@workflow(target=Target.CREATE)
def wf_two_callbacks() -> StepList:
    return (
        init
        >> callback_step(
            "Rehearse",
            action_step=ask_rehearsal,
            validate_step=look_at_rehearsal,
            result_key="rehearsal",
            callback_route_key="rehearsal_route",
        )
        >> callback_step("Perform", action_step=ask_outside, validate_step=validate_answer, result_key="answer")
        >> after
        >> done
    )


@step("Ask with trouble")
def ask_with_trouble(process_id: str, callback_route: str, fail_times: int, message: str) -> State:
    return {"calls": flaky(process_id, "ask", fail_times, message)}


@workflow(initial_input_form=flaky_form, target=Target.CREATE)
def wf_callback_flaky() -> StepList:
    return (
        init
        >> callback_step("Ask", action_step=ask_with_trouble, validate_step=validate_answer, result_key="answer")
        >> after
        >> done
    )


@retrystep("Look again later")
def look_again_later(answer: dict) -> State:
    if answer.get("verdict") != "yes":
        raise ValueError("not yet")
    return {"answered": True}


@workflow(target=Target.CREATE)
def wf_callback_retry() -> StepList:
    return (
        init
        >> callback_step("Ask", action_step=ask_outside, validate_step=look_again_later, result_key="answer")
        >> after
        >> done
    )
