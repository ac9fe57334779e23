from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.web.layout.forms import Form
from rodtrad.web.persons.forms import text_field

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
