"""Proving that nobody has changed the log: every line is read again and every link is made again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from rodtrad.foundation.audit.models import Entry, Head

AT_A_TIME = 5_000


@dataclass(frozen=True)
class Flaw:
    """A place in the log where it is not what was written."""

    seq: int | None
    sentence: str


@dataclass(frozen=True)
class Verdict:
    lines: int
    flaws: tuple[Flaw, ...]


def verify() -> Verdict:
    """Read the whole chain in order. A changed line, a missing one, a swapped one and a cut end are each named."""
    flaws: list[Flaw] = []
    previous, expected, lines = b"", 1, 0
    for seq, entry_id, content, stored_content, stored_previous, stored_hash in _rows():
        lines += 1
        if seq != expected:
            flaws.append(Flaw(seq, f"line {expected} is missing: the next one found is {seq}"))
        if content != stored_content:
            flaws.append(Flaw(seq, f"line {seq} was changed after it was written"))
        link = hashlib.sha256(previous + f"{seq}:{entry_id}:".encode() + stored_content).digest()
        if stored_previous != previous or stored_hash != link:
            flaws.append(Flaw(seq, f"line {seq} does not follow the line before it"))
        previous, expected = stored_hash, seq + 1
    return Verdict(lines, (*flaws, *_end(previous, expected - 1)))


def _end(last_hash: bytes, last_seq: int) -> Iterator[Flaw]:
    if Entry.objects.filter(seq=None).exists():
        yield Flaw(None, "a line stands outside the chain")
    head = Head.objects.filter(pk=1).first()
    if head is None and last_seq:
        yield Flaw(last_seq, "the end of the chain is gone")
    if head is not None and (head.seq, bytes(head.hash)) != (last_seq, last_hash):
        yield Flaw(last_seq, f"the chain ends at line {last_seq}, but line {head.seq} was written last")


def _rows() -> Iterator[tuple[int, str, bytes, bytes, bytes, bytes]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT seq, id::text, sha256(convert_to(audit_payload(e), 'UTF8')), payload_hash, previous_hash, hash
                   FROM audit_entry e WHERE seq > %s ORDER BY seq LIMIT %s""",
                [last, AT_A_TIME],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        for row in rows:
            yield (row[0], row[1], *(bytes(value) for value in row[2:]))
        last = rows[-1][0]
