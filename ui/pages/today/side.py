"""The cards at the side of Today: the pot, what has no answer, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.cadence.kinds import Step
from outreach.planning.agenda import Agenda, Unanswered
from outreach.planning.coverage import Gap
from outreach.planning.pot import Pot, pot, status_of
from outreach.snapshot import Snapshot
from ui.forms.dates import say_day
from ui.models.rows import Row
from ui.records.quoting import quoted
from ui.theme import measure
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.marks import Chip, IconMark, PotBar
from ui.widgets.row_list import RowList

T = TypeVar("T")

MOST_ROWS = 4
"""Rows that a card shows; more of them are counted in words."""


class PotCard(Card):
    """How many partners are in, who has promised, and whom to ask next."""

    def __init__(self) -> None:
        """Begin with an empty pot."""
        super().__init__(tr("The pot"))
        self._count = Label("", "caption", "text2")
        self.head.addWidget(self._count)
        self.bar = PotBar(0, 0, 0)
        self.add(self.bar)
        self._promised = _Line("hourglass", "pot")
        self._next = _Line("arrow-right", "accent_text")
        self.add(self._promised)
        self.add(self._next)

    def show_pot(self, snapshot: Snapshot, next_step: Step | None) -> None:
        """Show what is put in, or while nothing is written down, who is in."""
        found = pot(snapshot.contributions.values())
        if found.total:
            titles = [
                one.title for one in snapshot.contributions.values() if status_of(one) == "promised"
            ]
        else:
            stages = [o.status for o in snapshot.organisations.values()]
            out = stages.count("declined") + stages.count("parked")
            inside, promised = stages.count("contributing"), stages.count("committed")
            found = Pot(inside, promised, 0, len(stages) - out - inside - promised)
            titles = [o.name for o in snapshot.organisations.values() if o.status == "committed"]
        self._count.setText(tr("{inside} of {total} in", inside=found.inside, total=found.total))
        self.bar.set(found.inside, found.promised, found.total)
        self._promised.set(tr("Promised: {names}", names=_several(titles)) if titles else "")
        self._next.set(_ask_next(snapshot, next_step))


class CardOfRecords(Card):
    """A card with a short list of records, and how many more there are; gone without any."""

    opened = Signal(str)
    """The id of the record of a row that is taken."""

    def __init__(self, title: str) -> None:
        """Begin empty."""
        super().__init__(title, flush=True)
        self.list = RowList(name=title, style="card")
        self.list.opened.connect(self.open_row)
        self.list.clicked.connect(lambda index: self.open_row(self.list.rows().id_at(index.row())))
        self.add(self.list)
        self._more = Label("", "caption", "text2")
        self._more.setContentsMargins(16, 8, 16, 10)
        self.add(self._more)

    def open_row(self, row: str) -> None:
        """Ask for the record of a row; its id names the row."""
        self.opened.emit(row)

    def show_rows(self, found: Sequence[T], row: Callable[[T], Row]) -> None:
        """Show the first of what was found, each as a row, and count the others."""
        self.list.set_rows([row(one) for one in found[:MOST_ROWS]])
        more = len(found) - MOST_ROWS
        self._more.setText(plural("and {n} more", "and {n} more", max(0, more)))
        self._more.setVisible(more > 0)
        self.setVisible(bool(found))


class UnansweredCard(CardOfRecords):
    """Open objections to which nobody has matched a response."""

    prepare = Signal()
    """Prepare answers."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(tr("Objections without an answer"))
        self._count = Chip("", "warn")
        self.head.addWidget(self._count)
        button = QuietButton(tr("Prepare answers"), "arrow-right")
        button.clicked.connect(self.prepare)
        foot = QHBoxLayout()
        measure.margins(foot, 6, 6, 6, 6)
        foot.addWidget(button)
        foot.addStretch()
        self.add(foot)

    def show_unanswered(self, found: Agenda) -> None:
        """Show the objections, blocking ones first."""
        self._count.set(str(len(found.unanswered)), "warn")
        self.show_rows(
            found.unanswered,
            lambda one: Row(
                id=one.objection,
                title=quoted(one.statement),
                caption=_raised_by(one, found.today),
            ),
        )


def _raised_by(one: Unanswered, today: dt.date) -> str:
    meets = tr("you meet on {day}", day=say_day(one.before, today)) if one.before else ""
    who = one.person or one.organisation
    blocks = tr("blocks a yes") if one.blocking else ""
    return " · ".join(part for part in (who, meets, blocks) if part)


GAPS = {
    "out_of_date": tr("The answer is past its review date"),
    "no_proof": tr("The answer names no source"),
    "no_speaker": tr("Nobody to give the answer"),
    "out_of_reach": tr("The speaker knows nobody there"),
    "no_need": tr("No need of their own"),
    "no_proposition": tr("No value proposition"),
    "no_champion": tr("No champion reaches them"),
    "lone_champion": tr("Only one champion"),
    "no_coordinator": tr("No coordinator whom partners can call"),
}
"""What is missing, by the kind of gap; objections without a response have a card of their own."""


class GapsCard(CardOfRecords):
    """What else is missing before the next talk."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(tr("Still missing"))
        self._subjects: dict[str, str] = {}

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show what is missing, in the order given."""
        # One record may lack several things, so its id does not name the row.
        found = [*enumerate(gap for gap in gaps if gap.kind in GAPS)]
        self._subjects = {str(number): gap.subject for number, gap in found}

        def row(numbered: tuple[int, Gap]) -> Row:
            number, gap = numbered
            return Row(str(number), gap.name, GAPS[gap.kind], spoken=gap.sentence)

        self.show_rows(found, row)

    def open_row(self, row: str) -> None:
        """Ask for the record that lacks something."""
        self.opened.emit(self._subjects[row])


class _Line(QWidget):
    """An icon and a sentence; not there when there is nothing to say."""

    def __init__(self, icon: str, tone: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        measure.margins(row, 0, 0, 0, 0)
        measure.spacing(row, 8)
        row.addWidget(IconMark(icon, tone, 16))
        self._words = Label("", "caption", "text2", wrap=True)
        row.addWidget(self._words, 1)

    def set(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))


def _ask_next(snapshot: Snapshot, step: Step | None) -> str:
    """Say what to ask for next, and whom."""
    if step is None or not step.organisation:
        return ""
    wanted = step.ingredient or next(
        (
            one.title
            for one in snapshot.contributions.values()
            if one.organisation == step.organisation and status_of(one) in ("hoped", "asked")
        ),
        "",
    )
    name = snapshot.name(step.organisation)
    return (
        tr("Ask next: {ingredient}, {name}", ingredient=" ".join(wanted.split()), name=name)
        if wanted
        else tr("Ask next: {name}", name=name)
    )


def _several(names: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(names[:most])
    more = len(names) - most
    if more <= 0:
        return shown
    return plural("{shown} and {n} more", "{shown} and {n} more", more, shown=shown)
