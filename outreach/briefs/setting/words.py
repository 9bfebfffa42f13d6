"""Typed text as words: what is kept together on a line, each already shaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from outreach.briefs.setting import bidi
from outreach.briefs.setting.clusters import clusters
from outreach.briefs.setting.faces import FontFace, face_for, loaded
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.shaping import Shape, shape
from outreach.briefs.setting.text import Run, Style
from outreach.briefs.setting.wording import paragraphs

_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_][-\u2010\u2013\u2014])(?=[^\W\d_])")
_EAST_ASIAN = re.compile("[\u2e80-\u30ff\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
                         "\uff00-\uff9f\U00020000-\U0003ffff]")  # fmt: skip
_NOT_FIRST = frozenset(
    "、。，．・：；？！ー～”’）〕］｝〉》」』】〙〗〟ゝゞヽヾ々〻ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "…‥,.:;?!)]}%°′″℃¢"
)
_NOT_LAST = frozenset("（〔［｛〈《「『【〘〖〝“‘([{£¥＄￥$№")
"""What never stands at the beginning or the end of a Chinese or Japanese line (JIS X 4051)."""
_KANA, _HANGUL = (
    re.compile("[\u3040-\u30ff\u31f0-\u31ff]"),
    re.compile("[\u1100-\u11ff\uac00-\ud7a3]"),
)
_MOST_KNOWN = 30_000
"""Shapes of words that are kept in mind."""
_NUMBER_SIZE = 0.62
_SMALLEST_NUMBER = 7.0
"""Size of the number in a missing character's box: a share of the text's, and at least this."""


class Part(NamedTuple):
    """Part of a word in one font and direction; widths are in points."""

    text: str
    shape: Shape | None
    """``None`` for a character that no font has."""
    style: Style
    width: float
    level: int = 0
    tracking: float = 0.0
    """The space after each of its letters."""


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """What nearly all words of a line have in common. Each exists once in its :class:`Words`."""

    style: Style
    face: FontFace
    tracking: float
    space: Shape
    """What stands between two of these words."""


class Word(NamedTuple):
    """What is kept together on a line, and whether a space or a new paragraph precedes it."""

    parts: tuple[Part, ...]
    width: float
    space: float
    opens: bool
    space_level: int = 0
    base: int = 0
    """The level of its paragraph."""
    alike: Alike | None = None
    """None for a word of several styles or fonts, or one that may not read from the left."""
    text: str = ""
    shapes: tuple[Shape, ...] = ()
    """Text and shapes of all its parts, where these are alike."""


def number_size(style: Style) -> float:
    """Return the size of the number inside a missing character's box in text of ``style``."""
    return max(_SMALLEST_NUMBER, _NUMBER_SIZE * style.size)


def code_number(char: str) -> str:
    """Return the hexadecimal number of ``char`` as it is written in its box."""
    return f"{ord(char):04X}"


