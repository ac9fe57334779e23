"""Reading persons. For casework and insight only: everybody else comes through the door in `access`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import BooleanField, Count, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.persons.models import (
    Alias,
    Belonging,
    Claim,
    Clarification,
    DuplicateHint,
    Identity,
    Merge,
    NationalId,
    Person,
)
from rodtrad.casework.persons.national_ids import InvalidNationalId, NationalNumber, classify, masked
from rodtrad.casework.persons.rules import Birth
from rodtrad.casework.persons.vocabulary import BirthPrecision, NationalIdKind
from rodtrad.foundation import crypto
from rodtrad.foundation.norwegian_text import fold
from rodtrad.foundation.periods import OPEN_ENDED

MOST_MATCHES = 30


@dataclass(frozen=True)
class Match:
    person_id: UUID
    reasons: tuple[str, ...]  # SAME_NUMBER, SAME_BIRTH_DATE, SAME_BIRTH_YEAR, SAME_NAME, SIMILAR_NAME
    score: float


def records_of(person_id: UUID) -> list[Person]:
    """The records of one human: the kept one first, then those merged into it. Empty when there is nobody."""
    rows = list(Person.objects.filter(Q(pk=person_id) | Q(merged_into=person_id)))
    asked = next((row for row in rows if row.pk == person_id), None)
    if asked is not None and asked.merged_into_id:
        return records_of(asked.merged_into_id)
    return sorted(rows, key=lambda row: row.pk != person_id)


def same_person_ids(person_id: UUID) -> list[UUID]:
    """The ids under which one human is recorded: the kept record first, then those merged into it."""
    merged_into = list(Person.objects.filter(pk=person_id).values_list("merged_into", flat=True))
    kept = next(iter(merged_into), None) or person_id
    rows = Person.objects.filter(Q(pk=kept) | Q(merged_into=kept)).values_list("pk", flat=True)
    return sorted(rows, key=lambda pk: pk != kept)


def same_person_rows(person_id: UUID) -> QuerySet[Person, UUID]:
    """The same as rows of a subquery, for what is looked up by person in one query."""
    kept = Person.objects.filter(pk=person_id).annotate(kept=Coalesce("merged_into", "pk")).values("kept")
    return Person.objects.filter(Q(pk__in=kept) | Q(merged_into__in=kept)).values_list("pk", flat=True)


def same_person_ids_of(person_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The same for many persons at once, in two queries."""
    ids = set(person_ids)
    kept = {pk: merged or pk for pk, merged in Person.objects.filter(pk__in=ids).values_list("pk", "merged_into")}
    together: dict[UUID, list[UUID]] = {human: [human] for human in kept.values()}
    for person in Person.objects.filter(merged_into__in=together).only("pk", "merged_into"):
        if person.merged_into_id:
            together[person.merged_into_id].append(person.pk)
    return {pk: together[human] for pk, human in kept.items()}


def absorbed_by(person_id: UUID) -> set[UUID]:
    """The records that were joined into this one, and into those, by joins that still hold."""
    reached: set[UUID] = set()
    ahead = {person_id}
    while ahead:
        ahead = set(Merge.objects.filter(kept__in=ahead, undone_at=None).values_list("absorbed", flat=True)) - reached
        reached |= ahead
    return reached


def people(ids: Iterable[UUID]) -> dict[UUID, Person]:
    return Person.objects.in_bulk(list(set(ids)))


def reference_of(person_id: UUID) -> str:
    """The short code that can be said aloud."""
    return Person.objects.values_list("reference", flat=True).get(pk=person_id)


def exactly(code_or_number: str, *, name: str = "", birth_date: date | None = None) -> list[UUID]:
    """Who is meant by exactly this, each human once: a short code, a national number, or a whole name and birth date."""
    said = code_or_number.strip().upper()
    if said:
        ids = list(Person.objects.filter(reference=said).values_list("pk", flat=True)) or ids_with_number(said)
    else:
        born = Identity.objects.filter(birth_date=birth_date, birth_precision="DAY", until_at=OPEN_ENDED)
        rows = born.values_list("person", "given_name", "family_name")
        ids = [pk for pk, given, family in rows if fold(f"{given} {family}") == fold(name)]
    kept = Person.objects.filter(pk__in=ids).values_list(Coalesce("merged_into", "pk"), flat=True)
    return list(dict.fromkeys(kept))


