"""The rules that leads change themselves: dated, looked over with what they touch, and undone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.foundation.errors import NotFound
from rodtrad.insight.worklists.rule_effects import rule_effect
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import operations as rulebook
from rodtrad.registry.rulebook import queries
from rodtrad.registry.rulebook.vocabulary import RULES
from rodtrad.web.layout.forms import did, step_of
from rodtrad.web.layout.pages import check_page, form_page
from rodtrad.web.layout.request import StaffRequest
from rodtrad.web.rulebook.forms import RuleForm, initial_of
from rodtrad.web.rulebook.presenters import effect_sentence, rule_lines


def rules(request: StaffRequest) -> HttpResponse:
    """Every rule, its value today, and who changed it when."""
    rulebook.check_can_change_rules(request.actor)
    now = timezone.now()
    return render(request, "rulebook/rules.html", {"rules": rule_lines(queries.rules(on=local_day(now)), now=now)})


def change(request: StaffRequest, key: str) -> HttpResponse:
    """A new value from a day on; what it touches is shown before it is saved."""
    rulebook.check_can_change_rules(request.actor)
    if key not in RULES:
        raise NotFound(_("There is no such rule."))
    now = timezone.now()
    held = queries.value(key, on=local_day(now))
    form = RuleForm(key, request.POST or None, initial=initial_of(key, held))
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            if did(form, lambda: rulebook.check_value(RULES[key], form.value())):
                effect = effect_sentence(rule_effect(key, value=form.value(), at=now))
                return check_page(request, form, heading=_("Is this right?"), button=_("Save the rule"), notes=effect)
        elif did(form, lambda: _set(request, form)):
            messages.success(request, _("The rule is changed. The history keeps the old one."))
            return redirect("rules")
    heading, button = str(RULES[key].label), _("Look over")
    return form_page(request, form, heading=heading, button=button, step="check", back=reverse("rules"))


def _set(request: StaffRequest, form: RuleForm) -> None:
    said = form.cleaned_data
    rulebook.set_rule(
        form.key,
        value=form.value(),
        applies_from=said["applies_from"],
        note=said["note"],
        by=request.actor,
        at=timezone.now(),
    )


@require_POST
def undo(request: StaffRequest, version_id: UUID) -> HttpResponse:
    rulebook.undo_rule(version_id, by=request.actor, at=timezone.now())
    messages.success(request, _("Undone. What held before holds again."))
    return redirect("rules")
