"""Forms check shape; operations check meaning, and what they refuse lands on its field with the text kept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from rodtrad.foundation.drafts import operations as draft_operations
from rodtrad.foundation.drafts import queries as drafts
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.web.layout.request import StaffRequest

# A draft may be saved a moment after its form was sent. With the number of that command, the next form would be
# taken for the same one and its words be dropped.
NOT_KEPT = {"csrfmiddlewaretoken", "draft_key", "draft_tab", "step", "command_id"}


class Form(forms.Form):
    """Without the browser's own bubbles: every error is a sentence of ours, at its field and on top."""

    use_required_attribute = False
    draft_key = ""

    def add_refusal(self, error: DomainError) -> None:
        """Put what an operation refused at the field it names."""
        self.add_error(error.field if error.field in self.fields else None, str(error))

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What was filled in, as label and text, for the check page."""
        return [
            (str(field.label), said)
            for field in self.visible_fields()
            if (said := _said(field.field, self.cleaned_data.get(field.name)))
        ]


class CommandForm(Form):
    """With a number of its own, so that sending twice is sending once."""

    command_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"command_id": new_id(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def command(self) -> UUID:
        return self.cleaned_data["command_id"] or new_id()


def did(form: Form, act: Callable[[], Any]) -> bool:
    """Do the act if the form is in shape. A refusal lands on the form, and False says to show it again."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotFound:
        raise
    except DomainError as error:
        form.add_refusal(error)
        return False
    return True


def from_draft(request: StaffRequest, key: str) -> dict[str, Any]:
    """What this post typed in this form and did not send."""
    kept = drafts.draft(key, by=request.actor, at=timezone.now())
    if kept is None:
        return {}
    return {name: _one_or_all(said) for name, said in kept.values.items() if name not in NOT_KEPT}


def drop_draft(request: StaffRequest, key: str) -> None:
    draft_operations.drop_draft(key, by=request.actor)


def step_of(request: HttpRequest) -> str:
    """Which button was pressed: check, send or change."""
    return request.POST.get("step", "send")


def _one_or_all(said: list[str]) -> Any:
    return said[0] if len(said) == 1 else said


def _said(field: forms.Field, value: Any) -> str:
    if value in (None, "", [], False):
        return ""
    if isinstance(field, forms.BooleanField):
        return "✓"
    if isinstance(field, forms.MultipleChoiceField):
        labels = dict(field.choices)  # type: ignore[arg-type]
        return ", ".join(str(labels.get(one, one)) for one in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(_flat(field.choices)).get(str(value), value))
    return str(value)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    found = []
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            found += [(str(v), text) for v, text in label]
        else:
            found.append((str(value), label))
    return found
