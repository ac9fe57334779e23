"""Who is the named contact of a case: naming, changing, being away, coming back, leaving."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.responsibility import permissions
from rodtrad.casework.responsibility.models import Case, Escalation
from rodtrad.casework.responsibility.operations.intake import tell_lead_of_queue
from rodtrad.casework.responsibility.operations.meetings import call_joint_meeting
from rodtrad.casework.responsibility.operations.moves import move_ball, somebody_was_first
from rodtrad.casework.responsibility.vocabulary import MeetingCause, MoveCause
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound, found
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox import queries as inbox_queries
from rodtrad.registry.organisations import operations as organisation_rows
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.models import Absence, Post


@transaction.atomic
def name_coordinator(
    case_id: UUID, *, coordinator_id: UUID, reason: str, version: int, by: Actor, at: datetime
) -> Case:
    """Name the case's one fixed contact. A second replaces the first, and asks for a joint meeting. Raises DomainError."""
    case = Case.objects.select_for_update().get(pk=case_id)
    permissions.check_can_lead(case, by=by)
    if case.version != version:
        raise somebody_was_first()
    _check_named(coordinator_id, case, at=at)
    if coordinator_id == case.coordinator_id:
        raise DomainError(_("This is already the coordinator."), field="coordinator")
    old_id = case.coordinator_id or case.stands_in_for_id
    text = reason.strip() or str(MoveCause.COORDINATOR_NAMED.label)
    case = _give(
        case,
        coordinator_id,
        MoveCause.COORDINATOR_CHANGED if old_id else MoveCause.COORDINATOR_NAMED,
        reason=text,
        by=by,
        at=at,
    )
    inbox.withdraw(about_id=case.pk, kinds=("CASE_WITHOUT_COORDINATOR",), at=at)
    if old_id and old_id != coordinator_id:
        call_joint_meeting(case, cause=MeetingCause.COORDINATOR_CHANGED, invited=[old_id, coordinator_id], at=at)
    if coordinator_id != by.post_id:
        inbox.send(
            "COORDINATOR_CHANGED",
            unit_id=case.unit_id,
            post_id=coordinator_id,
            reference_id=case.pk,
            about_id=case.pk,
            effect_key=f"coordinator:{case.pk}:{case.version}",
            at=at,
        )
    return case


@transaction.atomic
def record_absence(
    post_id: UUID, *, starts_on: date, ends_on: date, stand_in_id: UUID | None = None, by: Actor, at: datetime
) -> Absence:
    """Somebody is away. The same day their cases are in the lead's queue, or with the stand-in. Raises DomainError."""
    post = _own_post(post_id, by=by, at=at)
    if stand_in_id is not None:
        _check_stand_in(stand_in_id, post, at=at)
    absence = organisation_rows.record_absence_row(
        post, starts_on=starts_on, ends_on=ends_on, stand_in_id=stand_in_id, by=by, at=at
    )
    if starts_on <= organisations.local_day(at) < ends_on:
        begin_absence(absence, by=by, at=at)
    return absence


def begin_absence(absence: Absence, *, by: Actor, at: datetime) -> None:
    """The cases leave the absent coordinator's name, and remember it.

    A stand-in who has left or is away too by then is none: the cases go to the lead's queue. Cases the absent one
    stood in for wait for their own coordinator, as before.
    """
    day = organisations.local_day(at)
    present = {post.post_id for post in organisations.coordinators(absence.post.unit_id, on=day)}
    stand_in_id = absence.stand_in_id if absence.stand_in_id in present else None
    for case in Case.objects.select_for_update().open().filter(coordinator=absence.post_id).order_by("pk"):
        given = _give(
            case,
            stand_in_id,
            MoveCause.STAND_IN if stand_in_id else MoveCause.COORDINATOR_AWAY,
            reason=str(MoveCause.COORDINATOR_AWAY.label),
            by=by,
            at=at,
            stands_in_for_id=case.stands_in_for_id or absence.post_id,
        )
        if given.coordinator_id is None:
            tell_lead_of_queue(given, at=at)
    inbox.move_to_lead(absence.post_id)
    _pass_on_escalations(absence.post_id, by=by, at=at, must=False)


