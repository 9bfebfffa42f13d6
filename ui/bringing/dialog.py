"""Bringing a file in: what it holds, what that means, and what it would change, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.base.words import sentence_case
from outreach.exchange.in_words import Said
from outreach.exchange.incoming import Line, Outcome, Proposal
from ui.bringing.outcomes import OUTCOMES, counted
from ui.bringing.refusals import Refusals
from ui.dialogs.dialog import Dialog
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.inputs import CheckBox
from ui.widgets.labels import Clamped, Elided, Label

MOST_SHOWN = 200
"""So many records are told of one by one."""
FEW_REFUSED = 20
"""So many of what is refused are told of among the others; more are a list of their own."""
_ORDER = (Outcome.REFUSED, Outcome.CHANGED, Outcome.ADDED, Outcome.SAME)


class Told(NamedTuple):
    """A proposal, and its lines in words; all that takes long to find out of a long list."""

    proposal: Proposal
    counts: Counter[Outcome]
    """How many records have each outcome."""
    lines: Sequence[tuple[int, Line, list[Said]]]
    """The place of each line that is told of, the line, and what it writes."""
    refused: Sequence[Line]
    """Every line that is refused."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing would change."""
        return not self.counts[Outcome.ADDED] and not self.counts[Outcome.CHANGED]

    @property
    def apart(self) -> bool:
        """Whether what is refused is a list of its own."""
        return len(self.refused) > FEW_REFUSED

    @property
    def untold(self) -> int:
        """How many records something becomes of that are told of nowhere."""
        written = self.counts.total() - self.counts[Outcome.SAME]
        told = sum(1 for _, line, _ in self.lines if line.outcome is not Outcome.SAME)
        return written - told - (len(self.refused) if self.apart else 0)


def told(proposal: Proposal, fields: Callable[[Line], list[Said]]) -> Told:
    """Put what ``proposal`` would do into words: what is refused first, what stays if it says why.

    Args:
        proposal: What was found.
        fields: Says what a line writes.
    """
    refused = proposal.refused
    apart = len(refused) > FEW_REFUSED
    places: dict[Outcome, list[tuple[int, Line]]] = {outcome: [] for outcome in _ORDER}
    for n, line in enumerate(proposal.lines):
        here = places[line.outcome]
        if len(here) < MOST_SHOWN and (line.outcome is not Outcome.SAME or line.why):
            here.append((n, line))
    if apart:
        places[Outcome.REFUSED] = []
    shown = [one for outcome in _ORDER for one in places[outcome]][:MOST_SHOWN]
    lines = [
        (n, line, fields(line) if line.outcome is Outcome.CHANGED else []) for n, line in shown
    ]
    return Told(proposal, proposal.counts, lines, refused)


