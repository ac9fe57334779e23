from typing import ClassVar

from django.db import models

from rodtrad.foundation.ids import new_id


class Draft(models.Model):
    """One unsent form of one post. The content is sealed; `key` names the form and what it is about by id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post_id = models.UUIDField()
    key = models.CharField(max_length=120)
    content = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post_id", "key"], name="drafts_one_a_form")]
