"""Identifiers: UUIDs of version 7, which sort by the time they were made (RFC 9562).

A derived identifier (version 8) is computed from what it stands for, so that two people who
record the same link independently record the same thing.
"""

from __future__ import annotations

import os
import re
import threading
import time
from functools import cache

from outreach.base.digest import sha256

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """Return a fresh identifier, greater as text than every one made before in this process."""
    global _last
    # 48 bits of milliseconds, then 12 bits that count up within a millisecond: the pair never
    # goes back, even when the wall clock does.
    with _lock:
        _last = max(_last + 1, (time.time_ns() // 1_000_000) << 12)
        stamp = _last
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    value = (stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | random
    return _written(value & ((1 << 128) - 1))


def derived_id(*parts: str) -> str:
    """Return the identifier that always stands for ``parts``, in any file on any machine."""
    value = int(sha256("\x1f".join(parts))[:32], 16)
    value &= ~(0xF << 76) & ~(0b11 << 62)
    return _written(value | 0x8 << 76 | 0b10 << 62)


def is_id(text: object) -> bool:
    """Tell whether ``text`` has the form of an identifier that this program makes."""
    return isinstance(text, str) and _pattern().fullmatch(text) is not None


def _written(value: int) -> str:
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
