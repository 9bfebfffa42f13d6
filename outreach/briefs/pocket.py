"""The pocket card: what a champion carries along, four cards with two faces on a sheet to cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from outreach.briefs import blocks, marks, styles
from outreach.briefs.blocks import paragraph, seen
from outreach.briefs.codes import squares
from outreach.briefs.content import Handout
from outreach.briefs.flow import Column, Filled, Frame, Piece, Row, flow
from outreach.briefs.labels import labels
from outreach.briefs.marks import Placed, Stroke, Words
from outreach.briefs.said import worded
from outreach.briefs.setting.text import Run, Typesetter
from outreach.briefs.setting.wording import plain
from outreach.briefs.styles import Paper

MARGIN = 24.0
_FOOT = 30.0
_CUT = 10.0
_QR = 19.0

Face = tuple[Placed, ...]


class PocketCard:
    """Makes the faces of one card, each a quarter of the paper."""

    def __init__(self, setter: Typesetter, content: Handout, paper: Paper) -> None:
        """Prepare to set ``content``."""
        self._set = setter
        self._content = content
        self._say = labels(content.language)
        self._height = paper.height / 2
        self._width = paper.width / 2 - 2 * MARGIN

    def faces(self) -> list[Face]:
        """Return front and back, and further cards where two faces cannot hold it."""
        room = Frame(MARGIN, self._width, MARGIN + 20, self._height - _FOOT)
        faces = [tuple(page.marks) for page in (*self._front(room), *self._back(room))]
        if len(faces) % 2:
            faces.append(())
        return [(*self._head(), *face) if face else () for face in faces]

    def _front(self, room: Frame) -> list[Filled]:
        content, width = self._content, self._width
        headline = content.headline if plain(content.headline) else content.partner
        rows = [
            self._row(
                *paragraph(
                    self._set,
                    worded(self._say.for_partner, content.partner),
                    styles.NAME_STRONG,
                    width,
                ),
                *blocks.balanced(self._set, headline, styles.HEADLINES[2], width, 5, role="H1"),
                *paragraph(self._set, content.deck, styles.BODY, width, gap=5),
            ),
            *self._list(self._say.we_ask, content.we_ask, marks.arrow),
            *self._list(self._say.they_get, content.you_get, marks.check),
        ]
        return flow(_told(rows), room, room)

    def _back(self, room: Frame) -> list[Filled]:
        content, width = self._content, self._width
        rows = []
        for number, each in enumerate(content.questions):
            topic = worded("{} ", each.topic) if plain(each.topic) else ""
            asked = (
                Run(topic, styles.BODY_STRONG),
                Run(self._say.quoted(each.quote), styles.QUOTE),
            )
            rows.append(
                self._row(
                    *paragraph(self._set, asked, styles.BODY, width, with_next=True),
                    *paragraph(self._set, each.answer, styles.BODY, width),
                    above=5.0 if number else 0.0,
                    rule=0.5 if number else 0.0,
                )
            )
        who = content.contact
        if who and plain(who.name + who.role):
            rows.append(
                self._row(
                    *blocks.heading(self._set, self._say.whom_to_call, width, styles.LABEL),
                    *blocks.person(self._set, who, width),
                    above=8.0,
                    rule=0.6,
                )
            )
        rows = _told(rows)
        return flow(rows, room, room) if rows else []

    def _list(self, title: str, items: Iterable[str], bullet: blocks.Bullet) -> list[Row]:
        told = seen(items)
        if not told:
            return []
        head = blocks.heading(self._set, title, self._width, styles.LABEL)
        listed = blocks.listed(self._set, told, styles.BODY, self._width, bullet, first=2)
        return [self._row(*head, *listed, above=7.0, rule=0.5)]

    def _row(self, *pieces: Piece, above: float = 0.0, rule: float = 0.0) -> Row:
        return Row((Column(0, self._width, pieces),), above, rule, above and 5.0, strong=False)

    def _head(self) -> Iterator[Placed]:
        text = Run(self._content.initiative, styles.LABEL)
        lines = self._set.lines((text,), self._width)
        if len(lines) == 1:
            yield Placed(MARGIN, MARGIN - 6, Words(0, lines[0].baseline, lines[0]))
        yield Placed(MARGIN, MARGIN + 8, marks.rule(0, 0, self._width, 1.2))


def sheets(cards: Sequence[Sequence[Face]], paper: Paper) -> list[Face]:
    """Return cards on sheets, four beside each other, the backs behind their fronts.

    One card alone fills its sheet four times. Printed on both sides and turned over the long edge,
    each back comes behind its front.
    """
    pairs = [(faces[n], faces[n + 1]) for faces in cards for n in range(0, len(faces), 2)]
    if len(cards) == 1:
        pairs = [pair for pair in pairs for _ in range(4)]
    pages: list[Face] = []
    waiting = iter(pairs)
    while four := list(islice(waiting, 4)):
        pages.append(_sheet([front for front, _ in four], paper, turned=False))
        pages.append(_sheet([back for _, back in four], paper, turned=True))
    return pages


def card_codes(setter: Typesetter, paper: Paper, code: str, number: int) -> Iterator[Placed]:
    """Yield the code of the page at the foot of each of its cards."""
    if not code:
        return
    text = f"{code}-{number}"
    (line,) = setter.lines((Run(text, styles.FOOT),), paper.width)
    for column in (1, 2):
        for part in (1, 2):
            x, y = column * paper.width / 2 - MARGIN, part * paper.height / 2 - _FOOT + 2
            yield Placed(x - _QR, y, squares(text, 0, 0, _QR))
            yield Placed(x - _QR - 4 - line.width, y, Words(0, line.baseline + 3, line))


def _sheet(faces: Sequence[Face], paper: Paper, *, turned: bool) -> Face:
    wide, high = paper.width / 2, paper.height / 2
    placed: list[Placed] = list(_cut_marks(paper))
    for place, face in enumerate(faces):
        column = 1 - place % 2 if turned else place % 2
        x, y = column * wide, place // 2 * high
        placed += [Placed(x + mark.x, y + mark.y, mark.mark) for mark in face]
    return tuple(placed)


def _cut_marks(paper: Paper) -> Iterator[Placed]:
    wide, high = paper.width / 2, paper.height / 2
    for x in (0.0, wide - _CUT / 2, paper.width - _CUT):
        yield Placed(0, 0, Stroke(((x, high), (x + _CUT, high)), 0.5, marks.GREY))
    for y in (0.0, high - _CUT / 2, paper.height - _CUT):
        yield Placed(0, 0, Stroke(((wide, y), (wide, y + _CUT)), 0.5, marks.GREY))


def _told(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if any(column.pieces for column in row.columns)]
