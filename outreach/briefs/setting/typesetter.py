"""Words in lines: broken where they may be, in the order in which they are seen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from outreach.briefs.setting import bidi
from outreach.briefs.setting.clusters import clusters
from outreach.briefs.setting.shaping import Shape, space_in
from outreach.briefs.setting.text import Line, Run, Span, Style
from outreach.briefs.setting.words import Alike, Part, Word, Words

_new = tuple.__new__
"""Makes a named tuple in half the time of its own constructor, where there are very many."""
_REMEMBERED = 5000
"""Texts kept in mind from one brief of a pack to the next; many say the same."""
_Key = tuple[tuple[Run, ...], float]


class Setter:
    """Sets text word by word from shapes made once. Not for two threads at once."""

    def __init__(self) -> None:
        """Start with empty caches; they live as long as the typesetter."""
        self._shaped = Words()
        self._words: dict[tuple[Run, ...], list[Word]] = {}
        self._lines: dict[_Key, tuple[Line, ...]] = {}
        self._even: dict[_Key, tuple[Line, ...]] = {}

    def forget(self) -> None:
        """Drop cached text once there is much of it; a pack of any length needs no more room."""
        if len(self._lines) > _REMEMBERED:
            self._shaped.forget_many()
            for cache in (self._words, self._lines, self._even):
                cache.clear()

    def width(self, text: str, style: Style) -> float:
        """Return the width of ``text`` on one line, in points."""
        words = self._words_of((Run(text, style),))
        return self._joined(words).width if words else 0.0

    def lines(self, text: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Break ``text`` into lines of at most ``width`` points; every character is kept.

        A word wider than a line is broken between two letters.
        """
        key = (tuple(text), width)
        found = self._lines.get(key)
        if found is None:
            words = self._words_of(key[0])
            found = self._lines[key] = self._set(words, width)
        return found

    def balanced(self, text: Sequence[Run], width: float) -> tuple[Line, ...]:
        """Break into as few lines as :meth:`lines` does, but of lengths as even as can be."""
        key = (tuple(text), width)
        found = self._even.get(key)
        if found is None:
            found = self._even[key] = self._evened(key[0], width)
        return found

    def _words_of(self, text: tuple[Run, ...]) -> list[Word]:
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = self._shaped.of(text)
        return found

    def _evened(self, text: tuple[Run, ...], width: float) -> tuple[Line, ...]:
        words = self._words_of(text)
        count = self._count(words, width)
        low, high = width / 2, width
        for _ in range(8 if count > 1 else 0):
            middle = (low + high) / 2
            if self._count(words, middle) == count:
                high = middle
            else:
                low = middle
        return self._set(words, high)

    def _count(self, words: Sequence[Word], width: float) -> int:
        """Return how many lines ``words`` take."""
        if any(word.width > width for word in words):
            return sum(1 for _ in self._rows(words, width))
        count, used = 0, math.inf
        for word in words:
            used += word.space + word.width
            if used > width or word.opens:
                count, used = count + 1, word.width
        return count

    def _set(self, words: Sequence[Word], width: float) -> tuple[Line, ...]:
        rows = list(self._rows(words, width))
        # Unseen at the end of a line, but heard: without it two words were read as one.
        lines = [
            self._joined(row, goes_on=bool(after[0].space or after[0].opens))
            for row, after in pairwise(rows)
        ]
        return (*lines, *map(self._joined, rows[-1:]))

    def _rows(self, words: Sequence[Word], width: float) -> Iterator[list[Word]]:
        row: list[Word] = []
        used = 0.0
        for word in words:
            wide = word.width
            if row:
                reach = used + word.space + wide
                if reach <= width and not word.opens:
                    used = reach
                    row.append(word)
                    continue
                yield row
            if wide > width:
                *full, word = self._cut(word, width)
                yield from ([piece] for piece in full)
            row, used = [word], word.width
        if row:
            yield row

    def _cut(self, word: Word, width: float) -> Iterator[Word]:
        """Break an endless word into pieces that fit, never inside a letter with its marks."""
        taken: list[Part] = []
        used = 0.0
        for part in word.parts:
            letters = clusters(part.text) if part.shape else [part.text]
            while letters:
                count, wide = self._fitting(part, letters, width - used)
                if not count and not taken:
                    count, wide = 1, self._measured(part, letters[:1])
                if count:
                    taken += self._piece(part, letters[:count])
                    used += wide
                    letters = letters[count:]
                if letters:
                    yield Word(tuple(taken), used, 0.0, False, 0, word.base)
                    taken, used = [], 0.0
        yield Word(tuple(taken), used, word.space, word.opens, word.space_level, word.base)

    def _fitting(self, part: Part, letters: Sequence[str], room: float) -> tuple[int, float]:
        """Return how many of ``letters`` go into ``room``, and how wide these are."""
        if part.shape is None:
            return (1, part.width) if part.width <= room else (0, 0.0)
        # The width of many letters is nearly that of each by itself: look close by.
        guess = int(room / max(part.width / len(clusters(part.text)), 1e-6))
        low, low_width, high = 0, 0.0, min(len(letters), 4 * guess + 8) + 1
        middle = max(1, min(guess, high - 1))
        while high - low > 1:
            wide = self._measured(part, letters[:middle])
            if wide <= room:
                low, low_width = middle, wide
            else:
                high = middle
            middle = (low + high) // 2
        return low, low_width

    def _piece(self, part: Part, letters: Sequence[str]) -> list[Part]:
        if part.shape is None:
            return [part]
        return self._shaped.part("".join(letters), part.style, part.level)

    def _measured(self, part: Part, letters: Sequence[str]) -> float:
        return sum(piece.width for piece in self._piece(part, letters))

    def _joined(self, words: Sequence[Word], *, goes_on: bool = False) -> Line:
        """Set words beside each other, in as few spans as fonts and styles allow."""
        alike = words[0].alike
        if alike is not None and all(word.alike is alike for word in words):
            return _alike_line(words, alike, goes_on)
        if any(part.level for word in words for part in word.parts):
            line = self._from_both_sides(words)
        else:
            line = self._mixed(words)
        return _spaced(line) if goes_on else line

    def _mixed(self, words: Sequence[Word]) -> Line:
        """Set words of several fonts or styles."""
        row = _Row()
        for number, word in enumerate(words):
            gap = word.space if number else 0.0
            for part in word.parts:
                row.add(part, gap, self._space_of(part) if gap else None)
                gap = 0.0
        return row.line(rtl=False)

    def _from_both_sides(self, words: Sequence[Word]) -> Line:
        items: list[Part | float] = []
        levels: list[int] = []
        for number, word in enumerate(words):
            if number and word.space:
                items.append(word.space)
                levels.append(word.space_level)
            items += word.parts
            levels += [part.level for part in word.parts]
        row = _Row()
        gap = 0.0
        for item in bidi.visual(items, levels):
            if isinstance(item, float):
                gap += item
            else:
                row.add(item, gap, self._space_of(item) if gap else None)
                gap = 0.0
        return row.line(rtl=words[0].base == 1)

    def _space_of(self, part: Part) -> Shape:
        return self._shaped.space(part.style.face)


