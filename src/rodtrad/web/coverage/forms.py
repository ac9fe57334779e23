"""What is asked of the coverage. GET forms, so that a picture can be sent to others and opened in a meeting."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodtrad.insight.coverage.facts import YOUNG, Change, Question
from rodtrad.insight.coverage.queries import monday_of, offer_choices
from rodtrad.registry.directory import queries as directory
from rodtrad.registry.directory.rules.hours import DAY
from rodtrad.registry.directory.vocabulary import Gender, LifeArea, OpeningDay, Substance, TargetGroup
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.directory.hours_forms import ClockField
from rodtrad.web.directory.presenters import in_language
from rodtrad.web.layout.forms import Form

CHOOSE = {"invalid_choice": gettext_lazy("Choose from the list.")}
BY = [
    ("group", gettext_lazy("Whom it is made for")),
    ("kind", gettext_lazy("Kind of help")),
    ("area", gettext_lazy("Area")),
]


def _choice(label: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, error_messages=CHOOSE)


class QuestionForm(Form):
    kind = _choice(gettext_lazy("Kind of help"))
    life_area = _choice(gettext_lazy("Part of life"))
    area = _choice(gettext_lazy("Area"))
    made_for = _choice(gettext_lazy("Whom it is made for"))
    by = forms.ChoiceField(label=gettext_lazy("A line in the table for each"), choices=BY, required=False)
    week = forms.DateField(
        label=gettext_lazy("A day of the week you want to see"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("That is not a day.")},
    )

    def __init__(self, data: QueryDict, *, now: datetime) -> None:
        super().__init__(data, auto_id="f_%s")
        self.today = local_day(now)
        offered: dict[str, list[tuple[str, Any]]] = {
            "kind": list(kind_names().items()),
            "life_area": list(LifeArea.choices),
            "area": list(area_names(self.today).items()),
            "made_for": list(group_names().items())[1:],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def question(self) -> Question:
        said = self.cleaned_data
        return Question(**{name: said[name] for name in ("kind", "life_area", "area", "made_for")})

    @property
    def monday(self) -> date:
        """Monday of the week asked for, or of this one."""
        return monday_of(self.cleaned_data.get("week") or self.today)

    @property
    def is_asked(self) -> bool:
        """Whether something is chosen or wrong, so that the form stands open."""
        return bool(self.errors) or any(self.data.get(name) for name in self.fields)

    @property
    def lines_by(self) -> str:
        return self.cleaned_data["by"] or "group"

    def names(self) -> dict[str, str]:
        """The lines of the table by code."""
        if self.lines_by == "area":
            return area_names(self.today)
        return kind_names() if self.lines_by == "kind" else group_names()


def kind_names() -> dict[str, str]:
    return {term.code: in_language(term.name, term.name_en) for term in directory.terms()}


def area_names(today: date) -> dict[str, str]:
    return {area.code: area.name for area in directory.area_choices(on=today)}


def group_names() -> dict[str, str]:
    """Everybody first, then those whom something can be made for, and the two rules about drugs."""
    names: dict[str, Any] = {
        "": _("Everybody"),
        YOUNG: _("Young people (to 25)"),
        Gender.WOMEN.value: Gender.WOMEN.label,
        Gender.MEN.value: Gender.MEN.label,
    }
    names |= {one.value: one.label for one in (Substance.SUBSTANCE_FREE, Substance.ACTIVE_USE)}
    names |= {one.value: one.label for one in TargetGroup if one != TargetGroup.YOUTH}
    return {code: str(name) for code, name in names.items()}


class WhatIfForm(Form):
    """One service, in another area or with other hours. Nothing is saved."""

    place = _choice(gettext_lazy("Which service?"), required=True)
    area = _choice(gettext_lazy("Moves to"))
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Is open on"),
        choices=OpeningDay.choices[:7],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    opens = ClockField(gettext_lazy("From"))
    closes = ClockField(gettext_lazy("Until"))
    next_day = forms.BooleanField(label=gettext_lazy("until the next day"), required=False)
    is_closed = forms.BooleanField(label=gettext_lazy("Closes altogether"), required=False)

    def __init__(self, data: QueryDict | None, *, now: datetime) -> None:
        super().__init__(data, auto_id="f_%s")
        today = local_day(now)
        offers = offer_choices(Question(), monday=monday_of(today), at=now)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a service")), *((str(pk), name) for pk, name in offers)
        ]  # fmt: skip
        self.fields["place"].error_messages["required"] = _("Choose a service.")
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            ("", _("Stays where it is")), *area_names(today).items()
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        times = [said.get(name) for name in ("opens", "closes")]
        if self.errors:
            return said
        if said["days"] and None in times:
            self.add_error("opens", _("Write from when until when."))
        elif not said["days"] and times != [None, None]:
            self.add_error("days", _("Tick the days."))
        elif said["days"] and not 0 < times[1] + DAY * said["next_day"] - times[0] <= DAY:
            self.add_error("closes", _("It ends before it begins. If it goes on past midnight, tick the next day."))
        elif not (said["days"] or said["area"] or said["is_closed"]):
            self.add_error("area", _("Choose another area, other hours, or that it closes."))
        return said

    def change(self) -> Change:
        said = self.cleaned_data
        spans = None
        if said["days"]:
            closes = said["closes"] + (DAY if said["next_day"] else 0)
            spans = tuple((int(day), said["opens"], closes) for day in said["days"])
        return Change(place_id=UUID(said["place"]), area=said["area"], spans=spans, is_closed=said["is_closed"])
