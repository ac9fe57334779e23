"""Forms about who somebody is. Shape only; what they mean is checked by the operations."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons import rules
from rodtrad.casework.persons.vocabulary import (
    BelongingSource,
    BelongingStatus,
    ClaimPosition,
    Gender,
    ProtectionGrade,
)
from rodtrad.casework.responsibility.operations import NewPerson
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.areas import queries as areas
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import CommandForm, Form

LONG = {"max_length": _("Write at most 2000 characters.")}
NAME = {"max_length": _("The name is longer than 400 characters. Write a shorter one.")}
NUMBER = {"invalid": _("Write digits only.")}


def text_field(label: Any, *, help_text: Any = "", required: Any = None, rows: int = 3) -> forms.CharField:
    """A free text; `required` is the sentence shown when it is empty, or nothing when it may be."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required is not None,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={**LONG, "required": required or ""},
    )


def area_choices(on: date) -> list[tuple[Any, Any]]:
    districts = [(a.code, a.name) for a in areas.districts(on=on)]
    municipalities = [(a.code, a.name) for a in areas.municipalities(on=on)]
    return [("", _("Not known")), (_("City districts"), districts), (_("Municipalities"), municipalities)]


class SearchForm(Form):
    text = forms.CharField(
        label=_("Name, alias, short code or national number"),
        max_length=200,
        error_messages={
            "required": _("Write at least three letters of the name, or a whole number."),
            "max_length": _("Write at most 200 characters."),
        },
    )


