"""The faces that briefs are set in, and which of them steps in for which.

The files and their coverage are declared in ``resources/fonts/manifest.json``; a face is loaded
when the first word is set in it.
"""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache

from outreach.base.assets import resource


class Face(StrEnum):
    """A face of ours by the stem of its file."""

    SANS = "Inter-Regular"
    SANS_ITALIC = "Inter-Italic"
    SANS_SEMIBOLD = "Inter-SemiBold"
    SANS_BOLD = "Inter-Bold"
    SERIF = "SourceSerifText-Regular"
    SERIF_ITALIC = "SourceSerifText-Italic"
    SERIF_SEMIBOLD = "SourceSerifText-SemiBold"
    DISPLAY = "SourceSerifDisplay-SemiBold"
    DISPLAY_LIGHT = "SourceSerifDisplay-Light"
    ARABIC = "NotoNaskhArabic-Regular"
    ARABIC_BOLD = "NotoNaskhArabic-Bold"
    HEBREW = "NotoSansHebrew-Regular"
    HEBREW_BOLD = "NotoSansHebrew-Bold"
    DEVANAGARI = "NotoSansDevanagari-Regular"
    DEVANAGARI_BOLD = "NotoSansDevanagari-Bold"
    BENGALI = "NotoSansBengali-Regular"
    BENGALI_BOLD = "NotoSansBengali-Bold"
    THAI = "NotoSansThai-Regular"
    THAI_BOLD = "NotoSansThai-Bold"
    EMOJI = "NotoEmoji-Regular"


DESIGNED = tuple(Face)[:9]
"""The faces that styles are declared with; the others step in."""

_LIGHT = (Face.ARABIC, Face.HEBREW, Face.DEVANAGARI, Face.BENGALI, Face.THAI, Face.EMOJI)
_BOLD = (Face.ARABIC_BOLD, Face.HEBREW_BOLD, Face.DEVANAGARI_BOLD, Face.BENGALI_BOLD,
         Face.THAI_BOLD, Face.EMOJI)  # fmt: skip

STAND_INS = {
    Face.SANS: (Face.SERIF, *_LIGHT),
    Face.SANS_ITALIC: (Face.SANS, Face.SERIF_ITALIC, Face.SERIF, *_LIGHT),
    Face.SANS_SEMIBOLD: (Face.SERIF_SEMIBOLD, *_BOLD),
    Face.SANS_BOLD: (Face.SERIF_SEMIBOLD, *_BOLD),
    Face.SERIF: (Face.SANS, *_LIGHT),
    Face.SERIF_ITALIC: (Face.SANS_ITALIC, Face.SANS, *_LIGHT),
    Face.SERIF_SEMIBOLD: (Face.SANS_SEMIBOLD, *_BOLD),
    Face.DISPLAY: (Face.SANS_SEMIBOLD, *_BOLD),
    Face.DISPLAY_LIGHT: (Face.SANS, *_LIGHT),
}
"""The faces that step in for a letter that the first one lacks (polytonic Greek, say)."""

SCALES = dict.fromkeys((Face.ARABIC, Face.ARABIC_BOLD), 1.12)
"""How much larger a face is set than those beside it, so that a page has an even colour."""


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
