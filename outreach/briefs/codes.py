"""Short codes: what is read out, typed, or read by a telephone to find a print-out again."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from reportlab.graphics.barcode import qrencoder

from outreach.briefs.marks import Squares

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No letter that looks like a number, and no vowel, so that no code is a word."""
PAGE_CODE = 1
"""The version of the codes of pages."""
_LENGTH = 6
_LONGEST_LETTER = 210
"""Letters of a code beyond which its squares would be too small for an old telephone."""
_MASK = 2
"""One of eight ways to scatter the squares; every reader knows them all."""


def code_of(*what: object) -> str:
    """Return a code for a content and how it is laid out: the same for the same."""
    number = int.from_bytes(hashlib.sha256(repr(what).encode(errors="replace")).digest()[:8])
    letters = []
    for _ in range(_LENGTH):
        number, digit = divmod(number, len(LETTERS))
        letters.append(LETTERS[digit])
    return "".join(letters)


def squares(text: str, x: float, y: float, size: float, version: int | None = PAGE_CODE) -> Squares:
    """Return ``text`` as a QR code of ``size`` points.

    Args:
        text: What it says, in plain letters; up to 14 of them for a code on every page.
        x: Where its left edge is.
        y: Where its upper edge is.
        size: Its side.
        version: How many squares it has, as the standard counts; None for as many as it needs.
    """
    made = qrencoder.QRCode(version, qrencoder.QRErrorCorrectLevel.M)
    made.addData(text)
    if version is None:
        made.version = made.calculate_version()
    made.makeImpl(False, _MASK)
    runs: list[tuple[int, int, int]] = []
    for row, modules in enumerate(made.modules):
        begin = None
        for column, dark in enumerate([*modules, False]):
            if dark and begin is None:
                begin = column
            elif not dark and begin is not None:
                runs.append((row, begin, column - begin))
                begin = None
    return Squares(x, y, size / len(made.modules), tuple(runs))


def letter_to(address: str, subject: str) -> str:
    """Return what a telephone reads to begin an e-mail; empty where ``address`` is none."""
    name, at, place = address.strip().partition("@")
    if not (name and at and place) or any(map(str.isspace, name + place)):
        return ""
    text = f"mailto:{quote(name)}@{quote(place)}?subject={quote(subject)}"
    return text if len(text) <= _LONGEST_LETTER else ""
