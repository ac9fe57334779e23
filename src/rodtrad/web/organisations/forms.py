from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.vocabulary import CARE_ROLES, Role, Sector
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.vocabulary import OrganisationKind
from rodtrad.web.layout.forms import Form
from rodtrad.web.responsibility.forms import CHOOSE, unit_choices

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


class UnitForm(Form):
    name = forms.CharField(
        label=_("Name of the unit"),
        max_length=200,
        error_messages={"required": _("Write the name."), "max_length": _("Write a shorter name.")},
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=OrganisationKind.choices, error_messages=CHOOSE)
    sector = forms.ChoiceField(
        label=_("Which law of confidentiality does it work under?"), choices=Sector.choices, error_messages=CHOOSE
    )
    holds_cases = forms.BooleanField(
        label=_("It follows people up, and can have the responsibility for them"), required=False
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=20,
        required=False,
        error_messages={"max_length": _("Write a shorter number.")},
    )


class CloseUnitForm(Form):
    successor = forms.ChoiceField(
        label=_("Which unit takes over?"),
        help_text=_("Everybody it has the responsibility for goes there in the same moment."),
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )

    def __init__(self, *args: Any, unit_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = unit_choices(excluding=unit_id)  # type: ignore[attr-defined]

    def successor_id(self) -> UUID | None:
        chosen = self.cleaned_data["successor"]
        return UUID(chosen) if chosen else None


class AnyStaffForm(StaffForm):
    """Any role, for the administrator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = Role.choices  # type: ignore[attr-defined]
