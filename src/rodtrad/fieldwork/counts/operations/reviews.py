"""A round is looked over before it counts; a correction keeps what stood before."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import rules
from rodtrad.fieldwork.counts.models import Review, Round
from rodtrad.fieldwork.counts.operations.rounds import replace_tally
from rodtrad.fieldwork.counts.permissions import check_can_review
from rodtrad.fieldwork.counts.vocabulary import NEXT_STATES, RoundState, Verdict, Way
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.registry.inbox import operations as inbox


@transaction.atomic
def approve(round_id: UUID, *, by: Actor, at: datetime, comment: str = "") -> Review:
    """From now on the figures use the round. Approving one's own is marked as such."""
    round_ = _to_review(round_id, by)
    round_.state = RoundState.APPROVED
    round_.save(update_fields=["state"])
    review = _put_down(round_, Verdict.APPROVED, comment, by=by, at=at)
    audit.record("counts.round.approved", by=by, at=at, subject_id=round_id, details={"own": review.is_own})
    return review


@transaction.atomic
def send_back(round_id: UUID, *, comment: str, by: Actor, at: datetime) -> Review:
    """The counters are asked to correct or explain."""
    if not comment.strip():
        raise DomainError(_("Write what should be looked at."), field="comment")
    round_ = _to_review(round_id, by)
    # An open round is not covered yet only before it is sent: what was said of coverage stays with it.
    round_.state = RoundState.SENT_BACK
    round_.save(update_fields=["state"])
    review = _put_down(round_, Verdict.SENT_BACK, comment, by=by, at=at)
    inbox.send(
        "ROUND_SENT_BACK",
        unit_id=round_.counter_id,
        post_id=round_.sent_by_id,
        reference_id=round_.pk,
        effect_key=f"counts:back:{review.pk}",
        at=at,
    )
    audit.record("counts.round.sent_back", by=by, at=at, subject_id=round_id)
    return review


@transaction.atomic
def correct(round_id: UUID, *, cells: Sequence[int], note: str, by: Actor, at: datetime, number: int = 1) -> Round:
    """Another number than was counted, and why. Both versions stay; what was approved stays approved."""
    round_ = _locked(round_id)
    if round_.counter_id != by.unit_id or round_.state != RoundState.SENT_BACK:
        check_can_review(by, round_.counter_id)
    if not note.strip():
        raise DomainError(_("Write why it is corrected."), field="note")
    if round_.state not in (RoundState.TO_REVIEW, RoundState.SENT_BACK, RoundState.APPROVED):
        raise DomainError(_("The round is not sent yet. Count it first."))
    if len(cells) != rules.number_of_cells(round_.bands.bounds) or min(cells) < 0:
        raise DomainError(_("Write a whole number, 0 or more, in every square."))
    replace_tally(round_, number=number, cells=cells, way=Way.CORRECTED, note=note.strip(), by=by, at=at)
    if round_.state == RoundState.SENT_BACK:
        round_.state = RoundState.TO_REVIEW
        round_.save(update_fields=["state"])
    audit.record("counts.round.corrected", by=by, at=at, subject_id=round_id)
    return round_


def _locked(round_id: UUID) -> Round:
    round_ = Round.objects.select_for_update(of=("self",)).select_related("bands").filter(pk=round_id).first()
    if round_ is None:
        raise NotFound(_("There is no such round at your unit."))
    return round_


def _to_review(round_id: UUID, by: Actor) -> Round:
    round_ = _locked(round_id)
    check_can_review(by, round_.counter_id)
    if RoundState.APPROVED not in NEXT_STATES[RoundState(round_.state)]:
        raise DomainError(_("The round does not wait for review. Somebody may have been first."))
    return round_


def _put_down(round_: Round, verdict: Verdict, comment: str, *, by: Actor, at: datetime) -> Review:
    is_own = round_.sent_by_id is not None and round_.sent_by_id == by.post_id
    return Review.objects.create(
        round=round_,
        verdict=verdict,
        comment=comment.strip(),
        is_own=is_own,
        reviewed_at=at,
        reviewed_by_id=by.own_post_id,
    )
