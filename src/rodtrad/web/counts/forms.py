from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.operations.rounds import Walked
from rodtrad.fieldwork.counts.operations.watch import Seen
from rodtrad.fieldwork.counts.vocabulary import (
    Coverage,
    Gender,
    GroupSize,
    Presence,
    Reason,
    SceneStatus,
    SightingKind,
    Slot,
    Weather,
)
from rodtrad.foundation.working_days import OSLO
from rodtrad.web.counts.presenters import ages_text
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.responsibility.forms import CHOOSE, unit_choices

TIME = {"required": _("Write the time."), "invalid": _("That is not a time. Write hours and minutes, such as 20:30.")}
WHOLE = {
    "required": _("Write a whole number, 0 or more, in every square."),
    "invalid": _("Write a whole number, 0 or more, in every square."),
    "min_value": _("Write a whole number, 0 or more, in every square."),
    "max_value": _("That is more than anybody can count in one square."),
}


def time_field(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=TIME)


def text_field(label: Any, *, required: Any = "", longest: int = 400, **more: Any) -> forms.CharField:
    """A line of text; `required` is the sentence shown when it is empty, none meaning that it may be."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(required),
        error_messages={"required": required, "max_length": _("Write it shorter.")},
        **more,
    )


def choice_field(label: Any, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    blank = [] if required else [("", _("Not noted"))]
    return forms.ChoiceField(label=label, choices=[*blank, *choices], required=required, error_messages=CHOOSE)


class TimesForm(Form):
    """A day with a time from and a time until; one that ends earlier than it began ends on the day after."""

    day = day_field(_("Which day?"))
    begins = time_field(_("From"))
    until = time_field(_("Until"))

    def start(self) -> datetime:
        return _moment(self.cleaned_data["day"], self.cleaned_data["begins"])

    def end(self) -> datetime:
        said = self.cleaned_data
        day = said["day"] if said["until"] >= said["begins"] else date.fromordinal(said["day"].toordinal() + 1)
        return _moment(day, said["until"])


class PlanForm(TimesForm):
    """Who walks which zone, when."""

    zone = forms.ChoiceField(label=_("Which zone?"), error_messages={**CHOOSE, "required": _("Choose a zone.")})
    slot = choice_field(_("Which count?"), Slot.choices)
    observers = forms.MultipleChoiceField(
        label=_("Who walks?"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    field_order = ("zone", "slot", "day", "begins", "until", "observers")

    def __init__(
        self, *args: Any, zones: Sequence[tuple[UUID, str]], people: Sequence[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [("", _("Choose a zone")), *((str(pk), name) for pk, name in zones)]  # type: ignore[attr-defined]
        self.fields["observers"].choices = [(str(pk), name) for pk, name in people]  # type: ignore[attr-defined]

    def post_ids(self) -> list[UUID]:
        return [UUID(post) for post in self.cleaned_data["observers"]]


class CellsForm(Form):
    """One square for each age band and gender."""

    def __init__(self, *args: Any, bounds: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bounds = bounds
        for band in rules.bands(bounds):
            ages = ages_text(band.start, None if band.end is None else band.end - 1)
            for gender in Gender:
                self.fields[f"cell_{rules.cell_index(band.index, gender)}"] = forms.IntegerField(
                    label=f"{gender.label}, {ages.lower()}",
                    min_value=0,
                    max_value=999,
                    initial=0,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                    error_messages=WHOLE,
                )

    def cells(self) -> list[int]:
        return [self.cleaned_data[f"cell_{i}"] for i in range(rules.number_of_cells(self.bounds))]

    @property
    def squares(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The squares row by row, for the sheet on the screen."""
        return [
            (
                ages_text(band.start, None if band.end is None else band.end - 1),
                [self[f"cell_{rules.cell_index(band.index, gender)}"] for gender in Gender],
            )
            for band in rules.bands(self.bounds)
        ]

    @property
    def others(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("cell_")]


class CorrectionForm(CellsForm):
    note = text_field(_("Why is it corrected?"), required=_("Write why it is corrected."))


