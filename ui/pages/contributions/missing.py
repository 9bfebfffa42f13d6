"""What is in the pot, as a bar, and what is still missing from it, by use case."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.base.words import listed
from outreach.planning.pot import missing, pot
from outreach.snapshot import Snapshot
from ui.models.rows import ChipText, Row
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.marks import PotBar
from ui.widgets.panes import ScrollArea
from ui.widgets.row_list import RowList


class PotPane(QWidget):
    """The pot as a whole."""

    opened = Signal(str)
    """A use case's id: show what is put in for it."""

    def __init__(self) -> None:
        """Begin with an empty pot."""
        super().__init__()
        self.bar = PotBar(0, 0, 0)
        self._said = Label("", "caption", "text2", wrap=True)
        pot_card = Card(tr("In the pot"))
        pot_card.add(self.bar)
        pot_card.add(self._said)
        self.list = RowList(name=tr("Still missing"), style="card")
        self.list.opened.connect(self.opened)
        self.list.clicked.connect(
            lambda index: self.opened.emit(self.list.rows().id_at(index.row()))
        )
        self._card = Card(tr("Still missing"), flush=True)
        self._card.add(self.list)
        content = QWidget()
        column = QVBoxLayout(content)
        measure.margins(column, 16, 12, 24, 20)
        measure.spacing(column, 16)
        column.addWidget(pot_card)
        column.addWidget(self._card)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollArea(content, tr("The pot")))

    def show_pot(self, snapshot: Snapshot) -> None:
        """Show what ``snapshot`` holds."""
        found = pot(snapshot.contributions.values())
        self.bar.set(found.inside, found.promised, found.total)
        said = tr(
            "{inside} of {total} in, {promised} promised, {asked} asked, {hoped} not asked yet",
            inside=found.inside,
            total=found.total,
            promised=found.promised,
            asked=found.asked,
            hoped=found.hoped,
        )
        self._said.setText(said)
        self.bar.setAccessibleName(said)
        rows = [_row(one.use_case, one.title, one.waits_for) for one in missing(snapshot)]
        self.list.set_rows(rows)
        self._card.setVisible(bool(rows))


def _row(id: str, title: str, waits_for: tuple[str, ...]) -> Row:
    if not waits_for:
        return Row(
            id, title, tr("Nobody is to put anything in for it"), (ChipText(tr("Empty"), "warn"),)
        )
    return Row(
        id,
        title,
        tr("Waits for {names}", names=listed(waits_for)),
        (ChipText(f"{len(waits_for)}"),),
    )
