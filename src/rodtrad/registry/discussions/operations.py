"""Asking, answering and ending. Every text is read for what may identify somebody before it is kept."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.vocabulary import CONTROL_SECTORS
from rodtrad.registry.discussions.models import Discussion, Message
from rodtrad.registry.discussions.permissions import check_may_discuss, check_takes_part
from rodtrad.registry.discussions.rules import marks_in, sentence_of
from rodtrad.registry.discussions.vocabulary import Topic
from rodtrad.registry.inbox import operations as inbox
from rodtrad.registry.inbox.vocabulary import ItemForm
from rodtrad.registry.organisations import queries as organisations
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook


@transaction.atomic
def start_discussion(
    topic: Topic, *, description: str, question: str, asked_unit_id: UUID, by: Actor, at: datetime
) -> Discussion:
    """Ask another unit about a case without a name. Raises NotAllowed and DomainError naming the field."""
    check_may_discuss(by)
    asked = organisations.get_unit(asked_unit_id)
    if asked.pk == by.unit_id:
        raise DomainError(_("Choose another unit than your own."), field="asked_unit")
    if asked.sector in CONTROL_SECTORS or not organisations.can_hold(asked.pk, on=local_day(at)):
        raise DomainError(_("Choose a unit that follows people up, and that is open."), field="asked_unit")
    check_names_nobody(description, field="description")
    check_names_nobody(question, field="question")
    discussion = Discussion.objects.create(
        topic=topic,
        description=description.strip(),
        question=question.strip(),
        asking_unit_id=by.own_unit_id,
        asked_unit=asked,
        asked_sector=asked.sector,
        owner_id=by.own_post_id,
        started_at=at,
        due_at=rulebook.deadline("deadline.discussion", at=at),
    )
    _tell(discussion, asked.pk, "DISCUSSION_ASKED", due_at=discussion.due_at, mark="asked", at=at)
    audit.record("discussions.discussion.started", by=by, at=at, subject_id=discussion.pk)
    return discussion


def check_names_nobody(text: str, *, field: str) -> None:
    """Raises DomainError that shows each place in the text that may tell who it is about."""
    if not text.strip():
        raise DomainError(_("Write it in a few sentences."), field=field)
    marks = marks_in(text, known=organisations.all_unit_names())
    if marks:
        raise DomainError(sentence_of(marks), field=field)


@transaction.atomic
def say(discussion_id: UUID, *, text: str, by: Actor, at: datetime) -> Message:
    """Advice, a question back or an answer, from either unit. Raises NotFound and DomainError."""
    discussion = _open(discussion_id, by=by)
    check_names_nobody(text, field="text")
    message = Message.objects.create(discussion=discussion, by_post_id=by.own_post_id, text=text.strip(), written_at=at)
    is_asked = by.unit_id == discussion.asked_unit_id
    if is_asked:
        inbox.withdraw(reference_id=discussion.pk, kinds=("DISCUSSION_ASKED",), at=at)
    other = discussion.asking_unit_id if is_asked else discussion.asked_unit_id
    post_id = discussion.owner_id if is_asked else None
    _tell(discussion, other, "DISCUSSION_ANSWERED", post_id=post_id, mark=str(message.pk), at=at)
    audit.record("discussions.message.written", by=by, at=at, subject_id=message.pk)
    return message


@transaction.atomic
def end_discussion(discussion_id: UUID, *, outcome: str, by: Actor, at: datetime) -> None:
    """The unit that asked ends it, with what was advised. Raises NotFound and DomainError."""
    discussion = _open(discussion_id, by=by)
    if by.unit_id != discussion.asking_unit_id:
        raise DomainError(_("The unit that asked ends the discussion."))
    check_names_nobody(outcome, field="text")
    discussion.ended_at, discussion.ended_by_id, discussion.outcome = at, by.own_post_id, outcome.strip()
    discussion.save(update_fields=["ended_at", "ended_by", "outcome"])
    inbox.withdraw(reference_id=discussion.pk, at=at)
    audit.record("discussions.discussion.ended", by=by, at=at, subject_id=discussion.pk)


def _open(discussion_id: UUID, *, by: Actor) -> Discussion:
    found = Discussion.objects.select_for_update().filter(pk=discussion_id).first()
    discussion = check_takes_part(found, by=by)
    if discussion.ended_at is not None:
        raise DomainError(_("The discussion has ended. Start a new one if you need more advice."))
    return discussion


def _tell(
    discussion: Discussion,
    unit_id: UUID,
    kind: str,
    *,
    mark: str,
    at: datetime,
    due_at: datetime | None = None,
    post_id: UUID | None = None,
) -> None:
    inbox.send(
        kind,
        form=ItemForm.TASK if due_at else ItemForm.NOTICE,
        unit_id=unit_id,
        post_id=post_id,
        reference_id=discussion.pk,
        due_at=due_at,
        effect_key=f"discussion:{discussion.pk}:{mark}",
        at=at,
    )
