"""Meetings in one's own calendar, by an address nobody can guess, without a word about anybody."""

import hashlib
import secrets
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.programme.forums import queries
from rodtrad.programme.forums.models import CalendarLink, Meeting
from rodtrad.programme.forums.vocabulary import MeetingState
from rodtrad.registry.organisations import queries as organisations


@transaction.atomic
def make_link(*, by: Actor, at: datetime) -> str:
    """A new secret for the post's calendar; the old one is dead at once. It is shown this once, and only its hash kept."""
    revoke_link(by=by, at=at)
    token = secrets.token_urlsafe(32)
    link = CalendarLink.objects.create(post_id=by.own_post_id, token_hash=_hash(token), made_at=at)
    audit.record("forums.calendar.made", by=by, at=at, subject_id=link.pk)
    return token


@transaction.atomic
def revoke_link(*, by: Actor, at: datetime) -> None:
    link = CalendarLink.objects.select_for_update().filter(post=by.post_id, revoked_at=None).first()
    if link is not None:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        audit.record("forums.calendar.revoked", by=by, at=at, subject_id=link.pk)


def has_link(*, by: Actor) -> bool:
    return CalendarLink.objects.filter(post=by.post_id, revoked_at=None).exists()


def meetings_behind(token: str, *, at: datetime) -> list[Meeting] | None:
    """What the secret opens, or None for a secret that is revoked, wrong, or of a post that has ended."""
    link = CalendarLink.objects.filter(token_hash=_hash(token), revoked_at=None).select_related("post").first()
    if link is None:
        return None
    by = organisations.actor_for(link.post_id, user_id=link.post.user_id, at=at)
    return queries.meetings_of(by, at=at) if by else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def as_calendar(meetings: list[Meeting], *, summary: str, address: str, at: datetime) -> str:
    """The meetings as iCalendar (RFC 5545), in UTC so that summer time is right. `address` ends where an id is put.

    Only time, the word `summary` and a link: no forum, no place, no person.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rod trad//Meetings//NO", "METHOD:PUBLISH"]
    for meeting in meetings:
        cancelled = meeting.state == MeetingState.CANCELLED
        lines += [
            "BEGIN:VEVENT",
            f"UID:{meeting.pk}@rodtrad",
            f"DTSTAMP:{_instant(at)}",
            f"DTSTART:{_instant(meeting.starts_at)}",
            f"DTEND:{_instant(meeting.ends_at)}",
            f"SEQUENCE:{meeting.sequence}",
            f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
            f"SUMMARY:{summary}",
            f"URL:{address.replace(str(_NO_ID), str(meeting.pk))}",
            "END:VEVENT",
        ]
    return "\r\n".join(_folded(line) for line in [*lines, "END:VCALENDAR", ""])


_NO_ID = UUID(int=0)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; the rest goes on after a space."""
    parts, text = [], line
    while len(text.encode()) > 75:
        parts.append(text[:70])
        text = " " + text[70:]
    return "\r\n".join([*parts, text])
