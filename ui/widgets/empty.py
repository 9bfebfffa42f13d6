"""What a page says while there is nothing on it: a question and the first thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.labels import Label
from ui.widgets.marks import IconTile

_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(QWidget):
    """An icon, a question, two lines, one primary button and at most one other."""

    def __init__(
        self,
        icon: str,
        question: str,
        text: str = "",
        primary: PrimaryButton | None = None,
        other: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask ``question`` and say in ``text`` how to begin."""
        super().__init__(parent)
        outer = QHBoxLayout(self)
        measure.margins(outer, 16, 16, 16, 16)
        middle = QWidget()
        measure.maximum_width(middle, 440)
        outer.addWidget(middle, 1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 6)
        column.addStretch(2)
        self._tile = IconTile(icon, 64, "accent", round=True)
        column.addWidget(self._tile, 0, _MIDDLE)
        column.addSpacing(theme().em(6))
        column.addWidget(_centred(Label(question, "subtitle", wrap=True)))
        if text:
            column.addWidget(_centred(Label(text, "body", "text2", wrap=True)))
        column.addSpacing(theme().em(6))
        row = QHBoxLayout()
        measure.spacing(row, 8)
        row.addStretch()
        for button in (primary, other):
            if button is not None:
                row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)
        self._middle = middle

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without the icon where there is hardly room for the words."""
        super().resizeEvent(event)
        column = self._middle.layout()
        if column is None:
            return
        words = column.totalHeightForWidth(self._middle.width())
        if not self._tile.isHidden():
            words -= self._tile.sizeHint().height() + column.spacing()
        tile = self._tile.sizeHint().height() + column.spacing()
        margins = theme().em(32)
        self._tile.setVisible(self.height() - margins >= words + tile)


def _centred(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
