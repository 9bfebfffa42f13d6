"""The pot as a drawing: how full it is, the stone in it, and every ingredient as a card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.cadence.kinds import Step
from outreach.snapshot import Snapshot
from ui.models.rows import ChipText, Row
from ui.pages.sequence.pot import ADD, IN, PROMISED, PotStrip, ingredients
from ui.pages.sequence.timeline import Timeline
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.panes import ScrollArea

STONE = "stone"
"""The id of the card that stands for the seed idea."""
BESIDE_FROM = 720
"""Design pixels from which the drawing stands beside the cards."""


class PotView(QWidget):
    """Pot and cards, and below them the timeline."""

    step_opened = Signal(str)
    """A step's id."""
    stone_opened = Signal()
    """Show the seed idea."""
    add_asked = Signal()
    """Add an ingredient."""

    def __init__(self, *, read_only: bool) -> None:
        """Begin with an empty pot; a file that is only read takes no more ingredients."""
        super().__init__()
        self._read_only = read_only
        self.drawing = PotDrawing()
        self._said = Label("", "strong")
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.cards = PotStrip(wrapping=True)
        self.cards.clicked.connect(lambda index: self._open(self.cards.model_.id_at(index.row())))
        self.cards.opened.connect(self._open)
        self.timeline = Timeline(whole=True)
        self.timeline.opened.connect(self.step_opened)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._said)
        column.addStretch(1)
        card = Card()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        measure.spacing(self._row, 20)
        self._row.addWidget(left)
        self._row.addWidget(self.cards, 1)
        card.add(self._row)
        self._lanes = Card(flush=True)
        self._lanes.add(self.timeline)
        content = QWidget()
        outer = QVBoxLayout(content)
        measure.margins(outer, 24, 2, 24, 20)
        measure.spacing(outer, 16)
        outer.addWidget(card)
        outer.addWidget(self._lanes)
        outer.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollArea(content, tr("Pot and timeline")))
        self.setFocusProxy(self.cards)

    def show_steps(
        self, snapshot: Snapshot, sequence: str, found: Sequence[Step], today: dt.date
    ) -> None:
        """Show what the steps add, and when they are taken."""
        rows = ingredients(snapshot, found)
        inside = sum(row.chips[0] is IN for row in rows)
        promised = sum(row.chips[0] is PROMISED for row in rows)
        self.drawing.set(inside, promised, len(rows))
        self._said.setText(
            tr("{inside} of {total} in the pot", inside=inside, total=len(rows))
            if rows
            else tr("Nothing in it yet")
        )
        plan = snapshot.sequences.get(sequence)
        if plan is not None and plan.seed_idea:
            idea = " ".join(plan.seed_idea.split())
            caption = snapshot.initiative.name
            rows.insert(0, Row(STONE, idea, caption, (ChipText(tr("The stone")),)))
        if not self._read_only:
            rows.append(Row(ADD, tr("Add an ingredient")))
        self.cards.show_rows(rows)
        self.timeline.show_steps(snapshot, found, today)
        self._lanes.setVisible(self.timeline.has_steps())

    def resizeEvent(self, event: object) -> None:
        """Put the drawing beside the cards, or above them where there is no room."""
        beside = self.width() >= theme().em(BESIDE_FROM)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _open(self, id: str) -> None:
        if id == STONE:
            self.stone_opened.emit()
        elif id == ADD:
            self.add_asked.emit()
        elif id:
            self.step_opened.emit(id)


class PotDrawing(QWidget):
    """A pot that fills as ingredients come in; it steams once something is in it."""

    def __init__(self) -> None:
        """Begin with an empty pot."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(0, 0, 0)

    def set(self, inside: int, promised: int, total: int) -> None:
        """Show how much of ``total`` is in."""
        self._inside, self._total = inside, total
        said = tr(
            "The pot: {inside} of {total} in it, {promised} more promised",
            inside=inside,
            total=total,
            promised=promised,
        )
        self.setAccessibleName(said if total else tr("The pot: nothing in it yet"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of pot and steam."""
        return QSize(theme().em(190), theme().em(168))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint steam, handles, what is in, the stone, and the pot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.width() / 190
        painter.scale(unit, unit)
        now = theme()
        pen = QPen(now.colour("text2"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if self._inside:
            self._steam(painter)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for left in (4, 162):
            painter.drawRoundedRect(QRectF(left, 76, 24, 28), 12, 12)
        body = self._body()
        painter.setBrush(now.colour("neutral_soft"))
        painter.drawPath(body)
        painter.save()
        painter.setClipPath(body)
        share = self._inside / self._total if self._total else 0.0
        if share:
            self._soup(painter, 164 - 14 - 84 * share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("text3"))
        painter.drawEllipse(QPointF(95, 147), 25, 10)
        painter.restore()
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(body)
        painter.setBrush(now.colour("surface"))
        painter.drawRoundedRect(QRectF(9, 42, 172, 16), 7, 7)
        painter.end()

    def _body(self) -> QPainterPath:
        path = QPainterPath(QPointF(20, 58))
        path.lineTo(30, 138)
        path.cubicTo(QPointF(32, 156), QPointF(42, 164), QPointF(58, 164))
        path.lineTo(132, 164)
        path.cubicTo(QPointF(148, 164), QPointF(158, 156), QPointF(160, 138))
        path.lineTo(170, 58)
        path.closeSubpath()
        return path

    def _soup(self, painter: QPainter, level: float) -> None:
        path = QPainterPath(QPointF(10, level))
        for n in range(4):
            left = 10 + n * 43
            path.cubicTo(
                QPointF(left + 14, level - 5),
                QPointF(left + 28, level + 5),
                QPointF(left + 43, level),
            )
        path.lineTo(182, 170)
        path.lineTo(10, 170)
        path.closeSubpath()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("pot_fill"))
        painter.drawPath(path)

    def _steam(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme().colour("border_strong"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for left in (64, 95, 126):
            path = QPainterPath(QPointF(left, 34))
            path.cubicTo(QPointF(left - 8, 24), QPointF(left + 8, 18), QPointF(left, 6))
            painter.drawPath(path)
