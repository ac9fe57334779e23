from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.web.layout.forms import Form


class FeedbackForm(Form):
    page = forms.CharField(label=_("Which page is it about?"), max_length=200, required=False)
    text = forms.CharField(
        label=_("What stopped you?"),
        help_text=_("Do not write about persons here."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Write what stopped you."), "max_length": _("Write at most 2000 characters.")},
    )
