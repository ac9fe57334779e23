"""Forms of meetings. Shape only; the operations check what they mean."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.care_teams.operations import NewDecision, NewMeeting
from rodtrad.casework.care_teams.queries import AttendanceFacts
from rodtrad.casework.care_teams.vocabulary import Authority, MeetingKind
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import PostLine, local_day
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.responsibility.forms import CHOOSE

LONG = {"max_length": _("Write at most 10,000 characters. Nothing is lost: shorten it and save.")}
SHORT = {"max_length": _("Write at most 400 characters.")}


def long_text(label: Any, *, help_text: Any = "", required: Any = None, rows: int = 3) -> forms.CharField:
    """Room for a pasted note; what is too long is kept and said so."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required is not None,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={**LONG, "required": required or ""},
    )


class CallForm(CommandForm):
    kind = forms.ChoiceField(
        label=_("What kind of meeting?"),
        choices=MeetingKind.choices,
        initial=MeetingKind.CARE_TEAM,
        error_messages=CHOOSE,
    )
    starts_on = day_field(_("On which day?"))
    clock = forms.TimeField(
        label=_("At what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Write the time."), "invalid": _("Write the time as 10:30.")},
    )
    place = forms.CharField(
        label=_("Where?"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("Write at most 120 characters.")},
    )
    own_point = long_text(_("The person's own point"), help_text=_("First on the agenda, in their words."))
    wants_no_point = forms.BooleanField(label=_("Asked, and wants no point of their own"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = local_day(timezone.now())

    def meeting(self) -> NewMeeting:
        said = self.cleaned_data
        return NewMeeting(
            kind=MeetingKind(said["kind"]),
            starts_at=datetime.combine(said["starts_on"], said["clock"], tzinfo=OSLO),
            place=said["place"],
            own_point=said["own_point"],
            wants_no_point=said["wants_no_point"],
        )


class PointForm(Form):
    text = forms.CharField(
        label=_("What is it about?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={**SHORT, "required": _("Write what it is about.")},
    )


class OwnPointForm(Form):
    own_point = long_text(_("The person's own point, in their words"), required=_("Write your point."))


class WhoForm(Form):
    """Who comes for a unit, and whether they may decide."""

    post = forms.ChoiceField(label=_("Who comes?"), required=False, error_messages=CHOOSE)
    authority = forms.ChoiceField(
        label=_("May they decide for the unit?"),
        choices=[choice for choice in Authority.choices if choice[0] != Authority.NOT_SAID],
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Say whether they may decide.")},
    )

    def __init__(self, *args: Any, posts: list[PostLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _("Not known yet")), *((str(p.post_id), p.name) for p in posts)]  # type: ignore[attr-defined]

    def post_id(self) -> UUID | None:
        chosen = self.cleaned_data["post"]
        return UUID(chosen) if chosen else None


class DecisionForm(CommandForm):
    """What is done, by whom, by which day."""

    text = forms.CharField(
        label=_("What is decided?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={**SHORT, "required": _("Write what is decided.")},
    )
    attendance = forms.ChoiceField(
        label=_("Which unit does it?"),
        error_messages={**CHOOSE, "required": _("Choose one of the units at the meeting.")},
    )
    owner = forms.ChoiceField(label=_("Who sees to it?"), error_messages={**CHOOSE, "required": _("Choose who.")})
    due_on = day_field(_("By which day?"))

    def __init__(self, *args: Any, units: tuple[AttendanceFacts, ...], posts: list[PostLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attendance"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a unit")),
            *((str(one.attendance_id), one.unit) for one in units),
        ]
        found = [(str(p.post_id), f"{p.name}, {p.unit_name}") for p in posts]
        self.fields["owner"].choices = [("", _("Choose somebody")), *found]  # type: ignore[attr-defined]

    def decision(self) -> NewDecision:
        said = self.cleaned_data
        return NewDecision(
            text=said["text"],
            attendance_id=UUID(said["attendance"]),
            owner_id=UUID(said["owner"]),
            due_on=said["due_on"],
        )


class TakeBackForm(DecisionForm):
    """A question that nobody at the meeting may decide."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What must a leader decide?")
        self.fields["attendance"].label = _("Which unit takes it back?")
        self.fields["owner"].label = _("Which leader answers?")
        self.fields["due_on"].label = _("By which day do they answer?")


class MinutesForm(Form):
    were_there = forms.MultipleChoiceField(
        label=_("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    summary = long_text(_("What was said, in short"), rows=5)

    def __init__(self, *args: Any, units: tuple[AttendanceFacts, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["were_there"].choices = [(str(one.attendance_id), one.name or one.unit) for one in units]  # type: ignore[attr-defined]

    def ids(self) -> list[UUID]:
        return [UUID(chosen) for chosen in self.cleaned_data["were_there"]]


class AnswerForm(Form):
    answer = long_text(_("Your answer"), help_text=_("The person reads it too."), required=_("Write the answer."))
