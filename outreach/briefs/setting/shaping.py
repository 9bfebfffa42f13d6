"""Words as glyphs: HarfBuzz does it once for each word, as long as many others do not follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import uharfbuzz as hb

from outreach.briefs.setting.faces import FontFace


class Glyph(NamedTuple):
    """A glyph in its place; lengths are in units of the font."""

    id: int
    advance: int
    dx: int
    dy: int
    source: str
    """The text that it stands for; empty for one that only completes the glyph before it."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Text in one font and one direction, its glyphs from left to right."""

    text: str
    """What was typed, in the order in which it is read."""
    face: FontFace
    rtl: bool
    glyphs: tuple[Glyph, ...]
    width: float
    """For a size of one point."""
    simple: bool
    """One glyph for each character, none of them moved: its letters may be spaced out."""
    spoken: bool
    """Glyphs alone do not tell the text, so it is written beside them."""
    raised: bool
    """Some glyph stands above or below the baseline."""


@lru_cache(maxsize=4096)
def shape(text: str, face: FontFace, rtl: bool = False) -> Shape:
    """Return ``text`` as glyphs of ``face``; the script is guessed from the text."""
    buffer: Any = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(face.font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    sources, whole = _sources(text, [info.cluster for info in infos], rtl)
    glyphs = tuple(
        Glyph(info.codepoint, at.x_advance, at.x_offset, at.y_offset, source)
        for info, at, source in zip(infos, positions, sources, strict=True)
    )
    moved = any(glyph.dx or glyph.dy for glyph in glyphs)
    joined = not whole or any(len(glyph.source) != 1 for glyph in glyphs)
    return Shape(
        text,
        face,
        rtl,
        glyphs,
        sum(glyph.advance for glyph in glyphs) / face.upem * face.scale,
        not rtl and not moved and not joined,
        not whole or moved,
        any(glyph.dy for glyph in glyphs),
    )


def _sources(text: str, clusters: list[int], rtl: bool) -> tuple[list[str], bool]:
    """Return the text behind each glyph, and whether that text tells all of it.

    From the right, the parts of a ligature are given in the order in which they are seen, as
    readers turn them round.
    """
    begins = sorted(set(clusters))
    ends = dict(zip(begins, [*begins[1:], len(text)], strict=True))
    sources: list[str] = []
    whole = bool(clusters) or not text
    done: set[int] = set()
    for cluster in clusters:
        if cluster in done:
            sources.append("")
            whole = False
            continue
        done.add(cluster)
        source = text[cluster : ends[cluster]]
        sources.append(source[::-1] if rtl else source)
    return sources, whole


@cache
def space_in(face: FontFace) -> Shape | None:
    """Return a space of ``face``, if it has one."""
    return shape(" ", face) if face.font.get_nominal_glyph(0x20) else None
