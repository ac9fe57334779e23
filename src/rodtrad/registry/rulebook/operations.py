"""Changing the rules: dated, within bounds, with a note, and reversible."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook.models import Version
from rodtrad.registry.rulebook.vocabulary import RULES, STIGMATISING, Rule, RuleKind


def check_can_change_rules(by: Actor) -> None:
    if not by.has(Role.COORDINATING_UNIT, Role.PROGRAMME, Role.ADMINISTRATOR):
        raise NotAllowed(_("The coordinating unit, the programme office and the administrator change the rules."))


def can_change_rules(by: Actor) -> bool:
    return by.has(Role.COORDINATING_UNIT, Role.PROGRAMME, Role.ADMINISTRATOR)


@transaction.atomic
def set_rule(key: str, *, value: Any, applies_from: date, note: str, by: Actor, at: datetime) -> Version:
    """A new value from a day on. History keeps the old one. Raises DomainError naming the field."""
    check_can_change_rules(by)
    rule = RULES[key]
    if applies_from < local_day(at):
        raise DomainError(
            _("A rule cannot apply from a day that has passed. Choose today or later."), field="applies_from"
        )
    if not note.strip():
        raise DomainError(_("Write why, so that others understand the change."), field="note")
    check_value(rule, value)
    version = Version.objects.create(
        key=key, value=value, applies_from=applies_from, note=note.strip(), set_at=at, set_by_id=by.own_post_id
    )
    audit.record("rulebook.rule.set", by=by, at=at, subject_id=version.pk, details={"key": key})
    return version


@transaction.atomic
def undo_rule(version_id: UUID, *, by: Actor, at: datetime) -> None:
    """Bring back what held before. Raises DomainError when it is already undone."""
    check_can_change_rules(by)
    undone = Version.objects.filter(pk=version_id, undone_at=None).update(undone_at=at, undone_by=by.post_id)
    if not undone:
        raise DomainError(_("This change is already undone."))
    audit.record("rulebook.rule.undone", by=by, at=at, subject_id=version_id)


def check_value(rule: Rule, value: Any) -> None:
    """Raises DomainError when a value breaks the bounds of its rule, or a text labels people."""
    if rule.kind in {RuleKind.DEADLINE, RuleKind.NUMBER}:
        amount = value["amount"] if rule.kind is RuleKind.DEADLINE else value
        if not rule.lowest <= amount <= rule.highest:
            raise DomainError(
                _("Choose a number from %(lowest)s to %(highest)s.") % {"lowest": rule.lowest, "highest": rule.highest},
                field="amount",
            )
        return
    texts = value if rule.kind is RuleKind.CODES else [value]
    for entry in texts:
        if not str(entry.get("nb", "")).strip():
            raise DomainError(_("Write the text in bokmål; other languages can come later."), field="text")
        for said in entry.values():
            check_words(str(said))


def check_words(text: str) -> None:
    """Raises DomainError with a better word when a text labels people."""
    for stem, better in STIGMATISING.items():
        if stem in text.casefold():
            raise DomainError(
                _('"%(word)s" labels people. Write "%(better)s" instead.') % {"word": stem, "better": better},
                field="text",
            )
