"""The checklist of the week: steps and promises that are late, due soon, or done today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import Signal

from outreach.base.language import plural, tr
from outreach.planning import steps
from outreach.planning.agenda import Agenda, Task, what_and_whom
from outreach.snapshot import Snapshot
from ui.models.rows import Row
from ui.records.due import due_chip
from ui.session import Session
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.row_list import RowList

MOST_ROWS = 30
"""Open tasks that are listed; more of them are counted in words."""
_LONGEST = 120
"""Characters of a task's text in the name of an edit."""


class WeekCard(Card):
    """Tasks with a box to tick; each tick is an edit, so it can be undone."""

    opened = Signal(str)
    """Id of a step or promise."""

    def __init__(self, session: Session) -> None:
        """Build the card; :meth:`show_week` fills it."""
        super().__init__(tr("This week"), flush=True)
        self._session = session
        self._steps: frozenset[str] = frozenset()
        self._day = dt.date.min
        self._count = Label("", "caption", "text2")
        self.head.addWidget(self._count)
        self._nothing = Label(
            tr("Nothing is late, and nothing is due in the next seven days."), wrap=True
        )
        self._nothing.setContentsMargins(16, 14, 16, 16)
        self.add(self._nothing)
        self.list = RowList(name=tr("This week"), style="card")
        self.list.toggled.connect(self._tick)
        self.list.opened.connect(self.opened)
        self.add(self.list)
        self._more = Label("", "caption", "text2")
        self._more.setContentsMargins(16, 8, 16, 10)
        self.add(self._more)

    def show_week(self, snapshot: Snapshot, found: Agenda) -> None:
        """Show what is open, then what was done today."""
        self._day = found.today
        self._steps = frozenset(snapshot.steps)
        done = list(_done_today(snapshot, found.today))
        tasks = sorted((*found.steps, *found.promises), key=lambda task: task.due or dt.date.max)
        checkable = not self._session.read_only
        rows = [
            task_row(task, found.today, False if checkable else None) for task in tasks[:MOST_ROWS]
        ]
        rows += [task_row(task, found.today, True) for task in done]
        more = len(tasks) - MOST_ROWS
        self._more.setText(
            plural(
                "and {n} more; the sequence shows them all",
                "and {n} more; the sequence shows them all",
                max(more, 0),
            )
        )
        self._more.setVisible(more > 0)
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        counts = [plural("{n} open", "{n} open", len(tasks))]
        if done:
            counts.append(plural("{n} done", "{n} done", len(done)))
        self._count.setText(" · ".join(counts) if rows else "")

    def _tick(self, id: str, done: bool) -> None:
        if self._session.read_only:
            return
        title = self.list.rows().row_at(self.list.rows().row_of(id)).title
        if len(title) > _LONGEST:
            title = title[:_LONGEST] + "…"
        if id in self._steps:
            status, label = ("done", tr("Step done")) if done else ("planned", tr("Step not done"))
        else:
            status, label = (
                ("kept", tr("Promise kept")) if done else ("open", tr("Promise not kept yet"))
            )
        day = self._day if done else None
        self._session.set(id, f"{label}: {title}", status=status, done_on=day)


def task_row(task: Task, today: dt.date, checked: bool | None) -> Row:
    """Return the row of a task; ``checked`` is None for what cannot be ticked."""
    waits = tr("waits for {partners}", partners=task.waits_for) if task.waits_for else ""
    return Row(
        id=task.id,
        title=" ".join(task.text.split()),
        caption=" · ".join(part for part in (task.organisation, waits) if part),
        chips=(due_chip(task.due, today, done=checked is True),) if task.due else (),
        checked=checked,
    )


def _done_today(snapshot: Snapshot, today: dt.date) -> Iterator[Task]:
    for step in snapshot.steps.values():
        if step.status == "done" and step.done_on == today:
            due = steps.due_on(snapshot, step)
            yield Task(step.id, *what_and_whom(snapshot, step), due, 0, "")
    for promise in snapshot.commitments.values():
        if promise.status == "kept" and promise.done_on == today:
            name = snapshot.name(promise.by)
            yield Task(promise.id, promise.promise, name, promise.due, 0, "")