def birth_of(identity: Identity | None) -> Birth | None:
    if identity is None or identity.birth_date is None:
        return None
    return Birth(identity.birth_date, BirthPrecision(identity.birth_precision))


def masked_numbers(person_ids: list[UUID]) -> list[tuple[UUID, NationalIdKind, str]]:
    """Each number in force, with five dots for its last digits."""
    return [(row.pk, NationalIdKind(row.kind), masked(_digits(row))) for row in _numbers(person_ids)]


def full_number(national_id_id: UUID, *, person_ids: list[UUID]) -> str:
    """All eleven digits. Only `access.show_national_id` may call this, and it logs."""
    return _digits(NationalId.objects.get(pk=national_id_id, person__in=person_ids))


def full_numbers(person_ids: list[UUID]) -> list[str]:
    """All the numbers in force, whole. Only the person's own copy holds them, and it is logged."""
    return [_digits(row) for row in _numbers(person_ids)]


def _numbers(person_ids: list[UUID]) -> list[NationalId]:
    return list(NationalId.objects.filter(person__in=person_ids, until_at=OPEN_ENDED).order_by("from_at", "pk"))


def _digits(row: NationalId) -> str:
    return crypto.unseal(bytes(row.ciphertext), table="national_id", column="number", row_id=row.pk)


def check_number_belongs_here(number: NationalNumber) -> None:
    """Production refuses synthetic numbers, demo and test refuse real ones. Raises InvalidNationalId."""
    if number.is_synthetic and not settings.RODTRAD_ALLOW_SYNTHETIC_IDS:
        raise InvalidNationalId(_("This is a test number. Here only real numbers can be used."))
    if not number.is_synthetic and settings.RODTRAD_ALLOW_SYNTHETIC_IDS:
        raise InvalidNationalId(_("This looks like a real person's number. Here only test numbers can be used."))


def needs_second_person(first_id: UUID, second_id: UUID, *, at: datetime) -> bool:
    """Whether merging is grave: two different national numbers, or a protected address."""
    together = same_person_ids_of({first_id, second_id})
    if is_protected([pk for ids in together.values() for pk in ids], at=at):
        return True
    first = {bytes(row.blind_index) for row in _numbers(together[first_id])}
    second = {bytes(row.blind_index) for row in _numbers(together[second_id])}
    return bool(first and second and first.isdisjoint(second))


def is_protected(person_ids: list[UUID], *, at: datetime) -> bool:
    """Whether the address of this human is protected now, under any of the records."""
    return Person.objects.filter(protected(at), pk__in=person_ids).exists()


def protected(at: datetime) -> Func:
    """The same as a condition on persons."""
    return Func("pk", Value(at), function="persons_is_protected", output_field=BooleanField())


def belongings(person_ids: list[UUID]) -> list[Belonging]:
    """All belongings, the one in force first."""
    rows = Belonging.objects.filter(person__in=person_ids).select_related("area")
    return list(rows.order_by("-valid_until", "-valid_from", "-recorded_at"))


def belonging_on(person_ids: list[UUID], *, on: date) -> Belonging | None:
    rows = Belonging.objects.filter(person__in=person_ids, valid_from__lte=on, valid_until__gt=on, superseded_at=None)
    found = list(rows.select_related("area"))
    return min(found, key=lambda row: person_ids.index(row.person_id), default=None)


def open_clarification(person_ids: list[UUID]) -> Clarification | None:
    return Clarification.objects.filter(person__in=person_ids, decided_at=None).order_by("opened_at").first()


def open_clarifications() -> QuerySet[Clarification]:
    """Every belonging that is being clarified; past its deadline it stands with the coordinating unit."""
    return Clarification.objects.filter(decided_at=None).select_related("person").order_by("deadline_at", "pk")


def ids_with_number(text: str) -> list[UUID]:
    """The persons with a full national number; none for a text that is not a valid one."""
    try:
        number = classify(text)
    except InvalidNationalId:
        return []
    index = crypto.blind_index(number.digits, kind="national_id")
    return list(
        NationalId.objects.filter(blind_index=index, until_at=OPEN_ENDED).values_list("person", flat=True).distinct()
    )