class BirthFields(Form):
    """A birth date as far as it is known."""

    birth_day = forms.IntegerField(label=_("Day of birth"), required=False, min_value=1, max_value=31)
    birth_month = forms.IntegerField(label=_("Month of birth"), required=False, min_value=1, max_value=12)
    birth_year = forms.IntegerField(label=_("Year of birth"), required=False, min_value=1000, max_value=9999)
    birth_estimated = forms.BooleanField(label=_("The year is a guess"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sentences = {
            "birth_day": _("Write a day from 1 to 31."),
            "birth_month": _("Write a month from 1 to 12."),
            "birth_year": _("Write the year with four digits."),
        }
        for name, sentence in sentences.items():
            field = self.fields[name]
            field.widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
            field.error_messages |= {"invalid": sentence, "min_value": sentence, "max_value": sentence}
            for validator in field.validators:
                validator.message = sentence  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors:
            try:
                self.birth = rules.birth(
                    year=found.get("birth_year"),
                    month=found.get("birth_month"),
                    day=found.get("birth_day"),
                    estimated=bool(found.get("birth_estimated")),
                    today=local_day(timezone.now()),
                )
            except DomainError as error:
                self.add_error(error.field, str(error))
        return found

    birth: rules.Birth | None = None


class DoorForm(CommandForm, BirthFields):
    """What is known at the door; everything may be missing but why they come."""

    alias = forms.CharField(
        label=_("What do they want to be called?"),
        help_text=_("A nickname is enough. Leave it empty if they want to be anonymous."),
        required=False,
        max_length=400,
        error_messages=NAME,
    )
    need = text_field(
        _("Why do they come?"),
        help_text=_("In a line. No numbers of any kind."),
        required=_("Write in a few words why they come."),
        rows=2,
    )
    given_name = forms.CharField(label=_("Given name"), required=False, max_length=400, error_messages=NAME)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=400, error_messages=NAME)
    national_id = forms.CharField(
        label=_("National number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": _("A national number has 11 digits.")},
    )
    area = forms.ChoiceField(
        label=_("Where do they say they belong?"),
        required=False,
        error_messages={"invalid_choice": _("Choose a district or municipality from the list.")},
    )

    field_order = (
        "alias",
        "need",
        "area",
        "given_name",
        "family_name",
        "birth_day",
        "birth_month",
        "birth_year",
        "birth_estimated",
        "national_id",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices(local_day(timezone.now()))  # type: ignore[attr-defined]

    def newcomer(self) -> NewPerson:
        said = self.cleaned_data
        return NewPerson(
            alias=said["alias"],
            given_name=said["given_name"],
            family_name=said["family_name"],
            birth=self.birth,
            national_id=said["national_id"],
        )

    def belonging(self) -> tuple[BelongingStatus, str]:
        code = self.cleaned_data["area"]
        if not code:
            return BelongingStatus.UNKNOWN, ""
        in_city = len(code) == 6
        return (BelongingStatus.CLEAR if in_city else BelongingStatus.OTHER_MUNICIPALITY), code


class AliasForm(Form):
    alias = forms.CharField(
        label=_("The name they use"),
        max_length=400,
        error_messages={**NAME, "required": _("Write the name.")},
    )


class IdentityForm(BirthFields):
    given_name = forms.CharField(
        label=_("Given name"), max_length=400, error_messages={**NAME, "required": _("Write the given name.")}
    )
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=400, error_messages=NAME)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=Gender.choices,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    national_id = forms.CharField(
        label=_("National number"),
        help_text=_("Leave it empty if it is not known, or is there already."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": _("A national number has 11 digits.")},
    )
    field_order = (
        "given_name",
        "family_name",
        "birth_day",
        "birth_month",
        "birth_year",
        "birth_estimated",
        "gender",
        "national_id",
    )


class ReasonForm(Form):
    reason = text_field(_("Why?"), required=_("Write why."))


class BelongingForm(Form):
    status = forms.ChoiceField(
        label=_("How clear is it?"),
        choices=BelongingStatus.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how clear it is."), "invalid_choice": _("Choose one from the list.")},
    )
    area = forms.ChoiceField(
        label=_("District or municipality"),
        required=False,
        error_messages={"invalid_choice": _("Choose a district or municipality from the list.")},
    )
    source = forms.ChoiceField(
        label=_("Where is it known from?"),
        choices=BelongingSource.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the source."), "invalid_choice": _("Choose one from the list.")},
    )
    valid_from = forms.DateField(
        label=_("From which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("That is not a date. Write day, month and year."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices(local_day(timezone.now()))  # type: ignore[attr-defined]


class ClarifyForm(Form):
    own_words = text_field(_("Where does the person say they belong?"), help_text=_("In their own words."))


class ClaimForm(Form):
    area = forms.ChoiceField(
        label=_("For which district or municipality do you speak?"),
        error_messages={
            "required": _("Choose the district or municipality."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    position = forms.ChoiceField(
        label=_("What do you mean?"),
        choices=ClaimPosition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")},
    )
    grounds = text_field(_("On what grounds?"), required=_("Write the grounds, so that others can weigh them."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices(local_day(timezone.now()))  # type: ignore[attr-defined]


class DecisionForm(Form):
    status = forms.ChoiceField(
        label=_("What is decided?"),
        choices=[
            (status.value, status.label)
            for status in BelongingStatus
            if status not in {BelongingStatus.DISPUTED, BelongingStatus.UNKNOWN}
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")},
    )
    area = forms.ChoiceField(
        label=_("District or municipality"),
        required=False,
        error_messages={"invalid_choice": _("Choose a district or municipality from the list.")},
    )
    grounds = text_field(_("On what grounds?"), required=_("A decision needs its grounds. Write why."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices(local_day(timezone.now()))  # type: ignore[attr-defined]


class LiftProtectionForm(Form):
    source = forms.ChoiceField(
        label=_("Where is it known from?"),
        choices=BelongingSource.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the source."), "invalid_choice": _("Choose one from the list.")},
    )
    reason = text_field(_("Why?"), required=_("Write the reason and where it comes from."))


class ProtectionForm(LiftProtectionForm):
    field_order = ("grade", "source", "reason")
    grade = forms.ChoiceField(
        label=_("How strict?"),
        choices=ProtectionGrade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")},
    )


class MergeForm(Form):
    goes_on = forms.ChoiceField(
        label=_("Which follow-up goes on?"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    reason = text_field(_("Why is it the same person?"), required=_("Write why you believe it is the same person."))
    confirmed_by = forms.ChoiceField(
        label=_("Who confirms it with you?"),
        help_text=_("Needed when the two have different national numbers or a protected address."),
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
