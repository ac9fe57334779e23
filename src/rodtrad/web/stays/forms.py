from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.stays.operations import NewStay
from rodtrad.casework.stays.vocabulary import StayKind
from rodtrad.casework.transitions.leaving import Leaving
from rodtrad.casework.transitions.vocabulary import HomeAnswer
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.persons.forms import text_field


class StayForm(CommandForm):
    kind = forms.ChoiceField(
        label=_("What kind of place?"),
        choices=StayKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of place."), "invalid_choice": _("Choose one from the list.")},
    )
    place = forms.CharField(
        label=_("Which place?"),
        help_text=_("The name of the house or ward. Never a street address."),
        required=False,
        max_length=120,
        error_messages={"max_length": _("Write at most 120 characters.")},
    )
    starts_on = day_field(_("First night"))
    planned_end_on = day_field(_("Planned last day, if there is one"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_end_on"].required = False
        self.fields["starts_on"].initial = local_day(timezone.now())

    def stay(self) -> NewStay:
        said = self.cleaned_data
        return NewStay(
            kind=StayKind(said["kind"]),
            place=said["place"],
            starts_on=said["starts_on"],
            planned_end_on=said["planned_end_on"],
        )


class EndForm(Form):
    """The last day; for a place one is let go of, also how and to what."""

    ends_on = day_field(_("Which day did they leave?"))
    how = forms.ChoiceField(
        label=_("How did they leave?"),
        choices=[("PLANNED", _("As planned")), ("LEFT", _("Unplanned: they left before"))],
        initial="PLANNED",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    home = forms.ChoiceField(
        label=_("Where do they live now?"),
        choices=[("", _("Not answered")), *HomeAnswer.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    override_because = text_field(
        _("Nowhere to live? Why could it not wait?"),
        help_text=_("Only without a place to live. Told to the lead and counted."),
        rows=2,
    )
    late_because = text_field(
        _("Unplanned, and written down a day or more later? Why?"), help_text=_("Such delays are counted."), rows=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = local_day(timezone.now())

    def leaving(self) -> Leaving:
        said = self.cleaned_data
        return Leaving(
            is_planned=said["how"] != "LEFT",
            home=said["home"],
            override_because=said["override_because"],
            late_because=said["late_because"],
        )


class ReviewForm(Form):
    held_on = day_field(_("Which day is the review held?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = local_day(timezone.now())


class PromiseForm(Form):
    promise = forms.CharField(
        label=_("What will be done?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what will be done."), "max_length": _("Write at most 400 characters.")},
    )
    owner = forms.ChoiceField(
        label=_("Who sees to it?"),
        error_messages={
            "required": _("Choose somebody who works at your unit now."),
            "invalid_choice": _("Choose somebody who works at your unit now."),
        },
    )
    due_on = day_field(_("By which day?"))

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Choose")), *posts]  # type: ignore[attr-defined]

    def day(self) -> date:
        day: date = self.cleaned_data["due_on"]
        return day
