"""What is being put on paper just now, how far it is, and a way to call it off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.base.language import tr
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import Label


class UnderWay(QWidget):
    """A line that is there while something long is drawn to be saved, or printed."""

    cancelled = Signal()

    def __init__(self) -> None:
        """Begin with nothing under way."""
        super().__init__()
        self.said = Label("", "body", "text2")
        self.cancel = QuietButton(tr("Cancel"))
        self.cancel.setToolTip(tr("Stop saving or printing"))
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        measure.margins(row, 24, 4, 12, 4)
        measure.spacing(row, 8)
        row.addWidget(self.said, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.hide()

    def say_drawn(self, done: int, steps: int) -> None:
        """Say how many steps of how many of drawing it are done."""
        self._say(tr("Drawing, {share} %", share=100 * done // steps), steps)

    def say_printed(self, done: int, pages: int) -> None:
        """Say how many pages of how many the printer has."""
        self._say(tr("Printing, {share} %", share=100 * done // pages), pages)

    def end(self) -> None:
        """Say nothing more."""
        self.hide()

    def _say(self, sentence: str, steps: int) -> None:
        self.said.setText(sentence)
        self.setVisible(steps > 1)
