from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rodtrad.casework.access import wishes
from rodtrad.casework.consents.vocabulary import TEXT_LANGUAGES, TEXT_VERSION
from rodtrad.insight.person_page.consents import ConsentPage, consent_page, consent_sheet, units_around
from rodtrad.web.consents import forms
from rodtrad.web.consents.presenters import page_context, sheet_context, text_of
from rodtrad.web.layout.forms import did, step_of
from rodtrad.web.layout.pages import check_page, form_page
from rodtrad.web.layout.request import StaffRequest


def _address(person_id: UUID) -> str:
    return reverse("consents", args=[person_id])


def consents(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What holds now, what has ended, and who is shut out. Opening it is in the log."""
    now = timezone.now()
    page = consent_page(person_id, by=request.actor, at=now)
    return render(request, "consents/consents.html", page_context(page, now=now))


def give(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """The talk in its order, looked over with the text read aloud before it is saved."""
    page = consent_page(person_id, by=request.actor, at=timezone.now())
    form = forms.YesForm(request.POST or None)
    text = text_of(TEXT_VERSION, language=(translation.get_language() or "nb")[:2])
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            looked_over = {"heading": _("Read this aloud before you save"), "button": _("The person says yes: save")}
            return check_page(request, form, notes=text["before"], **looked_over)
        if did(form, lambda: _give(request, form, page)):
            return redirect("consents", person_id)
    asked = {"heading": _("Write down a consent"), "button": _("Look over"), "back": _address(person_id)}
    return form_page(request, form, step="check", aside=[" ".join(text["before"])], **asked)


def _give(request: StaffRequest, form: forms.YesForm, page: ConsentPage) -> None:
    wishes.give_consent(
        page.person_id, said=form.said(), command_id=form.command(), by=request.actor, at=timezone.now()
    )


def sheet(request: StaffRequest, person_id: UUID, consent_id: UUID) -> HttpResponse:
    """A page to print and give away, in bokmål, nynorsk or English."""
    now, asked = timezone.now(), request.GET.get("language", "")
    page, line = consent_sheet(person_id, consent_id=consent_id, by=request.actor, at=now)
    language = asked if asked in TEXT_LANGUAGES else line.text_language
    with translation.override(language):
        context = sheet_context(page, line, language=language, now=now)
        return render(request, "consents/sheet.html", context)


def withdraw(request: StaffRequest, person_id: UUID, consent_id: UUID) -> HttpResponse:
    """Taken back whole or in part, without a reason."""
    _page, line = consent_sheet(person_id, consent_id=consent_id, by=request.actor, at=timezone.now())
    units = [(str(unit.unit_id), unit.unit) for unit in line.units if unit.sections]
    sections = sorted({section for unit in line.units for section in unit.sections})
    form = forms.WithdrawForm(request.POST or None, units=units, sections=sections)
    if request.method == "POST" and did(form, lambda: _withdraw(request, form, consent_id)):
        return redirect("consents", person_id)
    return form_page(
        request,
        form,
        heading=_("Take back the consent"),
        lead=_("It works from the very next click, everywhere. The units get a message, without a name."),
        button=_("Take it back"),
        back=_address(person_id),
    )


def _withdraw(request: StaffRequest, form: forms.WithdrawForm, consent_id: UUID) -> None:
    said = form.cleaned_data
    wishes.withdraw_consent(
        consent_id,
        unit_id=UUID(said["unit"]) if said["unit"] else None,
        section=said["section"] or None,
        by=request.actor,
        at=timezone.now(),
    )


def block(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Closed to one unit or one worker, in everything but what the law keeps open."""
    now = timezone.now()
    page = consent_page(person_id, by=request.actor, at=now)
    workers = forms.workers_of(units_around(page.person_id, at=now))
    form = forms.BlockForm(request.POST or None, workers=workers)
    if request.method == "POST" and did(
        form, lambda: wishes.block(page.person_id, **form.chosen(), by=request.actor, at=timezone.now())
    ):
        return redirect("consents", person_id)
    return form_page(
        request,
        form,
        heading=_("Close to a unit or a worker"),
        lead=_(
            "They see no sign of it. If it is the responsible unit, it keeps the name and the task to find another unit."
        ),
        button=_("Close"),
        back=_address(person_id),
    )


def lift(request: StaffRequest, person_id: UUID, block_id: UUID) -> HttpResponse:
    if request.method == "POST":
        wishes.lift_block(block_id, by=request.actor, at=timezone.now())
    return redirect("consents", person_id)


def step_aside(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """A worker who knows the person privately closes the record to themselves."""
    page = consent_page(person_id, by=request.actor, at=timezone.now())
    form = forms.StepAsideForm(request.POST or None)
    if request.method == "POST" and did(
        form,
        lambda: wishes.step_aside(
            page.person_id, words=form.cleaned_data["words"], by=request.actor, at=timezone.now()
        ),
    ):
        return redirect("home")
    return form_page(
        request,
        form,
        heading=_("I know this person privately"),
        lead=_("From the next click you see nothing about them. Somebody else at your unit can open it again."),
        button=_("Close it to me"),
        back=_address(person_id),
    )
