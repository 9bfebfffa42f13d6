"""Icons: line drawings in the colours of the theme, crisp at every size and resolution."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
    QPixmapCache,
)

from outreach.base.assets import resource
from ui.theme.appearance import theme

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_APP = "app"
_TURNED = {
    "arrow-left": "arrow-right",
    "chevron-left": "chevron-right",
    "undo-2": "redo-2",
}
"""Icons that point back, and those that point on: in a window from right to left, the other way."""
_TURNED |= {ahead: back for back, ahead in _TURNED.items()}
_THIN_ABOVE = 30
"""Above this size, in pixels, lines are drawn thinner, or they would look heavy."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of all icons that can be drawn."""
    files = resource("icons").glob("*.svg")
    return tuple(sorted(path.stem for path in files if path.stem != _APP))


def icon(name: str, tone: str = "text2") -> QIcon:
    """Return an icon that takes its colour from the theme whenever it is painted.

    Args:
        name: one of :func:`names`.
        tone: the name of a colour of :class:`ui.theme.tokens.Tokens`.
    """
    return QIcon(_ThemedEngine(name, tone))


def app_icon() -> QIcon:
    """Return the program's own icon: a pot with a stone in it."""
    return QIcon(str(resource("icons", f"{_APP}.svg")))


def draw_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Draw an icon in the middle of ``rect``, as large as fits.

    Arrows are named for a window that is read from the left, and turned round in others.
    """
    side = min(rect.width(), rect.height())
    if side <= 0:
        return
    if QGuiApplication.isRightToLeft():
        name = _TURNED.get(name, name)
    place = QRect(0, 0, side, side)
    place.moveCenter(rect.center())
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(place.topLeft(), _pixmap(name, colour, side, ratio))


def _pixmap(name: str, colour: QColor, side: int, ratio: float) -> QPixmap:
    """Return the icon drawn once at this size, resolution and colour."""
    key = f"icon/{name}/{colour.name(QColor.NameFormat.HexArgb)}/{side}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(colour.alphaF())
    _renderer(name, colour.name(), side > _THIN_ABOVE).render(painter, QRectF(0, 0, side, side))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _renderer(name: str, colour: str, thin: bool) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer

    drawn = (
        _source(name)
        .replace("currentColor", colour)
        .replace('stroke-width="2"', f'stroke-width="{1.3 if thin else 1.75}"')
    )
    return QSvgRenderer(QByteArray(drawn.encode()))


class _ThemedEngine(QIconEngine):
    """Draws one icon in whatever the theme's colours are at that moment."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_icon(painter, rect, self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        pixmap = QPixmap(size * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._tone)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return theme().colour("text3")
        return theme().colour(self._tone)
