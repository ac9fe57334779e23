from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.rights.vocabulary import OUTCOMES, KnownBy, Language, MatterKind, MatterOutcome
from rodtrad.web.layout.forms import Form
from rodtrad.web.persons.forms import text_field


class SheetForm(Form):
    """Who gets the paper is certain, and in which language it is."""

    known_by = forms.ChoiceField(
        label=_("How do you know that it is the right person?"),
        choices=KnownBy.choices,
        widget=forms.RadioSelect(attrs={"class": "ds-input"}),
        error_messages={"required": _("Choose how you know. The sheet opens everything about the person.")},
    )
    language = forms.ChoiceField(label=_("Language of the sheet"), choices=Language.choices, initial=Language.NB)


class AnswerForm(Form):
    """The unit's answer to what a person asked."""

    outcome = forms.ChoiceField(
        label=_("How did it go?"),
        widget=forms.RadioSelect(attrs={"class": "ds-input"}),
        error_messages={"required": _("Choose how it went.")},
    )
    answer = text_field(
        _("Your answer"),
        help_text=_("The person reads it as it stands. Write to them, in plain words."),
        required=_("Write the answer. The person reads it as it stands."),
        rows=6,
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code.value, MatterOutcome(code).label) for code in OUTCOMES[MatterKind(kind)]]
        if len(choices) == 1:
            self.fields["outcome"].widget = forms.HiddenInput()
            self.fields["outcome"].initial = choices[0][0]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