class PaperForm(CellsForm, TimesForm):
    """A sheet of paper typed in."""

    coverage = choice_field(_("Was the whole zone walked?"), Coverage.choices)
    reason = choice_field(_("If not: why?"), Reason.choices, required=False)
    weather = choice_field(_("Weather"), Weather.choices, required=False)
    police_present = choice_field(_("Were police in the zone?"), Presence.choices, required=False)
    counters = forms.IntegerField(
        label=_("How many walked?"), required=False, min_value=1, max_value=20,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Write digits only."), "min_value": _("Write 1 or more."), "max_value": _("Write 20 or less.")},
    )  # fmt: skip

    def walked(self) -> Walked:
        said = self.cleaned_data
        return Walked(**{name: said[name] for name in ("coverage", "reason", "weather", "police_present", "counters")})


class UncountedForm(Form):
    reason = choice_field(_("Why was the zone not walked?"), Reason.choices)


class SendBackForm(Form):
    comment = text_field(_("What should they look at?"), required=_("Write what should be looked at."))


class StatusForm(Form):
    """What a zone is judged to be, from a day on, and where that is known from."""

    status = choice_field(_("What is the zone now?"), SceneStatus.choices)
    since = day_field(_("From which day?"))
    source = text_field(_("Where is it known from?"), required=_("Write where it is known from."), longest=200)
    note = text_field(_("In a few words"))


class StopForm(Form):
    on = day_field(_("First day it is not counted"))


class StartForm(Form):
    valid_from = day_field(_("First day it is counted"))
    source = text_field(_("Who has decided it?"), required=_("Write where it is known from."), longest=200)


class BorderForm(Form):
    """A border as lines of latitude and longitude, as a map program copies them."""

    ring = forms.CharField(
        label=_("Corners"),
        help_text=_(
            "One corner on each line: latitude, longitude. For example 59.9125, 10.7512. The last joins the first."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write at least three corners.")},
    )
    valid_from = day_field(_("From which day?"))
    source = text_field(_("Where is it known from?"), required=_("Write where it is known from."), longest=200)

    def clean_ring(self) -> list[list[float]]:
        ring = []
        for number, line in enumerate(filter(str.strip, self.cleaned_data["ring"].splitlines()), 1):
            parts = line.replace(";", " ").replace(",", " ").split()
            try:
                latitude, longitude = (float(part) for part in parts)
            except ValueError:
                raise forms.ValidationError(
                    _("Line %(number)s is not a corner. Write latitude, longitude.") % {"number": number}
                ) from None
            ring.append([longitude, latitude])
        return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


ONE = "ONE"


class SightingForm(CommandForm):
    """A group met outside the zones: roughly where, when, how many."""

    place = text_field(
        _("Roughly where?"),
        required=_("Write where, as latitude and longitude, or let the phone say it."),
        longest=40,
        help_text=_(
            "Latitude, longitude, such as 59.915, 10.75. It is moved to the nearest corner of a grid of about 550 metres."
        ),
    )
    day = day_field(_("Which day?"))
    clock = time_field(_("What time?"))
    size = choice_field(_("How many?"), [(ONE, _("One single person")), *GroupSize.choices])
    kind = choice_field(_("What were they there for?"), SightingKind.choices)

    def clean_place(self) -> tuple[int, int]:
        parts = self.cleaned_data["place"].replace(",", " ").split()
        try:
            latitude, longitude = (float(part) for part in parts)
        except ValueError:
            raise forms.ValidationError(_("Write two numbers with a point, such as 59.915, 10.75.")) from None
        return rules.square_of(latitude, longitude)

    def seen_at(self) -> datetime:
        return _moment(self.cleaned_data["day"], self.cleaned_data["clock"])

    def seen(self) -> Seen:
        row, column = self.cleaned_data["place"]
        return Seen(row, column, self.cleaned_data["size"], self.cleaned_data["kind"])


class SettleForm(Form):
    because = text_field(_("What was decided?"), required=_("Write what was decided."))


class AnswerForm(Form):
    answer = text_field(_("What is done?"), required=_("Write what is done."))


class PauseForm(Form):
    until_on = day_field(_("Until which day?"))
    reason = text_field(_("Why?"), required=_("Write why the alarm is off."))


class OwnerForm(Form):
    unit = forms.ChoiceField(label=_("Which unit is told?"), error_messages=CHOOSE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = unit_choices()  # type: ignore[attr-defined]


class ZoneForm(BorderForm):
    name = text_field(_("Name of the zone"), required=_("Write the name."), longest=120)
    watched_for = text_field(_("What is it watched for?"))
    field_order = ("name", "ring", "valid_from", "source", "watched_for")


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=OSLO)