class Words:
    """Cuts text into words, each shaped once. Not for two threads at once."""

    def __init__(self) -> None:
        """Know no words yet."""
        self._plain_words: dict[Style, dict[str, list[Word]]] = {}
        self._parts_of: dict[tuple[str, Style, str], list[Part]] = {}
        self._shapes: dict[tuple[str, Face, int, str], tuple[tuple[str, Shape | None], ...]] = {}
        self._alike: dict[tuple[Style, FontFace, float], Alike | None] = {}

    def forget_many(self) -> None:
        """Drop all that is known once it is very much: briefs of one pack share most words."""
        if len(self._shapes) < _MOST_KNOWN:
            return
        self._plain_words.clear()
        self._parts_of.clear()
        self._shapes.clear()
        self._alike.clear()

    def space(self, face: Face) -> Shape:
        """Return a space in ``face``."""
        ((_, found),) = self._shaped(" ", face, 0, "SC")
        assert found is not None
        return found

    def of(self, text: Sequence[Run]) -> list[Word]:
        """Return the words of ``text``; a run that follows without a space is glued on."""
        words: list[Word] = []
        for paragraph in _paragraphs(text):
            if _are_plain(paragraph):
                words += self._plain(paragraph)
            else:
                words += self._of_paragraph(paragraph)
        return words

    def _plain(self, runs: Sequence[Run]) -> list[Word]:
        """Return the words of a paragraph that holds nothing out of the ordinary."""
        words: list[Word] = []
        for number, (text, style) in enumerate(runs):
            known = self._plain_words.get(style)
            if known is None:
                known = self._plain_words[style] = {}
            # All runs but the first begin with the space that parts them from the one before.
            for token in (text[1:] if number else text).split(" "):
                found = known.get(token)
                words += self._kept(token, style) if found is None else found
        words[0] = words[0]._replace(opens=True, space=0.0)
        return words

    def _kept(self, token: str, style: Style) -> list[Word]:
        space = self.space(style.face).width * style.size + style.tracking
        found = self._plain_words[style][token] = [
            self._word(self._parts(piece, style, None, 0, "SC"), 0.0 if n else space, False)
            for n, piece in enumerate(_broken(token))
        ]
        return found

    def _word(
        self,
        parts: Sequence[Part],
        space: float,
        opens: bool,
        space_level: int = 0,
        base: int = 0,
    ) -> Word:
        width = sum([part.width for part in parts])
        first = parts[0]
        alike = None
        if first.shape is not None:
            key = (first.style, first.shape.face, first.tracking)
            if all(
                not part.level
                and part.shape is not None
                and (part.style, part.shape.face, part.tracking) == key
                for part in parts
            ):
                alike = self._in_common(*key)
        if alike is None:
            return Word(tuple(parts), width, space, opens, space_level, base)
        text = "".join([part.text for part in parts])
        shapes = tuple([part.shape for part in parts if part.shape])
        return Word(tuple(parts), width, space, opens, space_level, base, alike, text, shapes)

    def _in_common(self, style: Style, face: FontFace, tracking: float) -> Alike | None:
        """Return what words of a style have in common; None where another font has the space."""
        key = (style, face, tracking)
        if key not in self._alike:
            space = self.space(style.face)
            same = space.face is face
            self._alike[key] = Alike(style, face, tracking, space) if same else None
        return self._alike[key]

    def part(self, text: str, style: Style, level: int = 0, han: str = "SC") -> list[Part]:
        """Return part of a word, in as many parts as it takes fonts."""
        found = []
        for piece, shaped in self._shaped(text, style.face, level % 2, han):
            if shaped is None:
                size = number_size(style)
                ((_, number),) = self._shaped(code_number(piece), Face.SANS, 0, "SC")
                wide = number.width * size if number else 0.0
                part = Part(piece, None, style, wide + 0.5 * size + style.tracking, level)
            else:
                tracking = style.tracking if shaped.simple else 0.0
                wide = shaped.width * style.size + tracking * len(shaped.glyphs)
                part = Part(piece, shaped, style, wide, level, tracking)
            found.append(part)
        return found

    def _of_paragraph(self, runs: Sequence[Run]) -> Iterator[Word]:
        whole = "".join(run.text for run in runs)
        levels, base, han = None, 0, "SC"
        if not whole.isascii():
            if bidi.reads_from_right(whole):
                base = bidi.direction(whole)
                levels = bidi.levels(whole, base)
            if _EAST_ASIAN.search(whole) or _HANGUL.search(whole):
                han = "JP" if _KANA.search(whole) else "KR" if _HANGUL.search(whole) else "SC"
        opens = True
        begun: list[Part] = []
        space, space_level = 0.0, 0
        at = 0
        for run in runs:
            for place, spaced in enumerate(run.text.split(" ")):
                if place:
                    if begun:
                        yield self._word(begun, space, opens, space_level, base)
                        begun, opens = [], False
                    space = self.space(run.style.face).width * run.style.size + run.style.tracking
                    space_level = levels[at] if levels else 0
                    at += 1
                for number, token in enumerate(_broken(spaced) if spaced else ()):
                    if number and begun:
                        yield self._word(begun, space, opens, space_level, base)
                        begun, opens, space = [], False, 0.0
                    begun += self._parts(token, run.style, levels, at, han)
                    at += len(token)
        if begun:
            yield self._word(begun, space, opens, space_level, base)

    def _parts(
        self, token: str, style: Style, levels: list[int] | None, at: int, han: str
    ) -> Sequence[Part]:
        if levels is None:
            known = self._parts_of.get((token, style, han))
            if known is None:
                text = token.upper() if style.capitals else token
                known = self._parts_of[token, style, han] = self.part(text, style, 0, han)
            return known
        parts: list[Part] = []
        for level, group in groupby(range(len(token)), key=lambda n: levels[at + n]):
            places = list(group)
            text = token[places[0] : places[-1] + 1]
            parts += self.part(text.upper() if style.capitals else text, style, level, han)
        return parts

    def _shaped(
        self, text: str, face: Face, rtl: int, han: str
    ) -> tuple[tuple[str, Shape | None], ...]:
        key = (text, face, rtl, han)
        found = self._shapes.get(key)
        if found is None:
            found = self._shapes[key] = tuple(_itemised(text, face, bool(rtl), han))
        return found


