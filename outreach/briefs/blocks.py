"""The parts that columns are put together from: paragraphs, headings, lists, a line of dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from outreach.briefs import styles
from outreach.briefs.content import NextStep, Spokesperson
from outreach.briefs.flow import Piece
from outreach.briefs.labels import Labels
from outreach.briefs.marks import INK, Dot, Mark, Stroke, Words, dotted
from outreach.briefs.said import parts_of
from outreach.briefs.setting.text import Line, Run, Style, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.structure import Element
from outreach.briefs.styles import Type

Bullet = Callable[[float, float], tuple[Mark, ...]]
"""Makes a mark from its left end and the baseline that it stands on."""

_new = tuple.__new__
"""Makes a named tuple in half the time of its own constructor, where there are very many."""
LIST_GAP = 3.2
_HANG = 14.0
DATE_WIDTH = 58.0
"""Room for the longest short date of any language."""
_DATE_INDENT = 15.0
_RADIUS = 3.2


def line_pieces(
    lines: Iterable[Line],
    *,
    gap: float = 0.0,
    x: float = 0.0,
    with_next: bool = False,
    less: float = 0.0,
    tag: Element | None = None,
) -> tuple[Piece, ...]:
    """Return a piece for each line; ``gap`` is left above the first, ``less`` off each leading."""
    pieces = []
    for line in lines:
        words = _new(Words, (x, line.baseline - less / 2, line, False, tag))
        pieces.append(_new(Piece, (line.leading - less, (words,), gap, with_next)))
        gap = 0.0
    return tuple(pieces)


def paragraph(
    setter: Typesetter,
    text: Sequence[Run] | str,
    style: Style,
    width: float,
    *,
    gap: float = 0.0,
    x: float = 0.0,
    with_next: bool = False,
    less: float = 0.0,
    role: str = "P",
) -> tuple[Piece, ...]:
    """Return ``text`` set in ``width``; nothing when there is nothing to see in it."""
    runs = (Run(text, style),) if isinstance(text, str) else text
    return line_pieces(
        setter.lines(runs, width - x),
        gap=gap,
        x=x,
        with_next=with_next,
        less=less,
        tag=_said(role, [run.text for run in runs]),
    )


def _said(role: str, texts: list[str]) -> Element:
    return Element(role, parts=parts_of(texts), text=tuple(texts))


def balanced(
    setter: Typesetter, text: str, style: Style, width: float, gap: float = 0.0, role: str = "P"
) -> tuple[Piece, ...]:
    """Return ``text`` in lines of even length."""
    tag = _said(role, [text])
    return line_pieces(setter.balanced((Run(text, style),), width), gap=gap, tag=tag)


def heading(
    setter: Typesetter, text: str, width: float, style: Style = styles.HEADING, level: int = 2
) -> tuple[Piece, ...]:
    """Return a heading, which never stands alone at the foot of a page."""
    return paragraph(setter, text, style, width, with_next=True, role=f"H{level}")


def listed(
    setter: Typesetter,
    items: Iterable[str],
    style: Style,
    width: float,
    bullet: Bullet,
    *,
    first: float = LIST_GAP,
    less: float = 0.0,
) -> tuple[Piece, ...]:
    """Return a list whose every item hangs beside a mark, ``first`` points below the heading."""
    pieces: list[Piece] = []
    whole = Element("L")
    for item in items:
        lines = setter.lines((Run(item, style),), width - _HANG)
        tag = Element("LBody", Element("LI", whole), parts=parts_of((item,)), text=(item,))
        for number, line in enumerate(lines):
            y = line.baseline - less / 2
            marks: tuple[Mark, ...] = (Words(_HANG, y, line, tag=tag),)
            if number == 0:
                marks = (*bullet(0.0, y), *marks)
            gap = LIST_GAP if pieces else first
            pieces.append(Piece(line.leading - less, marks, gap if number == 0 else 0.0))
    return tuple(pieces)


def person(
    setter: Typesetter, who: Spokesperson, width: float, kind: Type = styles.BROADSHEET
) -> tuple[Piece, ...]:
    """Return a person's name with the role under it."""
    return (
        *paragraph(setter, who.name, kind.name_strong, width, gap=2),
        *paragraph(setter, who.role, kind.small, width, gap=1),
    )


def dated(
    setter: Typesetter,
    steps: Sequence[NextStep],
    say: Labels,
    width: float,
    less: float,
    kind: Type = styles.BROADSHEET,
) -> tuple[Piece, ...]:
    """Return steps along an upright line; what is done has a solid dot and says so."""
    pieces: list[Piece] = []
    whole = Element("L")
    indent = _DATE_INDENT + DATE_WIDTH
    for place, step in enumerate(steps):
        said = step.text if plain(step.text) else "\u2013"
        tag = Element("LBody", Element("LI", whole), parts=parts_of((step.text,)))
        done = f" ({say.done})" if step.done else ""
        text = [Run(said, kind.name), Run(done, kind.small_strong)]
        date = say.shortly_on(step.date) if step.date else say.no_date
        date_style = kind.name_strong if step.date else kind.name
        for number, line in enumerate(setter.lines(text, width - indent)):
            y, height = line.baseline - less / 2, line.leading - less
            marks: list[Mark] = [Words(indent, y, line, tag=tag)]
            if number == 0:
                (dated_line, *_) = setter.lines((Run(date, date_style),), DATE_WIDTH)
                marks[:0] = [
                    *_stem(place, len(steps), y - _RADIUS, height),
                    Dot(_RADIUS, y - _RADIUS, _RADIUS, step.done),
                    Words(_DATE_INDENT, y, dated_line, tag=tag),
                ]
            elif place < len(steps) - 1:
                marks.insert(0, _upright(0, height))
            pieces.append(Piece(height, tuple(marks), LIST_GAP if number == 0 else 0.0))
    return tuple(pieces)


def _stem(place: int, count: int, middle: float, height: float) -> tuple[Stroke, ...]:
    """Return the line's parts above and below a dot, as far as there are neighbours."""
    above = (_upright(-LIST_GAP, middle - _RADIUS),) if place > 0 else ()
    below = (_upright(middle + _RADIUS, height),) if place < count - 1 else ()
    return above + below


def _upright(top: float, bottom: float) -> Stroke:
    return Stroke(((_RADIUS, top), (_RADIUS, bottom)), 1.1, INK)


def writing_lines(room: float, width: float) -> tuple[Piece, ...]:
    """Return dotted lines to write on by hand, as many as go into ``room``."""
    return tuple(Piece(21.0, (dotted(0, 20.0, width),)) for _ in range(int(room // 21.0)))


def seen(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items that have something to see in them."""
    return tuple(item for item in items if plain(item))
