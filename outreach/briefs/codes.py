"""Short codes: what is read out, typed, or read by a telephone to find a print-out again."""

from __future__ import annotations

import hashlib

from reportlab.graphics.barcode import qrencoder

from outreach.briefs.marks import Squares

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No letter that looks like a number, and no vowel, so that no code is a word."""
_LENGTH = 6
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


def squares(text: str, x: float, y: float, size: float) -> Squares:
    """Return ``text``, of up to 14 plain letters, as a QR code of ``size`` points."""
    made = qrencoder.QRCode(1, qrencoder.QRErrorCorrectLevel.M)
    made.addData(text)
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
