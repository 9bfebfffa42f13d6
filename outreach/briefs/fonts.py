"""The faces that briefs are set in, and which characters each of them has.

The files and their coverage are declared in ``resources/fonts/manifest.json``; a face is loaded
when the first word is set in it.
"""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

from outreach.base.assets import resource


class Face(StrEnum):
    """A face by the stem of its file."""

    SANS = "Inter-Regular"
    SANS_ITALIC = "Inter-Italic"
    SANS_SEMIBOLD = "Inter-SemiBold"
    SANS_BOLD = "Inter-Bold"
    SERIF = "SourceSerifText-Regular"
    SERIF_ITALIC = "SourceSerifText-Italic"
    SERIF_SEMIBOLD = "SourceSerifText-SemiBold"
    DISPLAY = "SourceSerifDisplay-SemiBold"
    DISPLAY_LIGHT = "SourceSerifDisplay-Light"


_STAND_INS = {
    Face.SANS: (Face.SERIF,),
    Face.SANS_ITALIC: (Face.SANS, Face.SERIF_ITALIC),
    Face.SANS_SEMIBOLD: (Face.SERIF_SEMIBOLD,),
    Face.SANS_BOLD: (Face.SERIF_SEMIBOLD,),
    Face.SERIF: (Face.SANS,),
    Face.SERIF_ITALIC: (Face.SANS_ITALIC, Face.SANS),
    Face.SERIF_SEMIBOLD: (Face.SANS_SEMIBOLD,),
    Face.DISPLAY: (Face.SANS_SEMIBOLD,),
    Face.DISPLAY_LIGHT: (Face.SANS,),
}
"""The faces that step in for a character that the first one lacks (polytonic Greek, say)."""


@cache
def coverage(face: Face) -> frozenset[int]:
    """Return the code points that ``face`` itself has a glyph for."""
    manifest = json.loads(resource("fonts", "manifest.json").read_text(encoding="utf-8"))
    (entry,) = (entry for entry in manifest["faces"] if entry["file"] == f"{face}.ttf")
    points: set[int] = set()
    for part in entry["covers"].split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def face_for(char: str, face: Face) -> Face | None:
    """Return the first of ``face`` and its stand-ins that has ``char``, or ``None``."""
    point = ord(char)
    candidates = (face, *_STAND_INS[face])
    return next((each for each in candidates if point in coverage(each)), None)


@cache
def covers(char: str) -> bool:
    """Tell whether ``char`` can be printed in every face of a brief, by a stand-in if need be."""
    return all(face_for(char, face) is not None for face in Face)


@cache
def loaded(face: Face) -> Any:
    """Return ReportLab's font for ``face``, registered under a name of our own."""
    file = str(resource("fonts", f"{face}.ttf"))
    font = ttfonts.TTFont(f"outreach {face}", file)
    pdfmetrics.registerFont(font)
    return font


def advance(text: str, face: Face) -> float:
    """Return the width of ``text`` in ``face`` at a size of one point; no fallback is made."""
    widths = loaded(face).face.charWidths
    missing = loaded(face).face.defaultWidth
    return float(sum(widths.get(ord(char), missing) for char in text)) / 1000.0
