"""What is drawn on the map: boxes and pills, and arrows between them."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, pi, sin
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from ui.delegates import painting
from ui.pages.map.content import Node
from ui.pages.map.drawing import HEIGHT, WIDTH
from ui.theme.appearance import theme
from ui.widgets.markup import plain

LEAST_DETAIL = 0.35
"""Scale below which words are left away: they could not be read."""


def _detail(painter: QPainter) -> float:
    return float(QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform()))


class Tell(NamedTuple):
    """Who is told, by id, what a person does with a node."""

    chosen: Callable[[str], object]
    dropped: Callable[[str], object]
    opened: Callable[[str], object]


class NodeItem(QGraphicsItem):
    """A partner or a person; it can be dragged."""

    def __init__(self, node: Node, tell: Tell, *, movable: bool) -> None:
        """Stand for ``node``; ``tell`` whoever wants to know what is done with it."""
        super().__init__()
        self.node, self._tell = node, tell
        self.edges: list[EdgeItem] = []
        self.current = self.lit = False
        self._pressed_at = QPointF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable, movable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemSendsGeometryChanges)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(2)
        self.show_node(node)

    def show_node(self, node: Node) -> None:
        """Say something else of the same partner or person."""
        self.node = node
        self.setToolTip(plain(f"{node.name}: {node.caption}"))
        self.update()

    def show_state(self, *, current: bool, lit: bool) -> None:
        """Mark the node as the chosen one, or as lying on the way."""
        if (current, lit) != (self.current, self.lit):
            self.current, self.lit = current, lit
            self.update()

    def frame(self) -> QRect:
        """Return the box around the middle."""
        now = theme()
        wide, high = now.em(WIDTH), now.em(HEIGHT)
        return QRect(-wide // 2, -high // 2, wide, high)

    def boundingRect(self) -> QRectF:
        """Return the box and its outline."""
        return QRectF(self.frame()).adjusted(-3, -3, 3, 3)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint box or pill, mark, name and what is said of it."""
        now, frame = theme(), self.frame()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        person = self.node.is_person
        radius = frame.height() / 2 if person else now.em(8)
        fill = "accent_soft" if person and self.node.tone == "accent" else "surface"
        painting.rounded(painter, frame, radius, now.colour(fill))
        strong = self.current or self.lit
        line = now.colour("accent" if strong else "border_strong")
        painting.outlined(painter, frame, radius, line, 2.0 if strong else 1.0)
        if self.current:
            ring = QRectF(frame).adjusted(-3, -3, 3, 3)
            painting.outlined(painter, ring, radius + 3, line, 1.0)
        if _detail(painter) >= LEAST_DETAIL:
            self._words(painter, frame.adjusted(now.em(10 if person else 8), 0, -now.em(8), 0))

    def _words(self, painter: QPainter, inner: QRect) -> None:
        now, node = theme(), self.node
        side = now.em(28)
        mark = QRect(inner.left(), -side // 2, side, side)
        if node.is_person:
            painting.draw_avatar(painter, now, mark, node.letters, node.tone)
        else:
            painting.draw_tile(painter, now, mark, node.icon, node.tone)
        free = inner.adjusted(side + now.em(8), 0, 0, 0)
        font, small = now.font("chip"), now.font("caption")
        step, low = QFontMetrics(font).height(), QFontMetrics(small).height()
        lines = painting.broken(node.name, font, free.width(), 2)
        top = -(step * len(lines) + low) // 2
        for n, line in enumerate(lines):
            place = QRect(free.left(), top + n * step, free.width(), step)
            painting.text(painter, place, line, font, now.colour("text"))
        ink = now.tone(node.tone)[0]
        foot = QRect(free.left(), top + step * len(lines), free.width(), low)
        painting.text(painter, foot, node.caption, small, ink)

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: object) -> object:
        """Take the arrows along."""
        if change == QGraphicsItem.GraphicsItemChange.ItemPositionHasChanged:
            for edge in self.edges:
                edge.follow()
        return super().itemChange(change, value)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Choose the node."""
        super().mousePressEvent(event)
        event.accept()
        self._pressed_at = self.pos()
        self._tell.chosen(self.node.id)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Say where the node was dragged to."""
        super().mouseReleaseEvent(event)
        if self.pos() != self._pressed_at:
            self._tell.dropped(self.node.id)

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Open the record."""
        self._tell.opened(self.node.id)


class EdgeItem(QGraphicsItem):
    """An arrow from who defers to who is deferred to."""

    def __init__(self, lower: NodeItem, upper: NodeItem, words: str, dashed: bool) -> None:
        """Go from ``lower`` to ``upper``; ``words`` say what the first does."""
        super().__init__()
        self.lower, self.upper, self._words, self._dashed = lower, upper, words, dashed
        self.lit = self.near = False
        self._bends: tuple[QPointF, ...] = ()
        self._tail = self._head = 0.0
        self._path = QPainterPath()
        lower.edges.append(self)
        upper.edges.append(self)
        self.setZValue(1)
        self.setToolTip(plain(f"{lower.node.name} {words} {upper.node.name}"))

    def lay(self, bends: tuple[QPointF, ...], tail: float, head: float) -> None:
        """Go through ``bends``.

        Args:
            bends: Points on the way, from the tail on.
            tail: Where on the side of its node it begins, from -1 to 1.
            head: Where on the side of its node it ends.
        """
        self._bends, self._tail, self._head = bends, tail, head
        self._lay()

    def follow(self) -> None:
        """Go straight, since one of the ends was moved."""
        self._bends = ()
        self._lay()

    def show_state(self, *, lit: bool, near: bool) -> None:
        """Mark the arrow as one of the way, or as one of the chosen node."""
        if (lit, near) != (self.lit, self.near):
            self.lit, self.near = lit, near
            self.setZValue(3 if lit else 1)
            self.update()

    def _lay(self) -> None:
        self.prepareGeometryChange()
        now = theme()
        half = QPointF(now.em(WIDTH) * 0.36, 0)
        down = QPointF(0, now.em(HEIGHT) / 2)
        low, high = self.lower.pos(), self.upper.pos()
        up = -1 if low.y() >= high.y() else 1
        start = low + down * up + half * self._tail
        end = high - down * up + half * self._head
        path = QPainterPath(start)
        before = start
        for point in (*self._bends, end):
            reach = (point.y() - before.y()) * 0.45
            path.cubicTo(before + QPointF(0, reach), point - QPointF(0, reach), point)
            before = point
        self._path = path

    def boundingRect(self) -> QRectF:
        """Return the room of the arrow and its words."""
        now = theme()
        words = QFontMetrics(now.font("caption")).horizontalAdvance(self._words) / 2 + now.em(8)
        return self._path.boundingRect().adjusted(-words, -now.em(12), words, now.em(12))

    def shape(self) -> QPainterPath:
        """Return nothing: what is behind the room of an arrow can be pressed."""
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the line, its head, and its words where it matters."""
        now = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = now.colour("accent" if self.lit else "text2" if self.near else "border_strong")
        pen = QPen(ink, 2.0 if self.lit else 1.4 if self.near else 1.0)
        if self._dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(self._arrow_head(now.em(8)))
        if (self.lit or self.near) and _detail(painter) >= LEAST_DETAIL:
            self._say(painter)

    def _arrow_head(self, size: float) -> QPolygonF:
        tip = self._path.currentPosition()
        before = self._path.pointAtPercent(0.96)
        angle = atan2(before.y() - tip.y(), before.x() - tip.x())
        sides = (angle - pi / 7, angle + pi / 7)
        wings = [tip + QPointF(cos(side), sin(side)) * size for side in sides]
        return QPolygonF([tip, *wings])

    def _say(self, painter: QPainter) -> None:
        now = theme()
        font = now.font("caption")
        metrics = QFontMetrics(font)
        wide, high = metrics.horizontalAdvance(self._words) + now.em(8), metrics.height()
        middle = self._path.pointAtPercent(0.5)
        place = QRect(round(middle.x() - wide / 2), round(middle.y() - high / 2), wide, high)
        painter.fillRect(place, now.colour("surface"))
        ink = now.colour("accent_text" if self.lit else "text2")
        painting.text(painter, place, self._words, font, ink, painting.CENTRE)
