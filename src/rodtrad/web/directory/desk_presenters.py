"""The owner's and the editor's desk as finished words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.registry.directory.queries import Desk, ServiceView
from rodtrad.registry.directory.vocabulary import NEXT_STATES, CapacityUnit, ServiceStatus
from rodtrad.web.directory.presenters import checked, in_language
from rodtrad.web.wording import dates

S = ServiceStatus
STALE_DAYS = 2  # figures of free places older than this are told as not updated


@dataclass(frozen=True)
class DeskLine:
    service_id: UUID
    name: str
    owner: str
    status: str
    checked: str
    is_late: bool


@dataclass(frozen=True)
class DeskPage:
    lead: str
    to_confirm: list[DeskLine]
    drafts: list[DeskLine]
    rest: list[DeskLine]


@dataclass(frozen=True)
class Actions:
    """What may be done with an entry in its state; empty for readers."""

    may_edit: bool
    confirm: bool
    publish: bool
    plan: bool
    pause: bool
    end: bool


def desk_page(desk: Desk, *, now: datetime) -> DeskPage:
    lead = ngettext("%(count)s entry to look after.", "%(count)s entries to look after.", desk.total)
    groups = [[_line(service, now=now) for service in group] for group in (desk.to_confirm, desk.drafts, desk.rest)]
    return DeskPage(lead % {"count": desk.total}, *groups)


def _line(service: Any, *, now: datetime) -> DeskLine:
    return DeskLine(
        service.pk,
        in_language(service.name, service.name_en),
        service.organization.name if service.organization else _("Nobody has been named as owner"),
        service.get_status_display(),
        checked(service.verified_on, now=now),
        bool(service.verify_by and service.verify_by < dates.local_date(now)),
    )


def actions(view: ServiceView) -> Actions:
    after = NEXT_STATES[S(view.service.status)] if view.may_edit else frozenset()
    is_live = view.may_edit and view.service.status in (S.PUBLISHED, S.PAUSED)
    return Actions(
        view.may_edit, is_live, S.PUBLISHED in after, S.PLANNED in after, S.PAUSED in after, S.ENDED in after
    )


def capacity_sentence(view: ServiceView, *, now: datetime) -> str:
    """How much room there was when somebody last said."""
    said = view.capacity
    if said is None:
        return _("Nobody has said how much room there is.")
    unit = str(CapacityUnit(said.unit).label)
    parts = []
    if said.available is not None and said.maximum is not None:
        parts.append(
            _("%(free)s of %(all)s %(unit)s free") % {"free": said.available, "all": said.maximum, "unit": unit}
        )
    elif said.available is not None:
        parts.append(_("%(free)s %(unit)s free") % {"free": said.available, "unit": unit})
    elif said.maximum is not None:
        parts.append(_("%(all)s %(unit)s in all") % {"all": said.maximum, "unit": unit})
    if said.waiting_days is not None:
        parts.append(
            ngettext("waiting time %(count)s day", "waiting time %(count)s days", said.waiting_days)
            % {"count": said.waiting_days}
        )
    what = ", ".join(parts) or _("nothing said")
    if (now - said.reported_at).days >= STALE_DAYS:
        return _("Not updated since %(moment)s (%(what)s).") % {
            "moment": dates.moment(said.reported_at, now=now),
            "what": what,
        }
    return _("%(what)s, said %(moment)s.") % {"what": what, "moment": dates.moment(said.reported_at, now=now)}
