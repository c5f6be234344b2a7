"""More that a person is asked: one question after the other, choices that the state gives, and forms that fail."""
from typing import Annotated
from uuid import UUID

from annotated_types import Ge, Gt, Le, Lt
from orchestrator.core.config.assignee import Assignee
from orchestrator.core.forms import FormPage, SubmitFormPage
from orchestrator.core.targets import Target
from orchestrator.core.workflow import StepList, done, init, inputstep, step, workflow
from pydantic import ConfigDict, Field, field_validator, model_validator
from pydantic_forms.types import FormGenerator, State
from pydantic_forms.validators import (
    Accept,
    Choice,
    Hidden,
    LongText,
    Timestamp,
    choice_list,
    read_only_field,
    unique_conlist,
)

from workflows.engine import after, before, enter_name


@inputstep("Confirm", assignee=Assignee.KLANTSUPPORT)
def confirm(name: str, amount: int) -> FormGenerator:
    question, shown_name = f"Is it {name}?", read_only_field(name)

    class ConfirmForm(SubmitFormPage):
        model_config = ConfigDict(title=question)

        name: shown_name  # type: ignore
        sure: Accept

    user_input = yield ConfirmForm
    return {"confirmed": f"{name} {amount}", "sure": user_input.sure}


@workflow(target=Target.CREATE)
def wf_two_inputs() -> StepList:
    return init >> enter_name >> confirm >> after >> done


@step("Offer")
def offer() -> State:
    return {"offered": {"a": "Apple", "b": "Bread", "c": "Cheese"}}


@inputstep("Choose", assignee=Assignee.SYSTEM)
def choose(offered: dict) -> FormGenerator:
    food = Choice("Food", zip(offered.keys(), offered.items()))  # type: ignore

    class ChooseForm(FormPage):
        model_config = ConfigDict(title="What is it to be?")

        first: food  # type: ignore
        more: choice_list(food, min_items=0, max_items=2, unique_items=True) = []  # type: ignore

        @model_validator(mode="after")
        def not_twice(self) -> "ChooseForm":
            if self.first in self.more:
                raise ValueError("the first is among the others")
            return self

    user_input = yield ChooseForm
    return user_input.model_dump()


@workflow(target=Target.CREATE)
def wf_choice_input() -> StepList:
    return init >> offer >> choose >> after >> done


def three_pages() -> FormGenerator:
    class KindPage(FormPage):
        model_config = ConfigDict(title="Kind")

        kind: Choice("Kind", zip(["short", "long"], ["short", "long"]))  # type: ignore

    kind = yield KindPage
    if kind.kind.value == "long":

        class DetailPage(FormPage):
            model_config = ConfigDict(title="Details")

            detail: str
            lines: Annotated[int, Gt(0), Lt(5)]

        details = (yield DetailPage).model_dump()
    else:
        details = {"detail": "none", "lines": 0}

    class LastPage(SubmitFormPage):
        model_config = ConfigDict(title="Last")

        lines: read_only_field(details["lines"])  # type: ignore
        remark: str | None = None

    last = yield LastPage
    return {**kind.model_dump(), **details, **last.model_dump()}


@workflow(initial_input_form=three_pages, target=Target.CREATE)
def wf_three_pages() -> StepList:
    return init >> after >> done


def more_fields() -> FormGenerator:
    class MoreFields(FormPage):
        model_config = ConfigDict(title="More fields")

        code: Annotated[str, Field(pattern="^[a-z]+-[0-9]{2}$")]
        id: UUID
        optional_number: int | None
        ratio: Annotated[float, Gt(0), Lt(1)]
        percent: Annotated[int, Ge(0), Le(100)] | None = None
        names: unique_conlist(str, min_items=0, max_items=2) = []  # type: ignore
        plain: list[int]
        when: Timestamp
        note: LongText
        secret: Hidden = "hidden"
        described: str = Field("d", title="Described field", description="What it is")
        even: int = 2

        @field_validator("even")
        @classmethod
        def is_even(cls, value: int) -> int:
            if value % 2:
                raise ValueError("must be even")
            return value

    user_input = yield MoreFields
    return user_input.model_dump()


@workflow(initial_input_form=more_fields, target=Target.CREATE)
def wf_more_fields() -> StepList:
    return init >> done


def failing_form() -> FormGenerator:
    class FailingForm(FormPage):
        number: int

    user_input = yield FailingForm
    return {"inverse": 12 // user_input.number}


@workflow(initial_input_form=failing_form, target=Target.CREATE)
def wf_failing_form() -> StepList:
    return init >> before >> done


enter_number = inputstep("Enter number", assignee=Assignee.SYSTEM)(failing_form)


@workflow(target=Target.CREATE)
def wf_failing_input() -> StepList:
    return init >> enter_number >> after >> done
