"""The head and foot of a page, and the signs that keep an internal page from being left behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from outreach.briefs import styles
from outreach.briefs.codes import squares
from outreach.briefs.content import Edition
from outreach.briefs.flow import Frame
from outreach.briefs.labels import Labels
from outreach.briefs.logo import NO_LOGO, Logo
from outreach.briefs.marks import BLACK, HAIRLINE, Box, Picture, Placed, Words, rule
from outreach.briefs.setting.text import Colour, Line, Run, Style, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.styles import Paper

_TAB_X = 22.0
_TAB_WIDTH = 15.0
_QR = 19.0
"""Side of the code that a telephone reads; a square of it is nearly a millimetre."""
_LOGO_FOOT = 39.0
"""From the top of the page to the foot of the logo."""
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
    say: Labels
    colour: str = ""
    """What titles and rules are printed in."""
    logo: Logo = NO_LOGO
    code: str = ""
    """The code of the print-out; empty when it is not put on record."""

    @property
    def internal(self) -> bool:
        """Whether it is for the team only."""
        return self.edition is Edition.INTERNAL

    def page_code(self, number: int) -> str:
        """Return the code of a page: that of the print-out, and the page's number."""
        return f"{self.code}-{number}"


@dataclass(frozen=True, slots=True)
class Furniture:
    """How the head and the foot of a design look. Lengths are in points."""

    left: float
    right: float
    """The margins."""
    head_top: float
    """Where the words of the head begin."""
    name: Style
    code: Style
    edition: Style
    """The type of the initiative, the code and the edition in the head."""
    foot: Style
    foot_strong: Style
    rule: float
    """Weight of the rule below the head; 0 for none."""
    rule_below: float
    """From the top of the head's first line to the rule."""
    bar: float = 0.0
    """Weight of the bar above the head; 0 for none."""
    lowest: float = styles.LOWEST
    """Nothing but the foot stands lower than this above the page's lower edge."""
    foot_rule: tuple[float, Colour] = (0.5, HAIRLINE)
    edition_first: bool = False
    """Whether the edition stands at the beginning of the foot rather than in its middle.

    Only that for the team says which it is: a partner need not know that there is another.
    """

    def width(self, paper: Paper) -> float:
        """Return the width between the margins."""
        return paper.width - self.left - self.right

    def left_fits(self, setter: Typesetter, sheet: Sheet) -> bool:
        """Tell whether the initiative's name is short enough for the head."""
        return len(self._left(setter, sheet)) <= _HEAD_LINES

    def right_fits(self, setter: Typesetter, sheet: Sheet) -> bool:
        """Tell whether what is at the right, such as the code, is short enough for the head."""
        return len(self._right(setter, sheet)) <= _HEAD_LINES

    def frame(self, setter: Typesetter, sheet: Sheet, space: float) -> Frame:
        """Return the room between head and foot, ``space`` points below the head's rule."""
        paper = sheet.paper
        top = self._head_end(setter, sheet) + self.rule / 2 + space
        return Frame(self.left, self.width(paper), top, paper.height - self.lowest)

    def head(self, setter: Typesetter, sheet: Sheet) -> list[Placed]:
        """Return what stands above the text of every page, and the tab beside it."""
        placed = _tab(setter, sheet) if sheet.internal else []
        width = self.width(sheet.paper)
        edge = self.left + width
        placed += _logo(sheet, self.left)
        if self.bar:
            middle = self.head_top - 12
            placed.append(Placed(self.left, middle, rule(0, 0, width, self.bar)))
        left = self._left(setter, sheet)
        for number, line in enumerate(left if len(left) <= _HEAD_LINES else ()):
            placed.append(_words(self.left, self.head_top + number * line.leading, line))
        for number, line in enumerate(self._right(setter, sheet)):
            y = self.head_top + number * line.leading
            placed.append(_words(edge - line.width, y, line))
        if self.rule:
            y = self._head_end(setter, sheet)
            placed.append(Placed(self.left, y, rule(0, 0, width, self.rule)))
        return placed

    def below(
        self, setter: Typesetter, sheet: Sheet, number: int, count: int, *, boxed: bool
    ) -> list[Placed]:
        """Return what stands below the text of page ``number`` of ``count``.

        ``boxed`` tells that a character on the page could not be printed; the foot then says so.
        """
        placed = self._foot(setter, sheet, number, count)
        if boxed:
            under = sheet.paper.height - styles.FOOT_RULE + 4 + self.foot.leading
            line = _one_line(setter, Run(sheet.say.boxed, self.foot))
            placed.append(_words(self.left, under, line))
        return placed

    def _left(self, setter: Typesetter, sheet: Sheet) -> tuple[Line, ...]:
        width = styles.Grid(self.width(sheet.paper)).span(7)
        return setter.lines((Run(sheet.left, self.name),), width)

    def _right(self, setter: Typesetter, sheet: Sheet) -> tuple[Line, ...]:
        runs = [Run(sheet.right, self.code)]
        if sheet.internal:
            runs.append(Run(f" · {sheet.say.internal}", self.edition))
        return setter.lines(runs, styles.Grid(self.width(sheet.paper)).span(5))

    def _head_end(self, setter: Typesetter, sheet: Sheet) -> float:
        left = len(self._left(setter, sheet)) if self.left_fits(setter, sheet) else 0
        lines = max(1, left, len(self._right(setter, sheet)))
        leading = max(self.name.leading, self.code.leading)
        return self.head_top + self.rule_below + (lines - 1) * leading

    def _foot(self, setter: Typesetter, sheet: Sheet, number: int, count: int) -> list[Placed]:
        paper, say = sheet.paper, sheet.say
        top = paper.height - styles.FOOT_RULE
        width = self.width(paper)
        page = Run(say.page.format(number, count), self.foot)
        # Said to be of the print-out, for the head names the brief by a code of its own.
        code = say.printed_as.format(sheet.page_code(number))
        named = [Run(f"{code}\u2002", self.foot_strong)] if sheet.code else []
        right = _one_line(setter, *named, page)
        edge = self.left + width - (_QR + 6 if sheet.code else 0)
        middle = _one_line(setter, *self._in_the_middle(sheet))
        placed = [
            Placed(self.left, top, rule(0, 0, width, *self.foot_rule)),
            _words(self.left + width / 2 - middle.width / 2, top + 4, middle),
            _words(edge - right.width, top + 4, right),
        ]
        if sheet.code:
            square = squares(sheet.page_code(number), 0, 0, _QR)
            placed.append(Placed(self.left + width - _QR, top + 3.5, square))
        room = width / 2 - middle.width / 2 - 12
        for runs in self._at_the_left(sheet):
            lines = setter.lines(runs, room)
            # A second mention of the initiative: better none than half of one.
            if len(lines) == 1:
                placed.append(_words(self.left, top + 4, lines[0]))
                break
        return placed

    def _in_the_middle(self, sheet: Sheet) -> tuple[Run, ...]:
        as_of = sheet.say.as_of.format(sheet.say.on(sheet.as_of))
        if self.edition_first or not sheet.internal:
            return (Run(as_of, self.foot),)
        edition = sheet.say.internal_edition.upper()
        return (Run(edition, self.foot_strong), Run(f" · {as_of}", self.foot))

    def _at_the_left(self, sheet: Sheet) -> tuple[tuple[Run, ...], ...]:
        """Return what may stand at the left, the best first."""
        say, name = sheet.say, plain(sheet.left)
        if not sheet.internal:
            return ((Run(name, self.foot),),)
        if not self.edition_first:
            return ((Run(say.leave_nothing, self.foot_strong),),)
        strong = Run(say.internal.upper(), self.foot_strong)
        return ((strong, Run(f" {say.private_inside}", self.foot)), (strong,))