class BringInDialog(Dialog):
    """Asks what is to come in; :meth:`finish` closes it when that is done."""

    wished = Signal()
    """Bring it in."""
    stopped = Signal()
    """End it: it is being brought in."""

    def __init__(self, name: str, what: QWidget, parent: QWidget | None = None) -> None:
        """Show ``what`` says what the file called ``name`` holds, above what that would change."""
        super().__init__(tr("Bring in “{name}”", name=name), tr("Bring it in"), parent)
        self._told: Told | None = None
        self._boxes: dict[int, CheckBox] = {}
        self._writing = False
        column = self._column = self.column(tr("What the file holds and what it changes"))
        self._what = what
        column.addWidget(what)
        self._card = Card(tr("What it changes"))
        self.counts = Label("", wrap=True)
        self._card.add(self.counts)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far it is"))
        self._card.add(self.bar)
        self.go_on = CheckBox(tr("Bring in the rest without what does not fit"))
        self.go_on.toggled.connect(self._explain)
        self._card.add(self.go_on)
        self.copy = Button(tr("Copy what does not fit"))
        self.copy.setToolTip(tr("Every line that is refused, with the reason, to paste elsewhere"))
        self.copy.clicked.connect(self._copy_refused)
        self._card.add(self.copy)
        self.refusals = Refusals()
        self._card.add(self.refusals)
        self._lines = QVBoxLayout()
        measure.spacing(self._lines, 8)
        self._card.add(self._lines)
        column.addWidget(self._card)
        column.addStretch(1)
        self.wait()
        self.fit(760, 760)

    @property
    def proposal(self) -> Proposal | None:
        """What is shown, once it is."""
        return self._told.proposal if self._told else None

    def without(self) -> frozenset[int]:
        """Return the places of the lines that are not to come in."""
        return frozenset(n for n, box in self._boxes.items() if not box.isChecked())

    def box(self, place: int) -> CheckBox:
        """Return the box by which a record is left out."""
        return self._boxes[place]

    def replace(self, what: QWidget) -> None:
        """Show ``what`` says what the file holds, now that it was read anew."""
        had, self._what = self._what, what
        self._column.replaceWidget(had, what)
        had.hide()
        had.deleteLater()
        what.show()

    def wait(self) -> None:
        """Say that it is being looked through."""
        self._told = None
        self.show_problem("")
        self.counts.setText(tr("It is being looked through…"))
        self._show_bar(True)
        self._explain()

    def tell(self, done: int, total: int) -> None:
        """Show how far the work is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_told(self, told: Told) -> None:
        """Show what bringing it in would do."""
        self._told = told
        self._show_bar(False)
        self._clear()
        counts = told.counts
        said = [counted(outcome, counts[outcome]) for outcome in Outcome if counts[outcome]]
        self.counts.setText(", ".join(said).capitalize() + "." if said else tr("Nothing is in it."))
        self.go_on.setVisible(bool(counts[Outcome.REFUSED]))
        self.copy.setVisible(bool(counts[Outcome.REFUSED]))
        self.refusals.show_lines(told.refused if told.apart else ())
        for place, line, fields in told.lines:
            self._show_line(place, line, fields)
        if told.untold:
            more = plural("And {n} more.", "And {n} more.", told.untold)
            self._lines.addWidget(Label(more, tone="text2"))
        self._explain()

    def accept(self) -> None:
        """Have it done, when there is anything to do."""
        if self.go.isEnabled() and self._told is not None:
            self._writing = True
            self.go.explain(tr("It is being brought in."))
            self.cancel.setText(tr("Stop"))
            self._show_bar(True)
            self.wished.emit()

    def reject(self) -> None:
        """Close, or have it stopped while it is being brought in."""
        if self._writing:
            self.cancel.setEnabled(False)
            self.stopped.emit()
        else:
            super().reject()

    def finish(self) -> None:
        """Close: it is done."""
        super().accept()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self._writing = False
        self.cancel.setText(tr("Cancel"))
        self.cancel.setEnabled(True)
        self._show_bar(False)
        self.show_problem(sentence)
        self._explain()

    def _copy_refused(self) -> None:
        """Put all that is refused on the clipboard: more than is shown may be."""
        if self._told is not None:
            lines = (f"{line.where}: {line.why}" for line in self._told.refused)
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _show_bar(self, shown: bool) -> None:
        """Show the bar, which moves by itself until it is told how far the work is."""
        self.bar.setRange(0, 0)
        self.bar.setVisible(shown)

    def _show_line(self, place: int, line: Line, fields: list[Said]) -> None:
        words = sentence_case(f"{line.where}: {OUTCOMES[line.outcome]}")
        if line.writes:
            box = self._boxes[place] = CheckBox("")
            box.setAccessibleName(words)
            box.setChecked(True)
            self._lines.addWidget(_beside(box, Elided(words)))
        else:
            refused = line.outcome is Outcome.REFUSED
            self._lines.addWidget(Label(words, tone="danger" if refused else "text2", wrap=True))
        if line.outcome is Outcome.CHANGED:
            for one in fields:
                change = f"{one.label}: {one.before or '—'} → {one.after or '—'}"
                self._lines.addWidget(Clamped(change, tone="text2"))
        if line.why:
            self._lines.addWidget(Label(line.why, tone="text2", wrap=True))

    def _clear(self) -> None:
        self._boxes = {}
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _explain(self) -> None:
        """Say why it cannot be brought in now, if so."""
        if self._told is None:
            why = tr("It is being looked through.")
        elif self._told.is_idle:
            why = tr("There is nothing in it that is not here already.")
        elif self._told.refused and not self.go_on.isChecked():
            why = tr(
                "Some of it does not fit: put that right, or tick that the rest is to come in."
            )
        else:
            why = ""
        self.go.explain(why)


def _beside(box: CheckBox, words: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    measure.spacing(layout, 6)
    layout.addWidget(box)
    layout.addWidget(words, 1)
    return row
