"""Only in the demo: a paper for one of the made-up people, so that anybody can see the person's own pages."""

from datetime import datetime

from django.conf import settings
from django.db.models import Count
from django.utils import translation

from rodtrad.casework.responsibility.models import Case
from rodtrad.casework.rights.operations import Issued, issue_sheet
from rodtrad.casework.rights.vocabulary import KnownBy, Language
from rodtrad.registry.organisations.queries import actor_of_post


def demo_sheet(*, at: datetime) -> Issued | None:
    """Handed out by the coordinator of whoever has the longest history; nothing where there is no demo or nobody."""
    if not settings.RODTRAD_DEMO:
        return None
    held = Case.objects.open().filter(coordinator__isnull=False).annotate(asked=Count("requests"))
    case = held.order_by("-asked", "opened_at", "pk").first()
    if case is None or case.coordinator_id is None:
        return None
    language = Language((translation.get_language() or "nb")[:2])
    by = actor_of_post(case.coordinator_id)
    return issue_sheet(case.person_id, known_by=KnownBy.WELL_KNOWN, language=language, by=by, at=at)
