"""The form anybody searches with. A GET, so that it works without scripts, can be sent to others and bookmarked."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rodtrad.registry.directory import queries as directory
from rodtrad.registry.directory.queries import Wish
from rodtrad.registry.directory.vocabulary import Entrance, Gender, LifeArea, Price, Substance, TargetGroup
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.directory.presenters import Chip, in_language
from rodtrad.web.layout.forms import Form

CHOOSE = {"invalid_choice": gettext_lazy("Choose from the list.")}
FIRST = ("text", "when", "area")
DROPPED = "drop"


def _choice(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, error_messages=CHOOSE)


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class SearchForm(Form):
    text = forms.CharField(
        label=gettext_lazy("What do you need?"),
        help_text=gettext_lazy("In your own words, such as: sleep tonight, food, wound, young"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Write fewer words.")},
    )
    when = _choice(gettext_lazy("When?"))
    at = forms.DateTimeField(
        label=gettext_lazy("Day and time, if you chose one"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("That is not a day and a time.")},
    )
    area = _choice(gettext_lazy("Where?"))
    gender = _choice(gettext_lazy("For whom?"))
    age = forms.IntegerField(
        label=gettext_lazy("Age"),
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Write the age in digits."),
            "min_value": gettext_lazy("An age is a number from 0 to 120."),
            "max_value": gettext_lazy("An age is a number from 0 to 120."),
        },
    )
    kind = _choice(gettext_lazy("Kind of help"))
    life_area = _choice(gettext_lazy("Part of life"))
    group = _choice(gettext_lazy("Especially for"))
    substance = _choice(gettext_lazy("Drugs and alcohol"))
    relatives = _tick(gettext_lazy("For next of kin"))
    free = _tick(gettext_lazy("Free"))
    just_come = _tick(gettext_lazy("Without referral"))
    user_run = _tick(gettext_lazy("Run by users"))
    with_not_stated = _tick(gettext_lazy("Also those that have not said"))

    def __init__(self, data: QueryDict, *, now: datetime) -> None:
        super().__init__(data, auto_id="f_%s")
        self.dropped = tuple(data.getlist(DROPPED))
        matters_not = ("", _("Does not matter"))
        kinds = [(term.code, in_language(term.name, term.name_en)) for term in directory.terms()]
        areas = [(area.code, area.name) for area in directory.area_choices(on=local_day(now))]
        offered: dict[str, list[tuple[str, Any]]] = {
            "when": [("NOW", _("Now")), ("TONIGHT", _("Tonight")), ("AT", _("At a day and time"))],
            "area": areas,
            "gender": [(Gender.WOMEN.value, Gender.WOMEN.label), (Gender.MEN.value, Gender.MEN.label)],
            "kind": sorted(kinds, key=lambda pair: pair[1]),
            "life_area": list(LifeArea.choices),
            "group": list(TargetGroup.choices),
            "substance": [
                (Substance.SUBSTANCE_FREE.value, Substance.SUBSTANCE_FREE.label),
                (Substance.ACTIVE_USE.value, Substance.ACTIVE_USE.label),
            ],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [matters_not, *choices]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        said = {**self.cleaned_data}
        free, just_come = said.pop("free"), said.pop("just_come")
        if said["when"] == "AT" and said["at"] is None:
            said["when"] = "NOW"
        return Wish(
            **said,
            price=Price.FREE if free else "",
            entrance=Entrance.LOW_THRESHOLD if just_come else "",
            dropped=self.dropped,
        )

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in FIRST]

    @property
    def has_more(self) -> bool:
        """Whether something below the fold is chosen, so that it stands open."""
        return any(self.data.get(field.name) for field in self.more_fields)


def chips(form: SearchForm, understood: dict[str, str], asked: QueryDict) -> list[Chip]:
    """Everything that narrows the list, each with the address of the list without it."""
    found = []
    for name, field in form.fields.items():
        if name != "text" and asked.get(name) and name in form.cleaned_data:
            found.append(Chip(_said(form, name, field), _without(asked, name)))
    for name, value in understood.items():
        if not asked.get(name):
            found.append(Chip(_understood(name, value), _without(asked, name, drop=True)))
    return found


def _said(form: SearchForm, name: str, field: forms.Field) -> str:
    value = form.cleaned_data[name]
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(field, forms.BooleanField):
        return str(field.label)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d.%m. %H.%M")
    return f"{field.label}: {value}"


def _understood(name: str, value: str) -> str:
    if name == "age":
        return _("%(age)s years") % {"age": value}
    if name == "relatives":
        return _("For next of kin")
    words = {"NOW": _("Now"), "TONIGHT": _("Tonight")}
    for choices in (Gender, Substance, Price, Entrance):
        words |= {member.value: str(member.label) for member in choices if member.value not in ("NOT_STATED", "ALL")}
    return words[value]


def _without(asked: QueryDict, name: str, *, drop: bool = False) -> str:
    there = asked.copy()
    there.pop(name, None)
    there.pop("page", None)
    if name == "when":
        there.pop("at", None)
    if drop:
        there.appendlist(DROPPED, name)
    return f"?{there.urlencode()}"
