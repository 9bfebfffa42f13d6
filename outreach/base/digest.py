"""SHA-256 of a text, by which the same content is known again."""

from __future__ import annotations


def sha256(data: str | bytes) -> str:
    """Return the digest of ``data`` (a text as UTF-8) as 64 hexadecimal digits."""
    # Loads OpenSSL, for which opening a file would have to wait.
    import hashlib

    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
