import json
from dataclasses import dataclass
from datetime import datetime

from rodtrad.foundation import crypto
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.drafts.models import Draft
from rodtrad.foundation.drafts.operations import KEPT_FOR


@dataclass(frozen=True)
class KeptDraft:
    values: dict[str, list[str]]
    saved_at: datetime


def written_elsewhere(key: str, *, tab: str, by: Actor, at: datetime) -> datetime | None:
    """When the same form was written in from another tab, after this one was opened; `tab` is its name and that second."""
    kept = draft(key, by=by, at=at)
    name, _space, opened = tab.rpartition(" ")
    if kept is None or not opened.isdecimal() or kept.values.get("draft_tab", [tab])[0].startswith(name):
        return None
    return kept.saved_at if kept.saved_at.timestamp() > int(opened) else None


def draft(key: str, *, by: Actor, at: datetime) -> KeptDraft | None:
    """What this post has typed in this form and not sent, or nothing."""
    row = Draft.objects.filter(post_id=by.own_post_id, key=key, saved_at__gt=at - KEPT_FOR).first()
    if row is None:
        return None
    try:
        text = crypto.unseal(bytes(row.content), table="draft", column="content", row_id=row.pk)
        return KeptDraft(values=json.loads(text), saved_at=row.saved_at)
    except (crypto.Unreadable, ValueError):
        return None
