"""Forms of what a person says yes and no to. Nothing is chosen in advance."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.consents.operations import Yes
from rodtrad.casework.consents.vocabulary import (
    MAY_BE_BLOCKED,
    MAY_BE_SHARED,
    Capacity,
    ConsentForm,
    ConsentPurpose,
)
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.registry.organisations import queries as organisations
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.persons.forms import text_field
from rodtrad.web.responsibility.forms import CHOOSE, unit_choices

LANGUAGES = [("nb", _("Norwegian bokmål")), ("nn", _("Norwegian nynorsk")), ("en", _("English"))]
UNITS = ("unit_1", "unit_2", "unit_3")


def section_choices(sections: Iterable[Section]) -> list[tuple[str, Any]]:
    return [(section.value, section.label) for section in sections]


class YesForm(CommandForm):
    """A consent as the person gives it, in the order of the talk."""

    unit_1 = forms.ChoiceField(
        label=_("Who may see?"),
        error_messages={**CHOOSE, "required": _("Choose at least one unit. A consent names who may see.")},
    )
    unit_2 = forms.ChoiceField(label=_("And who more?"), required=False, error_messages=CHOOSE)
    unit_3 = forms.ChoiceField(label=_("And who more?"), required=False, error_messages=CHOOSE)
    sections = forms.MultipleChoiceField(
        label=_("What may they see?"),
        help_text=_("The name the person uses and who has the ball always come along."),
        choices=section_choices(MAY_BE_SHARED),
        widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOOSE, "required": _("Choose what may be shared. A consent names it.")},
    )
    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=ConsentPurpose.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what the sharing is for.")},
    )
    until_on = day_field(_("The last day it holds"), help_text=_("At most a year. A month when you are in doubt."))
    form = forms.ChoiceField(
        label=_("How did the person say yes?"),
        choices=[(c.value, c.label) for c in ConsentForm if c != ConsentForm.PORTAL],
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose how the person said yes: aloud or on paper.")},
    )
    language = forms.ChoiceField(
        label=_("In which language did they get the text?"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose the language of the text.")},
    )
    capacity = forms.ChoiceField(
        label=_("Did the person understand what it means?"),
        help_text=_(
            "In doubt you can wait, choose less and a shorter time, or use another basis. Nobody can say yes for the person."
        ),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose whether the person understood.")},
    )
    capacity_note = text_field(_("What makes you doubt?"), rows=2)
    own_words = text_field(_("What did the person say about it?"), help_text=_("In their own words."), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in UNITS:
            self.fields[name].choices = unit_choices()  # type: ignore[attr-defined]

    def said(self) -> Yes:
        found = self.cleaned_data
        return Yes(
            unit_ids=[UUID(found[name]) for name in UNITS if found[name]],
            **{name: found[name] for name in self.fields if name not in (*UNITS, "command_id")},
        )


class WithdrawForm(Form):
    """Which part is taken back; the whole unless something is chosen."""

    unit = forms.ChoiceField(label=_("From whom?"), error_messages=CHOOSE, required=False)
    section = forms.ChoiceField(label=_("Which part?"), error_messages=CHOOSE, required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], sections: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All of them")), *units]  # type: ignore[attr-defined]
        named = section_choices(Section(section) for section in sections)
        self.fields["section"].choices = [("", _("All of it")), *named]  # type: ignore[attr-defined]


class BlockForm(Form):
    """A unit or a worker, and what is closed to them."""

    unit = forms.ChoiceField(label=_("A whole unit"), required=False, error_messages=CHOOSE)
    whom = forms.ChoiceField(
        label=_("Or one worker"),
        help_text=_("Those at the units that follow the person up."),
        required=False,
        error_messages=CHOOSE,
    )
    sections = forms.MultipleChoiceField(
        label=_("What is closed to them?"),
        choices=section_choices(MAY_BE_BLOCKED),
        widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOOSE, "required": _("Choose what is to be closed.")},
    )
    own_words = text_field(_("What did the person say about it?"), help_text=_("In their own words."), rows=2)

    def __init__(self, *args: Any, workers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("No unit")), *unit_choices()[1:]]  # type: ignore[attr-defined]
        self.fields["whom"].choices = [("", _("No worker")), *workers]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "unit_id": UUID(said["unit"]) if said["unit"] else None,
            "user_id": UUID(said["whom"]) if said["whom"] else None,
            "sections": said["sections"],
            "own_words": said["own_words"],
        }


class StepAsideForm(Form):
    words = text_field(_("How do you know each other?"), help_text=_("Your colleagues at the unit can read it."))


def workers_of(unit_ids: Iterable[UUID]) -> list[tuple[str, str]]:
    """Everybody at these units today, by unit."""
    on = organisations.local_day(timezone.now())
    return [
        (str(line.user_id), f"{line.name}, {line.unit_name}")
        for unit_id in dict.fromkeys(unit_ids)
        for line in organisations.active_posts(unit_id, on=on)
    ]
