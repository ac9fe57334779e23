from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rodtrad.casework.access import sending
from rodtrad.casework.disclosures.rules import fingerprint
from rodtrad.insight.disclosures.letter import letter_of
from rodtrad.insight.disclosures.queries import SendingPage, letter_facts, one_sending, sending_page
from rodtrad.web.disclosures.forms import ReceiptForm, SendForm, ToldForm
from rodtrad.web.disclosures.presenters import page_context, preview, sent_line
from rodtrad.web.emergencies.step_up import prove_it_is_you
from rodtrad.web.layout.forms import did, step_of
from rodtrad.web.layout.pages import form_page
from rodtrad.web.layout.request import StaffRequest


def _address(person_id: UUID) -> str:
    return reverse("sent", args=[person_id])


def sent(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What has gone out, to whom and on which basis."""
    now = timezone.now()
    page = sending_page(person_id, by=request.actor, at=now)
    return render(request, "disclosures/sent.html", page_context(page, now=now))


@prove_it_is_you
def send(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Chosen, looked over word for word, and sent as it was looked over."""
    page = sending_page(person_id, by=request.actor, at=timezone.now())
    form = SendForm(request.POST or None, sections=page.may.sections)
    if request.method == "POST" and step_of(request) != "change" and form.is_valid():
        if step_of(request) == "check":
            return _look_over(request, form, page)
        if did(form, lambda: _send(request, form, page)):
            return redirect("sent", page.person_id)
    lead = _(
        "Only what you choose goes along, word for word as you look it over. The person can read that you sent it."
    )
    heading, button = _("Send out on a basis in law"), _("Look over")
    back = _address(page.person_id)
    return form_page(request, form, heading=heading, button=button, step="check", lead=lead, back=back, aside=_aside())


def _aside() -> list[str]:
    return [_("What you cannot open yourself you cannot send. Health, concerns and what is closed never go out here.")]


def _look_over(request: StaffRequest, form: SendForm, page: SendingPage) -> HttpResponse:
    now, sections = timezone.now(), form.cleaned_data["sections"]
    facts = letter_facts(page.person_id, sections=sections, by=request.actor, at=now)
    left_out = {"csrfmiddlewaretoken", "step", "seen"}
    context = {
        "rows": form.rows,
        "hidden": [(n, v) for n, values in request.POST.lists() for v in values if n not in left_out],
        "second": bool(page.may.with_a_second & set(sections)),
        **preview(facts),
    }
    return render(request, "disclosures/look_over.html", context)


def _send(request: StaffRequest, form: SendForm, page: SendingPage) -> None:
    now, sections = timezone.now(), form.cleaned_data["sections"]
    facts = letter_facts(page.person_id, sections=sections, by=request.actor, at=now)
    sending.send(
        page.person_id,
        sending=form.sending(),
        letter=letter_of(facts),
        seen=form.cleaned_data["seen"],
        command_id=form.command(),
        by=request.actor,
        at=now,
    )


def told(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What was said on the phone or across the table, noted at once."""
    page = sending_page(person_id, by=request.actor, at=timezone.now())
    form = ToldForm(request.POST or None, sections=page.may.told)
    if request.method == "POST" and did(form, lambda: _note(request, form, page)):
        return redirect("sent", page.person_id)
    heading, button = _("Note what was told"), _("Save")
    return form_page(request, form, heading=heading, button=button, back=_address(page.person_id))


def _note(request: StaffRequest, form: ToldForm, page: SendingPage) -> None:
    said, number = form.sending(), form.command()
    sending.note_told(page.person_id, sending=said, command_id=number, by=request.actor, at=timezone.now())


def one(request: StaffRequest, person_id: UUID, disclosure_id: UUID) -> HttpResponse:
    """One sending: the second person's yes while it waits, then the receipt."""
    now = timezone.now()
    page, line = one_sending(person_id, disclosure_id, by=request.actor, at=now)
    if line.sent_at is None:
        facts = letter_facts(page.person_id, sections=line.sections, by=request.actor, at=now)
        if request.method == "POST":
            asked = {"person_id": page.person_id, "sections": line.sections, "letter": letter_of(facts)}
            sending.agree(disclosure_id, **asked, by=request.actor, at=now)  # type: ignore[arg-type]
            return redirect("one-sent", page.person_id, disclosure_id)
        context = {**page_context(page, now=now), "line": sent_line(line, now=now), **preview(facts)}
        return render(request, "disclosures/second.html", context)
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and did(form, lambda: _receipt(request, form, page, disclosure_id)):
        return redirect("one-sent", page.person_id, disclosure_id)
    context = {**page_context(page, now=now), "line": sent_line(line, now=now), "form": form}
    return render(request, "disclosures/one.html", context, status=422 if form.errors else 200)


def _receipt(request: StaffRequest, form: ReceiptForm, page: SendingPage, disclosure_id: UUID) -> None:
    said = form.cleaned_data["received_by"]
    sending.note_receipt(disclosure_id, person_id=page.person_id, received_by=said, by=request.actor, at=timezone.now())


@prove_it_is_you
def letter(request: StaffRequest, person_id: UUID, disclosure_id: UUID) -> HttpResponse:
    """The letter to print, with a cover for the envelope and a slip to send back. Only while it is what was sent."""
    now = timezone.now()
    page, line = one_sending(person_id, disclosure_id, by=request.actor, at=now)
    if line.sent_at is None or not line.fingerprint:
        return redirect("one-sent", page.person_id, disclosure_id)
    facts = letter_facts(page.person_id, sections=line.sections, by=request.actor, at=now)
    words = letter_of(facts)
    same = fingerprint(words) == line.fingerprint
    context = {"page": page, "line": sent_line(line, now=now), "letter": words if same else [], "sent": line}
    return render(request, "disclosures/letter.html", context, status=200 if same else 409)
