from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.emergency import Whom
from rodtrad.casework.emergencies.vocabulary import EmergencyCode, ReviewOutcome
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import DAY
from rodtrad.web.persons.forms import text_field
from rodtrad.web.responsibility.forms import CHOOSE


class BreakTheGlassForm(Form):
    """Who is in danger, told exactly, and why. Goes by post, so that no address holds a name or a number."""

    code_or_number = forms.CharField(
        label=_("Short code or national number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Write at most 20 characters.")},
    )
    name = forms.CharField(
        label=_("Or the whole name"),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("The name is longer than 400 characters. Write a shorter one.")},
    )
    birth_date = forms.DateField(
        label=_("and the birth date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": DAY["invalid"]},
    )
    code = forms.ChoiceField(
        label=_("What kind of danger?"),
        choices=EmergencyCode.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what kind of danger it is.")},
    )
    reason = text_field(
        _("Why must you see it now?"),
        help_text=_("A whole sentence. The lead, the privacy officer and the person can ask you about it."),
        required=_("Write in a sentence what the danger is."),
    )

    def whom(self) -> Whom:
        said = self.cleaned_data
        return Whom(code_or_number=said["code_or_number"], name=said["name"], birth_date=said["birth_date"])


class ReviewForm(Form):
    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        choices=ReviewOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what you found.")},
    )
    note = text_field(
        _("How do you see it?"), required=_("Write what you found, so that the person can be told."), rows=3
    )
