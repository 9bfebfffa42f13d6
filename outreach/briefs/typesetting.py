"""The present typesetter: Latin, Greek and Cyrillic, left to right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from outreach.briefs.fonts import Face, advance, face_for
from outreach.briefs.text import Line, Pen, Run, Span, Style
from outreach.briefs.wording import paragraphs

_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_][-\u2010\u2013\u2014])(?=[^\W\d_])")
_REMEMBERED = 5000
"""Texts kept in mind from one brief of a pack to the next; many say the same."""
_NUMBER_SIZE = 0.62
_SMALLEST_NUMBER = 7.0
"""Size of the number in a missing character's box: a share of the text's, and at least this."""


class _Part(NamedTuple):
    """Part of a word in one face; widths are in points."""

    text: str
    face: Face | None
    style: Style
    width: float


class _Word(NamedTuple):
    """What is kept together on a line, and whether a space or a new paragraph precedes it."""

    parts: tuple[_Part, ...]
    width: float
    space: float
    opens: bool


def number_size(style: Style) -> float:
    """Return the size of the number inside a missing character's box in text of ``style``."""
    return max(_SMALLEST_NUMBER, _NUMBER_SIZE * style.size)


def code_number(char: str) -> str:
    """Return the hexadecimal number of ``char`` as it is written in its box."""
    return f"{ord(char):04X}"


