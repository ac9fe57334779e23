import json
from datetime import datetime, timedelta

from django.db import transaction

from rodtrad.foundation import crypto
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.drafts.models import Draft

KEPT_FOR = timedelta(days=14)
LONGEST = 200_000


@transaction.atomic
def save_draft(key: str, *, values: dict[str, list[str]], by: Actor, at: datetime) -> None:
    """Keep what is typed so far, in place of what was kept before. Old drafts of the post are dropped."""
    assert by.post_id is not None
    draft, _ = Draft.objects.select_for_update().get_or_create(
        post_id=by.post_id, key=key, defaults={"content": b"", "saved_at": at}
    )
    text = json.dumps(values)[:LONGEST]
    draft.content = crypto.seal(text, section="DRAFT", table="draft", column="content", row_id=draft.pk)
    draft.saved_at = at
    draft.save(update_fields=["content", "saved_at"])
    Draft.objects.filter(post_id=by.post_id, saved_at__lt=at - KEPT_FOR).delete()


def drop_draft(key: str, *, by: Actor) -> None:
    """The form was sent; nothing is kept."""
    Draft.objects.filter(post_id=by.own_post_id, key=key).delete()