BROADSHEET = Furniture(
    left=styles.MARGIN,
    right=styles.MARGIN,
    head_top=styles.HEAD_TOP,
    name=styles.LABEL,
    code=styles.LABEL_GREY,
    edition=styles.LABEL,
    foot=styles.FOOT,
    foot_strong=styles.FOOT_STRONG,
    rule=2.2,
    rule_below=14.0,
)
"""The head and foot of the broadsheet, and of the pages of a pack."""


def _one_line(setter: Typesetter, *runs: Run) -> Line:
    (line,) = setter.lines(runs, float("inf"))
    return line


def _words(x: float, y: float, line: Line) -> Placed:
    return Placed(x, y, Words(0, line.baseline, line))


def _logo(sheet: Sheet, left: float) -> list[Placed]:
    """Return the logo above the head, beside which the initiative's name says the same."""
    if not sheet.logo.name:
        return []
    width, height = sheet.logo.size
    return [Placed(left, _LOGO_FOOT - height, Picture(0, 0, width, height, sheet.logo.data))]


def _tab(setter: Typesetter, sheet: Sheet) -> list[Placed]:
    """Return the black tab at the edge; black and wide enough to survive any copier."""
    length = sheet.paper.height - 120
    line = _one_line(setter, Run(sheet.say.tab, styles.TAB))
    placed = [Placed(_TAB_X, 60, Box(0, 0, _TAB_WIDTH, length, BLACK))]
    for share in (0.3, 0.72):
        y = 60 + share * length + line.width / 2
        placed.append(Placed(_TAB_X, y, Words(_TAB_WIDTH / 2 + 2.6, 0, line, upward=True)))
    return placed
