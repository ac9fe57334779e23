"""Writing down where somebody sleeps, and going through those with many acute stays."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.operations import check_can_write
from rodtrad.casework.persons import queries as persons
from rodtrad.casework.persons.places import check_no_place
from rodtrad.casework.persons.rules import check_free_text
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility import queries as responsibility
from rodtrad.casework.stays import queries
from rodtrad.casework.stays.models import Review, ReviewRow, Stay
from rodtrad.casework.stays.rules import contacts
from rodtrad.casework.stays.vocabulary import CONTACTS, INPATIENT, StayKind
from rodtrad.casework.tasks.operations import NewTask, add_task, drop_tasks_of
from rodtrad.casework.tasks.vocabulary import TaskSource
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations.queries import active_posts, local_day

OLDEST = timedelta(days=10 * 366)


@dataclass(frozen=True, kw_only=True)
class NewStay:
    """Half-open days: a single night begins on one day and ends on the next."""

    kind: StayKind
    place: str = ""
    starts_on: date
    planned_end_on: date | None = None


@transaction.atomic
def begin_stay(person_id: UUID, *, new: NewStay, command_id: UUID, by: Actor, at: datetime) -> Stay:
    """Somebody sleeps here from a day on. The ball does not move. Raises DomainError naming the field, and NotFound."""
    if done := Stay.objects.filter(command_id=command_id).first():
        return done
    check_can_write(person_id, section=Section.STAYS, by=by, at=at)
    ids = persons.same_person_ids_of({person_id})[person_id]
    _check(new, at=at)
    check_no_place(person_id, place=new.place, at=at)
    try:
        with transaction.atomic():
            stay = Stay.objects.create(
                person_id=person_id,
                kind=new.kind,
                place=new.place.strip(),
                starts_on=new.starts_on,
                planned_end_on=new.planned_end_on,
                recorded_at=at,
                recorded_by_id=by.own_post_id,
                command_id=command_id,
            )
    except IntegrityError as error:
        raise DomainError(_("This stay is on record already."), field="starts_on") from error
    audit.record("stays.stay.begun", by=by, at=at, person_id=person_id, subject_id=stay.pk)
    if stay.kind == StayKind.ACUTE:
        _tell_if_many(stay, ids, at=at)
    if stay.kind in INPATIENT:
        _keep_contact(stay, by=by, at=at)
    return stay


@transaction.atomic
def end_stay(stay_id: UUID, *, ends_on: date, by: Actor, at: datetime) -> Stay:
    """The day they left. Raises NotFound, and DomainError for a day ahead, before the beginning or already given."""
    stay = Stay.objects.select_for_update().filter(pk=stay_id).first()
    if stay is None:
        raise NotFound(_("There is no such stay."))
    check_can_write(stay.person_id, section=Section.STAYS, by=by, at=at)
    if stay.ends_on != OPEN_ENDED_ON:
        raise DomainError(_("This stay has ended already."))
    if not stay.starts_on < ends_on <= local_day(at):
        raise DomainError(_("Choose a day after the first night, and not ahead."), field="ends_on")
    stay.ends_on, stay.ended_at, stay.ended_by_id = ends_on, at, by.own_post_id
    stay.save(update_fields=["ends_on", "ended_at", "ended_by"])
    drop_tasks_of(stay.pk, note=str(_("The stay has ended.")), by=by, at=at)
    audit.record("stays.stay.ended", by=by, at=at, person_id=stay.person_id, subject_id=stay.pk)
    return stay


def _check(new: NewStay, *, at: datetime) -> None:
    today = local_day(at)
    if not today - OLDEST <= new.starts_on <= today:
        raise DomainError(_("Choose a first night in the last ten years, and not ahead."), field="starts_on")
    if new.planned_end_on is not None and new.planned_end_on <= new.starts_on:
        raise DomainError(_("The planned end must be after the first night."), field="planned_end_on")
    check_free_text(new.place, field="place")


def _keep_contact(stay: Stay, *, by: Actor, at: datetime) -> None:
    """Tasks for whoever has the ball, for the days that are still to come; a stay told of late has at least one."""
    today = local_day(at)
    planned = contacts(stay.starts_on, stay.planned_end_on)
    for contact in [one for one in planned if one.on >= today] or planned[-1:]:
        task = NewTask(
            text=str(CONTACTS[contact.step]),
            due_on=max(contact.on, today),
            source=TaskSource.INPATIENT,
            source_id=stay.pk,
            step=contact.step,
        )
        add_task(stay.person_id, new=task, by=by, at=at)


def _tell_if_many(stay: Stay, person_ids: list[UUID], *, at: datetime) -> None:
    """By the rule of the day the stay began; a later change of the rule does not reach back."""
    how = queries.how_often(person_ids, on=stay.starts_on)
    case = next(iter(responsibility.holders_of(person_ids).values()), None)
    if not how.is_many or case is None:
        return
    inbox.send(
        "MANY_ACUTE_STAYS",
        form=ItemForm.TASK,
        unit_id=case.unit_id,
        post_id=case.coordinator_id,
        reference_id=case.pk,
        about_id=case.pk,
        effect_key=f"many-stays:{case.pk}:{stay.pk}",
        at=at,
    )


def check_can_review(by: Actor) -> None:
    if not by.gives_care or not by.has(Role.UNIT_LEAD, Role.COORDINATOR):
        raise NotAllowed(_("The unit's lead and coordinators hold the review. Ask one of them."))


@transaction.atomic
def start_review(*, held_on: date, by: Actor, at: datetime) -> Review:
    """Everybody the unit has the ball for with many acute stays, and what was not kept since last time. Raises DomainError."""
    check_can_review(by)
    if Review.objects.filter(unit=by.own_unit_id, closed_at=None).exists():
        raise DomainError(_("A review is open already. Close that one first."))
    before = Review.objects.filter(unit=by.own_unit_id).order_by("-held_on", "-started_at").first()
    review = Review.objects.create(unit_id=by.own_unit_id, held_on=held_on, started_at=at, started_by_id=by.own_post_id)
    left = {row.person_id: row for row in before.rows.filter(kept_at=None)} if before else {}
    still = [pk for pk, case in responsibility.holders_of(left).items() if case.unit_id == by.unit_id]
    wanted = [row.person_id for row in queries.people_with_many(by, at=at)]
    for person_id in dict.fromkeys([*wanted, *still]):
        old = left.get(person_id)
        ReviewRow.objects.create(
            review=review,
            person_id=person_id,
            promise=old.promise if old else "",
            owner_id=old.owner_id if old else None,
            due_on=old.due_on if old else None,
            carried_from=old,
        )
    audit.record("stays.review.started", by=by, at=at, subject_id=review.pk)
    return review


@transaction.atomic
def promise(row_id: UUID, *, text: str, owner_id: UUID, due_on: date, by: Actor, at: datetime) -> ReviewRow:
    """What will be done for one person, by whom, by when. Raises DomainError naming the field, and NotFound."""
    row = _row(row_id, by=by, at=at)
    if not text.strip():
        raise DomainError(_("Write what will be done."), field="promise")
    check_free_text(text, field="promise")
    check_no_place(row.person_id, texts={"promise": text}, at=at)
    if due_on < local_day(at):
        raise DomainError(_("Choose today or a later day."), field="due_on")
    if owner_id not in {post.post_id for post in active_posts(by.own_unit_id, on=local_day(at))}:
        raise DomainError(_("Choose somebody who works at your unit now."), field="owner")
    row.promise, row.owner_id, row.due_on = text.strip()[:400], owner_id, due_on
    row.save(update_fields=["promise", "owner", "due_on"])
    audit.record("stays.review.promised", by=by, at=at, person_id=row.person_id, subject_id=row.pk)
    return row


@transaction.atomic
def keep(row_id: UUID, *, by: Actor, at: datetime) -> ReviewRow:
    """The promise is kept; it is not carried to the next review. Raises DomainError without a promise."""
    row = _row(row_id, by=by, at=at)
    if not row.promise:
        raise DomainError(_("Nothing has been promised yet."))
    row.kept_at = at
    row.save(update_fields=["kept_at"])
    audit.record("stays.review.kept", by=by, at=at, person_id=row.person_id, subject_id=row.pk)
    return row


@transaction.atomic
def close_review(review_id: UUID, *, by: Actor, at: datetime) -> Review:
    """Raises DomainError while somebody in it has no promise with an owner."""
    check_can_review(by)
    review = Review.objects.select_for_update().filter(pk=review_id, unit=by.unit_id, closed_at=None).first()
    if review is None:
        raise NotFound(_("There is no such review open at your unit."))
    if without := review.rows.filter(owner=None).count():
        raise DomainError(
            _("%(count)s people in the review have no promise with an owner yet. Write those first.")
            % {"count": without}
        )
    review.closed_at, review.closed_by_id = at, by.own_post_id
    review.save(update_fields=["closed_at", "closed_by"])
    audit.record("stays.review.closed", by=by, at=at, subject_id=review.pk)
    return review


def _row(row_id: UUID, *, by: Actor, at: datetime) -> ReviewRow:
    check_can_review(by)
    row = ReviewRow.objects.select_for_update(of=("self",)).select_related("review").filter(pk=row_id).first()
    if row is None or row.review.unit_id != by.unit_id:
        raise NotFound(_("There is no such line in a review at your unit."))
    check_can_write(row.person_id, section=Section.STAYS, by=by, at=at)
    return row
