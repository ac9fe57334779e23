from datetime import datetime
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rodtrad.insight.chain_figures.months import Month, last_month
from rodtrad.insight.work_list.rows import WorkFilter
from rodtrad.insight.work_list.vocabulary import Reason, Whose
from rodtrad.web.layout.forms import Form
from rodtrad.web.responsibility.forms import CHOOSE
from rodtrad.web.wording import dates

ALL = "ALL"
MONTHS_BACK = 12
WHOSE = (
    (Whose.ALL.value, _("Everybody")),
    (Whose.MINE.value, _("My own")),
    (Whose.NOBODYS.value, _("Without a coordinator")),
)


VIEWS = (("LIST", _("A list")), ("BOARD", _("A board for the morning meeting")))


class WorkForm(Form):
    """Why, at which unit, and whose."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[(ALL, _("Any reason")), *((reason.value, reason.label) for reason in Reason)],
        error_messages=CHOOSE,
    )
    unit = forms.ChoiceField(label=_("Unit"), error_messages=CHOOSE)
    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, error_messages=CHOOSE)
    view = forms.ChoiceField(label=_("Show as"), choices=VIEWS, error_messages=CHOOSE)

    def __init__(self, data: QueryDict, *, units: list[tuple[str, str]]) -> None:
        super().__init__({"reason": ALL, "unit": ALL, "whose": Whose.ALL.value, "view": "LIST", **data.dict()})
        self.fields["unit"].choices = [(ALL, _("All my units")), *units]  # type: ignore[attr-defined]
        if len(units) < 2:
            self.fields["unit"].widget = forms.HiddenInput()

    @property
    def is_board(self) -> bool:
        return self.cleaned_data.get("view") == "BOARD"

    def wanted(self) -> WorkFilter:
        said = self.cleaned_data
        reason, unit, whose = said.get("reason", ALL), said.get("unit", ALL), said.get("whose", Whose.ALL.value)
        return WorkFilter(
            reason=None if reason == ALL else Reason(reason),
            unit_id=None if unit == ALL else UUID(unit),
            whose=Whose(whose),
        )


class MonthForm(Form):
    month = forms.ChoiceField(label=_("Month"), error_messages=CHOOSE)

    def __init__(self, data: QueryDict, *, now: datetime) -> None:
        this = last_month(at=now).plus(1)
        super().__init__({"month": str(this), **data.dict()})
        months = [this.plus(-back) for back in range(MONTHS_BACK + 1)]
        self.fields["month"].choices = [(str(m), dates.month(m.first_day)) for m in months]  # type: ignore[attr-defined]
        self.this = this

    def chosen(self) -> Month:
        """This month when what was asked for is none of the list."""
        year, _dash, number = str(self.cleaned_data.get("month", self.this)).partition("-")
        return Month(int(year), int(number))
