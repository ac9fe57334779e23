"""Random, time-ordered ids (UUID version 7, RFC 9562), so that indexes stay compact and addresses say nothing."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A new id. The first 48 bits are milliseconds since 1970, the rest but version and variant is random."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
