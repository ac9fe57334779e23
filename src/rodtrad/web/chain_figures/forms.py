from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.chain_figures.figures import Measure
from rodtrad.insight.chain_figures.months import Month
from rodtrad.registry.organisations.coordination import coordinated_units
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import DAY
from rodtrad.web.responsibility.forms import CHOOSE, unit_choices
from rodtrad.web.wording import dates

MONTHS_BACK = 24
ALL = "all"


class FiguresForm(Form):
    """Which month, and if wanted between which units."""

    month = forms.ChoiceField(label=_("Month"), error_messages=CHOOSE)
    from_unit = forms.ChoiceField(label=_("From"), error_messages=CHOOSE)
    to_unit = forms.ChoiceField(label=_("To"), error_messages=CHOOSE)
    what = forms.ChoiceField(
        choices=[(measure.value, measure.value) for measure in Measure],
        widget=forms.HiddenInput,
        error_messages=CHOOSE,
    )

    def __init__(self, data: QueryDict, *, newest: Month) -> None:
        usual = {"month": str(newest), "from_unit": ALL, "to_unit": ALL, "what": Measure.ANSWER.value}
        super().__init__({**usual, **data.dict()})
        months = [newest.plus(-back) for back in range(MONTHS_BACK)]
        self.fields["month"].choices = [(str(m), dates.month(m.first_day)) for m in months]  # type: ignore[attr-defined]
        units = [(ALL, _("All units")), *unit_choices()[1:]]
        self.fields["from_unit"].choices = self.fields["to_unit"].choices = units  # type: ignore[attr-defined]

    def measure(self) -> Measure:
        return Measure(self.cleaned_data.get("what") or Measure.ANSWER)

    def unit(self, name: str) -> UUID | None:
        chosen = self.cleaned_data.get(name)
        return UUID(chosen) if chosen and chosen != ALL else None


class CaseloadForm(Form):
    """Which unit, on which day; the own unit today when nothing is chosen."""

    unit = forms.ChoiceField(label=_("Unit"), error_messages=CHOOSE)
    on = forms.DateField(
        label=_("At the end of which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY,
    )
    coordinator = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, by: Actor, now: datetime) -> None:
        super().__init__({"unit": str(by.own_unit_id), "on": local_day(now).isoformat(), **data.dict()})
        if by.has(Role.COORDINATING_UNIT):
            own = (str(by.own_unit_id), by.unit_name)
            units = coordinated_units(by.own_unit_id)
            self.fields["unit"].choices = [own, *_among(unit_choices()[1:], units)]  # type: ignore[attr-defined]
        else:
            self.fields["unit"].choices = [(str(by.own_unit_id), by.unit_name)]  # type: ignore[attr-defined]

    def unit_id(self) -> UUID:
        return UUID(self.cleaned_data["unit"])

    def day(self) -> date:
        day: date = self.cleaned_data["on"]
        return day

    def chosen(self) -> str:
        """The post whose people are listed, "queue" for the lead's queue, or nothing for all."""
        return str(self.cleaned_data.get("coordinator") or "")


def _among(choices: list[Any], units: set[UUID] | None) -> list[Any]:
    """The groups of choices without units that are not among these; None is all."""
    if units is None:
        return choices
    left = [(under, [c for c in found if UUID(c[0]) in units]) for under, found in choices]
    return [(under, found) for under, found in left if found]


class BehindForm(Form):
    """Which figure; it stands in a link, so what is not in shape is an address that does not exist."""

    what = forms.ChoiceField(choices=[(measure.value, measure.value) for measure in Measure])
    from_unit = forms.UUIDField()
    to_unit = forms.UUIDField()

    def wanted(self) -> tuple[Measure, UUID, UUID]:
        """Raises NotFound."""
        if not self.is_valid():
            raise NotFound(_("There is no such figure."))
        said = self.cleaned_data
        return Measure(said["what"]), said["from_unit"], said["to_unit"]