@transaction.atomic
def name_stand_in(absence_id: UUID, *, stand_in_id: UUID, by: Actor, at: datetime) -> Absence:
    """The lead names who acts meanwhile; the thread says on whose behalf. Raises DomainError."""
    absence = _absence(absence_id)
    _own_post(absence.post_id, by=by, at=at)
    _check_stand_in(stand_in_id, absence.post, at=at)
    Absence.objects.filter(pk=absence_id).update(stand_in=stand_in_id)
    away = Case.objects.select_for_update().open().filter(unit=absence.post.unit_id, stands_in_for=absence.post_id)
    for case in away.order_by("pk"):
        _give(
            case,
            stand_in_id,
            MoveCause.STAND_IN,
            reason=str(MoveCause.STAND_IN.label),
            by=by,
            at=at,
            stands_in_for_id=absence.post_id,
        )
        inbox.withdraw(about_id=case.pk, kinds=("CASE_WITHOUT_COORDINATOR",), at=at)
    audit.record("organisations.absence.stand_in_named", by=by, at=at, subject_id=absence_id)
    absence.stand_in_id = stand_in_id
    return absence


@transaction.atomic
def end_absence(absence_id: UUID, *, by: Actor, at: datetime) -> None:
    """Back, earlier than planned or as planned: the cases go back to their coordinator."""
    absence = _absence(absence_id)
    day = organisations.local_day(at)
    if by.post_id is not None:
        _own_post(absence.post_id, by=by, at=at)
    if absence.starts_on >= day:
        Absence.objects.filter(pk=absence_id).delete()  # cancelled before it was of use; the log keeps it
    elif absence.ends_on > day:
        Absence.objects.filter(pk=absence_id).update(ends_on=day)
    audit.record("organisations.absence.ended", by=by, at=at, subject_id=absence_id)
    if not organisations.is_absent(absence.post_id, on=day):  # a planned absence may be cancelled during another
        give_back(absence.post, by=by, at=at)


def give_back(post: Post, *, by: Actor, at: datetime) -> None:
    """Cases that stood with a stand-in or in the queue go back to a coordinator who is there again."""
    waiting = Case.objects.select_for_update().open().filter(unit=post.unit_id, stands_in_for=post.pk)
    for case in waiting.order_by("pk"):
        _give(case, post.pk, MoveCause.COORDINATOR_BACK, reason=str(MoveCause.COORDINATOR_BACK.label), by=by, at=at)
        inbox.withdraw(about_id=case.pk, kinds=("CASE_WITHOUT_COORDINATOR",), at=at)


@transaction.atomic
def end_post(post_id: UUID, *, on: date, by: Actor, at: datetime) -> int:
    """Somebody leaves. The same day nothing stays behind. Returns how many cases went to the lead's queue.

    Raises DomainError for the unit's last lead while it holds cases, and for the last who can decide at a
    coordinating unit: name another first.
    """
    post = _own_post(post_id, by=by, at=at)
    if on > organisations.local_day(at):
        raise DomainError(
            _("Choose today. A post that ends later is given its end date in the list of staff."), field="on"
        )
    _check_not_the_last(post, at=at)
    moved = _clear_desk(post, by=by, at=at, must=True)
    organisation_rows.end_post_row(post, on=on, by=by, at=at)
    return moved


def _clear_desk(post: Post, *, by: Actor, at: datetime, must: bool) -> int:
    moved = 0
    for case in Case.objects.select_for_update().open().filter(coordinator=post.pk).order_by("pk"):
        cause = MoveCause.COORDINATOR_LEFT
        tell_lead_of_queue(_give(case, None, cause, reason=str(cause.label), by=by, at=at), at=at)
        moved += 1
    for case in Case.objects.select_for_update().open().filter(stands_in_for=post.pk).order_by("pk"):
        cause = MoveCause.COORDINATOR_LEFT
        _give(case, case.coordinator_id, cause, reason=str(cause.label), by=by, at=at)
    inbox.move_to_lead(post.pk)
    _pass_on_escalations(post.pk, by=by, at=at, must=must)
    return moved


@transaction.atomic
def keep_posts(*, at: datetime) -> None:
    """The clock's part: posts that have ended leave nothing behind, and planned absences begin and end."""
    clock = Actor.system("posts")
    day = organisations.local_day(at)
    for post in _gone(day):
        _clear_desk(post, by=clock, at=at, must=False)
    begun = Absence.objects.filter(starts_on__lte=day, ends_on__gt=day).select_related("post")
    for absence in begun.order_by("starts_on", "pk"):
        if Case.objects.open().filter(coordinator=absence.post_id).exists():
            begin_absence(absence, by=clock, at=at)
    away_now = begun.values("post")
    back = Case.objects.open().filter(stands_in_for__isnull=False).exclude(stands_in_for__in=away_now)
    for post in Post.objects.active_on(day).filter(pk__in=back.values("stands_in_for")):
        give_back(post, by=clock, at=at)


