"""A column in the middle of an otherwise empty page, for what has to be decided first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import measure
from ui.widgets.labels import Label
from ui.widgets.marks import IconMark
from ui.widgets.panes import ScrollArea


class Middle(QWidget):
    """A mark, a title and a few lines, with whatever is added below; it scrolls."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Begin empty; ``name`` says what it is for."""
        super().__init__(parent)
        column = QWidget()
        measure.maximum_width(column, 560)
        self.column = QVBoxLayout(column)
        measure.spacing(self.column, 10)
        page = QWidget()
        middle = QHBoxLayout(page)
        measure.margins(middle, 24, 24, 24, 24)
        middle.addStretch(1)
        middle.addWidget(column, 10, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollArea(page, name))

    def head(self, mark: IconMark, title: str, text: str) -> None:
        """Begin with a mark, the title and what it means."""
        self.column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addSpacing(4)
        heading = Label(title, role="title", wrap=True)
        line = Label(text, tone="text2", wrap=True)
        for words in (heading, line):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.column.addWidget(words)
        self.column.addSpacing(8)
