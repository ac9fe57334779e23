"""What is asked of a table, and the two choices that are put on record."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import DomainError
from rodtrad.insight.statistics.registers import DIMENSIONS
from rodtrad.web.layout.forms import Form

NONE, ALL = "none", "all"
WHY = {
    "required": _("Write why, so that others understand the choice."),
    "max_length": _("Write at most 400 characters."),
}


class TableForm(Form):
    """Rows, columns, and whom it is limited to. Stands in the address, so that a table can be sent to a colleague."""

    down = forms.ChoiceField(label=_("Rows"))
    across = forms.ChoiceField(label=_("Columns"))

    def __init__(self, data: QueryDict, levels: Mapping[str, list[tuple[str, str]]]) -> None:
        usual = {"down": "district", "across": "age", **dict.fromkeys(levels, ALL)}
        super().__init__({**usual, **data.dict()})
        divisions = [(name, label) for name, label in DIMENSIONS.items() if name in levels]
        self.fields["down"].choices = divisions  # type: ignore[attr-defined]
        self.fields["across"].choices = [(NONE, _("Not chosen")), *divisions]  # type: ignore[attr-defined]
        for name, choices in levels.items():
            self.fields[name] = forms.ChoiceField(
                label=_("Only %(what)s") % {"what": str(DIMENSIONS[name]).lower()}, choices=[(ALL, _("All")), *choices]
            )
        self.limits = list(levels)

    def question(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """The dimensions and the limits. Raises DomainError for a question in no shape."""
        if not self.is_valid():
            raise DomainError(_("There is no such division of these persons."))
        said: dict[str, Any] = self.cleaned_data
        wanted = dict.fromkeys(name for name in (said["down"], said["across"]) if name != NONE)
        return tuple(wanted), {name: said[name] for name in self.limits if said[name] != ALL}


class ThresholdForm(Form):
    """From how many persons on, and why."""

    fewest = forms.IntegerField(
        label=_("Fewest persons that may be shown"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Write a number."), "invalid": _("Write digits only.")},
    )
    reason = forms.CharField(label=_("Why?"), max_length=400, error_messages=WHY)


class AgainForm(Form):
    """Why a quarter is counted again."""

    reason = forms.CharField(label=_("Why?"), max_length=400, error_messages=WHY)
