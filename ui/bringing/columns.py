"""What the columns of a list mean: guessed, and changed by whoever knows better."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.exchange.cells import DayOrder, as_text
from outreach.exchange.mapping import Mapping, choices, guessed
from outreach.exchange.source import Source
from outreach.exchange.table import Table
from outreach.initiative import MODEL
from ui.bringing.reading import HowRead
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Elided, Label

LEFT_OUT = tr("Leave this list out")
ORDERS = {DayOrder.DAY_FIRST: tr("day first"), DayOrder.MONTH_FIRST: tr("month first")}


class Columns(QWidget):
    """One card for each list in the file."""

    changed = Signal()
    """Something means something else now."""
    read_anew = Signal(str, str)
    """The file is to be read anew: in this encoding, with this between the cells."""

    def __init__(self, source: Source) -> None:
        """Show what ``source`` holds; its mappings are changed in place."""
        super().__init__()
        self._source = source
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 12)
        self.how: HowRead | None = None
        if len(source.tables) == 1 and source.tables[0].encoding:
            self.how = HowRead(source.tables[0])
            self.how.chosen.connect(self.read_anew)
            column.addWidget(self.how)
        self.lists = [_List(self, source, n) for n in range(len(source.tables))]
        for one in self.lists:
            column.addWidget(one)


class _List(Card):
    """A list: the kind of record that a row is, and what each column means."""

    def __init__(self, columns: Columns, source: Source, place: int) -> None:
        table = source.tables[place]
        super().__init__(table.name or tr("What the columns mean"))
        self._columns, self._source, self._place = columns, source, place
        self.kind = ComboBox(tr("A row is a"))
        self.kind.addItem(LEFT_OUT, "")
        for name, kind in MODEL.kinds.items():
            if name != "initiative" or self._mapping.kind == name:
                self.kind.addItem(kind.label, name)
        _choose(self.kind, self._mapping.kind)
        about = source.form
        if table.about:
            about = f"{table.about}; {_rows(table.unit, len(table.rows))}"
        self.add(Label(about, tone="text2", wrap=True))
        self.add(_beside(tr("A row is a"), self.kind))
        self.dates = ComboBox(tr("Dates such as 3/4/2026"))
        for order in DayOrder:
            self.dates.addItem(ORDERS[order], order)
        self._dates_row = _beside(tr("Dates such as 3/4/2026"), self.dates)
        self.add(self._dates_row)
        self._body = QVBoxLayout()
        self.add(self._body)
        self.meanings: list[ComboBox] = []
        self._fill(table)
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.dates.currentIndexChanged.connect(self._order_chosen)

    @property
    def _mapping(self) -> Mapping:
        return self._source.mappings[self._place]

    def _fill(self, table: Table) -> None:
        """Show a line for each column: what stands over it, what is in it, what that means."""
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.meanings = []
        self._dates_row.setVisible(not self._mapping.order_said)
        _choose(self.dates, self._mapping.order)
        if not self._mapping.kind or self._source.form == "vCard":
            return
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        measure.spacing(grid, 6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for n, header in enumerate(table.headers):
            words = header or tr("Column {number}", number=n + 1)
            sample = next((as_text(c[n]) for _, c in table.rows if c[n] not in (None, "")), "")
            box = ComboBox(tr("What “{column}” means", column=words))
            self._offer(box, self._mapping.targets[n])
            box.currentIndexChanged.connect(lambda _, n=n: self._meaning_chosen(n))
            self.meanings.append(box)
            grid.addWidget(Elided(words), n, 0)
            grid.addWidget(Elided(" ".join(sample.split())[:80], tone="text2"), n, 1)
            grid.addWidget(box, n, 2)
        self._body.addWidget(lines)

    def _offer(self, box: ComboBox, now: str) -> None:
        offered = choices(self._mapping.kind)
        # What finds records again is no choice, but stays what it is.
        if now not in offered:
            offered[now] = tr("Belongs to another column")
        for target, words in offered.items():
            if not target.endswith("#id") or target == now:
                box.addItem(words, target)
        _choose(box, now)

    def _kind_chosen(self) -> None:
        table = self._source.tables[self._place]
        kind = str(self.kind.currentData())
        self._source.mappings[self._place] = (
            guessed(table, kind) if kind else Mapping("", ("",) * len(table.headers))
        )
        self._fill(table)
        self._columns.changed.emit()

    def _order_chosen(self) -> None:
        self._mapping.order = DayOrder(self.dates.currentData())
        self._columns.changed.emit()

    def _meaning_chosen(self, place: int) -> None:
        targets = list(self._mapping.targets)
        targets[place] = str(self.meanings[place].currentData())
        self._mapping.targets = tuple(targets)
        self._columns.changed.emit()


def _choose(box: ComboBox, data: object) -> None:
    box.blockSignals(True)
    box.setCurrentIndex(max(box.findData(data), 0))
    box.blockSignals(False)


def _beside(words: str, box: ComboBox) -> QWidget:
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    measure.spacing(grid, 8)
    grid.addWidget(Label(words), 0, 0)
    grid.addWidget(box, 0, 1)
    grid.setColumnStretch(2, 1)
    return row


def _rows(unit: str, number: int) -> str:
    if unit == "card":
        return plural("{n} card", "{n} cards", number)
    if unit == "record":
        return plural("{n} record", "{n} records", number)
    return plural("{n} line", "{n} lines", number)
