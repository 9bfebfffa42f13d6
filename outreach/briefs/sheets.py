"""The head and foot of a page, and the signs that keep an internal page from being left behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from outreach.briefs import styles
from outreach.briefs.blocks import day
from outreach.briefs.codes import squares
from outreach.briefs.content import Edition
from outreach.briefs.flow import Frame
from outreach.briefs.marks import BLACK, HAIRLINE, Box, Placed, Words, rule
from outreach.briefs.setting.text import Line, Run, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.styles import MARGIN, Paper

WARNING = "Internal · do not leave behind"
BOXED = "A box with a number stands for a character that this program has no letter for."
_TAB_X = 22.0
_TAB_WIDTH = 15.0
_QR = 19.0
"""Side of the code that a telephone reads; a square of it is nearly a millimetre."""
_HEAD_LINES = 2
"""A head of more lines than this would push the text off the page; it is left out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every page of one brief, or of a pack's front matter, has in common."""

    paper: Paper
    edition: Edition
    left: str
    """At the left of the head and of the foot: the initiative."""
    right: str
    """At the right of the head: the code of the brief."""
    as_of: dt.date
    code: str = ""
    """The code of the print-out; empty when it is not put on record."""


def page_code(sheet: Sheet, number: int) -> str:
    """Return the code of a page: that of the print-out, and the page's number."""
    return f"{sheet.code}-{number}"


def left_fits(setter: Typesetter, sheet: Sheet) -> bool:
    """Tell whether the initiative's name is short enough for the head."""
    return len(_left(setter, sheet)) <= _HEAD_LINES


def right_fits(setter: Typesetter, sheet: Sheet) -> bool:
    """Tell whether what is at the right, such as the code, is short enough for the head."""
    return len(_right(setter, sheet)) <= _HEAD_LINES


def frame(setter: Typesetter, sheet: Sheet, space: float) -> Frame:
    """Return the room between head and foot, ``space`` points below the head's rule."""
    paper = sheet.paper
    top = _rule_y(setter, sheet) + 1.1 + space
    return Frame(MARGIN, paper.width - 2 * MARGIN, top, paper.height - styles.LOWEST)


def head(setter: Typesetter, sheet: Sheet) -> list[Placed]:
    """Return what stands above the text of every page, and the tab beside it."""
    tab = _tab(setter, sheet.paper) if sheet.edition is Edition.INTERNAL else []
    return [*tab, *_head(setter, sheet)]


def foot(setter: Typesetter, sheet: Sheet, number: int, count: int, *, boxed: bool) -> list[Placed]:
    """Return what stands below the text of page ``number`` of ``count``.

    ``boxed`` tells that a character on the page could not be printed; the foot then says so.
    """
    placed = _foot(setter, sheet, number, count)
    if boxed:
        under = sheet.paper.height - styles.FOOT_RULE + 4 + styles.FOOT.leading
        placed.append(_words(MARGIN, under, _one_line(setter, Run(BOXED, styles.FOOT))))
    return placed


def _left(setter: Typesetter, sheet: Sheet) -> tuple[Line, ...]:
    return setter.lines((Run(sheet.left, styles.LABEL),), styles.span(sheet.paper, 7))


def _right(setter: Typesetter, sheet: Sheet) -> tuple[Line, ...]:
    runs = [Run(sheet.right, styles.LABEL_GREY)]
    if sheet.edition is Edition.INTERNAL:
        runs.append(Run(" · Internal", styles.LABEL))
    return setter.lines(runs, styles.span(sheet.paper, 5))


def _rule_y(setter: Typesetter, sheet: Sheet) -> float:
    left = len(_left(setter, sheet)) if left_fits(setter, sheet) else 0
    lines = max(1, left, len(_right(setter, sheet)))
    return styles.HEAD_TOP + 14 + (lines - 1) * styles.LABEL.leading


def _head(setter: Typesetter, sheet: Sheet) -> list[Placed]:
    edge = sheet.paper.width - MARGIN
    placed: list[Placed] = []
    if left_fits(setter, sheet):
        for number, line in enumerate(_left(setter, sheet)):
            y = styles.HEAD_TOP + number * line.leading
            placed.append(Placed(MARGIN, y, Words(0, line.baseline, line)))
    for number, line in enumerate(_right(setter, sheet)):
        y = styles.HEAD_TOP + number * line.leading
        placed.append(Placed(edge - line.width, y, Words(0, line.baseline, line)))
    length = sheet.paper.width - 2 * MARGIN
    placed.append(Placed(MARGIN, _rule_y(setter, sheet), rule(0, 0, length, 2.2)))
    return placed


def _foot(setter: Typesetter, sheet: Sheet, number: int, count: int) -> list[Placed]:
    paper = sheet.paper
    top = paper.height - styles.FOOT_RULE
    third = (paper.width - 2 * MARGIN) / 3
    internal = sheet.edition is Edition.INTERNAL
    middle = _one_line(
        setter,
        Run("INTERNAL EDITION" if internal else "HANDOUT EDITION", styles.FOOT_STRONG),
        Run(f" · as of {day(sheet.as_of)}", styles.FOOT),
    )
    page = Run(f"Page {number} of {count}", styles.FOOT)
    named = [Run(f"{page_code(sheet, number)}\u2002", styles.FOOT_STRONG)] if sheet.code else []
    right = _one_line(setter, *named, page)
    edge = paper.width - MARGIN - (_QR + 6 if sheet.code else 0)
    placed = [
        Placed(MARGIN, top, rule(0, 0, 3 * third, 0.5, HAIRLINE)),
        _words(MARGIN + 1.5 * third - middle.width / 2, top + 4, middle),
        _words(edge - right.width, top + 4, right),
    ]
    if sheet.code:
        square = squares(page_code(sheet, number), 0, 0, _QR)
        placed.append(Placed(paper.width - MARGIN - _QR, top + 3.5, square))
    left = plain("Do not leave behind" if internal else sheet.left)
    style = styles.FOOT_STRONG if internal else styles.FOOT
    room = 1.5 * third - middle.width / 2 - 12
    lines = setter.lines((Run(left, style),), room)
    # A second mention of the initiative: better none than half of one.
    if len(lines) == 1:
        placed.append(_words(MARGIN, top + 4, lines[0]))
    return placed


def _one_line(setter: Typesetter, *runs: Run) -> Line:
    (line,) = setter.lines(runs, float("inf"))
    return line


def _words(x: float, y: float, line: Line) -> Placed:
    return Placed(x, y, Words(0, line.baseline, line))


def _tab(setter: Typesetter, paper: Paper) -> list[Placed]:
    """Return the black tab at the edge; black and wide enough to survive any copier."""
    length = paper.height - 120
    line = _one_line(setter, Run(WARNING, styles.TAB))
    placed = [Placed(_TAB_X, 60, Box(0, 0, _TAB_WIDTH, length, BLACK))]
    for share in (0.3, 0.72):
        y = 60 + share * length + line.width / 2
        placed.append(Placed(_TAB_X, y, Words(_TAB_WIDTH / 2 + 2.6, 0, line, upward=True)))
    return placed
