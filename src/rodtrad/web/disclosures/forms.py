from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.disclosures.guide import Why
from rodtrad.casework.disclosures.operations import Sending
from rodtrad.casework.disclosures.vocabulary import WRITTEN, Means
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.registry.laws.queries import in_force
from rodtrad.registry.laws.vocabulary import LegalBasisKind
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.persons.forms import text_field
from rodtrad.web.responsibility.forms import CHOOSE, unit_choices


def _line(label: Any, required: Any, *, help_text: Any = "", most: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=bool(required),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": required, "max_length": _("Write it shorter.")},
    )


class _ToSomebody(CommandForm):
    """What every sending and telling names. Nothing is chosen in advance."""

    recipient = _line(
        _("Who receives it?"),
        _("Write who receives it. Nothing is sent without a recipient."),
        help_text=_("The body and the office, such as a municipality's coordinating unit."),
    )
    sections = forms.MultipleChoiceField(
        label=_("What?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOOSE, "required": _("Choose what is sent. Nothing more goes along.")},
    )
    release = forms.ChoiceField(
        label=_("Which basis in law?"),
        help_text=_("The guide on sharing helps you find it."),
        error_messages={**CHOOSE, "required": _("Choose the basis in law. Nothing is sent without one.")},
    )
    purpose = text_field(
        _("What do they need it for?"),
        help_text=_("The person reads what you write here."),
        required=_("Write what the recipient needs it for."),
        rows=2,
    )

    def __init__(self, *args: Any, sections: Iterable[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bases = in_force(LegalBasisKind.CONFIDENTIALITY, on=local_day(timezone.now()))
        chosen = [(basis.code, f"{basis.paragraph}: {basis.text}") for basis in bases]
        self.fields["release"].choices = [("", _("Choose")), *chosen]  # type: ignore[attr-defined]
        self.fields["sections"].choices = [(s.value, s.label) for s in sections]  # type: ignore[attr-defined]

    def sending(self) -> Sending:
        """What goes to whom, as the disclosures take it."""
        said = self.cleaned_data
        return Sending(
            recipient=said["recipient"],
            sections=said["sections"],
            release_code=said["release"],
            purpose=said["purpose"],
            means=said.get("means") or Means.SPOKEN,
            recipient_number=said["recipient_number"],
        )


class SendForm(_ToSomebody):
    """A letter to a body outside."""

    recipient_number = _line(
        _("Organisation number"), _("Write the nine digits of the recipient's organisation number."), most=20
    )
    means = forms.ChoiceField(
        label=_("How is it sent?"),
        choices=[(means.value, means.label) for means in WRITTEN],
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose how it is sent.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
    field_order = ("recipient", "recipient_number", "sections", "release", "purpose", "means")


class ToldForm(_ToSomebody):
    """What was told aloud, noted in ten seconds."""

    recipient_number = _line(_("Organisation number, if you have it"), "", most=20)
    field_order = ("recipient", "sections", "release", "purpose", "recipient_number")


class ReceiptForm(Form):
    received_by = _line(
        _("Who said that it came?"),
        _("Write who at the recipient said that it came."),
        help_text=_("A name or an office, as they said it on the phone or wrote on the slip."),
        most=120,
    )


class GuideForm(Form):
    """Asked by post: what it is for says something of somebody."""

    why = forms.ChoiceField(
        label=_("What is it for?"),
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what it is for.")},
    )
    unit = forms.ChoiceField(
        label=_("With whom?"),
        help_text=_("Leave it empty when they are not in the list."),
        required=False,
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = unit_choices()  # type: ignore[attr-defined]