def _gone(day: date) -> list[Post]:
    """Posts that have ended, or whose user may no longer sign in, while something still stands in their name."""
    cases = Case.objects.open()
    holds = Q(pk__in=cases.filter(coordinator__isnull=False).values("coordinator"))
    awaited = Q(pk__in=cases.filter(stands_in_for__isnull=False).values("stands_in_for"))
    owns = Q(pk__in=Escalation.objects.filter(ended_at=None).values("owner")) | Q(
        pk__in=inbox_queries.posts_with_items()
    )
    over = Q(ends_on__lte=day) | Q(user__is_active=False)
    return list(Post.objects.filter(over, holds | awaited | owns).order_by("pk"))


def _give(
    case: Case,
    coordinator_id: UUID | None,
    cause: MoveCause,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    stands_in_for_id: UUID | None = None,
) -> Case:
    return move_ball(
        case,
        to_unit_id=case.unit_id,
        coordinator_id=coordinator_id,
        cause=cause,
        reason=reason,
        by=by,
        at=at,
        stands_in_for_id=stands_in_for_id,
        on_behalf_of_id=stands_in_for_id,
    )


def _absence(absence_id: UUID) -> Absence:
    rows = Absence.objects.select_for_update(of=("self",)).select_related("post")
    return found(rows.filter(pk=absence_id).first(), _("There is no such absence at your unit."))


def _own_post(post_id: UUID, *, by: Actor, at: datetime) -> Post:
    """The post, if the actor leads its unit. Raises NotFound and NotAllowed."""
    posts = Post.objects.select_for_update(of=("self",)).active_on(organisations.local_day(at))
    post = posts.filter(pk=post_id, unit_id=by.unit_id).first()
    if post is None:
        raise NotFound(_("There is nobody with that post at your unit now."))
    if not by.has(Role.UNIT_LEAD):
        raise NotAllowed(_("The unit's lead does this. Ask your lead."))
    return post


def _check_named(coordinator_id: UUID, case: Case, *, at: datetime) -> None:
    present = {post.post_id for post in organisations.coordinators(case.unit_id, on=organisations.local_day(at))}
    if coordinator_id not in present:
        raise DomainError(_("Choose a coordinator who works at your unit and is not away."), field="coordinator")


def _check_stand_in(stand_in_id: UUID, post: Post, *, at: datetime) -> None:
    present = {line.post_id for line in organisations.coordinators(post.unit_id, on=organisations.local_day(at))}
    if stand_in_id not in present or stand_in_id == post.pk:
        raise DomainError(_("Choose a stand-in at the same unit who is not away."), field="stand_in")


def _check_not_the_last(post: Post, *, at: datetime) -> None:
    day = organisations.local_day(at)
    leads = {line.post_id for line in organisations.leads(post.unit_id, on=day)}
    if leads == {post.pk} and organisations.can_hold(post.unit_id, on=day):
        raise DomainError(_("This is the unit's only lead. Name another lead first."))
    owners = {line.post_id for line in organisations.escalation_owners(post.unit_id, on=day)}
    if owners == {post.pk}:
        raise DomainError(
            _("This is the only one who can decide escalated cases at the unit. Give somebody else that role first.")
        )


def _pass_on_escalations(post_id: UUID, *, by: Actor, at: datetime, must: bool) -> None:
    """What was lifted to somebody who is gone is owned by another at the same coordinating unit, never by nobody."""
    day = organisations.local_day(at)
    for escalation in Escalation.objects.select_for_update().filter(owner=post_id, ended_at=None):
        others = [p for p in organisations.escalation_owners(escalation.unit_id, on=day) if p.post_id != post_id]
        if not others and must:
            raise DomainError(_("Nobody else can decide what was escalated here. Give somebody that role first."))
        if others:
            Escalation.objects.filter(pk=escalation.pk).update(owner=others[0].post_id)
            audit.record("responsibility.escalation.passed_on", by=by, at=at, subject_id=escalation.pk)
