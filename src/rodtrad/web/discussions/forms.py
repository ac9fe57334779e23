from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rodtrad.registry.discussions.rules import Mark, sentence_of
from rodtrad.registry.discussions.vocabulary import MarkKind, Topic
from rodtrad.web.layout.forms import Form
from rodtrad.web.persons.forms import text_field
from rodtrad.web.responsibility.forms import CHOOSE, unit_choices

NamesIn = Callable[[str], list[str]]
WRITE = gettext_lazy("Write it in a few sentences.")


class NamelessForm(Form):
    """Texts that name nobody: those the writer follows up are looked for here, the rest where it is saved."""

    texts: tuple[str, ...] = ()

    def __init__(self, *args: Any, names_in: NamesIn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names_in = names_in

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for field in self.texts:
            names = self._names_in(str(said.get(field, "")))
            if names:
                self.add_error(field, sentence_of([Mark(MarkKind.ON_FILE, name) for name in names]))
        return said


class StartForm(NamelessForm):
    texts = ("description", "question")
    asked_unit = forms.ChoiceField(
        label=gettext_lazy("Whom do you ask?"),
        error_messages={**CHOOSE, "required": gettext_lazy("Choose which unit is asked.")},
    )
    topic = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=Topic.choices, error_messages=CHOOSE)
    description = text_field(
        gettext_lazy("The situation, without anything that tells who it is"),
        help_text=gettext_lazy("Age as a ten-year span, no places, no dates. What is needed to give advice is enough."),
        required=WRITE,
        rows=6,
    )
    question = text_field(gettext_lazy("What do you want advice about?"), required=WRITE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_unit"].choices = unit_choices()  # type: ignore[attr-defined]


class SayForm(NamelessForm):
    texts = ("text",)
    text = text_field(gettext_lazy("Write"), required=WRITE, rows=4)


class EndForm(NamelessForm):
    texts = ("text",)
    text = text_field(
        gettext_lazy("What was advised?"),
        help_text=gettext_lazy("So that your unit can learn from it. Without a name here too."),
        required=WRITE,
    )
