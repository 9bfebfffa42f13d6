"""What the answers to open objections lack, as a table by partner or by topic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.planning.matrix import By, Line, matrix
from ui.models.rows import Cell, ChipText, Column, TableRow
from ui.models.table_model import IdTableModel
from ui.pages.objections.register import NO_TOPIC, topic_words
from ui.records.looks import partner_icon
from ui.session import Session
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.row_table import RowTable
from ui.widgets.segmented import Segmented

COLUMNS = (
    Column(tr("Partner or topic"), stretch=True),
    Column(tr("Open"), 150),
    Column(tr("Answer"), 150),
    Column(tr("Proof"), 150),
    Column(tr("Spokesperson"), 150),
)


class CoveragePane(QWidget):
    """A line for each partner or topic; whoever lacks most comes first."""

    opened = Signal(str, str)
    """``organisation`` or ``category``, and which: show its objections."""

    def __init__(self, session: Session, today: Callable[[], dt.date]) -> None:
        """Begin empty; :meth:`refresh` fills it."""
        super().__init__()
        self._session, self._today = session, today
        self._lines: dict[str, Line] = {}
        self.by = Segmented(
            tr("By"), [("organisation", tr("By partner")), ("category", tr("By topic"))]
        )
        self.by.changed.connect(lambda _: self.refresh())
        self.table = RowTable(IdTableModel(COLUMNS, self._rows, self), tr("Coverage"), tall=True)
        self.table.opened.connect(self._open)
        self._said = Label("", "body", "text2", wrap=True)
        card = Card(flush=True, fills=True)
        card.add(self.table)
        head = QHBoxLayout()
        measure.spacing(head, 12)
        head.addWidget(self._said, 1)
        head.addWidget(self.by)
        column = QVBoxLayout(self)
        measure.margins(column, 24, 2, 24, 20)
        measure.spacing(column, 10)
        column.addLayout(head)
        column.addWidget(card, 1)

    def refresh(self) -> None:
        """Work the table out anew."""
        by: By = "organisation" if self.by.value() == "organisation" else "category"
        lines = matrix(self._session.snapshot(), by, self._today())
        self._lines = {line.key or NO_TOPIC: line for line in lines}
        self.table.rows().set_ids(self._lines)
        self._said.setText(summary(lines))

    def _rows(self, ids: Sequence[str]) -> Iterable[TableRow]:
        snapshot = self._session.snapshot()
        for id in ids:
            line = self._lines[id]
            partner = snapshot.organisations.get(id)
            icon = partner_icon(partner.sector, partner.role) if partner else ""
            name = partner.name if partner else topic_words(line.key or None)
            blocks = plural("{n} blocks a yes", "{n} block a yes", line.blocking)
            yield TableRow(
                id,
                (
                    Cell(name, icon=icon, quote=True),
                    Cell(str(line.open), blocks if line.blocking else ""),
                    *(_cell(line.open, lacking) for lacking in (line.answer, line.proof)),
                    _cell(line.open, line.speaker),
                ),
                _sentence(name, line),
            )

    def _open(self, id: str) -> None:
        self.opened.emit(self.by.value(), id)


def summary(lines: Sequence[Line]) -> str:
    """Say in a sentence how far the open objections are covered."""
    count = sum(line.open for line in lines)
    if not count:
        return tr("No objection is open.")
    without = sum(line.answer for line in lines)
    proof = sum(line.proof for line in lines)
    speaker = sum(line.speaker for line in lines)
    if not without + proof + speaker:
        return tr("Every open objection has a current answer, a proof and somebody to give it.")
    return tr(
        "Of {open} open: {answer} without a current answer, {proof} "
        "without a proof, {speaker} without anybody to give it who knows "
        "them.",
        open=count,
        answer=without,
        proof=proof,
        speaker=speaker,
    )


def _cell(count: int, lacking: int) -> Cell:
    if not lacking:
        return Cell(chip=ChipText(tr("All there") if count > 1 else tr("There"), "ok", "check"))
    words = (
        tr("Missing")
        if lacking == count
        else tr("{missing} of {total} missing", missing=lacking, total=count)
    )
    return Cell(chip=ChipText(words, "danger" if lacking == count else "warn"))


def _sentence(name: str, line: Line) -> str:
    return tr(
        "{name}: {open} open, {answer} without a current answer, {proof} "
        "without a proof, {speaker} without a spokesperson",
        name=name,
        open=line.open,
        answer=line.answer,
        proof=line.proof,
        speaker=line.speaker,
    )
