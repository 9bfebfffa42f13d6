"""Combo boxes, tick boxes and radio buttons, painted in the design."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from outreach.base.language import tr
from ui.delegates import painting
from ui.icons import draw_icon
from ui.theme.appearance import theme
from ui.theme.theme import Theme
from ui.widgets.markup import plain, unmarked

_WIDEST = 420
"""Design pixels that words beside an arrow or a box ask for at most; longer ones are cut."""
_NARROWEST = 110
"""Design pixels that they make do with."""
_BEFORE_ARROW = 5
"""Design pixels between the words, as the style sheet has it, and the arrow."""


class ComboBox(QComboBox):
    """A list to choose one thing from."""

    def __init__(
        self,
        name: str = "",
        choices: Iterable[tuple[object, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``choices``, each a value and its words; ``name`` is what is heard."""
        super().__init__(parent)
        self._about = ""
        self.setAccessibleName(name)
        for value, words in choices:
            self.addItem(words, value)
        self.setMaxVisibleItems(14)
        # Qt's own delegate for combo boxes pays no heed to the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.view().setAccessibleName(tr("Choices"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # Qt lets the wheel give a combo box the keyboard, away from where somebody was typing.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._whole = ""

    def setAccessibleName(self, name: str) -> None:  # noqa: N802
        """Say what is chosen here."""
        super().setAccessibleName(name)
        self._describe()

    def setAccessibleDescription(self, words: str) -> None:  # noqa: N802
        """Say more about it."""
        self._about = words
        self._describe()

    def _describe(self) -> None:
        # On Linux Qt gives a box the words of the present choice for its name, and no other.
        name = self.accessibleName() if sys.platform == "linux" else ""
        described = ". ".join(part for part in (name, self._about) if part)
        super().setAccessibleDescription(described)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, or scrolling past would change a value by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, words that end in an ellipsis where they are cut, and the arrow."""
        if self.isEditable():
            super().paintEvent(event)
        else:
            self._show_whole()
            self._paint_words()
        self._paint_arrow()

    def sizeHint(self) -> QSize:
        """Return the room of the longest words, up to a width that leaves room for others."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), theme().em(_WIDEST)), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the beginning of long words."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme().em(_NARROWEST)), hint.height())

    def is_cut(self) -> bool:
        """Tell whether there is no room for all words of the present choice."""
        return (
            not self.isEditable()
            and QFontMetrics(self.font()).horizontalAdvance(self.currentText())
            > self._room(self._option()).width()
        )

    def _show_whole(self) -> None:
        """Have the whole words as the tooltip, unless the box has one of its own."""
        if self.toolTip() == plain(self._whole):
            self._whole = self.currentText() if self.is_cut() else ""
            self.setToolTip(plain(self._whole))

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionComboBox) -> QRect:
        """Return where words can stand, up to the arrow."""
        box, words = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(box, option, words, self)
        gap = theme().em(_BEFORE_ARROW)
        return (
            field.adjusted(-gap, 0, 0, 0) if self.isRightToLeft() else field.adjusted(0, 0, gap, 0)
        )

    def _paint_words(self) -> None:
        option, now = self._option(), theme()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        ink = now.colour("text" if self.isEnabled() else "text3")
        painting.text(painter, self._room(option), option.currentText, self.font(), ink)
        painter.end()

    def _paint_arrow(self) -> None:
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
    words = QFontMetrics(now.font("body")).elidedText(
        button.text(), Qt.TextElideMode.ElideRight, rect.width(), Qt.TextFlag.TextShowMnemonic
    )
    painter.drawText(rect, flags, words)
    if button.hasFocus():
        painting.draw_focus(painter, now, button.rect(), now.em(4))


def _box(button: QAbstractButton, now: Theme) -> QRect:
    side = now.em(18)
    rect = QRect(now.em(3), (button.height() - side) // 2, side, side)
    return QStyle.visualRect(button.layoutDirection(), button.rect(), rect)


class CheckBox(QCheckBox):
    """A box to tick, with words that can be clicked as well; very long ones are cut."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show ``text`` beside the box."""
        super().__init__(text, parent)
        # Qt's own policy takes all that the words would like as the least.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for box and words."""
        return _hint(self, theme())

    def minimumSizeHint(self) -> QSize:
        """Return the same room, or that of the beginning of very long words."""
        return self.sizeHint().boundedTo(QSize(theme().em(_WIDEST), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer all words as a tooltip when they are cut."""
        super().resizeEvent(event)
        if not self.toolTip() and self.width() < self.sizeHint().width():
            self.setToolTip(plain(unmarked(self.text())))

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
