"""Forms of forums and meetings. Shape only; the operations check what they mean."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.working_days import OSLO
from rodtrad.programme.forums.operations import Decided
from rodtrad.programme.forums.rules import Proposed, series_days
from rodtrad.programme.forums.vocabulary import MAY_CHOOSE, ForumKind, Level, Outcome, Seat
from rodtrad.web.layout.forms import Form
from rodtrad.web.measures.forms import UnitsField, choice_field, line_field, one_unit, optional_day
from rodtrad.web.organisations.forms import day_field

RHYTHMS = (
    ("1", _("Every week")),
    ("2", _("Every second week")),
    ("4", _("Every fourth week")),
    ("6", _("Every sixth week")),
)


def time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Write the time of day."), "invalid": _("Write the time as 10:30.")},
    )


def number_field(label: Any, *, lowest: int, highest: int, initial: int) -> forms.IntegerField:
    bounds = _("Write a number from %(lowest)s to %(highest)s.") % {"lowest": lowest, "highest": highest}
    return forms.IntegerField(
        label=label,
        initial=initial,
        min_value=lowest,
        max_value=highest,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), bounds),
    )


def long_text(label: Any, *, help_text: Any = "", required: Any = None, rows: int = 5) -> forms.CharField:
    """A text without a narrow limit: pasted minutes may be long."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required is not None,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required or "", "max_length": _("Write a shorter text.")},
    )


class ForumForm(Form):
    name = line_field(_("What is the forum called?"), required=_("Write what the forum is called."), longest=200)
    kind = choice_field(_("What is it?"), ForumKind.choices, required=_("Choose what it is."))
    level = choice_field(_("Who meets?"), Level.choices, required=_("Choose who meets."))
    mandate = long_text(_("What is it for?"), required=_("Write what the forum is for."), rows=3)
    rhythm = line_field(
        _("How often does it meet?"), help_text=_("Leave it empty while it is not settled."), longest=200
    )
    follows_plans = forms.BooleanField(label=_("Late measures come on its agenda"), required=False)


class SeatForm(Form):
    unit = UnitsField(label=_("Which organisation?"), error_messages={"required": _("Write which organisation.")})
    as_seat = choice_field(_("Which seat?"), Seat.choices, required=_("Choose which seat."), radio=True)
    starts_on = day_field(_("From which day?"))

    def clean_unit(self) -> UUID | None:
        return one_unit("unit", self.cleaned_data["unit"], self)


class EndSeatForm(Form):
    ends_on = day_field(_("First day without a seat"))


class WhenForm(Form):
    first_on = day_field(_("Which day?"))
    starts_at = time_field(_("From what time?"))

    def moment(self, day: date | None = None) -> datetime:
        said = self.cleaned_data
        return datetime.combine(day or said["first_on"], said["starts_at"], tzinfo=OSLO)


class SeriesForm(WhenForm):
    minutes = number_field(_("How many minutes?"), lowest=15, highest=2880, initial=120)
    every_weeks = choice_field(_("How often?"), RHYTHMS, required=_("Choose how often."))
    count = number_field(_("How many meetings?"), lowest=1, highest=60, initial=6)
    place = line_field(_("Where?"), longest=200)

    def days(self) -> list[Proposed]:
        said = self.cleaned_data
        return series_days(said["first_on"], every_weeks=int(said["every_weeks"]), count=said["count"])

    def starts(self) -> list[datetime]:
        return [self.moment(one.on) for one in self.days()]


class ReasonForm(Form):
    reason = line_field(_("Why?"), required=_("Write why the meeting is cancelled."), longest=400)


class ItemForm(Form):
    title = line_field(_("What should be taken up?"), required=_("Write what should be taken up."))


class TextForm(Form):
    """A text that somebody else may write in at the same time; `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = long_text(_("What was said"), help_text=_("No persons. An anonymous discussion is noted as its topic only."))


class DecideForm(Form):
    text = long_text(_("What was decided?"), required=_("Write what was decided."), rows=3)
    outcome = choice_field(
        _("How did it end?"),
        [(outcome.value, outcome.label) for outcome in MAY_CHOOSE],
        required=_("Choose how it ended. A decision without an outcome is none."),
        radio=True,
    )
    owner = UnitsField(label=_("Who follows it up?"), required=False)
    due_on = optional_day(_("Done by which day?"))
    external_case = line_field(_("Case number elsewhere"), longest=120)

    def clean_owner(self) -> UUID | None:
        return one_unit("owner", self.cleaned_data["owner"], self)

    def decided(self) -> Decided:
        said = self.cleaned_data
        return Decided(
            text=said["text"],
            outcome=Outcome(said["outcome"]),
            owner_id=said["owner"],
            due_on=said["due_on"],
            external_case=said["external_case"],
        )


class DoneForm(Form):
    text = long_text(_("What was done?"), required=_("Write what was done."), rows=3)


class CorrectionForm(Form):
    text = long_text(_("What should be corrected?"), required=_("Write what should be corrected."), rows=3)


def in_two_weeks(day: date) -> date:
    return day + timedelta(weeks=2)
