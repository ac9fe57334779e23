"""Forms for a meeting with somebody, filled in with one thumb."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.encounters.operations import Met, WhatNext
from rodtrad.casework.encounters.vocabulary import AgeBand, EncounterKind, Ending, Given
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.persons.forms import NAME, text_field
from rodtrad.web.responsibility.forms import CHOOSE

ROOM_FOR_A_PASTE = 100_000  # the operation says what is too long, with the text still there


class EncounterForm(CommandForm):
    """Where, what, and what it ended in. The rest may be left."""

    kind = forms.ChoiceField(
        label=_("How did you meet?"), choices=EncounterKind.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    place = forms.CharField(
        label=_("Where?"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("Write at most 120 characters.")},
    )
    called = forms.CharField(
        label=_("What do they want to be called?"),
        help_text=_("Leave it empty if they want to be anonymous."),
        required=False,
        max_length=400,
        error_messages=NAME,
    )
    age_band = forms.ChoiceField(
        label=_("About how old?"),
        choices=[("", _("Not known")), *AgeBand.choices],
        required=False,
        error_messages=CHOOSE,
    )
    given = forms.MultipleChoiceField(
        label=_("What was given?"),
        choices=Given.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    said = forms.CharField(
        label=_("What was said?"),
        required=False,
        max_length=ROOM_FOR_A_PASTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("The text is too long to keep in one note. Shorten it and save.")},
    )
    ending = forms.ChoiceField(
        label=_("What did it end in?"),
        choices=Ending.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what it ended in: help now, a promise, or an open door.")},
    )
    promised = forms.CharField(
        label=_("What have you promised?"),
        required=False,
        max_length=400,
        error_messages={"max_length": _("Write at most 400 characters.")},
    )
    due_on = forms.DateField(
        label=_("By which day, or when do we ask again?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("That is not a date. Write day, month and year.")},
    )
    minutes_ago = forms.ChoiceField(
        label=_("When?"),
        choices=[
            ("0", _("Now")),
            ("60", _("An hour ago")),
            ("180", _("Earlier this evening or day")),
            ("720", _("Last night")),
        ],
        required=False,
        initial="0",
        error_messages=CHOOSE,
    )
    field_order = (
        "kind", "place", "called", "age_band", "given", "said", "ending", "promised", "due_on", "minutes_ago",
    )  # fmt: skip

    def __init__(self, *args: Any, about_person: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about_person:
            del self.fields["called"], self.fields["age_band"]
        else:
            endings = [choice for choice in Ending.choices if choice[0] != Ending.NOT_REACHED]
            self.fields["ending"].choices = endings  # type: ignore[attr-defined]

    def met(self) -> Met:
        said = self.cleaned_data
        return Met(
            kind=EncounterKind(said["kind"]),
            place=said["place"],
            called=said.get("called", ""),
            age_band=said.get("age_band", ""),
            given=[Given(code) for code in said["given"]],
            said=said["said"],
        )

    def what_next(self) -> WhatNext:
        said = self.cleaned_data
        return WhatNext(ending=Ending(said["ending"]), promised=said["promised"], due_on=said["due_on"])

    def occurred_at(self) -> datetime:
        return timezone.now() - timedelta(minutes=int(self.cleaned_data["minutes_ago"] or 0))


class WaitingForm(Form):
    """Who of those who wait: about how old, and where."""

    age = forms.ChoiceField(
        label=_("About how old?"),
        choices=[("", _("Everybody")), *AgeBand.choices],
        required=False,
        error_messages=CHOOSE,
    )
    place = forms.CharField(
        label=_("Where?"),
        required=False,
        max_length=120,
        error_messages={"max_length": _("Write at most 120 characters.")},
    )


class LinkForm(Form):
    """Which of the people found it was."""

    text = forms.CharField(
        label=_("Name, alias or short code"),
        max_length=200,
        error_messages={
            "required": _("Write at least three letters of the name, or the short code."),
            "max_length": _("Write at most 200 characters."),
        },
    )


class SettleForm(Form):
    because = text_field(
        _("Why does nobody need to take this any more?"),
        required=_("Write why nobody needs to take this any more."),
        rows=2,
    )


class ShiftForm(CommandForm):
    text = forms.CharField(
        label=_("What must the next shift know?"),
        help_text=_("About the place and the work. What is about a person stands on the person."),
        required=False,
        max_length=ROOM_FOR_A_PASTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("The log is at most 4000 characters.")},
    )
    is_about_nobody = forms.BooleanField(label=_("The text is about nobody who comes here"), required=False)
