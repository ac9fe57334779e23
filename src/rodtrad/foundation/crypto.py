"""Ciphers for what is too sensitive to lie readable in the database, and the keyed index that finds it again.

A value is `v1|key id|nonce|ciphertext` (AES-256-GCM). Where it lies is bound in as associated data, so that a
ciphertext moved to another row, column or municipality does not open. Keys per section are derived from the
master key (HKDF-SHA-256, RFC 5869), which never lies in the database.
"""

import base64
import hashlib
import hmac
import secrets
from functools import cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = b"v1"
NONCE_BYTES = 12


class Unreadable(Exception):
    """The value was changed, moved from its place, or sealed with another key."""


def seal(text: str, *, section: str, table: str, column: str, row_id: UUID) -> bytes:
    """Encrypt a text for exactly this place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    key_id = f"{section}.1".encode()
    sealed = AESGCM(_key(key_id)).encrypt(nonce, text.encode(), _place(table, column, row_id))
    return b"|".join([VERSION, key_id, nonce.hex().encode(), sealed])


def unseal(value: bytes, *, table: str, column: str, row_id: UUID) -> str:
    """The text again. Raises Unreadable if the value was not sealed for this place."""
    try:
        version, key_id, nonce, sealed = bytes(value).split(b"|", 3)
        if version != VERSION or bytes.fromhex(nonce.decode()).hex().encode() != nonce:
            raise Unreadable
        return (
            AESGCM(_key(key_id)).decrypt(bytes.fromhex(nonce.decode()), sealed, _place(table, column, row_id)).decode()
        )
    except (ValueError, InvalidTag) as error:
        raise Unreadable from error


def blind_index(value: str, *, kind: str) -> bytes:
    """A keyed hash that finds an equal value without storing it (HMAC-SHA-256, a key of its own)."""
    return hmac.new(_key(b"blind-index." + kind.encode()), value.encode(), hashlib.sha256).digest()


def secret_for(purpose: str) -> bytes:
    """A key for one purpose, derived from the master key. It never lies in the database and is never shown."""
    return _key(f"purpose.{purpose}".encode())


def _place(table: str, column: str, row_id: UUID) -> bytes:
    return f"{settings.RODTRAD_MUNICIPALITY}|{table}|{column}|{row_id}".encode()


@cache
def _derived(master: str, key_id: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rodtrad|" + key_id).derive(base64.b64decode(master))


def _key(key_id: bytes) -> bytes:
    return _derived(settings.RODTRAD_MASTER_KEY, key_id)
