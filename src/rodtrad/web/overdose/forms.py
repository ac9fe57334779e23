"""Forms about overdoses. Shape only; nothing in them says who it was."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.encounters.vocabulary import AgeBand
from rodtrad.casework.overdose import operations
from rodtrad.casework.overdose.vocabulary import Cause, Help, Outcome, Place, StepKind, Substance
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import CommandForm, Form
from rodtrad.web.organisations.forms import day_field
from rodtrad.web.responsibility.forms import CHOOSE


def many(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )


class RegisterForm(CommandForm):
    place = forms.ChoiceField(
        label=_("Where?"),
        choices=Place.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose where.")},
    )
    occurred_on = day_field(_("On which day?"))
    clock = forms.TimeField(
        label=_("At what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Write the time."), "invalid": _("Write the time as 10:30.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.now()
        self.fields["occurred_on"].initial = local_day(now)
        self.fields["clock"].initial = now.astimezone(OSLO).time().replace(second=0, microsecond=0)

    def occurred_at(self) -> datetime:
        said = self.cleaned_data
        return datetime.combine(said["occurred_on"], said["clock"], tzinfo=OSLO)


class OverdoseForm(Form):
    """Two minutes, without a name."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose how it ended; not known is an answer too.")},
    )
    substances = many(_("Which substances, as far as is known?"), Substance.choices)
    causes = many(_("What do you think caused it?"), Cause.choices)
    helped_with = many(_("What was done?"), Help.choices)
    age_band = forms.ChoiceField(
        label=_("About how old?"),
        choices=[("", _("Not known")), *AgeBand.choices],
        required=False,
        error_messages=CHOOSE,
    )

    def form(self) -> operations.Form:
        said = self.cleaned_data
        return operations.Form(
            substances=[Substance(code) for code in said["substances"]],
            causes=[Cause(code) for code in said["causes"]],
            helped_with=[Help(code) for code in said["helped_with"]],
            age_band=said["age_band"],
            outcome=said["outcome"],
        )


class AfterForm(CommandForm):
    occurred_on = day_field(_("Which day was the overdose?"))
    says_yes = forms.BooleanField(
        label=_("The person says yes to being met, and to those who follow up being told"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"].initial = local_day(timezone.now())


class StepForm(Form):
    kind = forms.ChoiceField(
        label=_("What was done?"),
        choices=StepKind.choices,
        widget=forms.RadioSelect,
        error_messages={**CHOOSE, "required": _("Choose what was done.")},
    )
    done_on = day_field(_("On which day?"))
    confirmed = forms.BooleanField(
        label=_("It was before the person was known here, and that is right"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = local_day(timezone.now())
