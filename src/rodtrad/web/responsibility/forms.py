"""Forms of the ball. Shape only; the operations check what they mean."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.vocabulary import CloseReason, MeetingOutcome, Urgency
from rodtrad.foundation.working_days import END_OF_DAY, OSLO
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.persons.forms import text_field

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}
MAY_SHARE = (Section.FOLLOW_UP, Section.PLAN, Section.STAYS, Section.HEALTH)


def unit_choices(*, excluding: UUID | None = None) -> list[Any]:
    """Units that can be asked, under what they belong to."""
    on = organisations.local_day(timezone.now())
    groups: dict[str, list[tuple[str, str]]] = {}
    for unit in organisations.choosable_units(on=on, excluding=excluding):
        groups.setdefault(unit.under, []).append((str(unit.unit_id), unit.name))
    return [("", _("Choose a unit")), *((under, units) for under, units in groups.items())]


class AskForm(CommandForm):
    """What a hand-over and a referral have in common."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to_unit = forms.ChoiceField(
        label=_("Who is asked?"), error_messages={**CHOOSE, "required": _("Choose which unit is asked.")}
    )
    need = text_field(
        _("What does the person need?"),
        help_text=_("Short. The receiver decides on this."),
        required=_("Write what the person needs. The receiver decides on that."),
    )
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        initial=Urgency.NORMAL,
        error_messages={**CHOOSE, "required": _("Choose how urgent it is.")},
    )
    deadline = forms.DateField(
        label=_("Answer by another day than the rule says?"),
        help_text=_("Leave it empty to follow the rule."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("That is not a date. Write day, month and year.")},
    )
    shares = forms.MultipleChoiceField(
        label=_("What may they read to decide?"),
        help_text=_("Only until they have answered. Name and who has the ball always."),
        choices=[(section.value, section.label) for section in MAY_SHARE],
        initial=[Section.FOLLOW_UP.value],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )

    def __init__(self, *args: Any, own_unit: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].choices = unit_choices(excluding=own_unit)  # type: ignore[attr-defined]

    def deadline_at(self) -> datetime | None:
        day = self.cleaned_data["deadline"]
        return datetime.combine(day, END_OF_DAY, tzinfo=OSLO) if day else None


class HandoverForm(AskForm):
    own_words = text_field(_("What does the person say they want?"), help_text=_("In their own words."), rows=2)
    support_days = forms.IntegerField(
        label=_("How many days does your unit stay beside afterwards?"),
        help_text=_("14 is usual. Write 0 for none."),
        initial=14,
        min_value=0,
        max_value=90,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write a number of days, or 0."),
            "invalid": _("Write digits only."),
            "min_value": _("Write 0 or more."),
            "max_value": _("Support lasts at most 90 days."),
        },
    )
    field_order = ("to_unit", "need", "own_words", "urgency", "deadline", "shares", "support_days")


class ReferralForm(AskForm):
    field_order = ("to_unit", "need", "urgency", "deadline", "shares")


class AnswerForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(AnswerForm):
    coordinator = forms.ChoiceField(
        label=_("Who is coordinator?"),
        help_text=_("Leave it open, and the unit's lead has the person until somebody is named."),
        required=False,
        error_messages=CHOOSE,
    )

    def __init__(self, *args: Any, coordinators: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coordinator"].choices = [("", _("The unit's lead")), *coordinators]  # type: ignore[attr-defined]

    def coordinator_id(self) -> UUID | None:
        chosen = self.cleaned_data["coordinator"]
        return UUID(chosen) if chosen else None


class DeclineForm(AnswerForm):
    reason = forms.ChoiceField(
        label=_("Why can your unit not take over?"),
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose why your unit cannot take over.")},
    )
    text = text_field(_("In your own words"), rows=2)
    suggested_unit = forms.ChoiceField(
        label=_("Who should be asked instead?"),
        error_messages={
            **CHOOSE,
            "required": _("Suggest who should be asked instead. The sender too can be suggested."),
        },
    )

    def __init__(self, *args: Any, own_unit: UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = organisations.local_day(timezone.now())
        reasons = [(code.code, code.label) for code in rulebook.codes("codes.decline_reasons", on=on)]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
        self.fields["suggested_unit"].choices = unit_choices(excluding=own_unit)  # type: ignore[attr-defined]


class QuestionForm(AnswerForm):
    question = text_field(
        _("What do you need to know?"),
        help_text=_("The deadline runs on meanwhile."),
        required=_("Write what you need to know."),
    )


class GiveForm(AnswerForm):
    answer = text_field(_("Your answer"), required=_("Write the answer."))


class WithdrawForm(AnswerForm):
    reason = text_field(_("Why do you take it back?"), required=_("Write why you take the request back."))


class StepForm(AnswerForm):
    text = text_field(_("What do you want the sender to know?"), rows=2)


class DecideForm(Form):
    """The coordinating unit's decision in an escalated case."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("ASSIGN", _("Another unit takes over")), ("STAYS", _("It stays where it is"))],
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what you decide.")},
    )
    to_unit = forms.ChoiceField(label=_("Which unit takes over?"), required=False, error_messages=CHOOSE)
    reason = text_field(
        _("Why?"),
        help_text=_("The units and the person can read it."),
        required=_("Write the reason. The units and the person can read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].choices = unit_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decision") == "ASSIGN" and not said.get("to_unit"):
            self.add_error("to_unit", str(_("Choose which unit takes over.")))
        return said


class CoordinatorForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    coordinator = forms.ChoiceField(
        label=_("Who is coordinator?"), error_messages={**CHOOSE, "required": _("Choose who is coordinator.")}
    )
    reason = text_field(_("Why?"), help_text=_("Needed only for a change."), rows=2)

    def __init__(self, *args: Any, coordinators: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coordinator"].choices = [("", _("Choose somebody")), *coordinators]  # type: ignore[attr-defined]


class CloseForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why does the follow-up end?"),
        choices=[(r.value, r.label) for r in CloseReason if r != CloseReason.MERGED],
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose why the follow-up ends.")},
    )
    last_word = text_field(
        _("A last word to the person"),
        help_text=_("Whom to call later. If nobody was reached, what was tried."),
        required=_("Write a last word to the person: whom to call later. If nobody was reached, write what was tried."),
    )


class ReopenForm(Form):
    reason = text_field(_("Why is it taken up again?"), required=_("Write why the case is opened again."))


class SupportForm(Form):
    until_on = forms.DateField(
        label=_("To which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("That is not a date. Write day, month and year."),
        },
    )
    reason = text_field(_("Why?"), required=_("Write why the support goes on."), rows=2)
    person_said = forms.CharField(
        label=_("How did the person say yes?"),
        help_text=_("In their own words, or where and when they said it."),
        max_length=400,
        error_messages={
            "required": _("Ask the person, and write how they said yes."),
            "max_length": _("Write at most 400 characters."),
        },
    )


class MeetingForm(Form):
    outcome = forms.ChoiceField(
        label=_("Was it held?"),
        choices=MeetingOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose whether it was held.")},
    )
    text = text_field(_("What came of it, or why was it not held?"))
