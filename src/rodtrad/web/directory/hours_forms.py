"""Opening hours as a shelter manager knows them: a line for each rule, with days to tick, from, until, and the next day."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.registry.directory.rules.hours import DAY, FIRST_DAY, Hours, Row, Span
from rodtrad.registry.directory.vocabulary import HolidayPolicy, HoursKind, IsoWeek, OpeningDay
from rodtrad.web.directory.forms import choice, text
from rodtrad.web.directory.hours_wording import calendar, hours_lines
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.wording import dates

FEWEST, SPARE, MOST = 3, 2, 14
_CLOCK = re.compile(r"^(\d{1,2})(?:[.:]?([0-5]\d))?$")
RHYTHMS = [
    ("", gettext_lazy("Every week")),
    ("ODD", gettext_lazy("Odd weeks")),
    ("EVEN", gettext_lazy("Even weeks")),
    ("1", gettext_lazy("First in the month")),
    ("2", gettext_lazy("Second in the month")),
    ("3", gettext_lazy("Third in the month")),
    ("4", gettext_lazy("Fourth in the month")),
    ("5", gettext_lazy("Fifth in the month")),
]


class ClockField(forms.CharField):
    """A time of day as people write it: 8, 08.30, 0830 or 24. Gives minutes past midnight."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6, "maxlength": 5}),
        )

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        found = _CLOCK.match(written.strip())
        minutes = int(found[1]) * 60 + int(found[2] or 0) if found else DAY + 1
        if minutes > DAY:
            raise forms.ValidationError(_('"%(text)s" is not a time of day. Write it as 08.30.') % {"text": written})
        return minutes


class HoursForm(Form):
    """Lines numbered from 1; an empty line is left out."""

    holiday_policy = choice(gettext_lazy("On public holidays"), HolidayPolicy.choices)

    def __init__(self, *args: Any, lines: int = FEWEST, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.data.get("lines", "") if self.is_bound else ""
        self.count = min(MOST, int(asked)) if asked.isdecimal() and len(asked) < 3 else lines
        self.fields["lines"] = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=self.count)
        for number in range(1, self.count + 1):
            self.fields |= _line(number)

    @property
    def numbered(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Each line with its fields, to be drawn together."""
        return [(n, [self[f"{name}_{n}"] for name in LINE]) for n in range(1, self.count + 1)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for number in range(1, self.count + 1):
            days, opens, closes = (said.get(f"{name}_{number}") for name in ("days", "opens", "closes"))
            if (
                days
                and (opens is None or closes is None)
                and not self.errors.keys() & {f"opens_{number}", f"closes_{number}"}
            ):
                self.add_error(f"opens_{number}", _("Write from when until when in row %(row)s.") % {"row": number})
            if not days and (opens is not None or closes is not None):
                self.add_error(f"days_{number}", _("Tick the days of row %(row)s.") % {"row": number})
        return said

    def rows_to_keep(self) -> list[Row]:
        """A rule for each ticked day, carrying the number of its line."""
        return [row for number in range(1, self.count + 1) for row in self._rows(number)]

    def _rows(self, number: int) -> list[Row]:
        said = {name: self.cleaned_data[f"{name}_{number}"] for name in LINE}
        if not said["days"]:
            return []
        closes = said["closes"] + (DAY if said["next_day"] else 0)
        rhythm = said["rhythm"]
        last = said["until"]
        return [
            Row(
                int(day),
                Span(said["opens"], closes, said["kind"]),
                said["from"] or FIRST_DAY,
                last + timedelta(days=1) if last else OPEN_ENDED_ON,
                rhythm if rhythm in IsoWeek.values else "",
                int(rhythm) if rhythm.isdecimal() else 0,
                number,
            )
            for day in said["days"]
        ]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """For the check page: the hours as a sentence each, then what they mean on the dates of the next four weeks."""
        now = timezone.now()
        hours = Hours(tuple(self.rows_to_keep()), {}, self.cleaned_data["holiday_policy"])
        weekly = [(line.days, line.times) for line in hours_lines(hours)] or [(_("Opening hours"), _("closed"))]
        days = calendar(hours, dates.local_date(now), now=now)
        return weekly + [(f"{day.day} ({day.note})" if day.note else day.day, day.times) for day in days]


LINE = ("days", "opens", "closes", "next_day", "rhythm", "kind", "from", "until")


def _line(number: int) -> dict[str, forms.Field]:
    season = {name: day_field(label) for name, label in (("from", _("From date")), ("until", _("To and with date")))}
    for field in season.values():
        field.required = False
    fields: dict[str, forms.Field] = {
        "days": forms.MultipleChoiceField(
            label=_("Days"),
            choices=OpeningDay.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Choose from the list.")},
        ),
        "opens": ClockField(_("From")),
        "closes": ClockField(_("Until")),
        "next_day": forms.BooleanField(label=_("until the next day"), required=False),
        "rhythm": forms.ChoiceField(label=_("How often"), choices=RHYTHMS, required=False),
        "kind": forms.ChoiceField(label=_("In what way"), choices=HoursKind.choices, initial=HoursKind.OPEN),
        **season,
    }
    return {f"{name}_{number}": fields[name] for name in LINE}


def initial_lines(hours: Hours) -> tuple[dict[str, Any], int]:
    """The form as the hours are now: rules that differ only in their day share a line. Returns how many lines too."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for row in sorted(hours.rows, key=lambda row: (row.weekday, row.span)):
        key = (row.span, row.iso_week, row.nth_in_month, row.valid_from, row.valid_until)
        groups.setdefault(key, []).append(row.weekday)
    said: dict[str, Any] = {"holiday_policy": hours.holiday_policy}
    for number, ((span, week, nth, first, until), days) in enumerate(groups.items(), start=1):
        past_midnight = span.closes_min > DAY
        line = {
            "days": [str(day) for day in days],
            "opens": _said(span.opens_min),
            "closes": _said(span.closes_min - DAY if past_midnight else span.closes_min),
            "next_day": past_midnight,
            "rhythm": week or (str(nth) if nth else ""),
            "kind": span.kind,
            "from": None if first == FIRST_DAY else first,
            "until": None if until == OPEN_ENDED_ON else until - timedelta(days=1),
        }
        said |= {f"{name}_{number}": value for name, value in line.items()}
    return said, max(FEWEST, min(MOST, len(groups) + SPARE))


def _said(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


class OneDateForm(Form):
    on_date = day_field(gettext_lazy("Which date?"))
    is_closed = forms.BooleanField(label=gettext_lazy("Closed all that day"), required=False)
    opens = ClockField(gettext_lazy("From"))
    closes = ClockField(gettext_lazy("Until"))
    next_day = forms.BooleanField(label=gettext_lazy("until the next day"), required=False)
    as_usual = forms.BooleanField(
        label=gettext_lazy("As usual again: take away what was said of this date"), required=False
    )
    reason = text(gettext_lazy("Why"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        has_times = said.get("opens") is not None and said.get("closes") is not None
        if not self.errors and not (said.get("is_closed") or said.get("as_usual") or has_times):
            self.add_error("opens", _("Write from when until when, or tick closed."))
        return said

    def spans(self) -> list[Span] | None:
        """The openings of the date; none when closed, None when it is as usual again."""
        said = self.cleaned_data
        if said["as_usual"]:
            return None
        if said["is_closed"]:
            return []
        return [Span(said["opens"], said["closes"] + (DAY if said["next_day"] else 0))]

    def on(self) -> date:
        day: date = self.cleaned_data["on_date"]
        return day
