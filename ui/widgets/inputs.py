"""Combo boxes, tick boxes and radio buttons, painted in the design."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from outreach.base.language import tr
from ui.delegates import painting
from ui.icons import draw_icon
from ui.theme.appearance import theme
from ui.theme.theme import Theme


class ComboBox(QComboBox):
    """A list to choose one thing from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to choose."""
        super().__init__(parent)
        self.setMaxVisibleItems(14)
        # Qt's own delegate for combo boxes pays no heed to the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.view().setAccessibleName(tr("Choices"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # Qt lets the wheel give a combo box the keyboard, away from where somebody was typing.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, or scrolling past would change a value by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, and the arrow that a style sheet takes away."""
        super().paintEvent(event)
        now = theme()
        side = now.em(14)
        arrow = QRect(self.width() - now.em(22), 0, side, self.height())
        arrow = QStyle.visualRect(self.layoutDirection(), self.rect(), arrow)
        painter = QPainter(self)
        ink = now.colour("text2" if self.isEnabled() else "text3")
        draw_icon(painter, arrow, "chevron-down", ink)
        painter.end()


def _hint(button: QAbstractButton, now: Theme) -> QSize:
    metrics = QFontMetrics(now.font("body"))
    words = metrics.size(Qt.TextFlag.TextShowMnemonic, button.text())
    width = now.em(18) + (now.em(10) + words.width() + now.em(4) if button.text() else now.em(4))
    return QSize(width, max(words.height() + now.em(8), now.em(26)))


def _paint_words(button: QAbstractButton, painter: QPainter, now: Theme) -> None:
    rect = button.rect().adjusted(now.em(28), 0, 0, 0)
    rect = QStyle.visualRect(button.layoutDirection(), button.rect(), rect)
    painter.setFont(now.font("body"))
    painter.setPen(now.colour("text" if button.isEnabled() else "text3"))
    flags = int(painting.LEADING | Qt.TextFlag.TextHideMnemonic)
    painter.drawText(rect, flags, button.text())
    if button.hasFocus():
        painting.draw_focus(painter, now, button.rect(), now.em(4))


def _box(button: QAbstractButton, now: Theme) -> QRect:
    side = now.em(18)
    rect = QRect(now.em(3), (button.height() - side) // 2, side, side)
    return QStyle.visualRect(button.layoutDirection(), button.rect(), rect)


class CheckBox(QCheckBox):
    """A box to tick, with words that can be clicked as well."""

    def sizeHint(self) -> QSize:
        """Return the room for box and words."""
        return _hint(self, theme())

    def minimumSizeHint(self) -> QSize:
        """Return the same room."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        """Take a click anywhere on box and words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and words."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.draw_tick_box(painter, now, _box(self, now), self.isChecked())
        _paint_words(self, painter, now)
        painter.end()


class RadioButton(QRadioButton):
    """One of several choices that exclude each other."""

    def sizeHint(self) -> QSize:
        """Return the room for circle and words."""
        return _hint(self, theme())

    def minimumSizeHint(self) -> QSize:
        """Return the same room."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        """Take a click anywhere on circle and words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and words."""
        now = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = _box(self, now)
        line = now.colour("accent" if self.isChecked() else "border_strong")
        painting.rounded(painter, box, box.width() / 2, now.colour("surface"))
        painting.outlined(painter, box, box.width() / 2, line, 2 if self.isChecked() else 1.2)
        if self.isChecked():
            inset = box.width() // 4
            dot = box.adjusted(inset, inset, -inset, -inset)
            painting.rounded(painter, dot, dot.width() / 2, QColor(line))
        _paint_words(self, painter, now)
        painter.end()
