"""How allauth behaves in this house."""

from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from rodtrad.foundation import crypto

_PLACE = UUID(int=0)


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are made by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class EncryptedMFA(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Secrets of the second factor are sealed; the library's own way keeps them readable."""

    def encrypt(self, text: str) -> str:
        return crypto.seal(text, section="MFA", table="mfa", column="secret", row_id=_PLACE).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal(bytes.fromhex(encrypted_text), table="mfa", column="secret", row_id=_PLACE)
