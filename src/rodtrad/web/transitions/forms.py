"""Forms of transitions. Shape only; the operations check what they mean."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.transitions.leaving import Departure
from rodtrad.casework.transitions.operations import NewTransition
from rodtrad.casework.transitions.vocabulary import (
    HomeAnswer,
    Point,
    PointState,
    Readiness,
    Side,
    TransitionKind,
)
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.persons.forms import area_choices, text_field
from rodtrad.web.responsibility.forms import CHOOSE

PLACE = {"max_length": _("Write at most 120 characters.")}


class PlanForm(CommandForm):
    kind = forms.ChoiceField(
        label=_("What changes?"),
        choices=TransitionKind.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what changes.")},
    )
    happens_on = day_field(
        _("On which day?"), help_text=_("For turning 18 it may be empty where the birth date is known here.")
    )
    from_place = forms.CharField(
        label=_("From where?"),
        help_text=_("The name of the ward or house. Nothing about why they are there."),
        required=False,
        max_length=120,
        error_messages=PLACE,
    )
    to_place = forms.CharField(label=_("To where?"), required=False, max_length=120, error_messages=PLACE)
    area = forms.ChoiceField(
        label=_("To which district or municipality?"),
        help_text=_("For a move and a journey home."),
        required=False,
        error_messages=CHOOSE,
    )
    own_words = text_field(_("What does the person want?"), help_text=_("In their own words."), rows=2)
    wants_it = forms.BooleanField(label=_("The person wants to go home, and has said so"), required=False)
    overlap_days = forms.IntegerField(
        label=_("How many days does the place they leave stay beside?"),
        help_text=_("So that old and new overlap. Write 0 for none."),
        initial=0,
        required=False,
        min_value=0,
        max_value=90,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write digits only."),
            "min_value": _("Write 0 or more."),
            "max_value": _("Support lasts at most 90 days."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happens_on"].required = False
        self.fields["area"].choices = area_choices(local_day(timezone.now()))  # type: ignore[attr-defined]

    def transition(self) -> NewTransition:
        said = self.cleaned_data
        return NewTransition(
            kind=TransitionKind(said["kind"]),
            happens_on=said["happens_on"],
            from_place=said["from_place"],
            to_place=said["to_place"],
            to_area_code=said["area"],
            own_words=said["own_words"],
            wants_it=said["wants_it"],
            overlap_days=said["overlap_days"] or 0,
        )


class LeftForm(CommandForm):
    from_place = forms.CharField(label=_("From where?"), required=False, max_length=120, error_messages=PLACE)
    left_on = day_field(_("Which day did they leave?"))
    late_because = text_field(
        _("Written down a day or more later? Why?"), help_text=_("Such delays are counted."), rows=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_on"].initial = local_day(timezone.now())

    def departure(self) -> Departure:
        said = self.cleaned_data
        return Departure(from_place=said["from_place"], left_on=said["left_on"], late_because=said["late_because"])


class MoveDayForm(Form):
    happens_on = day_field(_("To which day?"))
    reason = text_field(_("Why?"), required=_("Write why the day is moved."), rows=2)


class CompleteForm(Form):
    override_because = text_field(
        _("Nowhere to live? Why could it not wait?"),
        help_text=_("Only without a place to live. Told to the lead and counted."),
        rows=2,
    )


class CallOffForm(Form):
    reason = text_field(_("Why is it called off?"), required=_("Write why it is called off."), rows=2)


class PointForm(Form):
    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=PointState.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose how it stands.")},
    )
    note = forms.CharField(
        label=_("Who does what, and from when?"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Write at most 400 characters.")},
    )


class HomeForm(PointForm):
    home = forms.ChoiceField(
        label=_("Where will they live?"),
        choices=[("", _("Not answered")), *HomeAnswer.choices],
        required=False,
        error_messages=CHOOSE,
    )
    field_order = ("state", "home", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = [choice for choice in PointState.choices if choice[0] != PointState.NOT_NEEDED]
        self.fields["state"].choices = needed  # type: ignore[attr-defined]


def point_form(point: Point) -> type[PointForm]:
    return HomeForm if point == Point.HOME else PointForm


class ViewForm(Form):
    readiness = forms.ChoiceField(
        label=_("Is it time?"),
        choices=Readiness.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose one.")},
    )
    words = text_field(_("In their words, or why"), rows=3)

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if side != Side.PERSON:
            said = [choice for choice in Readiness.choices if choice[0] != Readiness.DID_NOT_SAY]
            self.fields["readiness"].choices = said  # type: ignore[attr-defined]


class CloseWindowForm(Form):
    because = text_field(
        _("Why is the risk not there?"),
        required=_("Write why the risk is not there. Your name and the reason are kept."),
        rows=2,
    )
