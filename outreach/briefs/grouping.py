"""Pieces of a column that are one thing to those who do not see the page: a cell, a row."""

from __future__ import annotations

from collections.abc import Iterable

from outreach.briefs.flow import Piece
from outreach.briefs.structure import Element


def within(parent: Element, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return ``pieces``, what they say being part of ``parent``."""
    found = tuple(pieces)
    for piece in found:
        for mark in piece.marks:
            tag = mark.tag
            while tag is not None and tag is not parent:
                if tag.parent is None:
                    tag.parent = parent
                tag = tag.parent
    return found


def row(table: Element, *cells: Iterable[Piece], heads: int = 1) -> list[tuple[Piece, ...]]:
    """Return the cells of a row of ``table``; the first ``heads`` say what the row is about."""
    line = Element("TR", table)
    return [
        within(Element("TH", line, scope="Row") if place < heads else Element("TD", line), pieces)
        for place, pieces in enumerate(cells)
    ]


def head_row(table: Element, *cells: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    """Return the cells of the row that says what the columns of ``table`` are."""
    line = Element("TR", table)
    return [within(Element("TH", line, scope="Column"), pieces) for pieces in cells]
