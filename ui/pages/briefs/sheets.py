"""The pages of a PDF as sheets of paper that lie under each other."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from outreach.base.language import tr
from ui.pages.briefs.drawing import Drawn
from ui.theme.appearance import appearance, theme

SMALLEST, LARGEST = 0.5, 4.0
STEP = 1.25
GAP = 24
"""Design pixels around every sheet."""
BAR = 16
"""Design pixels kept free for the scroll bar, so that it changes nothing when it comes."""
SHADOW = ((0, 8), (1, 14), (2, 20), (3, 26))
"""How far each ring of the shadow reaches inwards from the outermost, and how dark it is."""


class Sheets(QWidget):
    """Paints the pages that are in view; asks for pictures of those it has none of."""

    def __init__(self) -> None:
        """Begin without pages."""
        super().__init__()
        self.drawn: Drawn | None = None
        self.scale = 1.0
        """Pixels for a point."""
        self.images: dict[int, QImage] = {}
        self._tops: list[int] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preview"))

    def place(self, index: int) -> QRect:
        """Return where the page lies."""
        if self.drawn is None or index >= len(self._tops):
            return QRect()
        width, height = (round(side * self.scale) for side in self.drawn.sizes[index])
        left = max(theme().em(GAP), (self.width() - width) // 2)
        return QRect(left, self._tops[index], width, height)

    def lay_out(self) -> None:
        """Take the room of all pages."""
        sizes = self.drawn.sizes if self.drawn else ()
        gap = theme().em(GAP)
        heights = (round(height * self.scale) + gap for _, height in sizes)
        *self._tops, foot = accumulate(heights, initial=gap)
        widest = max((width for width, _ in sizes), default=0.0)
        self.setMinimumSize(round(widest * self.scale) + 2 * gap, foot)
        self.resize(self.size().expandedTo(self.minimumSize()))
        self.update()

    def page_at(self, height: int) -> int:
        """Return the page that lies at ``height``, or the last one above it."""
        return max(0, bisect_right(self._tops, height) - 1)

    def pages_in(self, area: QRect) -> list[int]:
        """Return the pages that ``area`` shows a part of."""
        return list(range(self.page_at(area.top()), bisect_right(self._tops, area.bottom())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow, paper and picture of what is in view."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self.pages_in(event.rect()):
            place = self.place(index)
            for inset, strength in SHADOW:
                ring = place.adjusted(inset - 4, inset - 2, 4 - inset, 6 - inset)
                painter.fillRect(ring, QColor(0, 0, 0, strength))
            painter.fillRect(place, QColor("white"))
            if index in self.images:
                painter.drawImage(place, self.images[index])
        painter.end()


class Preview(QScrollArea):
    """Sheets that can be scrolled and zoomed; as wide as there is room to begin with."""

    pictures_wanted = Signal(object, float)
    """Pages by their index, and the pixels for a point at which they are shown."""
    page_changed = Signal(int, int)
    """The page in view and how many there are, counted from 1."""

    def __init__(self) -> None:
        """Begin without pages."""
        super().__init__()
        self.sheets = Sheets()
        self._zoom = 1.0
        self._at: dict[int, float] = {}
        self.setObjectName("plain")
        self.setAccessibleName(tr("Preview of the paper"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self.sheets)
        self.viewport().setAutoFillBackground(False)
        self.sheets.setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._look)
        appearance().changed.connect(self._fit)

    def show_drawn(self, drawn: Drawn, title: str) -> None:
        """Show another PDF; the place that is looked at stays where the pages are as many."""
        before = self.sheets.drawn
        self.sheets.drawn = drawn
        self.sheets.setAccessibleName(tr("Preview: {title}", title=title))
        if before is None or before.sizes != drawn.sizes:
            self.sheets.images.clear()
        # Pictures of the last PDF stand until those of this one are there: nothing flickers.
        self._at.clear()
        self._fit()
        if before is not None and before.wanted.partner != drawn.wanted.partner:
            self.verticalScrollBar().setValue(0)

    def show_pictures(self, found: dict[int, QImage]) -> None:
        """Show pictures of pages, and forget those far from what is in view."""
        self.sheets.images.update(found)
        near = set(self._near())
        for index in self.sheets.images.keys() - near - found.keys():
            del self.sheets.images[index]
            self._at.pop(index, None)
        self.sheets.update()

    def clear(self) -> None:
        """Show no pages."""
        self.sheets.drawn = None
        self.sheets.images.clear()
        self.sheets.lay_out()
        self.page_changed.emit(0, 0)

    def zoom(self, by: float) -> None:
        """Show the paper larger or smaller; 0 makes it as wide as there is room."""
        self._zoom = min(max(self._zoom * by, SMALLEST), LARGEST) if by else 1.0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom with +, - and 0; turn pages with the page keys."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.zoom(0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        drawn = self.sheets.drawn
        if drawn is None or not drawn.sizes:
            return
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        widest = max(width for width, _ in drawn.sizes)
        room = self.width() - theme().em(2 * GAP + BAR)
        self.sheets.scale = max(0.1, room / widest * self._zoom)
        self.sheets.lay_out()
        bar.setValue(round(share * bar.maximum()))
        self._look()

    def _near(self) -> list[int]:
        """Return the pages in view, and one before and after them."""
        top = self.verticalScrollBar().value()
        area = QRect(0, top, self.sheets.width(), self.viewport().height())
        seen = self.sheets.pages_in(area)
        count = len(self.sheets.drawn.sizes) if self.sheets.drawn else 0
        first, last = (seen[0], seen[-1]) if seen else (0, 0)
        return list(range(max(0, first - 1), min(count, last + 2)))

    def _look(self) -> None:
        """Say which page is in view, and ask for the pictures that are not there."""
        drawn = self.sheets.drawn
        if drawn is None:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        count = len(drawn.sizes)
        self.page_changed.emit(self.sheets.page_at(middle) + 1, count)
        scale = self.sheets.scale * self.devicePixelRatioF()
        wanted = [index for index in self._near() if self._at.get(index) != scale]
        if wanted:
            self._at.update(dict.fromkeys(wanted, scale))
            self.pictures_wanted.emit(wanted, scale)
