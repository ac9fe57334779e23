"""Writing organisations, posts and absences.

The functions whose names end in `_row` write their row and nothing else: what follows for cases is the business of
`responsibility`, which is the only caller.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.accounts import operations as users
from rodtrad.foundation.accounts.queries import find_user
from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.norwegian_text import fold, sort_key
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.foundation.vocabulary import CARE_ROLES, CONTROL_SECTORS, Role
from rodtrad.registry.organisations.models import Absence, LentAuthority, Organisation, Post
from rodtrad.registry.organisations.queries import local_day

LONGEST_LOAN = timedelta(days=90)
SYSTEM_LEVEL_ROLES = frozenset({Role.PROGRAMME, Role.ANALYST, Role.DIRECTORY_EDITOR})
STRONG_ROLES = frozenset({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})


@transaction.atomic
def add_organisation(
    code: str, *, name: str, kind: str, sector: str, by: Actor, at: datetime, **more: object
) -> Organisation:
    """A new node of the tree; `more` are further columns of Organisation."""
    organisation = Organisation.objects.create(
        code=code, name=name, kind=kind, sector=sector, sort_key=sort_key(name), **more
    )
    audit.record("organisations.organisation.added", by=by, at=at, subject_id=organisation.pk)
    return organisation


@transaction.atomic
def open_unit(
    name: str, *, kind: str, sector: str, parent_id: UUID, holds_cases: bool, phone: str, by: Actor, at: datetime
) -> Organisation:
    """The administrator opens a unit below another, from today. Raises DomainError."""
    check_can_change_tree(by)
    parent, today = Organisation.objects.get(pk=parent_id), local_day(at)
    if not parent.valid_from <= today < parent.valid_until:
        raise DomainError(_("The unit is closed on that day. Choose a unit that is open."))
    if not name.strip():
        raise DomainError(_("Write the name."), field="name")
    if holds_cases and sector in CONTROL_SECTORS:
        raise DomainError(_("Police, prisons and other control bodies can never take over a person."), field="sector")
    return add_organisation(
        _free_code(name), name=name.strip(), kind=kind, sector=sector, parent=parent, holds_cases=holds_cases,
        phone=phone.strip(), valid_from=today, by=by, at=at,
    )  # fmt: skip


def check_can_change_tree(by: Actor) -> None:
    if not by.has(Role.ADMINISTRATOR):
        raise NotAllowed(_("The administrator opens and closes units. Tell them what is missing."))


def _free_code(name: str) -> str:
    """A code made of the name that no organisation has had."""
    stem = slugify(fold(name))[:70] or "unit"
    taken = set(Organisation.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for n in count(1) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)


@transaction.atomic
def add_post(
    user_id: UUID,
    *,
    unit_id: UUID,
    roles: Sequence[Role],
    starts_on: date,
    ends_on: date = OPEN_ENDED_ON,
    title: str = "",
    hpr_number: str = "",
    phone: str = "",
    approved_by_user_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Post:
    """Give a user a post. Raises DomainError when it overlaps another, the unit is closed, or a role does not fit."""
    unit = Organisation.objects.get(pk=unit_id)
    _check_post(user_id, unit, roles, starts_on, hpr_number, approved_by_user_id, by)
    try:
        with transaction.atomic():
            post = Post.objects.create(
                user_id=user_id,
                unit=unit,
                roles=sorted(role.value for role in roles),
                title=title,
                hpr_number=hpr_number,
                phone=phone,
                starts_on=starts_on,
                ends_on=ends_on,
            )
    except IntegrityError as error:
        raise DomainError(
            _("This user already has a post at the unit in that period. End that one first."), field="starts_on"
        ) from error
    audit.record("organisations.post.given", by=by, at=at, subject_id=post.pk, details={"roles": post.roles})
    return post


def _check_post(
    user_id: UUID,
    unit: Organisation,
    roles: Sequence[Role],
    starts_on: date,
    hpr: str,
    approver: UUID | None,
    by: Actor,
) -> None:
    chosen = frozenset(roles)
    if not chosen:
        raise DomainError(_("Choose at least one role."), field="roles")
    if unit.valid_until <= starts_on:
        raise DomainError(_("The unit is closed on that day. Choose a unit that is open."), field="unit")
    if unit.sector in CONTROL_SECTORS and not chosen <= SYSTEM_LEVEL_ROLES:
        raise DomainError(
            _("Police, prisons and other control bodies only have roles on the level of the city."), field="roles"
        )
    if hpr and not (hpr.isdigit() and 7 <= len(hpr) <= 9):
        raise DomainError(_("An HPR number has seven to nine digits."), field="hpr_number")
    if by.kind is ActorKind.STAFF and by.user_id == user_id:
        raise NotAllowed(_("Nobody can give a role to themselves. Ask another lead or the administrator."))
    if by.kind is ActorKind.STAFF and chosen & STRONG_ROLES and approver in {None, by.user_id, user_id}:
        raise NotAllowed(_("This role needs a second person who approves it."), field="roles")


def end_post_row(post: Post, *, on: date, by: Actor, at: datetime) -> None:
    """Only the row; `responsibility.end_post` sees to the cases."""
    Post.objects.filter(pk=post.pk).update(ends_on=max(on, post.starts_on))
    audit.record("organisations.post.ended", by=by, at=at, subject_id=post.pk)


def close_organisation_row(organisation: Organisation, *, on: date, by: Actor, at: datetime) -> None:
    """Only the row; `responsibility.close_unit` sees to the cases."""
    Organisation.objects.filter(pk=organisation.pk).update(valid_until=on)
    Post.objects.filter(unit=organisation, ends_on__gt=on).update(ends_on=on)
    audit.record("organisations.organisation.closed", by=by, at=at, subject_id=organisation.pk)


def record_absence_row(
    post: Post, *, starts_on: date, ends_on: date, stand_in_id: UUID | None, by: Actor, at: datetime
) -> Absence:
    """Only the row; `responsibility.record_absence` sees to the cases."""
    if ends_on <= starts_on:
        raise DomainError(_("The first day back must be after the first day away."), field="ends_on")
    try:
        with transaction.atomic():
            absence = Absence.objects.create(
                post=post,
                stand_in_id=stand_in_id,
                starts_on=starts_on,
                ends_on=ends_on,
                recorded_by_id=by.own_post_id,
                recorded_at=at,
            )
    except IntegrityError as error:
        raise DomainError(_("An absence is already recorded for some of these days."), field="starts_on") from error
    audit.record("organisations.absence.recorded", by=by, at=at, subject_id=absence.pk)
    return absence


@transaction.atomic
def lend_authority(post_id: UUID, *, starts_on: date, ends_on: date, by: Actor, at: datetime) -> LentAuthority:
    """A lead lets a worker of the own unit answer requests, for at most 90 days. Raises DomainError."""
    post = Post.objects.active_on(local_day(at)).filter(pk=post_id, unit_id=by.unit_id).first()
    if post is None or not CARE_ROLES & set(post.roles):
        raise DomainError(_("Choose somebody who works at your unit."), field="post")
    if not by.has(Role.UNIT_LEAD):
        raise NotAllowed(_("Only the unit's lead can lend the authority to answer."))
    if not starts_on < ends_on <= starts_on + LONGEST_LOAN:
        raise DomainError(_("Choose an end after the start, and at most 90 days."), field="ends_on")
    loan = LentAuthority.objects.create(
        post=post, starts_on=starts_on, ends_on=ends_on, lent_by_id=by.own_post_id, lent_at=at
    )
    audit.record("organisations.authority.lent", by=by, at=at, subject_id=loan.pk)
    return loan


@transaction.atomic
def give_post(
    *,
    email: str,
    name: str,
    title: str,
    roles: Sequence[str],
    hpr_number: str,
    starts_on: date,
    unit_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Post:
    """A lead gives somebody a post at the own unit, the administrator at any; a new login if the address has none.

    Raises DomainError.
    """
    if not by.has(Role.ADMINISTRATOR):
        if not by.has(Role.UNIT_LEAD) or unit_id not in {None, by.unit_id}:
            raise NotAllowed(_("Only the unit's lead gives posts at the unit."))
        if not set(roles) <= CARE_ROLES:
            raise DomainError(
                _("A lead gives roles of work with people. Other roles come from the administrator."), field="roles"
            )
    user = find_user(email) or users.create_user(email, display_name=name, password=None, by=by, at=at)
    return add_post(
        user.pk,
        unit_id=unit_id or by.own_unit_id,
        roles=[Role(role) for role in roles],
        starts_on=starts_on,
        title=title,
        hpr_number=hpr_number,
        by=by,
        at=at,
    )
