"""Forms of risks. Shape only; the operations check what they mean."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rodtrad.programme.risks.operations import Wanted
from rodtrad.programme.risks.queries import Analysis, Risk
from rodtrad.web.forums.forms import long_text, number_field
from rodtrad.web.layout.forms import Form
from rodtrad.web.measures.forms import UnitsField, choice_field, line_field, one_unit, optional_day


class ConsequencesForm(Form):
    """What it means for whom; `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    for_users = long_text(_("What does it mean for those who use the services?"), rows=4)
    for_neighbours = long_text(_("For neighbours and others nearby?"), rows=4)
    for_services = long_text(_("For other services?"), rows=4)


def consequences_initial(analysis: Analysis) -> dict[str, Any]:
    names = ("version", "for_users", "for_neighbours", "for_services")
    return {name: getattr(analysis, name) for name in names}


class RiskForm(Form):
    what = line_field(_("What can happen?"), required=_("Write what can happen."))
    likelihood = number_field(_("How likely, from one to five?"), lowest=1, highest=5, initial=3)
    severity = number_field(_("How severe, from one to five?"), lowest=1, highest=5, initial=3)
    action = long_text(_("What is done about it?"), rows=3)
    owner = UnitsField(label=_("Who does it?"), required=False)
    due_on = optional_day(_("Done by which day?"))

    def clean_owner(self) -> UUID | None:
        return one_unit("owner", self.cleaned_data["owner"], self)

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            what=said["what"],
            likelihood=said["likelihood"],
            severity=said["severity"],
            action=said["action"],
            owner_id=said["owner"],
            due_on=said["due_on"],
        )


def risk_initial(risk: Risk) -> dict[str, Any]:
    names = ("what", "likelihood", "severity", "action", "due_on")
    return {**{name: getattr(risk, name) for name in names}, "owner": risk.owner.name if risk.owner else ""}


class OutcomeForm(Form):
    came_true = choice_field(
        _("Did it come true?"), [("yes", _("Yes")), ("no", _("No"))], required=_("Choose an answer."), radio=True
    )
    outcome = long_text(_("What happened?"), required=_("Write what happened."), rows=3)


class WaiveForm(Form):
    reason = long_text(_("Why is no analysis needed?"), required=_("Write why no analysis is needed."), rows=3)
