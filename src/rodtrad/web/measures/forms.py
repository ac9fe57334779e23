"""Forms of plans and measures. Shape only; the operations check what they mean."""

from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.programme.measures import queries
from rodtrad.programme.measures.names import UnitNames
from rodtrad.programme.measures.operations import Wanted
from rodtrad.programme.measures.queries import ActionPlan, Measure
from rodtrad.programme.measures.rules import Deadline, read_quarter
from rodtrad.programme.measures.vocabulary import (
    ENDS,
    AimKind,
    Choice,
    DeadlineKind,
    MeasureKind,
    PartRole,
    PlanKind,
    Status,
)
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.persons.forms import text_field
from rodtrad.web.responsibility.forms import CHOOSE
from rodtrad.web.wording.two_languages import own_language

MAY_START = (PlanKind.ACTION_PLAN, PlanKind.DISTRICT_PLAN)
MAY_CHOOSE = (DeadlineKind.BY, DeadlineKind.QUARTER, DeadlineKind.RUNNING)
UNITS_HELP = _("One on each line. A short form or an old name works. “Alle bydeler” means every district.")


def line_field(label: Any, *, required: Any = None, help_text: Any = "", longest: int = 300) -> forms.CharField:
    """A text on one line; `required` is the sentence shown when it is empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        required=required is not None,
        error_messages={"required": required or "", "max_length": _("Write a shorter text.")},
    )


def choice_field(
    label: Any, choices: Any, *, required: Any = None, radio: bool = False, **more: Any
) -> forms.ChoiceField:
    widget = forms.RadioSelect if radio else forms.Select
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required is not None,
        widget=widget,
        error_messages={**CHOOSE, "required": required or ""},
        **more,
    )


def optional_day(label: Any, *, help_text: Any = "") -> forms.DateField:
    field = day_field(label, help_text=help_text)
    field.required = False
    return field


class UnitsField(forms.CharField):
    """Units written by name, one on each line. The value is a tuple of their ids."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = UnitNames(on=local_day(timezone.now())).read(text)
        if found.unknown:
            raise forms.ValidationError(
                _("No unit is called %(names)s. Write the whole name or the short form.")
                % {"names": ", ".join(f"“{name}”" for name in found.unknown)}
            )
        return found.unit_ids


def one_unit(field: str, units: tuple[UUID, ...], form: Form) -> UUID | None:
    """The one unit a field names; more than one is an error at the field."""
    if len(units) > 1:
        form.add_error(field, str(_("Write one unit only.")))
    return units[0] if units else None


class PlanForm(Form):
    title = line_field(_("Name of the plan"), required=_("Write what the plan is called."), longest=200)
    kind = choice_field(
        _("What is it?"), [(kind.value, kind.label) for kind in MAY_START], required=_("Choose what it is."), radio=True
    )
    owner = UnitsField(label=_("Who owns the plan?"), error_messages={"required": _("Write who owns the plan.")})
    predecessor = choice_field(_("Which plan does it follow?"), [])
    valid_from = day_field(_("From which day?"))
    valid_until = optional_day(_("First day it no longer holds"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        followed = queries.successor_choices(queries.plans(on=local_day(timezone.now())))
        names = [(str(plan.pk), own_language(plan.title, plan.title_en)) for plan in followed]
        self.fields["predecessor"].choices = [("", _("Not chosen")), *names]  # type: ignore[attr-defined]

    def clean_owner(self) -> UUID | None:
        return one_unit("owner", self.cleaned_data["owner"], self)

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "kind": PlanKind(said["kind"]),
            "owner_id": said["owner"],
            "valid_from": said["valid_from"],
            "valid_until": said["valid_until"],
            "predecessor_id": UUID(said["predecessor"]) if said["predecessor"] else None,
        }


class AimForm(Form):
    kind = choice_field(
        _("What is it?"),
        [(kind.value, kind.label) for kind in (AimKind.MAIN_GOAL, AimKind.GOAL, AimKind.STRATEGY, AimKind.SITUATION)],
        required=_("Choose what it is."),
        radio=True,
    )
    title = line_field(_("In words"), required=_("Write the goal."), longest=400)
    source = line_field(
        _("Where was it decided, or who set it?"),
        required=_("Write where this was decided, or who set it."),
        longest=200,
    )
    serves = choice_field(_("Which goal of another plan does it serve?"), [])

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = [aim for aim in queries.choosable_aims(plan) if aim.plan_id != plan.pk]
        names = [(str(aim.pk), own_language(aim.title, aim.title_en)) for aim in goals]
        self.fields["serves"].choices = [("", _("Not chosen")), *names]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "kind": AimKind(said["kind"]),
            "title": said["title"],
            "source": said["source"],
            "serves_id": UUID(said["serves"]) if said["serves"] else None,
        }


class AdoptForm(Form):
    body = UnitsField(
        label=_("Which body adopted it?"), error_messages={"required": _("Write which body adopted the plan.")}
    )
    adopted_on = day_field(_("Which day?"))
    note = line_field(_("Case or decision"), longest=400)

    def clean_body(self) -> UUID | None:
        return one_unit("body", self.cleaned_data["body"], self)


