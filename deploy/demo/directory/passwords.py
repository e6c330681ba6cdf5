"""Salted SHA-1 passwords as OpenLDAP stores them ({SSHA}); good enough for passwords that are public."""

import base64
import binascii
import hashlib
import hmac

SCHEME = "{SSHA}"
DIGEST_BYTES = 20
SALT_BYTES = 8


def hash_password(password: str, owner: str) -> str:
    """Return the stored form; the salt comes from the owner, so the same staff gives the same file."""
    salt = hashlib.sha256(owner.encode()).digest()[:SALT_BYTES]
    return SCHEME + base64.b64encode(_digest(password.encode(), salt) + salt).decode()


def is_password(password: bytes, stored: bytes) -> bool:
    """Return whether the stored form belongs to the password; an unknown or broken form never does."""
    prefix = SCHEME.encode()
    if not stored.startswith(prefix):
        return False
    try:
        raw = base64.b64decode(stored[len(prefix) :], validate=True)
    except binascii.Error:
        return False
    return hmac.compare_digest(_digest(password, raw[DIGEST_BYTES:]), raw[:DIGEST_BYTES])


def _digest(password: bytes, salt: bytes) -> bytes:
    return hashlib.sha1(password + salt, usedforsecurity=False).digest()
