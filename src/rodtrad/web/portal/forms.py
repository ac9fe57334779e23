from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.consents.operations import Yes
from rodtrad.casework.consents.vocabulary import MAY_BE_BLOCKED, MAY_BE_SHARED, ConsentPurpose
from rodtrad.registry.organisations.queries import PostLine
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.persons.forms import text_field
from rodtrad.web.responsibility.forms import CHOOSE, unit_choices

PIN_MISSING = {"required": _("Write the PIN on the sheet, six digits."), "max_length": _("The PIN has six digits.")}


class PinForm(Form):
    """The PIN alone, when the pages have not been used for a while."""

    pin = forms.CharField(
        label=_("PIN"),
        max_length=12,
        error_messages=PIN_MISSING,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_pin(self) -> str:
        """The digits, however they were spaced."""
        return "".join(sign for sign in self.cleaned_data["pin"] if sign.isdigit())


class SheetSignInForm(PinForm):
    """Code and PIN, as they stand on the sheet."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Twelve letters and digits. Small letters are fine."),
        max_length=40,
        error_messages={
            "required": _("Write the code on the sheet."),
            "max_length": _("The code has twelve letters and digits."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    field_order = ("code", "pin")


class WhyForm(Form):
    """A question about one line of the log. A question mark alone is enough."""

    words = text_field(_("Do you want to write more?"))


class AskForm(Form):
    """What is wrong, or what must stop or go."""

    words = text_field(
        _("What is it about?"),
        help_text=_("Write as you would say it. A worker at the unit reads it and answers."),
        required=_("Write what it is about."),
        rows=5,
    )


class OwnPointForm(Form):
    """What the person wants the meeting to begin with."""

    own_point = text_field(_("What do you want to talk about first?"), required=_("Write your point."), rows=5)


class OwnYesForm(CommandForm):
    """A yes by the person themselves: to whom, what, what for, and for how long. Nothing is chosen in advance."""

    unit = forms.ChoiceField(label=_("Who may see?"), error_messages={**CHOOSE, "required": _("Choose who may see.")})
    sections = forms.MultipleChoiceField(
        label=_("What may they see?"),
        help_text=_("The name you use and who follows you up always come along."),
        choices=[(section.value, section.label) for section in MAY_BE_SHARED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOOSE, "required": _("Choose what they may see.")},
    )
    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=ConsentPurpose.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what it is for.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=[(30, _("A month")), (90, _("Three months")), (365, _("A year"))],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose for how long.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = unit_choices()  # type: ignore[attr-defined]

    def said(self, *, today: date, language: str) -> Yes:
        """The yes as the consents take it; `today` is the first day it holds."""
        found = self.cleaned_data
        return Yes(
            unit_ids=[UUID(found["unit"])],
            sections=found["sections"],
            purpose=found["purpose"],
            until_on=today + timedelta(days=found["days"]),
            language=language,
        )


class OwnBlockForm(Form):
    """One unit or one worker, and what they shall not see."""

    unit = forms.ChoiceField(label=_("A whole unit"), required=False, error_messages=CHOOSE)
    whom = forms.ChoiceField(
        label=_("Or one worker"),
        help_text=_("Those at the units that can see something about you now."),
        required=False,
        error_messages=CHOOSE,
    )
    sections = forms.MultipleChoiceField(
        label=_("What shall they not see?"),
        choices=[(section.value, section.label) for section in MAY_BE_BLOCKED],
        widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOOSE, "required": _("Choose what they shall not see.")},
    )

    def __init__(self, *args: Any, workers: Iterable[PostLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(line.user_id), f"{line.name}, {line.unit_name}") for line in workers]
        self.fields["unit"].choices = [("", _("No unit")), *unit_choices()[1:]]  # type: ignore[attr-defined]
        self.fields["whom"].choices = [("", _("No worker")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Whom and what, as the block takes it."""
        said = self.cleaned_data
        return {
            "unit_id": UUID(said["unit"]) if said["unit"] else None,
            "user_id": UUID(said["whom"]) if said["whom"] else None,
            "sections": said["sections"],
        }
