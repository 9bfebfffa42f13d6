"""How a table of words was read: found out, and changed by whoever sees that it is wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.exchange.csv_file import BETWEEN, ENCODINGS, encoding_called
from outreach.exchange.table import Table
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label


class HowRead(Card):
    """The encoding, and what stands between the cells."""

    chosen = Signal(str, str)
    """The file is to be read anew: in this encoding, with this between the cells."""

    def __init__(self, table: Table) -> None:
        """Show how ``table`` was read."""
        super().__init__(tr("How the file was read"))
        self._table = table
        found = encoding_called(table.encoding)
        self.encoding = ComboBox(tr("Encoding"))
        self.encoding.addItem(found, table.encoding)
        for name in ENCODINGS:
            if encoding_called(name) != found:
                self.encoding.addItem(encoding_called(name), name)
        self.between = ComboBox(tr("Between the cells"))
        for mark, words in BETWEEN.items():
            self.between.addItem(sentence_case(words), mark)
        if self.between.findData(table.delimiter) < 0:
            self.between.addItem(f"“{table.delimiter}”", table.delimiter)
        self.show_found()
        grid = QGridLayout()
        measure.spacing(grid, 8)
        grid.setColumnStretch(0, 1)
        for row, box in enumerate((self.encoding, self.between)):
            label = Label(box.accessibleName())
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            box.currentIndexChanged.connect(self._choose)
        self.add(grid)
        said = tr("Letters that look wrong, or everything in one column, are put right here.")
        self.add(Label(said, tone="text2", wrap=True))

    def show_found(self) -> None:
        """Show how it was read, in place of what was chosen and does not fit."""
        for box, found in (
            (self.encoding, self._table.encoding),
            (self.between, self._table.delimiter),
        ):
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(found))
            box.blockSignals(False)

    def _choose(self) -> None:
        self.chosen.emit(str(self.encoding.currentData()), str(self.between.currentData()))