def _alike_line(words: Sequence[Word], alike: Alike, goes_on: bool) -> Line:
    """Set words of one font and style, as nearly all are."""
    style, face, tracking, space = alike.style, alike.face, alike.tracking, alike.space
    inner = words[1:]
    wide = sum([word.width for word in words]) + sum([word.space for word in inner])
    shapes: list[Shape] = []
    if all(word.space for word in inner):
        text = " ".join([word.text for word in words])
        for word in words:
            shapes += word.shapes if len(word.shapes) == 1 else ()
        if len(shapes) == len(words):
            span = _new(
                Span, (0.0, text, face, style, wide, tuple(shapes), tracking, space, goes_on)
            )
            return _new(Line, ((span,), wide - tracking, style.leading, style.size, False))
        shapes.clear()
    texts: list[str] = []
    for number, word in enumerate(words):
        if number and word.space:
            shapes.append(space)
            texts.append(" ")
        shapes += word.shapes
        texts.append(word.text)
    if goes_on:
        shapes.append(space)
    span = Span(0.0, "".join(texts), face, style, wide, tuple(shapes), tracking)
    return Line((span,), wide - tracking, style.leading, style.size)


def _spaced(line: Line) -> Line:
    last = line.spans[-1]
    if line.rtl or last.face is None or (space := space_in(last.face)) is None:
        return line
    return line._replace(spans=(*line.spans[:-1], last._replace(shapes=(*last.shapes, space))))


@dataclass(slots=True)
class _Row:
    """A line that is being put together from the left."""

    x: float = 0.0
    spans: list[Span] = field(default_factory=list)
    _begin: float = 0.0
    _last: Part | None = None
    _texts: list[str] = field(default_factory=list)
    _shapes: list[Shape] = field(default_factory=list)

    def add(self, part: Part, gap: float, space: Shape | None) -> None:
        """Add ``part`` after a gap that ``space`` fills."""
        last = self._last
        if last is not None and not _alike(last, part):
            self._end()
            last = None
        if last is None:
            self._begin = self.x + gap
        elif space is not None and space.face is (part.shape and part.shape.face):
            self._texts.append(" ")
            self._shapes.append(space)
        elif gap:
            self._end()
            self._begin = self.x + gap
        self._texts.append(part.text)
        if part.shape is not None:
            self._shapes.append(part.shape)
        self._last = part
        self.x += gap + part.width

    def line(self, *, rtl: bool) -> Line:
        """Return what was put together."""
        last = self._last
        self._end()
        styles = {span.style for span in self.spans}
        return Line(
            tuple(self.spans),
            self.x - (last.tracking if last else 0.0),
            max(style.leading for style in styles),
            max(style.size for style in styles),
            rtl,
        )

    def _end(self) -> None:
        last = self._last
        if last is None:
            return
        face = last.shape.face if last.shape else None
        self.spans.append(
            Span(
                self._begin, "".join(self._texts), face, last.style, self.x - self._begin,
                tuple(self._shapes), last.tracking,
            )
        )  # fmt: skip
        self._texts, self._shapes, self._last = [], [], None


def _alike(one: Part, other: Part) -> bool:
    """Tell whether two parts go into one span; what reads from the right is a span by itself."""
    return (
        one.shape is not None
        and other.shape is not None
        and one.shape.face is other.shape.face
        and one.style is other.style
        and one.tracking == other.tracking
        and not (one.level or other.level)
    )
