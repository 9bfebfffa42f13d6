"""A few choices side by side, one of them taken; a combo box where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from ui.delegates import painting
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.inputs import ComboBox


class Segment(QRadioButton):
    """One of the choices; arrow keys go from one to the next."""

    def __init__(self, text: str, spoken: str = "", parent: QWidget | None = None) -> None:
        """Show ``text``; ``spoken`` is what is heard where that is not enough."""
        super().__init__(text, parent)
        self.setAccessibleName(spoken or text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the text in its heavier weight, so that nothing moves."""
        now = theme()
        metrics = QFontMetrics(now.font("strong"))
        return QSize(
            max(metrics.horizontalAdvance(self.text()) + now.em(22), now.em(32)), now.em(28)
        )

    def minimumSizeHint(self) -> QSize:
        """Return the same room."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        """Take a click anywhere."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the choice."""
        now, taken = theme(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if taken:
            painting.rounded(painter, self.rect(), now.em(6), now.colour("surface"))
            painting.outlined(painter, self.rect(), now.em(6), now.colour("border_strong"))
        elif self.underMouse() and self.isEnabled():
            painting.rounded(painter, self.rect(), now.em(6), now.colour("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, now, self.rect(), now.em(6))
        ink = "text" if taken else "text2"
        painter.setFont(now.font("strong" if taken else "body"))
        painter.setPen(now.colour(ink if self.isEnabled() else "text3"))
        words = painting.in_their_direction(painter, self.text())
        painter.drawText(self.rect(), int(painting.CENTRE), words)
        painter.end()


class SegmentBar(QWidget):
    """The grey bar that segments lie on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without segments."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.row = QHBoxLayout(self)
        measure.margins(self.row, 2, 2, 2, 2)
        measure.spacing(self.row, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.rounded(painter, self.rect(), now.em(7), now.colour("neutral_soft"))
        painter.end()


class Segmented(QWidget):
    """A choice between a few words, such as a filter or a way of looking."""

    changed = Signal(str)
    """The id of the choice that a person has taken."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        current: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``options`` as pairs of id and words; ``name`` says what is chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name = name
        self._bar, self._combo = SegmentBar(), ComboBox()
        self._combo.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._ids: list[str] = []
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._bar)
        self._stack.addWidget(self._combo)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_options(options, current)
        self._group.idClicked.connect(self._take)
        self._combo.activated.connect(self._take)

    def set_options(self, options: Sequence[tuple[str, str]], current: str | None = None) -> None:
        """Offer other choices; the present one is kept where it is still there."""
        current = current or (self.value() if self._ids else None)
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._bar.row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._combo.clear()
        self._ids = [id for id, _ in options]
        for place, (_, words) in enumerate(options):
            segment = Segment(words, f"{self._name}: {words}")
            self._group.addButton(segment, place)
            self._bar.row.addWidget(segment)
            self._combo.addItem(words)
        if self._ids:
            self.set_value(current if current in self._ids else self._ids[0])
        self.updateGeometry()

    def value(self) -> str:
        """Return the id of the present choice."""
        place = self._group.checkedId()
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def set_value(self, id: str) -> None:
        """Take a choice without saying so."""
        if id in self._ids:
            place = self._ids.index(id)
            self._group.button(place).setChecked(True)
            self._combo.setCurrentIndex(place)

    def set_compact(self, compact: bool) -> None:
        """Show a combo box instead of the segments, or the segments again."""
        self._stack.setCurrentWidget(self._combo if compact else self._bar)
        self.updateGeometry()

    def is_compact(self) -> bool:
        """Tell whether the combo box is shown."""
        return self._stack.currentWidget() is self._combo

    def full_width(self) -> int:
        """Return the room that the segments take side by side."""
        return self._bar.sizeHint().width()

    def sizeHint(self) -> QSize:
        """Return the room of what is shown now."""
        return (self._combo if self.is_compact() else self._bar).sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the same room."""
        return self.sizeHint()

    def _take(self, place: int) -> None:
        self.set_value(self._ids[place])
        self.changed.emit(self._ids[place])
