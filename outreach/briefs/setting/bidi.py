"""The order of letters in a line that reads from either side (Unicode Standard Annex 9).

There are no explicit embeddings, overrides or isolates: marks of direction are taken out of typed
text before it comes here, so that nobody can turn a page round. What is left are the rules W1 to
W7, N0 to N2, I1, I2 and L2, and P2 and P3 for the direction of a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks whose letters read from the right, and Arabic numbers."""

_BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩"
    "⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_CLOSING = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)) | {"\u2329": "〉"}
_ALIKE = {"\u232a": "〉"}
_CLOSERS = frozenset(_CLOSING.values()) | {"\u232a"}
_MOST_OPEN = 63
"""So many brackets may be open at a time; with more, none is paired (rule BD16)."""

_NEUTRAL = frozenset(("B", "S", "WS", "ON", "BN"))


def reads_from_right(text: str) -> bool:
    """Tell whether anything in ``text`` may read from the right; without it no level is odd."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def direction(text: str) -> int:
    """Return the level of a paragraph by its first letter: 1 from the right, otherwise 0."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return 0


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character of a paragraph whose own level is ``base``, 0 or 1.

    Even levels read from the left, odd ones from the right. White space at the end of a line has
    the level of the paragraph (rule L1); who breaks lines drops it.
    """
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    own = "R" if base else "L"
    _resolve_weak(kinds, own)
    _resolve_brackets(text, kinds, own)
    _resolve_neutral(kinds, own)
    found = []
    for kind in kinds:
        if base:
            found.append(base + (kind in ("L", "EN", "AN")))
        else:
            found.append({"R": 1, "AN": 2, "EN": 2}.get(kind, 0))
    return found


def visual(items: Sequence[T], levels: Sequence[int]) -> list[T]:
    """Return ``items`` of a line in the order in which they stand from the left (rule L2)."""
    order = list(range(len(items)))
    odd = [level for level in levels if level % 2]
    for level in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        begin = 0
        while begin < len(order):
            if levels[order[begin]] < level:
                begin += 1
                continue
            end = begin
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[begin:end] = reversed(order[begin:end])
            begin = end
    return [items[place] for place in order]


def _resolve_weak(kinds: list[str], own: str) -> None:
    """Apply W1 to W7 in place."""
    before = own
    strong = own
    for place, kind in enumerate(kinds):
        if kind == "BN":
            continue
        if kind == "NSM":  # W1
            kind = before
        before = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        kinds[place] = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    _resolve_separators(kinds)
    _resolve_terminators(kinds)
    strong = own
    for place, kind in enumerate(kinds):  # W6, W7
        if kind in ("L", "R"):
            strong = kind
        elif kind in ("ES", "ET", "CS"):
            kinds[place] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _resolve_separators(kinds: list[str]) -> None:
    """Apply W4: one separator between two numbers of a kind belongs to them."""
    seen = [place for place, kind in enumerate(kinds) if kind != "BN"]
    for before, place, after in zip(seen, seen[1:], seen[2:], strict=False):
        around = kinds[before]
        if kinds[after] != around:
            continue
        if (kinds[place] == "ES" and around == "EN") or (
            kinds[place] == "CS" and around in ("EN", "AN")
        ):
            kinds[place] = around


def _resolve_terminators(kinds: list[str]) -> None:
    """Apply W5: signs beside a European number belong to it."""
    place = 0
    while place < len(kinds):
        if kinds[place] != "ET":
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] in ("ET", "BN"):
            end += 1
        before = place - 1
        while before >= 0 and kinds[before] == "BN":
            before -= 1
        if (before >= 0 and kinds[before] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
            for each in range(place, end):
                if kinds[each] == "ET":
                    kinds[each] = "EN"
        place = end


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, by that of the opening one (BD16)."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        if kinds[place] != "ON":
            continue
        if char in _CLOSING:
            if len(waiting) == _MOST_OPEN:
                return []
            waiting.append((_CLOSING[char], place))
        elif char in _CLOSERS:
            wanted = _ALIKE.get(char, char)
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == wanted:
                    found.append((waiting[depth][1], place))
                    del waiting[depth:]
                    break
    return sorted(found)


def _strength(kind: str) -> str:
    return "R" if kind in ("EN", "AN", "R") else "L" if kind == "L" else ""


def _resolve_brackets(text: str, kinds: list[str], own: str) -> None:
    """Apply N0: brackets in pairs take the direction of what they enclose."""
    marks = {place for place, char in enumerate(text) if unicodedata.bidirectional(char) == "NSM"}
    for opening, closing in _pairs(text, kinds):
        inside = {_strength(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if own in inside:
            found = own
        elif inside:
            before = next(filter(None, map(_strength, reversed(kinds[:opening]))), own)
            found = before if before != own else own
        else:
            continue
        for bracket in (opening, closing):
            kinds[bracket] = found
            after = bracket + 1
            while after < len(text) and after in marks:
                kinds[after] = found
                after += 1


def _resolve_neutral(kinds: list[str], own: str) -> None:
    """Apply N1 and N2: what has no direction takes that of both its neighbours, or the line's."""
    place = 0
    while place < len(kinds):
        if kinds[place] not in _NEUTRAL:
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        before = _strength(kinds[place - 1]) if place else own
        after = _strength(kinds[end]) if end < len(kinds) else own
        kinds[place:end] = [before if before == after else own] * (end - place)
        place = end
