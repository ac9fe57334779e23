"""Signing in with a sheet, and out again. Whatever is wrong looks the same: nobody learns whether a code exists."""

import hmac
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rodtrad.casework.rights.models import Sheet, Visit
from rodtrad.casework.rights.operations.sheets import code_hash, pin_hash
from rodtrad.casework.rights.queries import VisitNow
from rodtrad.casework.rights.rules import VISIT_LASTS, WRONG_TRIES
from rodtrad.casework.rights.vocabulary import SheetEnd, VisitEnd
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.ids import new_id

DOOR = Actor.system("own pages")  # nobody is known before they are inside


@transaction.atomic
def sign_in(code: str, *, pin: str, at: datetime) -> VisitNow | None:
    """A visit, if the code and the PIN belong together and the sheet waits to be used; else None, whatever is wrong.

    A wrong PIN counts; the fifth ends the sheet. Two who use one sheet at once: one comes in.
    """
    sheet = Sheet.objects.select_for_update().usable(at).filter(code_hash=code_hash(code)).first()
    wanted = bytes(sheet.pin_hash) if sheet else b""
    is_right = hmac.compare_digest(wanted, pin_hash(sheet.pk if sheet else new_id(), pin))
    if sheet is None:
        return None
    if not is_right:
        _count_wrong(sheet, at=at)
        return None
    sheet.used_at = at
    sheet.save(update_fields=["used_at"])
    visit = Visit.objects.create(person_id=sheet.person_id, sheet=sheet, began_at=at, ends_at=at + VISIT_LASTS)
    by = Actor.person(sheet.person_id)
    audit.record("rights.visit.began", by=by, at=at, subject_id=visit.pk, person_id=visit.person_id)
    return VisitNow(visit.pk, visit.person_id)


@transaction.atomic
def unlock(visit_id: UUID, *, pin: str, at: datetime) -> bool:
    """The PIN again, after the page has not been used for some minutes. The fifth wrong one ends the visit."""
    visit = Visit.objects.select_for_update().filter(pk=visit_id, ended_at=None, ends_at__gt=at).first()
    if visit is None:
        return False
    sheet = Sheet.objects.select_for_update().get(pk=visit.sheet_id)
    if hmac.compare_digest(bytes(sheet.pin_hash), pin_hash(sheet.pk, pin)):
        return True
    _count_wrong(sheet, at=at)
    if sheet.wrong_tries >= WRONG_TRIES:
        visit.ended_at, visit.end_reason = at, VisitEnd.LOCKED
        visit.save(update_fields=["ended_at", "end_reason"])
    return False


def _count_wrong(sheet: Sheet, *, at: datetime) -> None:
    sheet.wrong_tries = min(sheet.wrong_tries + 1, WRONG_TRIES)
    if sheet.wrong_tries == WRONG_TRIES and sheet.ended_at is None:
        sheet.ended_at, sheet.end_reason = at, SheetEnd.LOCKED
    sheet.save(update_fields=["wrong_tries", "ended_at", "end_reason"])
    audit.record("rights.sheet.refused", by=DOOR, at=at, subject_id=sheet.pk, person_id=sheet.person_id)


@transaction.atomic
def sign_out(visit_id: UUID, *, by: Actor, at: datetime) -> None:
    """The visit is over, in every window."""
    ended = Visit.objects.filter(pk=visit_id, person=by.own_person_id, ended_at=None)
    if ended.update(ended_at=at, end_reason=VisitEnd.SIGNED_OUT):
        audit.record("rights.visit.ended", by=by, at=at, subject_id=visit_id, person_id=by.person_id)
