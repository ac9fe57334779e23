"""What the person says yes and no to, changed by themselves. It holds from the next request of anybody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rodtrad.casework.consents import operations as consents
from rodtrad.casework.consents.texts import text_given
from rodtrad.casework.consents.vocabulary import TEXT_VERSION
from rodtrad.casework.rights.operations import say_yes_again
from rodtrad.foundation.ids import new_id
from rodtrad.insight.own_page.consents import own_consents
from rodtrad.registry.organisations.queries import local_day
from rodtrad.web.layout.forms import did
from rodtrad.web.layout.request import PersonRequest
from rodtrad.web.portal.consent_wording import consents_context
from rodtrad.web.portal.forms import OwnBlockForm, OwnYesForm
from rodtrad.web.portal.visits import own_page


def _language() -> str:
    return (get_language() or "nb")[:2]


@own_page
def shared(request: PersonRequest) -> HttpResponse:
    """Who I let see what, and who I have shut out."""
    now = timezone.now()
    return render(request, "portal/shared.html", consents_context(own_consents(by=request.person, at=now), now=now))


@own_page
@require_POST
def take_back(request: PersonRequest, consent_id: UUID, unit_id: UUID) -> HttpResponse:
    """One press: this unit no longer sees."""
    consents.withdraw_consent(consent_id, unit_id=unit_id, by=request.person, at=timezone.now())
    messages.success(request, _("It is taken back. From now on they do not see it."))
    return redirect("own-shared")


@own_page
@require_POST
def yes_again(request: PersonRequest, consent_id: UUID) -> HttpResponse:
    """One press: yes to the same as before."""
    say_yes_again(consent_id, command_id=new_id(), language=_language(), by=request.person, at=timezone.now())
    messages.success(request, _("You have said yes. You can take it back whenever you want."))
    return redirect("own-shared")


@own_page
def say_yes(request: PersonRequest) -> HttpResponse:
    """A new yes, after the text that says what it means."""
    form = OwnYesForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _give(request, form)):
        messages.success(request, _("You have said yes. You can take it back whenever you want."))
        return redirect("own-shared")
    before = text_given(TEXT_VERSION, language=_language())["before"]
    return render(request, "portal/say_yes.html", {"form": form, "before": before}, status=422 if form.errors else 200)


def _give(request: PersonRequest, form: OwnYesForm) -> None:
    now = timezone.now()
    consents.give_consent(
        request.person.own_person_id,
        said=form.said(today=local_day(now), language=_language()),
        command_id=form.command(),
        by=request.person,
        at=now,
    )


@own_page
def shut_out(request: PersonRequest) -> HttpResponse:
    """One unit or one worker shall not see something, whatever else would let them."""
    now = timezone.now()
    form = OwnBlockForm(request.POST or None, workers=own_consents(by=request.person, at=now).workers)
    if request.method == "POST" and did(
        form, lambda: consents.block(request.person.own_person_id, **form.chosen(), by=request.person, at=now)
    ):
        messages.success(request, _("They are shut out from now on."))
        return redirect("own-shared")
    return render(request, "portal/shut_out.html", {"form": form}, status=422 if form.errors else 200)


@own_page
@require_POST
def let_in(request: PersonRequest, block_id: UUID) -> HttpResponse:
    consents.lift_block(block_id, by=request.person, at=timezone.now())
    messages.success(request, _("They can see again, where something else lets them."))
    return redirect("own-shared")