class MeasureForm(Form):
    """What a measure is. `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = line_field(_("What will be done?"), required=_("Write what will be done."))
    concrete = text_field(_("The concrete step"), rows=2)
    heading = line_field(_("Heading in the plan"), longest=200)
    aim = choice_field(_("Which goal does it stand under?"), [])
    responsible = UnitsField(
        label=_("Who is responsible?"),
        help_text=f"{UNITS_HELP}",
        required=False,
    )
    together = UnitsField(label=_("Together with"), required=False)
    deadline_kind = choice_field(
        _("What kind of deadline?"),
        [(kind.value, kind.label) for kind in MAY_CHOOSE],
        required=_("Choose what kind of deadline."),
        radio=True,
    )
    due_on = optional_day(_("Last day"), help_text=_("When the deadline is a day."))
    quarter = line_field(_("Quarter"), help_text=_("When the deadline is a quarter, such as “Q1 2027”."), longest=20)
    kind = choice_field(_("Kind of measure"), [("", _("Not said")), *MeasureKind.choices])
    factors = forms.MultipleChoiceField(
        label=_("Which success factors does it work on?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    legal_basis = line_field(_("Legal basis"), longest=200)
    comment = text_field(_("Comment"), rows=2)
    open_question = line_field(_("Open question"), longest=400)
    question_unit = UnitsField(label=_("Who answers the question?"), required=False)
    question_due_on = optional_day(_("Answered by which day?"))

    def __init__(self, *args: Any, plan: ActionPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aims = [(str(aim.pk), own_language(aim.title, aim.title_en)) for aim in queries.choosable_aims(plan)]
        self.fields["aim"].choices = [("", _("Not chosen")), *aims]  # type: ignore[attr-defined]
        factors = queries.factors_on(local_day(timezone.now()))
        self.fields["factors"].choices = [  # type: ignore[attr-defined]
            (str(one.number), f"{one.number}. {own_language(one.title, one.title_en)}") for one in factors
        ]

    def clean_question_unit(self) -> UUID | None:
        return one_unit("question_unit", self.cleaned_data["question_unit"], self)

    def clean_quarter(self) -> str:
        text: str = self.cleaned_data["quarter"]
        if text and read_quarter(text) is None:
            raise forms.ValidationError(_("That is no quarter. Write it as “Q1 2027” or “1. kvartal 2027”."))
        return text

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (
            said.get("deadline_kind") == DeadlineKind.QUARTER
            and not said.get("quarter")
            and "quarter" not in self.errors
        ):
            self.add_error("quarter", str(_("Write which quarter.")))
        return said

    @cached_property
    def deadline(self) -> Deadline:
        said = self.cleaned_data
        kind = DeadlineKind(said["deadline_kind"])
        found = read_quarter(said["quarter"]) if kind == DeadlineKind.QUARTER else None
        due: date | None = said["due_on"] if kind == DeadlineKind.BY else None
        return found or Deadline(kind, due_on=due)

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            **{name: said[name] for name in ("title", "concrete", "heading", "responsible", "together", "kind")},
            **{name: said[name] for name in ("legal_basis", "comment", "open_question", "question_due_on")},
            aim_id=UUID(said["aim"]) if said["aim"] else None,
            question_unit_id=said["question_unit"],
            factors=tuple(int(number) for number in said["factors"]),
            deadline=self.deadline,
            deadline_text=said["quarter"] if said["deadline_kind"] == DeadlineKind.QUARTER else "",
        )


def measure_initial(measure: Measure) -> dict[str, Any]:
    """The form filled in with what the measure is now."""
    kind = measure.deadline_kind if measure.deadline_kind in (DeadlineKind.QUARTER, DeadlineKind.RUNNING) else "BY"
    names = (
        "title",
        "concrete",
        "heading",
        "kind",
        "legal_basis",
        "comment",
        "open_question",
        "question_due_on",
        "version",
    )
    return {
        **{name: getattr(measure, name) for name in names},
        "aim": str(measure.aim_id or ""),
        "responsible": _unit_lines(measure, PartRole.RESPONSIBLE),
        "together": _unit_lines(measure, PartRole.WITH),
        "deadline_kind": kind,
        "due_on": measure.due_on,
        "quarter": measure.deadline_text if kind == DeadlineKind.QUARTER else "",
        "factors": [str(tag.factor.number) for tag in measure.factors.all()],
        "question_unit": measure.question_unit.name if measure.question_unit else "",
    }


def _unit_lines(measure: Measure, role: PartRole) -> str:
    return "\n".join(part.unit.name for part in measure.parts.all() if part.role == role)


class NewsForm(Form):
    text = text_field(_("What is new?"), required=_("Write what is new, in a sentence."))
    status = choice_field(
        _("How does it go?"),
        [(status.value, status.label) for status in Status if status not in ENDS and status != Status.NOT_STATED],
        required=_("Choose how it goes."),
        radio=True,
    )


class PartAnswerForm(Form):
    answer = choice_field(
        _("Does your unit take its part?"),
        [("yes", _("Yes, we take it")), ("no", _("No, and here is why"))],
        required=_("Choose yes or no."),
        radio=True,
    )
    reason = line_field(_("Why not?"), help_text=_("Needed for a no. The steering group reads it."), longest=400)


class EndForm(Form):
    status = choice_field(
        _("How did it end?"),
        [(Status.DONE.value, Status.DONE.label), (Status.ENDED.value, Status.ENDED.label)],
        required=_("Choose how it ended."),
        radio=True,
    )
    what_was_done = text_field(_("What was done?"), rows=2)
    what_it_gave = text_field(_("What did it give?"), rows=2)
    should_resources_move = text_field(_("Should resources move?"), rows=2)
    decision = text_field(_("What was decided?"), rows=2)
    why_none = line_field(
        _("Why is there no evaluation?"), help_text=_("Only when the four above are empty. It is listed."), longest=400
    )


class ReviewForm(Form):
    choice = choice_field(
        _("What becomes of it?"), Choice.choices, required=_("Choose what becomes of it."), radio=True
    )
    reason = line_field(_("Why?"), help_text=_("Needed unless it goes on as it is."), longest=400)
