from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import CARE_ROLES, Role
from rodtrad.registry.organisations import queries as organisations
from rodtrad.web.layout.forms import Form
from rodtrad.web.responsibility.forms import CHOOSE

DAY = {"required": _("Choose the day."), "invalid": _("That is not a date. Write day, month and year.")}


def day_field(label: Any, *, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY,
    )


def colleagues(by: Actor, *, coordinators_only: bool = False) -> list[tuple[str, str]]:
    """Those with a post at the actor's unit today."""
    assert by.unit_id is not None
    on = organisations.local_day(timezone.now())
    lines = (
        organisations.coordinators(by.unit_id, on=on)
        if coordinators_only
        else organisations.active_posts(by.unit_id, on=on)
    )
    return [(str(line.post_id), line.name) for line in lines]


class StandInForm(Form):
    stand_in = forms.ChoiceField(
        label=_("Who stands in?"), error_messages={**CHOOSE, "required": _("Choose who stands in.")}
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].choices = [("", _("Nobody yet")), *colleagues(by, coordinators_only=True)]  # type: ignore[attr-defined]

    def stand_in_id(self) -> UUID | None:
        chosen = self.cleaned_data["stand_in"]
        return UUID(chosen) if chosen else None


class AbsenceForm(StandInForm):
    post = forms.ChoiceField(label=_("Who is away?"), error_messages={**CHOOSE, "required": _("Choose who is away.")})
    starts_on = day_field(_("First day away"))
    ends_on = day_field(_("First day back"))
    field_order = ("post", "starts_on", "ends_on", "stand_in")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["stand_in"].required = False
        self.fields["post"].choices = [("", _("Choose somebody")), *colleagues(by)]  # type: ignore[attr-defined]


class LoanForm(Form):
    post = forms.ChoiceField(
        label=_("Who may answer for the unit?"), error_messages={**CHOOSE, "required": _("Choose somebody.")}
    )
    starts_on = day_field(_("From which day?"))
    ends_on = day_field(_("To which day?"), help_text=_("At most 90 days. The last day does not count."))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _("Choose somebody")), *colleagues(by)]  # type: ignore[attr-defined]


class StaffForm(Form):
    email = forms.EmailField(
        label=_("Their e-mail address at work"),
        error_messages={"required": _("Write the e-mail address."), "invalid": _("That is not an e-mail address.")},
    )
    name = forms.CharField(
        label=_("Their name"),
        max_length=120,
        error_messages={"required": _("Write the name."), "max_length": _("Write a shorter name.")},
    )
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, error_messages={"max_length": _("Write a shorter title.")}
    )
    roles = forms.MultipleChoiceField(
        label=_("What may they do?"),
        choices=[(role.value, role.label) for role in Role if role in CARE_ROLES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one."), "invalid_choice": _("Choose from the list.")},
    )
    hpr_number = forms.CharField(
        label=_("HPR number"),
        max_length=9,
        required=False,
        error_messages={"max_length": _("An HPR number has seven to nine digits.")},
    )
    starts_on = day_field(_("From which day?"))
