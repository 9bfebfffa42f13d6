"""Fonts as they are loaded, and which of them a letter is set in."""

from __future__ import annotations

import re
import struct
import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from outreach.base.assets import resource
from outreach.briefs.setting import system
from outreach.briefs.setting.fonts import DESIGNED, SCALES, STAND_INS, Face, coverage

_UNSEEN = re.compile("[\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff"
                     "\U000e0000-\U000e0fff]")  # fmt: skip
"""Characters that draw nothing by themselves, so no font needs to have them."""

_NO_SUBSET, _BITMAPS_ONLY = 0x0100, 0x0200
_RESTRICTED = 2


class FontFace:
    """A loaded font. Each font exists once, so faces are compared by identity."""

    def __init__(self, name: str, path: Path, index: int = 0, scale: float = 1.0) -> None:
        """Load font ``index`` of the file at ``path``.

        Raises:
            OSError, ValueError, RuntimeError: when it is not a font that can be used.
        """
        self.name = name
        self.scale = scale
        """How much larger than the style's size it is set."""
        self.face: Any = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self.font: Any = hb.Font(self.face)
        self.upem: int = self.face.upem
        """Units of the font in one em."""
        tables = set(self.face.table_tags)
        if self.upem == 0 or not tables & {"glyf", "CFF "}:
            raise ValueError(f"{name} has no outlines")
        self.postscript = "glyf" not in tables
        self.axes = {
            axis.tag: 400.0 if axis.tag == "wght" else axis.default_value
            for axis in self.face.axis_infos
        }
        """Where on each axis of a variable font it is taken from: its regular weight."""
        if self.axes:
            self.font.set_variations(self.axes)

    def advance(self, glyph: int) -> int:
        """Return the width of a glyph in units of the font."""
        return int(self.font.get_glyph_h_advance(glyph))

    def may_be_embedded(self) -> bool:
        """Tell whether the font's licence bits let a part of it go into a document."""
        table = bytes(self.face.reference_table("OS/2").data or b"")
        if len(table) < 10:
            return True
        (bits,) = struct.unpack(">H", table[8:10])
        return bits & 0x000F != _RESTRICTED and not bits & (_NO_SUBSET | _BITMAPS_ONLY)


_LOADING = threading.Lock()
"""Briefs are drawn in one thread and texts are measured in another; a face exists once for both."""


def loaded(face: Face) -> FontFace:
    """Return one of our own faces, loaded."""
    with _LOADING:
        return _loaded(face)


@cache
def _loaded(face: Face) -> FontFace:
    return FontFace(face, resource("fonts", f"{face}.ttf"), 0, SCALES.get(face, 1.0))


@lru_cache(maxsize=20_000)
def face_for(cluster: str, face: Face, han: str = "SC") -> FontFace | None:
    """Return the first font that has all of ``cluster``: ``face``, its stand-ins, the system's.

    Args:
        cluster: One letter with its marks.
        face: The face that is wanted.
        han: How Chinese characters are written: ``SC``, ``TC``, ``JP`` or ``KR``.
    """
    needed = {ord(char) for char in _UNSEEN.sub("", cluster)}
    for each in (face, *STAND_INS[face]):
        if needed <= coverage(each):
            return loaded(each)
    return _from_system(frozenset(needed), han)


def covers(char: str) -> bool:
    """Tell whether ``char`` can be printed in every face of a brief, by a stand-in if need be."""
    return all(face_for(char, face) is not None for face in DESIGNED)


def _from_system(needed: frozenset[int], han: str) -> FontFace | None:
    for place in system.places(han):
        found = _system_face(*place)
        if found is not None and needed <= found[1]:
            return found[0]
    return None


@cache
def _system_face(path: Path, index: int) -> tuple[FontFace, frozenset[int]] | None:
    """Return a font of the system with what it covers; None for one that must not be used."""
    try:
        found = FontFace(f"{path.stem}-{index}" if index else path.stem, path, index)
        if not found.may_be_embedded():
            return None
        return found, frozenset(found.face.unicodes)
    except (OSError, ValueError, RuntimeError, hb.HarfBuzzError):
        return None
