"""Seals by another hand: the age format as its specification says, with next to no work.

Written from https://age-encryption.org/v1 and RFC 8439 with nothing but Python's own library, so
that it shares no mistake with the program; and so little work that a test can open many.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from itertools import count

VERSION = b"age-encryption.org/v1"
LOG_N = 1
"""As few as there can be: 2 rounds of scrypt."""
_CHUNK = 64 * 1024
_MASK = 0xFFFFFFFF
_ROUNDS = (
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
    (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
)  # fmt: skip


def seal(
    content: bytes, passphrase: str, *, log_n: int = LOG_N, file_key: bytes = b"k" * 16
) -> bytes:
    """Return ``content`` sealed with ``passphrase``; the same each time."""
    salt, nonce = b"s" * 16, b"n" * 16
    wrapping = hashlib.scrypt(
        passphrase.encode(),
        salt=VERSION + b"/scrypt" + salt,
        n=1 << min(log_n, 4),
        r=8,
        p=1,
        dklen=32,
    )
    body = aead(wrapping, bytes(12), file_key)
    head = b"%b\n-> scrypt %b %d\n%b\n---" % (VERSION, _plain(salt), log_n, _plain(body))
    mac = hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")
    return head + b" " + _plain(mac) + b"\n" + nonce + payload(content, file_key, nonce)


def payload(content: bytes, file_key: bytes, nonce: bytes) -> bytes:
    """Return the chunks behind the header."""
    key = _derived(file_key, nonce, b"payload")
    chunks = [content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)] or [b""]
    return b"".join(
        aead(key, n.to_bytes(11, "big") + last, chunk)
        for n, chunk in enumerate(chunks)
        for last in (b"\x01" if n == len(chunks) - 1 else b"\x00",)
    )


def aead(key: bytes, nonce: bytes, content: bytes) -> bytes:
    """Return ``content`` encrypted with ChaCha20-Poly1305 and its tag (RFC 8439, section 2.8)."""
    hidden = bytes(
        a ^ b for a, b in zip(content, _stream(key, nonce, 1, len(content)), strict=True)
    )
    one_time = _stream(key, nonce, 0, 32)
    padded = hidden + bytes(-len(hidden) % 16) + struct.pack("<QQ", 0, len(hidden))
    return hidden + _poly1305(one_time, padded)


def _stream(key: bytes, nonce: bytes, first: int, size: int) -> bytes:
    out = bytearray()
    for block in count(first):
        if len(out) >= size:
            return bytes(out[:size])
        out += _block(key, nonce, block)
    raise AssertionError


def _block(key: bytes, nonce: bytes, number: int) -> bytes:
    begin = [*struct.unpack("<4I", b"expand 32-byte k"), *struct.unpack("<8I", key), number]
    begin += struct.unpack("<3I", nonce)
    x = list(begin)
    for _ in range(10):
        for a, b, c, d in _ROUNDS:
            for one, two, three, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                x[one] = (x[one] + x[two]) & _MASK
                mixed = x[three] ^ x[one]
                x[three] = ((mixed << turn) | (mixed >> (32 - turn))) & _MASK
    return struct.pack("<16I", *((a + b) & _MASK for a, b in zip(x, begin, strict=True)))


def _poly1305(key: bytes, content: bytes) -> bytes:
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for at in range(0, len(content), 16):
        total = (total + int.from_bytes(content[at : at + 16] + b"\x01", "little")) * r
        total %= (1 << 130) - 5
    total += int.from_bytes(key[16:], "little")
    return (total & ((1 << 128) - 1)).to_bytes(16, "little")


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """Return 32 bytes by HKDF with SHA-256 (RFC 5869)."""
    drawn = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(drawn, info + b"\x01", "sha256")


def _plain(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")