def possible_matches(
    *, name: str = "", birth: Birth | None = None, national_id: str = "", exact_only: bool = False
) -> list[Match]:
    """Who it may already be, best first, each with the reasons. Nothing is ever merged by itself."""
    found: dict[UUID, dict[str, float]] = {}

    def add(person_id: UUID, reason: str, weight: float) -> None:
        found.setdefault(person_id, {})[reason] = weight

    for person_id in ids_with_number(national_id) if national_id.strip() else []:
        add(person_id, "SAME_NUMBER", 1.0)
    folded = fold(name)
    if len(folded) >= 2 and not exact_only:
        for person_id, likeness in _alike(folded):
            add(person_id, "SAME_NAME" if likeness > 0.99 else "SIMILAR_NAME", likeness * 0.6)
    if birth is not None and found:
        rows = Identity.objects.filter(person__in=found, until_at=OPEN_ENDED, birth_date__isnull=False)
        for person_id, day in rows.values_list("person", "birth_date"):
            if day == birth.day and birth.precision is BirthPrecision.DAY:
                add(person_id, "SAME_BIRTH_DATE", 0.4)
            elif day and day.year == birth.day.year:
                add(person_id, "SAME_BIRTH_YEAR", 0.2)
    kept = dict(Person.objects.filter(pk__in=found).values_list("pk", "merged_into"))
    matches: dict[UUID, Match] = {}
    for person_id, reasons in found.items():
        match = Match(kept[person_id] or person_id, tuple(reasons), round(sum(reasons.values()), 3))
        if match.person_id not in matches or matches[match.person_id].score < match.score:
            matches[match.person_id] = match
    return sorted(matches.values(), key=lambda m: (-m.score, str(m.person_id)))[:MOST_MATCHES]


def _alike(folded: str) -> list[tuple[UUID, float]]:
    """Persons whose name or alias is like the folded text, by trigrams, with how alike (0.6, PostgreSQL's limit, to 1)."""
    rows: list[tuple[UUID, float]] = []
    for model in (Identity, Alias):
        alike = model.objects.filter(until_at=OPEN_ENDED, search_text__trigram_word_similar=folded)
        scored = alike.annotate(likeness=TrigramWordSimilarity(folded, "search_text"))
        rows += scored.order_by("-likeness", "person")[: MOST_MATCHES * 2].values_list("person", "likeness")
    return rows


def claim_counts(clarification_ids: list[UUID]) -> dict[UUID, int]:
    """How many have said what they mean of each disputed belonging."""
    rows = Claim.objects.filter(clarification__in=clarification_ids).order_by().values_list("clarification")
    return dict(rows.annotate(count=Count("pk")))


def clarification_by_id(clarification_id: UUID) -> Clarification | None:
    rows = Clarification.objects.filter(pk=clarification_id)
    return rows.select_related("person", "opened_by__unit", "decided_by__unit", "decided_area").first()


def claims_of(clarification_id: UUID) -> list[Claim]:
    rows = Claim.objects.filter(clarification=clarification_id).select_related("area", "claimed_by__unit")
    return list(rows.order_by("claimed_at", "pk"))


def merges_of(person_ids: list[UUID]) -> list[Merge]:
    """Joins that still hold, newest first."""
    if len(person_ids) < 2:
        return []
    rows = Merge.objects.filter(kept__in=person_ids, undone_at=None).select_related("absorbed")
    return list(rows.order_by("-merged_at"))


def open_hint(hint_id: UUID) -> DuplicateHint | None:
    return DuplicateHint.objects.filter(pk=hint_id, settled_at=None).select_related("first", "second").first()


def names_of(person_ids: list[UUID]) -> tuple[list[Alias], list[Identity]]:
    """Every name the person has gone by and has had on paper, oldest first."""
    aliases = Alias.objects.filter(person__in=person_ids).order_by("from_at", "pk")
    identities = Identity.objects.filter(person__in=person_ids).order_by("from_at", "pk")
    return list(aliases), list(identities)


def recent_merges() -> list[Merge]:
    """The last joins that still hold, newest first."""
    rows = Merge.objects.filter(undone_at=None).select_related("kept", "absorbed", "merged_by__user")
    return list(rows.order_by("-merged_at")[:100])


def count_people() -> int:
    return Person.objects.count()
