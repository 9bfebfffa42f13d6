"""How a sequence runs: paused with a reason, taken up again, stopped, begun once more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.errors import expected
from outreach.base.ids import new_id
from outreach.base.language import plural, tr
from outreach.cadence import running
from outreach.cadence.kinds import Sequence
from outreach.document.edits import Edit
from outreach.exchange.recipe import write_recipe
from outreach.planning import steps
from outreach.vocabulary import ENDED
from ui.dialogs.reason import ReasonDialog
from ui.jobs.task import Task
from ui.pages.sequence.dates import DatesDialog, Proposed, proposed_dates
from ui.pages.sequence.following import write
from ui.session import Session
from ui.theme import measure
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.passing import passing
from ui.widgets.save_as import ask_where

PAUSING = tr(
    "Its steps ask for nothing while it rests. What is left of each "
    "wait is kept: when you resume, the days of open steps move on; "
    "dates that were agreed stay."
)
STOPPING = tr("Its steps ask for nothing any more, and stay to be read with what came of them.")


class RunBar(QWidget):
    """What a sequence is doing, and the buttons that change that."""

    begun = Signal(str)
    """Id of a sequence that was begun from this one."""
    told = Signal(str)
    """A sentence on what was done."""
    edited = Signal(str)
    """A sentence on what an edit has changed, which can be taken back."""

    def __init__(self, session: Session, today: Callable[[], dt.date] = dt.date.today) -> None:
        """Build the bar; :meth:`show_sequence` fills it."""
        super().__init__()
        self._session, self._today, self._id = session, today, ""
        self.words = Label("", tone="text2", wrap=True)
        self.pause, self.resume = Button(tr("Pause…")), Button(tr("Resume"))
        self.stop = Button(tr("Stop…"))
        self.date = Button(tr("Date the steps…"), "calendar")
        self._dating = Task("dates", self)
        self.again = QuietButton(tr("Begin another like this"), "copy")
        self.keep = QuietButton(tr("Keep as a recipe…"), "download")
        row = FlowLayout()
        for button, act in (
            (self.pause, self._pause),
            (self.resume, self._resume),
            (self.stop, self._stop),
            (self.date, self._work_out_dates),
            (self.again, self._begin_another),
        ):
            button.clicked.connect(act)
            button.explain(session.why_read_only)
            row.addWidget(button)
        self.keep.clicked.connect(self._keep)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 8)
        column.addWidget(self.words)
        column.addLayout(row)

    def show_sequence(self, id: str) -> None:
        """Show how a sequence runs; an empty id shows nothing."""
        self._id = id
        sequence = self._sequence()
        self.setVisible(sequence is not None)
        if sequence is None:
            return
        words = running.paused_words(sequence)
        self.words.setText(f"{words}." if words else "")
        self.words.setVisible(bool(words))
        ended = sequence.status in ENDED
        self.pause.setVisible(sequence.status != "paused" and not ended)
        self.resume.setVisible(sequence.status == "paused")
        self.stop.setVisible(not ended)
        self.date.setVisible(sequence.status != "paused" and not ended)

    def leave(self) -> None:
        """Stop what is being worked out."""
        self._dating.close()

    def _sequence(self) -> Sequence | None:
        return self._session.snapshot().sequences.get(self._id)

    def _pause(self) -> None:
        sequence, day = self._sequence(), self._today()
        title = tr("Pause “{name}”", name=sequence.name if sequence else "")
        if sequence is not None and (why := self._asked(tr("Pause"), title, PAUSING)):
            self._session.edit(
                tr("Paused {name}", name=sequence.name)[:200],
                lambda edit: running.pause(edit, sequence, why, day),
            )

    def _stop(self) -> None:
        sequence = self._sequence()
        title = tr("Stop “{name}”", name=sequence.name if sequence else "")
        if sequence is not None and (why := self._asked(tr("Stop"), title, STOPPING)):
            self._session.edit(
                tr("Stopped {name}", name=sequence.name)[:200],
                lambda edit: running.stop(edit, sequence, why),
            )

    def _asked(self, verb: str, title: str, explanation: str) -> str:
        """Ask for the reason; return it, or an empty text when nothing is to happen."""
        with passing(ReasonDialog(title, verb, explanation, self.window())) as dialog:
            return dialog.reason() if dialog.exec() else ""

    def _resume(self) -> None:
        sequence, day = self._sequence(), self._today()
        if sequence is not None:
            its = steps.in_order(self._session.snapshot(), sequence.id)
            self._session.edit(
                tr("Resumed {name}", name=sequence.name)[:200],
                lambda edit: running.resume(edit, sequence, its, day),
            )

    def _keep(self) -> None:
        """Ask where the recipe of the sequence is to go, and write it there."""
        sequence, session = self._sequence(), self._session
        if sequence is None:
            return
        start = session.called.with_name(tr("{name} recipe", name=session.called.stem) + ".json")
        path = ask_where(self, tr("Keep the recipe as"), start, tr("Recipes"), ".json")
        if path is not None:
            snapshot = session.snapshot()
            session.fetch(
                lambda _: write_recipe(snapshot, sequence.id, path, self._today()),
                lambda _: self.told.emit(
                    tr("“{name}” tells the order without names.", name=path.name)
                ),
                self._not_kept,
            )

    def _not_kept(self, error: Exception) -> None:
        self._session.refused.emit(str(expected(error)))

    def _work_out_dates(self) -> None:
        """Find out which days the steps could have, beside the window, and show them."""
        snapshot, id, today = self._session.snapshot(), self._id, self._today()
        self._dating.start(lambda *_: proposed_dates(snapshot, id, today), self._offer_dates)

    def _offer_dates(self, found: Proposed) -> None:
        with passing(DatesDialog(found, self._today(), self.window())) as dialog:
            if not dialog.exec():
                return
        said = plural("{n} step got a new day.", "{n} steps got new days.", len(found.edit.days))
        self._session.edit(
            tr("Dated the steps of {name}", name=found.sequence.name)[:200],
            lambda edit: write(edit, found.edit),
            lambda _: self.edited.emit(said),
        )

    def _begin_another(self) -> None:
        sequence, day, made = self._sequence(), self._today(), new_id()
        if sequence is None:
            return
        snapshot = self._session.snapshot()
        its = steps.in_order(snapshot, sequence.id)
        needs = list(snapshot.prerequisites.values())
        began = sequence.start_date or snapshot.initiative.start_date
        name = tr("{name}, again", name=sequence.name[:180])

        def change(edit: Edit) -> None:
            running.start_from(edit, sequence, its, needs, name, day, began, id=made)

        self._session.edit(tr("Began {name}", name=name), change, lambda _: self.begun.emit(made))
