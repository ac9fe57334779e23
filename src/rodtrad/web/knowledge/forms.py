from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.registry.directory import queries as directory
from rodtrad.registry.knowledge.operations import Text
from rodtrad.registry.knowledge.queries import PageView
from rodtrad.registry.knowledge.vocabulary import PageKind
from rodtrad.web.directory.forms import choice
from rodtrad.web.directory.forms import text as words
from rodtrad.web.layout.forms import Form
from rodtrad.web.organisations.forms import day_field

NOBODY = UUID(int=0)


class ChangeForm(Form):
    title = words(_("Title"), required=True)
    text = words(_("The text"), longest=6000, lines=12, required=True, help_text=_("Short: what to do, who does it, and when. No names and nothing about a person."))  # fmt: skip
    change = words(_("What is new, in a sentence"))
    source = words(_("Source"))
    valid_from = day_field(_("Holds from"))
    review_on = day_field(_("Must be read again by"))
    is_public = forms.BooleanField(label=_("Anybody may read it"), required=False)
    services = forms.MultipleChoiceField(
        label=_("Holds for these services"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        error_messages={"invalid_choice": _("Choose from the list.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = directory.names(excluding=NOBODY)
        self.fields["services"].choices = [(str(pk), name) for pk, name in names]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """The words of the operations."""
        said = self.cleaned_data
        return {
            "text": Text(**{name: said[name] for name in ("title", "text", "change", "source", "valid_from")}),
            "review_on": said["review_on"],
            "is_public": said["is_public"],
            "service_ids": [UUID(one) for one in said["services"]],
        }


class NewForm(ChangeForm):
    kind = choice(_("What is it?"), PageKind.choices)
    owner = forms.ChoiceField(label=_("Who owns it?"), error_messages={"invalid_choice": _("Choose from the list."), "required": _("Choose from the list.")})  # fmt: skip
    field_order = ("kind", "owner", "title", "text")

    def __init__(self, *args: Any, by: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(str(pk), name) for pk, name in directory.owners(by, on=today)]  # type: ignore[attr-defined]


class ReviewForm(Form):
    next_on = day_field(_("Must be read again by"))


def initial_of(view: PageView) -> dict[str, Any]:
    version, page = view.versions[0], view.line.page
    return {
        "title": version.title, "text": version.text, "source": version.source, "is_public": page.is_public,
        "review_on": page.review_on, "services": [str(pk) for pk, _name in view.services],
    }  # fmt: skip
