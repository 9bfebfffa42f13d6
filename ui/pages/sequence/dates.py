"""The days that steps could have, shown before any of them is given."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from outreach.base.language import tr
from outreach.cadence.kinds import Sequence
from outreach.planning import steps
from outreach.planning.dating import Dated
from outreach.planning.proposal.placing import Replanned
from outreach.planning.schedule import Schedule, days_to_write, schedule
from outreach.snapshot import Snapshot
from ui.dialogs.dialog import Dialog
from ui.forms.dates import say_day
from ui.models.rows import ChipText, Row
from ui.theme import measure
from ui.widgets.bands import WarningBand
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList

ABOUT = tr(
    "Each day is as early as days off, answers that are waited for, "
    "the approaches of a week and each messenger’s load allow. Days "
    "that were agreed stay. Nothing is changed until you say so."
)


class Proposed(NamedTuple):
    """The days that the open steps of a sequence could have, and what would be written."""

    snapshot: Snapshot
    sequence: Sequence
    schedule: Schedule
    edit: Replanned


def proposed_dates(snapshot: Snapshot, sequence: str, today: dt.date) -> Proposed:
    """Return the days that the open steps of a sequence could have."""
    found = schedule(snapshot, sequence, today)
    begin, days = days_to_write(snapshot, sequence, found)
    edit = Replanned(sequence, {}, days, (), begin)
    return Proposed(snapshot, snapshot.sequences[sequence], found, edit)


class DatesDialog(Dialog):
    """Shows each step's day now, the one it could have, and why; accepted to give them."""

    def __init__(self, found: Proposed, today: dt.date, parent: QWidget | None = None) -> None:
        """Show what was found."""
        name = found.sequence.name
        super().__init__(
            tr("Date the steps of “{name}”", name=name), tr("Give them these days"), parent
        )
        self.body.addWidget(Label(ABOUT, tone="text2", wrap=True))
        if found.schedule.notes:
            self.body.addWidget(WarningBand(" ".join(found.schedule.notes)))
        self.list = RowList(name=tr("The steps and their days"))
        self.list.set_rows([_row(found, one, today) for one in found.schedule.steps])
        card = Card(flush=True, fills=True)
        card.add(self.list)
        measure.minimum_height(card, 160)
        self.body.addWidget(card, 1)
        if (ends := found.schedule.ends) is not None:
            last = tr("The last answer is expected by {day}.", day=say_day(ends, today))
            self.body.addWidget(Label(last, tone="text2", wrap=True))
        if found.edit.is_empty:
            self.go.explain(tr("The steps have these days already."))
        self.fit(720, 640)
        self.list.setFocus()

    def accept(self) -> None:
        """Go on, when anything is to be changed."""
        if self.go.isEnabled():
            super().accept()


def _row(found: Proposed, one: Dated, today: dt.date) -> Row:
    step = found.snapshot.steps[one.step]
    was = steps.due_on(found.snapshot, step)
    if one.day is None:
        chip = ChipText(tr("No day"), "warn")
    else:
        same = step.due is not None or one.step not in found.edit.days
        chip = ChipText(say_day(one.day, today), "neutral" if same else "accent")
    before = tr("was {day}", day=say_day(was, today)) if was is not None and was != one.day else ""
    return Row(
        id=one.step,
        title=steps.title(found.snapshot, step),
        caption=" ".join(part for part in (one.why, one.trouble) if part),
        chips=(chip,),
        aside=before,
    )
