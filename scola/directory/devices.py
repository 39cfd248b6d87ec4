"""Tokens of browsers that a school knows, and of screens that wait: only their hash is stored."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """SHA-256, hexadecimal. Enough without salt: the token is random, not chosen."""
    return hashlib.sha256(token.encode()).hexdigest()