class SimpleTypesetter:
    """Sets text word by word from cached widths. Not for two threads at once."""

    def __init__(self) -> None:
        """Start with empty caches; they live as long as the typesetter."""
        self._known: dict[tuple[str, Style], _Word] = {}
        self._words: dict[tuple[Run, ...], list[_Word]] = {}
        self._lines: dict[tuple[tuple[Run, ...], float], tuple[Line, ...]] = {}
        self._even: dict[tuple[tuple[Run, ...], float], tuple[Line, ...]] = {}

    def forget(self) -> None:
        """Drop cached text once there is much of it; a pack of any length needs no more room."""
        if len(self._lines) > _REMEMBERED:
            for cache in (self._known, self._words, self._lines, self._even):
                cache.clear()

    def width(self, text: str, style: Style) -> float:
        """Return the width of ``text`` on one line, in points."""
        words = self.words((Run(text, style),))
        return _joined(words).width if words else 0.0

    def lines(self, text: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Break ``text`` into lines of at most ``width`` points; every character is kept.

        A word wider than a line is broken between two letters.
        """
        key = (tuple(text), width)
        found = self._lines.get(key)
        if found is None:
            words = self.words(key[0])
            found = self._lines[key] = tuple(_joined(row) for row in _rows(words, width))
        return found

    def balanced(self, text: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Break into as few lines as :meth:`lines` does, but of lengths as even as can be."""
        key = (tuple(text), width)
        found = self._even.get(key)
        if found is None:
            found = self._even[key] = self._evened(key[0], width)
        return found

    def draw(self, pen: Pen, line: Line, x: float, y: float) -> None:
        """Draw ``line`` with its left end at ``x`` and its baseline at ``y``."""
        for span in line.spans:
            if span.face is None:
                pen.show_missing(x + span.x, y, span)
            else:
                pen.show(x + span.x, y, span.text, span.face, span.style)

    def word(self, text: str, style: Style) -> _Word:
        """Return a word that follows a space."""
        key = (text, style)
        found = self._known.get(key)
        if found is None:
            parts = tuple(_cut(text, style))
            space = advance(" ", style.face) * style.size + style.tracking
            width = sum(part.width for part in parts)
            found = self._known[key] = _Word(parts, width, space, False)
        return found

    def words(self, text: tuple[Run, ...]) -> list[_Word]:
        """Return ``text`` cut into words, each with its width."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = _words_of(text, self)
        return found

    def _evened(self, text: tuple[Run, ...], width: float) -> tuple[Line, ...]:
        words = self.words(text)
        count = len(list(_rows(words, width)))
        low, high = width / 2, width
        for _ in range(8 if count > 1 else 0):
            middle = (low + high) / 2
            if len(list(_rows(words, middle))) == count:
                high = middle
            else:
                low = middle
        return tuple(_joined(row) for row in _rows(words, high))


def _cut(word: str, style: Style) -> Iterator[_Part]:
    text = word.upper() if style.capitals else word
    faces = [(char, face_for(char, style.face)) for char in text]
    for face, group in groupby(faces, key=lambda pair: pair[1]):
        chars = [char for char, _ in group]
        if face is None:
            for char in chars:
                size = number_size(style)
                number = advance(code_number(char), Face.SANS) * size
                yield _Part(char, None, style, number + 0.5 * size + style.tracking)
        else:
            part = "".join(chars)
            width = advance(part, face) * style.size + style.tracking * len(part)
            yield _Part(part, face, style, width)


def _words_of(text: Sequence[Run], setter: SimpleTypesetter) -> list[_Word]:
    """Cut runs into words; a run that follows without a space is glued to the word before."""
    words: list[_Word] = []
    glued = False
    for run in text:
        glued = glued and not run.text[:1].isspace()
        for number, paragraph in enumerate(paragraphs(run.text)):
            for place, spaced in enumerate(paragraph.split(" ")):
                token, *others = _AFTER_HYPHEN.split(spaced)
                word = setter.word(token, run.style)
                if place:
                    words.append(word)
                elif number or not words:
                    words.append(_Word(word.parts, word.width, 0.0, True))
                elif glued:
                    words[-1] = _glued(words[-1], word)
                else:
                    words.append(word)
                for token in others:
                    word = setter.word(token, run.style)
                    words.append(_Word(word.parts, word.width, 0.0, False))
        glued = bool(words) and not run.text[-1:].isspace()
    return words


def _glued(word: _Word, more: _Word) -> _Word:
    return _Word(word.parts + more.parts, word.width + more.width, word.space, word.opens)


def _rows(words: Sequence[_Word], width: float) -> Iterator[list[_Word]]:
    row: list[_Word] = []
    used = 0.0
    for word in words:
        if row and (word.opens or used + word.space + word.width > width):
            yield row
            row, used = [], 0.0
        if word.width > width and not row:
            *full, word = _broken(word, width)
            yield from ([piece] for piece in full)
        used += word.width + (word.space if row else 0.0)
        row.append(word)
    if row:
        yield row


def _broken(word: _Word, width: float) -> Iterator[_Word]:
    """Break an endless word into pieces that fit, never before a mark that sits on a letter."""
    taken: list[_Part] = []
    used = 0.0
    for part in word.parts:
        for cluster in _clusters(part.text) if part.face else (part.text,):
            wide = part.width
            if part.face:
                wide = advance(cluster, part.face) * part.style.size
                wide += part.style.tracking * len(cluster)
            if taken and used + wide > width:
                yield _Word(tuple(taken), used, 0.0, False)
                taken, used = [], 0.0
            taken.append(_Part(cluster, part.face, part.style, wide))
            used += wide
    yield _Word(tuple(taken), used, word.space, word.opens)


def _clusters(text: str) -> list[str]:
    found: list[str] = []
    for char in text:
        if found and unicodedata.category(char).startswith("M"):
            found[-1] += char
        else:
            found.append(char)
    return found


def _joined(words: Sequence[_Word]) -> Line:
    """Set words beside each other, in as few spans as faces and styles allow."""
    spans: list[Span] = []
    texts: list[str] = []
    (first, *_) = words[0].parts
    face, style = first.face, first.style
    begin = x = 0.0
    for number, word in enumerate(words):
        gap = word.space if number else 0.0
        for text, its_face, its_style, width in word.parts:
            if texts and (its_face is None or its_face is not face or its_style is not style):
                spans.append(Span(begin, "".join(texts), face, style, x - begin))
                texts = []
            if not texts:
                face, style, begin = its_face, its_style, x + gap
            elif gap:
                texts.append(" ")
            texts.append(text)
            x += gap + width
            gap = 0.0
    spans.append(Span(begin, "".join(texts), face, style, x - begin))
    styles = {span.style for span in spans}
    return Line(
        tuple(spans),
        x - style.tracking,
        max(style.leading for style in styles),
        max(style.size for style in styles),
    )
