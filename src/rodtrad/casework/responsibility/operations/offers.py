"""Asking another unit: to take over (hand-over) or to help (referral). The sender holds the ball until the answer."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.grants import operations as grants
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility import permissions, queries, rules
from rodtrad.casework.responsibility.models import Case, Request, RequestEvent
from rodtrad.casework.responsibility.operations.moves import somebody_was_first
from rodtrad.casework.responsibility.vocabulary import RequestEventKind, RequestKind, RequestState, Urgency
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.rulebook import queries as rulebook

MAY_BE_SHARED = frozenset({Section.FOLLOW_UP, Section.PLAN, Section.STAYS, Section.HEALTH})


def offer_handover(
    case_id: UUID,
    *,
    to_unit_id: UUID,
    need: str,
    own_words: str = "",
    urgency: Urgency,
    shares: Collection[str] = (),
    support_days: int = 0,
    deadline_at: datetime | None = None,
    version: int,
    command_id: UUID,
    by: Actor,
    at: datetime,
) -> Request:
    """Ask a unit to take over. Nothing moves until a named person there accepts. Raises DomainError."""
    return _offer(
        RequestKind.HANDOVER, case_id, to_unit_id=to_unit_id, need=need, own_words=own_words, urgency=urgency,
        shares=shares, support_days=support_days, deadline_at=deadline_at, version=version, command_id=command_id,
        by=by, at=at,
    )  # fmt: skip


def offer_referral(
    case_id: UUID,
    *,
    to_unit_id: UUID,
    need: str,
    urgency: Urgency,
    shares: Collection[str] = (),
    deadline_at: datetime | None = None,
    version: int,
    command_id: UUID,
    by: Actor,
    at: datetime,
) -> Request:
    """Ask a unit for help beside; the ball stays here. Raises DomainError."""
    return _offer(
        RequestKind.REFERRAL, case_id, to_unit_id=to_unit_id, need=need, own_words="", urgency=urgency,
        shares=shares, support_days=0, deadline_at=deadline_at, version=version, command_id=command_id, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def _offer(
    kind: RequestKind,
    case_id: UUID,
    *,
    to_unit_id: UUID,
    need: str,
    own_words: str,
    urgency: Urgency,
    shares: Collection[str],
    support_days: int,
    deadline_at: datetime | None,
    version: int,
    command_id: UUID,
    by: Actor,
    at: datetime,
) -> Request:
    if done := Request.objects.filter(command_id=command_id).first():
        return done
    case = Case.objects.select_for_update().get(pk=case_id)
    permissions.check_holds(case, by=by)
    if case.version != version:
        raise somebody_was_first()
    unit = organisations.get_unit(to_unit_id)
    permissions.check_can_be_asked(unit, by=by, at=at)
    _check_words(need, own_words)
    check_no_place(case.person_id, texts={"need": need, "own_words": own_words}, at=at)
    request = Request(
        kind=kind,
        case=case,
        from_unit_id=case.unit_id,
        to_unit=unit,
        state=RequestState.OFFERED,
        urgency=urgency,
        need=need.strip(),
        own_words=own_words.strip(),
        shares=sorted({Section.BASICS.value, *_checked_shares(shares)}),
        support_days=_checked_support(support_days, at=at),
        created_at=at,
        created_by_id=by.own_post_id,
        offered_at=at,
        deadline_at=_checked_deadline(kind, urgency, deadline_at, at=at),
        is_loop=kind is RequestKind.HANDOVER and unit.pk in queries.has_held_or_refused(case),
        command_id=command_id,
    )
    request.remind_at = rules.remind_at(at, request.deadline_at)  # type: ignore[arg-type]
    _insert(request)
    _tell_receiver(request, by=by, at=at)
    return request


def _insert(request: Request) -> None:
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(
            _("A hand-over of this person already waits for an answer. Withdraw it first, or wait for the answer.")
        ) from error


def _tell_receiver(request: Request, *, by: Actor, at: datetime) -> None:
    """The asked unit may read what is shared, and has a notice with the deadline."""
    case, unit_id = request.case, request.to_unit_id
    add_event(request, RequestEventKind.OFFERED, by=by, at=at, text=request.need)
    grants.open_offer(case.person_id, unit_id=unit_id, source_id=request.pk, shares=request.shares, at=at)
    inbox.send(
        "HANDOVER_OFFERED" if request.kind == RequestKind.HANDOVER else "REFERRAL_OFFERED",
        unit_id=unit_id,
        reference_id=request.pk,
        about_id=case.pk,
        due_at=request.deadline_at,
        effect_key=f"offered:{request.pk}",
        at=at,
    )
    record(request, "offered", by=by, at=at)


@transaction.atomic
def ask_for_information(request_id: UUID, *, question: str, version: int, by: Actor, at: datetime) -> Request:
    """The asked unit needs to know more. The deadline runs on: nobody can pause the clock."""
    request = lock(request_id, version)
    permissions.check_can_answer(request, by=by, at=at)
    permissions.check_next(request, RequestState.MORE_INFORMATION)
    if not question.strip():
        raise DomainError(_("Write what you need to know."), field="question")
    set_state(request, RequestState.MORE_INFORMATION)
    add_event(request, RequestEventKind.MORE_INFORMATION_ASKED, by=by, at=at, text=question.strip())
    inbox.send(
        "INFORMATION_ASKED",
        unit_id=request.from_unit_id,
        post_id=request.case.coordinator_id,
        reference_id=request.pk,
        about_id=request.case_id,
        due_at=request.deadline_at,
        effect_key=f"asked:{request.pk}:{request.version}",
        at=at,
    )
    record(request, "information_asked", by=by, at=at)
    return request


@transaction.atomic
def give_information(request_id: UUID, *, answer: str, version: int, by: Actor, at: datetime) -> Request:
    """The sender answers, and the request waits for its answer again."""
    request = lock(request_id, version)
    permissions.check_sent_by(request, by=by)
    if request.state != RequestState.MORE_INFORMATION:
        permissions.check_next(request, RequestState.DRAFT)
    if not answer.strip():
        raise DomainError(_("Write the answer."), field="answer")
    check_free_text(answer, field="answer")
    check_no_place(request.case.person_id, texts={"answer": answer}, at=at)
    set_state(request, RequestState.OFFERED)
    add_event(request, RequestEventKind.MORE_INFORMATION_GIVEN, by=by, at=at, text=answer.strip())
    inbox.withdraw(reference_id=request.pk, kinds=("INFORMATION_ASKED",), at=at)
    inbox.send(
        "INFORMATION_GIVEN",
        unit_id=request.to_unit_id,
        reference_id=request.pk,
        about_id=request.case_id,
        due_at=request.deadline_at,
        effect_key=f"given:{request.pk}:{request.version}",
        at=at,
    )
    record(request, "information_given", by=by, at=at)
    return request


def lock(request_id: UUID, version: int | None = None) -> Request:
    """The request and its case, locked in that order by everybody. Raises SomebodyWasFirst on a stale version."""
    case_id = Request.objects.values_list("case_id", flat=True).get(pk=request_id)
    case = Case.objects.select_for_update().get(pk=case_id)
    request = (
        Request.objects.select_for_update(of=("self",))
        .select_related("answered_by__user", "to_unit")
        .get(pk=request_id)
    )
    request.case = case
    if version is not None and request.version != version and request.answered_at is None:
        raise somebody_was_first()
    return request


def set_state(request: Request, state: RequestState) -> None:
    request.state = state
    request.version += 1
    request.save(update_fields=["state", "version"])


def add_event(request: Request, kind: RequestEventKind, *, by: Actor, at: datetime, text: str = "") -> None:
    RequestEvent.objects.create(
        request=request,
        kind=kind,
        occurred_at=at,
        recorded_at=at,
        by_post_id=by.post_id,
        by_job=by.name if by.post_id is None else "",
        text=text,
    )


def finish(
    request: Request,
    state: RequestState,
    kind: RequestEventKind,
    *,
    by: Actor,
    at: datetime,
    text: str = "",
    ends_access: bool = True,
) -> None:
    """Store an answer with who and when. What the offer shared is closed with it."""
    request.state = state
    request.version += 1
    request.answered_at, request.answered_by_id = at, by.post_id
    request.save()
    add_event(request, kind, by=by, at=at, text=text)
    if ends_access:
        grants.end_grants(request.pk, at=at)
    inbox.withdraw(reference_id=request.pk, at=at)
    record(request, state.lower(), by=by, at=at)


def withdraw_row(request: Request, *, reason: str, by: Actor, at: datetime) -> None:
    """Close an unanswered request: the sender took it back, or it no longer makes sense and the text says why."""
    finish(request, RequestState.WITHDRAWN, RequestEventKind.WITHDRAWN, by=by, at=at, text=reason)
    inbox.withdraw(reference_id=request.pk, at=at)


def record(request: Request, step: str, *, by: Actor, at: datetime) -> None:
    audit.record(
        f"responsibility.{request.kind.lower()}.{step}",
        by=by,
        at=at,
        subject_id=request.pk,
        person_id=request.case.person_id,
    )


def _check_words(need: str, own_words: str) -> None:
    if not need.strip():
        raise DomainError(_("Write what the person needs. The receiver decides on that."), field="need")
    check_free_text(need, field="need")
    check_free_text(own_words, field="own_words")


def _checked_shares(shares: Collection[str]) -> set[str]:
    if not set(shares) <= MAY_BE_SHARED | {Section.BASICS}:
        raise DomainError(_("This part cannot be shared in an offer. It needs the person's consent."), field="shares")
    return set(shares)


def _checked_support(days: int, *, at: datetime) -> int:
    longest = rulebook.value("support.longest_days", on=organisations.local_day(at))
    if not 0 <= days <= longest:
        raise DomainError(_("Support lasts at most %(days)s days.") % {"days": longest}, field="support_days")
    return days


def _checked_deadline(kind: RequestKind, urgency: Urgency, asked: datetime | None, *, at: datetime) -> datetime:
    if asked is None:
        return rulebook.deadline(f"deadline.{kind.lower()}.{urgency.lower()}", at=at)
    moved = rules.on_a_working_day(asked).at
    if moved <= at + timedelta(minutes=1):
        raise DomainError(_("The deadline has passed already. Choose a later time."), field="deadline")
    return moved
