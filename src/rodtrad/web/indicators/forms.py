"""What is asked of indicators and published figures."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rodtrad.insight.indicators.operations import Definition
from rodtrad.insight.indicators.vocabulary import Unit
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.responsibility.forms import CHOOSE, unit_choices

NUMBER = {"required": _("Write a number."), "invalid": _("Write digits only.")}


def text(label: Any, longest: int = 200, *, required: bool = True, **more: Any) -> forms.CharField:
    errors = {"required": _("An indicator is not made without this."), "max_length": _("Write it shorter.")}
    return forms.CharField(label=label, max_length=longest, required=required, error_messages=errors, **more)


class DefinitionForm(Form):
    """Everything an indicator must say of itself."""

    definition = text(_("What does it mean?"), 400)
    numerator = text(_("What is counted?"))
    denominator = text(_("Of what?"), required=False, help_text=_("Needed for a percentage."))
    unit = forms.ChoiceField(label=_("Counted in"), choices=Unit.choices, error_messages=CHOOSE)
    geography = text(_("Of which place?"), 80)
    source = text(_("From where?"))
    target = text(_("What is the target?"))

    def means(self) -> Definition:
        return Definition(**{name: self.cleaned_data[name] for name in Definition.__dataclass_fields__})


class MakeForm(DefinitionForm):
    name = text(_("Name of the indicator"), 160)
    owner = forms.ChoiceField(label=_("Which unit owns it?"), error_messages=CHOOSE)
    field_order = ("name", "owner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = unit_choices()  # type: ignore[attr-defined]

    def owner_id(self) -> UUID:
        return UUID(self.cleaned_data["owner"])


class ChangeForm(DefinitionForm):
    reason = text(_("Why does the definition change?"), 400)


class ValueForm(Form):
    period_from = day_field(_("First day"))
    period_until = day_field(_("First day it no longer covers"))
    value = forms.DecimalField(label=_("The figure"), max_digits=12, decimal_places=2, error_messages=NUMBER)
    n = forms.IntegerField(label=_("How many does it rest on?"), min_value=0, error_messages=NUMBER)


class SearchForm(Form):
    """By word, theme and place; in the address."""

    q = forms.CharField(label=_("Words"), required=False, max_length=80)
    topic = forms.ChoiceField(label=_("Theme"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(
        self, data: QueryDict, *, topics: Sequence[tuple[str, str]], places: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data.dict())
        self.fields["topic"].choices = [("", _("All")), *topics]  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", _("All")), *places]  # type: ignore[attr-defined]


class CompareForm(Form):
    """Two figures, and if bounds are wanted a third that holds them both."""

    first = forms.ChoiceField(label=_("First figure"), error_messages=CHOOSE)
    second = forms.ChoiceField(label=_("Second figure"), error_messages=CHOOSE)
    within = forms.ChoiceField(label=_("Among all of"), required=False, error_messages=CHOOSE)

    def __init__(self, data: QueryDict, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data.dict() or None)
        for name in ("first", "second"):
            self.fields[name].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]
        self.fields["within"].choices = [("", _("Nothing")), *choices]  # type: ignore[attr-defined]


class DenominatorForm(Form):
    denominator = forms.DecimalField(label=_("Of how many?"), max_digits=12, decimal_places=0, error_messages=NUMBER)
    source = forms.CharField(
        label=_("Where is that known from?"),
        max_length=200,
        error_messages={"required": _("Write where it is known from.")},
    )


class SettleNoteForm(Form):
    source = forms.CharField(
        label=_("Which source settles it?"),
        max_length=200,
        error_messages={"required": _("Write which source settles it. Without one the note stays.")},
    )