def _are_plain(runs: Sequence[Run]) -> bool:
    """Tell whether ``runs`` are broken at spaces and hyphens only, and read from the left."""
    for number, (text, _) in enumerate(runs):
        if number and text[:1] != " ":
            return False
        if not text.isascii() and (
            bidi.reads_from_right(text) or _EAST_ASIAN.search(text) or _HANGUL.search(text)
        ):
            return False
    return True


def _itemised(text: str, face: Face, rtl: bool, han: str) -> Iterator[tuple[str, Shape | None]]:
    """Yield ``text`` in pieces of one font each, as it is read."""
    if text.isascii():
        yield text, shape(text, loaded(face), rtl)
        return
    pieces: list[str] = []
    for cluster in clusters(text):
        # A letter that no font has whole is printed as the parts that it is made of.
        pieces += [cluster] if face_for(cluster, face, han) else list(cluster)
    for font, group in groupby(pieces, key=lambda piece: face_for(piece, face, han)):
        if font is None:
            for piece in group:
                yield from ((char, None) for char in piece)
        else:
            joined = "".join(group)
            yield joined, shape(joined, font, rtl)


def _paragraphs(text: Sequence[Run]) -> list[list[Run]]:
    """Return ``text`` cleaned, with a list of runs for each paragraph."""
    found: list[list[Run]] = []
    glued = False
    for run in text:
        glued = glued and not run.text[:1].isspace()
        for number, words in enumerate(paragraphs(run.text)):
            if number or not found:
                found.append([Run(words, run.style)])
            else:
                found[-1].append(Run(words if glued else f" {words}", run.style))
            glued = not run.text[-1:].isspace()
    return found


def _broken(token: str) -> list[str]:
    """Cut a word where a line may end inside it."""
    parts = _AFTER_HYPHEN.split(token) if len(token) > 2 else [token]
    if token.isascii() or not _EAST_ASIAN.search(token):
        return parts
    return [piece for part in parts for piece in _between_signs(part)]


def _between_signs(text: str) -> list[str]:
    found: list[str] = []
    east = False
    for cluster in clusters(text):
        now = _EAST_ASIAN.match(cluster) is not None
        if (
            found
            and (now or east)
            and cluster[0] not in _NOT_FIRST
            and found[-1][-1] not in _NOT_LAST
        ):
            found.append(cluster)
        elif found:
            found[-1] += cluster
        else:
            found.append(cluster)
        east = now
    return found
