"""The drawn map: it is moved about, zoomed, and walked through with the arrow keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from outreach.base.language import tr
from outreach.planning.deference import Arrow
from ui.pages.map.content import Node
from ui.pages.map.drawing import Drawing
from ui.pages.map.items import EdgeItem, NodeItem, Tell
from ui.theme.appearance import theme

STEP = 1.25
"""Of one press on a zoom key."""
LEAST, MOST = 0.15, 2.5
READABLE = 0.78
"""The smallest scale that the map has by itself: smaller words are hard to read."""
MARGIN = 40
"""Design pixels around the drawing."""


class Canvas(QGraphicsView):
    """Shows a drawing. One node is the chosen one."""

    chosen = Signal(str)
    """The id of the node that is now the chosen one."""
    opened = Signal(str)
    """Enter or a double click on a node."""
    dropped = Signal(str, float, float)
    """A node was dragged to a place in design pixels."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Map"))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        # The drawing is not mirrored, so neither is what is written in it.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.nodes: dict[str, NodeItem] = {}
        self.edges: dict[tuple[str, str], EdgeItem] = {}
        self.current = ""
        self._way: frozenset[tuple[str, str]] = frozenset()
        self._placed = False

    def show_drawing(
        self,
        shown: Mapping[str, Node],
        arrows: Iterable[Arrow],
        drawn: Drawing,
        *,
        movable: bool,
    ) -> None:
        """Show everybody in ``shown`` at their place, with the arrows between them."""
        self._scene.clear()
        self.nodes, self.edges = {}, {}
        now, tell = theme(), Tell(self.choose, self.drop, self.opened.emit)
        self._scene.setBackgroundBrush(now.colour("surface"))
        for id, node in shown.items():
            item = self.nodes[id] = NodeItem(node, tell, movable=movable)
            x, y = drawn.places[id]
            item.setPos(now.em(x), now.em(y))
            self._scene.addItem(item)
        for arrow in arrows:
            ends = (arrow.who, arrow.to)
            lower, upper = self.nodes[arrow.who], self.nodes[arrow.to]
            edge = EdgeItem(lower, upper, arrow.words, ends in drawn.dashed)
            self.edges[ends] = edge
            self._scene.addItem(edge)
        self._lay_edges(drawn)
        self._bound()
        self.current = self.current if self.current in self.nodes else ""
        self._mark()

    def show_nodes(self, shown: Mapping[str, Node]) -> None:
        """Say something else of everybody, who stay where they are."""
        for id, node in shown.items():
            self.nodes[id].show_node(node)

    def show_way(self, way: Collection[tuple[str, str]]) -> None:
        """Mark the arrows on the way, given as their ends in either order."""
        self._way = frozenset(way)
        self._mark()

    def choose(self, id: str) -> bool:
        """Make a node the chosen one and bring it into view; False when it is not here."""
        if id not in self.nodes:
            return False
        if id != self.current:
            self.current = id
            self._mark()
            self._say()
            self.chosen.emit(id)
        margin = theme().em(24)
        self.ensureVisible(self.nodes[id].sceneBoundingRect(), margin, margin)
        return True

    def drop(self, id: str) -> None:
        """Say where a node was dragged to."""
        self._bound()
        place, em = self.nodes[id].pos(), theme().em(1000) / 1000
        self.dropped.emit(id, round(place.x() / em, 1), round(place.y() / em, 1))

    def zoom(self, factor: float) -> None:
        """Show everything larger or smaller."""
        now = self.transform().m11()
        factor = min(max(now * factor, LEAST), MOST) / now
        self.scale(factor, factor)

    def fit(self) -> None:
        """Show the whole drawing."""
        self._scale_to(min(self._scale_of(self._scene.sceneRect()), 1.25))
        self.centerOn(self._scene.sceneRect().center())

    def first_look(self) -> None:
        """Show as much of the drawing as can be read, around the chosen node."""
        if self.viewport().width() < theme().em(100):
            return
        self._placed = True
        whole = self._scale_of(self._scene.sceneRect())
        self._scale_to(min(max(whole, READABLE), 1.0))
        self.centerOn(self._scene.sceneRect().center())
        if self.current in self.nodes:
            self.choose(self.current)

    def sizeHint(self) -> QSize:
        """Return room for a small map."""
        return QSize(theme().em(480), theme().em(360))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few nodes; the rest is moved into view."""
        return QSize(theme().em(240), theme().em(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the first look when there is room for it."""
        super().resizeEvent(event)
        if not self._placed and self.nodes:
            self.first_look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour, open the chosen node, or zoom."""
        key = event.key()
        if (way := _WAYS.get(Qt.Key(key))) is not None:
            self._walk(*way)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held; else move the drawing."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP ** (event.angleDelta().y() / 240))
        else:
            super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show an arrow again after the drawing was moved."""
        super().mouseReleaseEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where one is."""
        super().focusInEvent(event)
        if not self.current and self.nodes:
            self.choose(next(iter(self.nodes)))

    def _walk(self, across: int, down: int) -> None:
        """Go to the nearest node in a direction; those that an arrow leads to come first."""
        here = self.nodes.get(self.current)
        if here is None:
            return
        tied = {one for edge in here.edges for one in (edge.lower, edge.upper)}
        best, least = "", float("inf")
        for id, item in self.nodes.items():
            way = item.pos() - here.pos()
            ahead = way.x() * across + way.y() * down
            aside = abs(way.x() * down) + abs(way.y() * across)
            if ahead > 1 and (far := (ahead + 2 * aside) * (0.4 if item in tied else 1)) < least:
                best, least = id, far
        self.choose(best)

    def _lay_edges(self, drawn: Drawing) -> None:
        """Spread the arrows along the sides of the boxes, so that they can be told apart."""
        now = theme()
        heads, tails = self._spread(head=True), self._spread(head=False)
        for ends, edge in self.edges.items():
            bends = tuple(QPointF(now.em(x), now.em(y)) for x, y in drawn.bends.get(ends, ()))
            edge.lay(bends, tails[ends], heads[ends])

    def _spread(self, *, head: bool) -> dict[tuple[str, str], float]:
        """Return for each arrow where on its node's side it ends, from -1 to 1."""
        meeting: dict[str, list[tuple[str, str]]] = {}
        for ends in self.edges:
            meeting.setdefault(ends[1 if head else 0], []).append(ends)
        found = {}
        for at in meeting.values():
            at.sort(key=lambda ends: self.nodes[ends[0 if head else 1]].x())
            for n, ends in enumerate(at):
                found[ends] = (2 * (n + 1) / (len(at) + 1) - 1) if len(at) > 1 else 0.0
        return found

    def _mark(self) -> None:
        on_way = {id for ends in self._way for id in ends}
        for id, item in self.nodes.items():
            item.show_state(current=id == self.current, lit=id in on_way)
        for ends, edge in self.edges.items():
            lit = ends in self._way or ends[::-1] in self._way
            edge.show_state(lit=lit, near=self.current in ends)

    def _say(self) -> None:
        """Let a screen reader say which node is the chosen one."""
        node = self.nodes[self.current].node
        self.setAccessibleDescription(f"{node.name}, {node.caption}")
        event = QAccessible.Event.DescriptionChanged
        QAccessible.updateAccessibility(QAccessibleEvent(self, event))

    def _bound(self) -> None:
        margin = theme().em(MARGIN)
        whole = QRectF()
        for item in self.nodes.values():
            whole |= item.sceneBoundingRect()
        self._scene.setSceneRect(whole.adjusted(-margin, -margin, margin, margin))

    def _scale_of(self, rect: QRectF) -> float:
        """Return the scale at which ``rect`` fits."""
        if rect.isEmpty():
            return 1.0
        room = self.viewport().size()
        return min(room.width() / rect.width(), room.height() / rect.height())

    def _scale_to(self, scale: float) -> None:
        self.zoom(scale / self.transform().m11())


_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
