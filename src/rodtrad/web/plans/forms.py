"""Forms of the plan: few fields each, so that somebody can write beside the person."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.plans.operations import NewActivity, Period
from rodtrad.casework.plans.vocabulary import ActivityState, GoalState, LifeArea, PlanStatus, Voice
from rodtrad.casework.plans.words import Words
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.persons.forms import text_field
from rodtrad.web.responsibility.forms import CHOOSE

ROOM_FOR_A_PASTE = 100_000
PERSON = "PERSON"


def near_day(label: Any, *, help_text: Any = "") -> forms.DateField:
    """A day that may be left open."""
    field = day_field(label, help_text=help_text)
    field.required = False
    return field


class StatusForm(Form):
    status = forms.ChoiceField(label=_("What is the step?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    reason = text_field(_("Why?"), required=_("Write why, so that others understand the step."), rows=2)

    def __init__(self, *args: Any, steps: list[PlanStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(step.value, step.label) for step in steps]  # type: ignore[attr-defined]

    def status_of(self) -> PlanStatus:
        return PlanStatus(self.cleaned_data["status"])


class MoveForm(StatusForm):
    """A step of a plan that exists; the days are for taking it into use."""

    period_from = near_day(_("From which day does the plan hold?"))
    period_until = near_day(_("Until which day?"))
    revise_on = near_day(_("When do you evaluate it together?"))

    def period(self) -> Period | None:
        said = self.cleaned_data
        if self.status_of() != PlanStatus.ACTIVE or not (said["period_from"] and said["revise_on"]):
            return None
        return Period(period_from=said["period_from"], period_until=said["period_until"], revise_on=said["revise_on"])


class WordsForm(CommandForm):
    """A text of the plan. `seen` are the wordings that stood when the page was opened."""

    text = forms.CharField(
        label=_("In words"),
        max_length=ROOM_FOR_A_PASTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write some words; an empty text is not kept."),
            "max_length": _("The text is too long to keep. Shorten it and save."),
        },
    )
    voice = forms.ChoiceField(
        label=_("Whose words are they?"),
        choices=Voice.choices,
        widget=forms.RadioSelect,
        initial=Voice.PERSON,
        error_messages=CHOOSE,
    )
    paper_on = near_day(_("If it stood on paper: from which day?"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    moved_on = False  # somebody wrote since the draft that is shown was begun

    def words(self) -> Words:
        said = self.cleaned_data
        return Words(text=said["text"], voice=Voice(said["voice"]), paper_on=said["paper_on"])

    def seen_ids(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["seen"].split(",") if _is_id(one)]


class GoalForm(WordsForm):
    life_area = forms.ChoiceField(
        label=_("Which part of life is it about?"), choices=LifeArea.choices, error_messages=CHOOSE
    )
    field_order = ("text", "life_area", "voice", "paper_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What do you want?")


class GoalStateForm(Form):
    state = forms.ChoiceField(
        label=_("How far has it come?"), choices=GoalState.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )


class ActivityForm(CommandForm):
    """Who does what, by when, and how far it has come."""

    text = forms.CharField(
        label=_("What is done?"),
        max_length=400,
        error_messages={"required": _("Write what is done."), "max_length": _("Write at most 400 characters.")},
    )
    who = forms.ChoiceField(label=_("Who does it?"), error_messages=CHOOSE)
    how = forms.CharField(
        label=_("How?"),
        required=False,
        max_length=400,
        error_messages={"max_length": _("Write at most 400 characters.")},
    )
    goal = forms.ChoiceField(label=_("Towards which goal?"), required=False, error_messages=CHOOSE)
    due_on = near_day(_("By which day?"))
    state = forms.ChoiceField(
        label=_("How far has it come?"),
        choices=ActivityState.choices,
        initial=ActivityState.AGREED,
        widget=forms.RadioSelect,
        help_text=_("An application is no promise: it is granted when the decision is there."),
        error_messages=CHOOSE,
    )
    reference = forms.CharField(
        label=_("Reference of the decision"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("Write at most 120 characters.")},
    )
    refused_because = forms.CharField(
        label=_("If refused: the reason that was given"),
        required=False,
        max_length=400,
        error_messages={"max_length": _("Write at most 400 characters.")},
    )

    def __init__(
        self, *args: Any, team: list[tuple[str, str]], goals: list[tuple[str, str]], is_new: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(PERSON, _("The person")), *team]  # type: ignore[attr-defined]
        self.fields["goal"].choices = [("", _("None in particular")), *goals]  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["text"], self.fields["goal"]

    def new(self) -> NewActivity:
        said = self.cleaned_data
        return NewActivity(
            text=said.get("text", ""),
            how=said["how"],
            unit_id=None if said["who"] == PERSON else UUID(said["who"]),
            due_on=said["due_on"],
            state=ActivityState(said["state"]),
            reference=said["reference"],
            refused_because=said["refused_because"],
        )

    def goal_id(self) -> UUID | None:
        return UUID(self.cleaned_data["goal"]) if self.cleaned_data["goal"] else None


class EvaluationForm(Form):
    own_assessment = text_field(
        _("How does the person think it has gone?"), help_text=_("In their own words, first."), rows=3
    )
    evaluation = text_field(_("What did you find together?"), rows=3)
    revise_on = day_field(_("When do you look at it next?"))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
