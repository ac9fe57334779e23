from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.registry.rulebook.vocabulary import RULES, RuleKind
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.responsibility.forms import CHOOSE

WHOLE = {"required": _("Write a number."), "invalid": _("Write digits only.")}


class RuleForm(Form):
    """A new value of one rule, from a day on."""

    applies_from = day_field(_("From which day?"))
    note = forms.CharField(
        label=_("Why?"),
        max_length=400,
        error_messages={
            "required": _("Write why, so that others understand the change."),
            "max_length": _("Write at most 400 characters."),
        },
    )

    def __init__(self, key: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.kind = key, RULES[key].kind
        self.fields = {**self._value_fields(), **self.fields}

    def _value_fields(self) -> dict[str, forms.Field]:
        if self.kind is RuleKind.NUMBER:
            return {"amount": _number()}
        if self.kind is RuleKind.DEADLINE:
            units = [("HOURS", _("hours")), ("WORKING_DAYS", _("working days"))]
            return {
                "amount": _number(),
                "unit": forms.ChoiceField(label=_("Counted in"), choices=units, error_messages=CHOOSE),
            }
        nb = forms.CharField(
            label=_("In bokmål"),
            help_text=_("One reason on each line, as CODE: text.") if self.kind is RuleKind.CODES else "",
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={"required": _("Write the text in bokmål; other languages can come later.")},
        )
        en = forms.CharField(label=_("In English"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
        return {"text": nb, "english": en}

    def value(self) -> Any:
        """The value as the rulebook stores it."""
        said = self.cleaned_data
        if self.kind is RuleKind.NUMBER:
            return said["amount"]
        if self.kind is RuleKind.DEADLINE:
            return {"amount": said["amount"], "in": said["unit"]}
        if self.kind is RuleKind.TEXT:
            return {"nb": said["text"], **({"en": said["english"]} if said["english"] else {})}
        english = _by_code(said["english"])
        return [
            {"code": code, "nb": text, **({"en": english[code]} if code in english else {})}
            for code, text in _by_code(said["text"]).items()
        ]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        lines = [line for line in text.splitlines() if line.strip()]
        if self.kind is RuleKind.CODES and not all(_is_code_line(line) for line in lines):
            raise forms.ValidationError(_("Write each line as CODE: text, with capital letters in the code."))
        return text


def initial_of(key: str, value: Any) -> dict[str, Any]:
    """The fields filled in with what holds now."""
    kind = RULES[key].kind
    if kind is RuleKind.NUMBER:
        return {"amount": value}
    if kind is RuleKind.DEADLINE:
        return {"amount": value["amount"], "unit": value["in"]}
    if kind is RuleKind.TEXT:
        return {"text": value["nb"], "english": value.get("en", "")}
    return {
        "text": "\n".join(f"{entry['code']}: {entry['nb']}" for entry in value),
        "english": "\n".join(f"{entry['code']}: {entry['en']}" for entry in value if entry.get("en")),
    }


def _number() -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=_("How many?"), widget=widget, error_messages=WHOLE)


def _is_code_line(line: str) -> bool:
    code, mark, text = line.partition(":")
    return bool(mark and text.strip() and code.strip().replace("_", "").isalpha() and code.strip().isupper())


def _by_code(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return {code.strip(): said.strip() for code, _mark, said in pairs}
