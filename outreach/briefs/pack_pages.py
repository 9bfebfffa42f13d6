"""The pages of a pack beside its briefs: map, time line, register, exchange, lists and slips."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from outreach.briefs import blocks, marks
from outreach.briefs.blocks import paragraph
from outreach.briefs.content import Pack
from outreach.briefs.flow import Column, Piece, Row, flow
from outreach.briefs.grouping import head_row, row, within
from outreach.briefs.labels import Labels, labels
from outreach.briefs.layout import LaidOut, Look
from outreach.briefs.marks import Box, Dot, Drawing, Stroke, Words
from outreach.briefs.parts_content import (
    BalanceRow,
    Map,
    PackPart,
    PartnerTime,
    PutsIn,
    RegisterEntry,
    Slip,
    Team,
)
from outreach.briefs.said import Said, parts_of, worded
from outreach.briefs.setting.text import Run, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.sheets import Sheet
from outreach.briefs.structure import Element
from outreach.briefs.styles import Paper

Cells = Sequence[tuple[Piece, ...]]
_PAD = 6.0
_BLANK_ROWS = 5
_WRITING = 26.0


def lay_out_behind(
    setter: Typesetter, pack: Pack, paper: Paper, look: Look
) -> Iterator[tuple[str, str, LaidOut]]:
    """Yield key, title and pages of each part of a pack that comes behind its briefs.

    They are set as the design of ``look`` sets its briefs.
    """
    say = labels(pack.language)
    pages = PackPages(setter, paper, look, say)
    team = pack.team or Team()
    found = team.map or pack.shared.map
    for part, title, rows in (
        (PackPart.MAP, say.map, pages.map(found) if found else []),
        (PackPart.TIMELINE, say.timeline, pages.timeline(team.timeline)),
        (PackPart.REGISTER, say.objections, pages.register(team.register)),
        (PackPart.CONTRIBUTIONS, say.contributions, pages.contributions(pack.shared.contributions)),
        (PackPart.BALANCE, say.exchange, pages.balance(team.balance)),
        (PackPart.SIGN_IN, say.who_was_there, pages.sign_in(pack.shared.sign_in)),
        (PackPart.SLIPS, say.slips, pages.slips(pack.shared.slips)),
    ):
        if rows:
            sheet = Sheet(
                paper, pack.edition, pack.initiative, title, pack.as_of, say, pack.colour, pack.logo
            )
            room = look.furniture.frame(setter, sheet, 16.0)
            placed = tuple(tuple(each.marks) for each in flow(rows, room, room))
            laid_out = LaidOut(sheet, placed, rtl=say.right_to_left, furniture=look.furniture)
            yield part.value, title, laid_out


class PackPages:
    """Makes the rows of each part for one size of paper and one design."""

    def __init__(self, setter: Typesetter, paper: Paper, look: Look, say: Labels) -> None:
        """Prepare to set for ``paper``, what is said of our own accord being ``say``."""
        self._say = say
        self._set = setter
        self._paper = paper
        self._kind = look.kind
        self._grid = look.grid(paper)
        self._width = self._grid.width

    def map(self, content: Map) -> list[Row]:
        """Who is in and what ties them, as a picture with its words."""
        height = min(self._width, self._paper.height - 330)
        say = self._say
        standing = {"joined": say.joined, "talking": say.talking, "other": say.other}
        alt = "; ".join(
            (*(f"{plain(n.name)} ({standing[n.standing]})" for n in content.nodes),
             *(plain(tie.words) for tie in content.ties))
        )  # fmt: skip
        said = (*(node.name for node in content.nodes), *(tie.words for tie in content.ties))
        tag = Element("Figure", parts=parts_of(said), alt=say.map_shows.format(alt))
        drawing = Drawing(0, 0, self._width, height, self._radial(content, height), tag)
        key = say.map_key
        if content.left_out:
            key = f"{key} {say.left_out.format(content.left_out)}"
        return [
            *self._titled(say.who_knows_whom if content.ties else say.who_is_in),
            Row((Column(0, self._width, (Piece(height, (drawing,)),)),), 8),
            self._note(key, 8),
        ]

    def timeline(self, rows: Sequence[PartnerTime]) -> list[Row]:
        """A row for each partner: when what is to be done, and what is done."""
        dates = [m.date for each in rows for m in each.moments if m.date]
        if not dates:
            return []
        first, last = min(dates), max(dates)
        lines = [
            (
                paragraph(self._set, each.partner, self._kind.body_strong, self._grid.span(3)),
                (*self._line(each, first, last), *self._moments(each)),
            )
            for each in rows
        ]
        say = self._say
        heads = (say.partner, say.from_to.format(say.on(first), say.on(last)))
        return [*self._titled(say.timeline), *self._table((3, 9), heads, lines)]

    def register(self, entries: Sequence[RegisterEntry]) -> list[Row]:
        """Objections by topic, each with its answer and who gives it."""
        if not entries:
            return []
        lines = [
            (
                (
                    *paragraph(self._set, each.topic, self._kind.body_strong, self._grid.span(2)),
                    *paragraph(self._set, each.partner, self._kind.small, self._grid.span(2)),
                ),
                (
                    *paragraph(
                        self._set,
                        self._say.quoted(each.quote),
                        self._kind.quote,
                        self._grid.span(4),
                    ),
                    *paragraph(self._set, each.weight, self._kind.small, self._grid.span(4)),
                ),
                self._answer(each),
            )
            for each in entries
        ]
        say = self._say
        heads = (say.topic, say.their_words, say.answer_and_who)
        return [*self._titled(say.objections), *self._table((2, 4, 6), heads, lines)]

    def contributions(self, rows: Sequence[PutsIn]) -> list[Row]:
        """What each partner puts in."""
        if not rows:
            return []
        width = self._grid.span(8)
        lines = [
            (
                paragraph(self._set, each.partner, self._kind.body_strong, self._grid.span(4)),
                blocks.listed(self._set, each.things, self._kind.body, width, marks.check, first=0),
            )
            for each in rows
        ]
        heads = (self._say.partner, self._say.puts_in)
        return [*self._titled(self._say.each_puts_in), *self._table((4, 8), heads, lines)]

    def balance(self, rows: Sequence[BalanceRow]) -> list[Row]:
        """What each gives and gets, and what it comes to in person-days."""
        if not rows:
            return []
        widths = (3, 3, 3, 1, 1, 1)
        lines = [
            tuple(
                paragraph(
                    self._set, text, self._kind.body_strong if n in (0, 5) else self._kind.body,
                    self._grid.span(wide),
                )
                for n, (text, wide) in enumerate(
                    zip((each.partner, each.gives, each.gets, each.cost, each.offset, each.net),
                        widths, strict=True)
                )
            )
            for each in rows
        ]  # fmt: skip
        say = self._say
        heads = (say.partner, say.gives, say.gets, say.cost, say.less, say.net)
        return [
            *self._titled(say.exchange),
            self._note(say.in_days, 2),
            *self._table(widths, heads, lines),
        ]

    def sign_in(self, names: Sequence[str]) -> list[Row]:
        """A list to sign, with room for who was not expected."""
        if not names:
            return []
        lines = [
            (
                (*paragraph(self._set, name, self._kind.body, self._grid.span(4)), Piece(8.0)),
                self._to_write_on(4),
                self._to_write_on(4),
            )
            for name in (*names, *("\u2013",) * _BLANK_ROWS)
        ]
        say = self._say
        heads = (say.partner, say.name, say.signature)
        return [*self._titled(say.who_was_there), *self._table((4, 4, 4), heads, lines)]

    def slips(self, slips: Sequence[Slip]) -> list[Row]:
        """Slips to be filled in and given back; the code says where each belongs."""
        if not slips:
            return []
        rows = self._titled(self._say.your_answer)
        for each in slips:
            rows.append(Row((self._slip(each),), 12, 0.5, 10, strong=False))
        return rows

    def _slip(self, slip: Slip) -> Column:
        width = self._width
        ticks: list[marks.Mark] = []
        x = 0.0
        say = self._say
        for words in (say.yes, say.yes_if, say.not_now, say.ask_again):
            (line,) = self._set.lines((Run(words, self._kind.body),), width)
            ticks += [*marks.tick_box(x, line.baseline), Words(x + 12, line.baseline, line)]
            x += 12 + line.width + 26
        name = (
            Run(slip.partner, self._kind.body_strong),
            Run(worded("  {}", slip.code), self._kind.small),
        )
        choice = Element("P")
        pieces = (
            *paragraph(self._set, name, self._kind.body, width, with_next=True),
            *paragraph(self._set, slip.ask, self._kind.body, width, gap=2),
            Piece(16.0, tuple(_tagged(mark, choice) for mark in ticks), 6.0, with_next=True),
            *blocks.writing_lines(44, width),
        )
        return Column(0, width, within(Element("Sect"), pieces))

    def _note(self, text: str, above: float) -> Row:
        pieces = paragraph(self._set, text, self._kind.small, self._width)
        return Row((Column(0, self._width, pieces),), above)

    def _titled(self, title: str) -> list[Row]:
        head = paragraph(self._set, title, self._kind.title, self._width, with_next=True, role="H1")
        return [Row((Column(0, self._width, head),), with_next=True)]

    def _table(
        self, widths: Sequence[int], heads: Sequence[str], lines: Sequence[Cells]
    ) -> list[Row]:
        table = Element("Table")
        labels = [
            paragraph(self._set, head, self._kind.label_grey, self._grid.span(wide))
            for head, wide in zip(heads, widths, strict=True)
        ]
        head = Row(self._columns(widths, head_row(table, *labels)), 14, 0.6, 6, with_next=True)
        return [
            head,
            *(
                Row(
                    self._columns(widths, row(table, *cells)),
                    _PAD,
                    0.5,
                    _PAD,
                    strong=False,
                    heads=(head,),
                )
                for cells in lines
            ),
        ]

    def _columns(self, widths: Sequence[int], cells: Cells) -> tuple[Column, ...]:
        columns = []
        place = 0
        for wide, pieces in zip(widths, cells, strict=True):
            x = self._grid.x(place)
            columns.append(Column(x, self._grid.span(wide), pieces))
            place += wide
        return tuple(columns)

    def _answer(self, entry: RegisterEntry) -> tuple[Piece, ...]:
        width = self._grid.span(6)
        answer = (
            entry.answer
            if plain(entry.answer)
            else Said(self._say.no_answer, parts_of((entry.answer,)))
        )
        doubt = Said(self._say.out_of_date, parts_of((entry.answer,)))
        warning = doubt if entry.out_of_date else ""
        return (
            *paragraph(self._set, answer, self._kind.body, width),
            *paragraph(self._set, entry.speaker, self._kind.name_strong, width, gap=1.5),
            *paragraph(
                self._set, warning if plain(entry.answer) else "", self._kind.small_strong, width,
                gap=1.5,
            ),
        )  # fmt: skip

    def _to_write_on(self, wide: int) -> tuple[Piece, ...]:
        line = marks.dotted(0, _WRITING - 6, self._grid.span(wide))
        return (Piece(_WRITING - 4, (line,)),)

    def _moments(self, each: PartnerTime) -> tuple[Piece, ...]:
        say = self._say
        items = [
            Said(
                f"{say.shortly_on(moment.date) + ': ' if moment.date else ''}{moment.words}"
                f"{f' ({say.done})' if moment.done else ''}",
                parts_of((moment.words,)),
            )
            for moment in each.moments
        ]
        return blocks.listed(
            self._set, items, self._kind.name, self._grid.span(9), marks.dash, first=2
        )

    def _line(self, each: PartnerTime, first: dt.date, last: dt.date) -> tuple[Piece, ...]:
        """Return a line with a dot for each step: solid when it is done."""
        width = self._grid.span(9)
        days = max(1, (last - first).days)
        found: list[marks.Mark] = [Stroke(((0, 6), (width, 6)), 0.5, marks.HAIRLINE)]
        found += [
            Dot(4 + (width - 8) * (moment.date - first).days / days, 6, 3.2, moment.done,
                ground=marks.WHITE)
            for moment in each.moments
            if moment.date
        ]  # fmt: skip
        return (Piece(13.0, tuple(found), with_next=True),)

    def _radial(self, content: Map, height: float) -> tuple[Words | Stroke | Box | Dot, ...]:
        middle, centre = self._width / 2, height / 2
        radius = min(height / 2 - 24, middle - 130)
        count = len(content.nodes)
        places = [
            (
                middle + radius * math.sin(2 * math.pi * n / count),
                centre - radius * math.cos(2 * math.pi * n / count),
            )
            for n in range(count)
        ]
        lines: list[Words | Stroke | Box | Dot] = [
            Stroke((places[tie.one], places[tie.other]), 0.8, marks.GREY)
            for tie in content.ties
        ]  # fmt: skip
        if not content.ties:
            lines = [Stroke(((middle, centre), place), 0.8, marks.GREY) for place in places]
            lines.append(Dot(middle, centre, 9, True))
        for node, (x, y) in zip(content.nodes, places, strict=True):
            solid = node.standing == "joined"
            dash = (2.0, 2.0) if node.standing == "other" else None
            lines.append(Dot(x, y, 5.5, solid, dash, marks.WHITE))
            lines += self._label(node.name, x, y, middle)
        return tuple(lines)

    def _label(self, name: str, x: float, y: float, middle: float) -> list[Words]:
        set_lines = self._set.lines((Run(name, self._kind.small_strong),), 118)
        top = y - len(set_lines) * 4.6
        found: list[Words] = []
        for number, line in enumerate(set_lines):
            left = x + 9 if x >= middle - 1 else x - 9 - line.width
            found.append(Words(left, top + number * 9.2 + 7, line))
        return found


def _tagged(mark: marks.Mark, tag: Element) -> marks.Mark:
    return mark._replace(tag=tag) if isinstance(mark, Words) else mark
