"""One step of the history: its label, who and when, what it did, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.fields import Ref
from outreach.history.changes import Entry, RecordChange
from outreach.history.deleted import bring_back
from outreach.history.putting_back import put_back
from outreach.history.undo import outlook
from outreach.initiative import MODEL
from ui.history import words
from ui.history.changes import RecordBlock
from ui.navigation import Navigator
from ui.session import Session
from ui.theme import measure
from ui.widgets.bands import WarningBand
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.marks import Chip

UNDO, REDO = tr("Undo this"), tr("Do it again")
PAST = tr("Show the file as it was then")


LONG = 5
"""Records from which on the buttons stand above them, where they are in sight."""


class StepCard(Card):
    """What one step did, and the ways back from it."""

    more_asked = Signal()
    """Tell of more of what it did."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        entry: Entry,
        *,
        about: str = "",
        more: int = 0,
    ) -> None:
        """Show ``entry``.

        Args:
            session: The open file.
            navigator: Is asked for records, and for the file as it was.
            entry: The step.
            about: The record that all of it is about, which need not be named then.
            more: How many changes it made besides those that ``entry`` tells of.
        """
        super().__init__(padding=14)
        self._session, self._navigator, self.entry, self.more = session, navigator, entry, more
        self.buttons: dict[str, QWidget] = {}
        """What can be pressed, by what it does."""
        self._there: dict[str, bool] = {}
        self.setAccessibleName(entry.label)
        measure.spacing(self.body, 6)
        self._add_head()
        self._offer = QVBoxLayout()
        self._offer.setContentsMargins(0, 0, 0, 0)
        long = len(entry.changes) > LONG
        if long:
            self._add_foot()
        gone = {change.id for change in entry.changes if change.op == "D"}
        # What was deleted before what only went with it, or was left without it.
        for change in sorted(entry.changes, key=lambda one: one.op != "D" or _hung_on(one, gone)):
            self._add_block(change, gone, named=change.id != about)
        if more:
            self._add_more(more)
        if not long:
            self._add_foot()

    def _add_head(self) -> None:
        entry, head = self.entry, QHBoxLayout()
        measure.spacing(head, 8)
        head.addWidget(Label(entry.label, "strong", wrap=True), 1)
        if kind := words.KINDS.get(entry.kind):
            head.addWidget(Chip(kind))
        if entry.taken_back:
            head.addWidget(Chip(tr("Taken back")))
        self.add(head)
        self.add(Label(words.when_and_who(entry.at, entry.author), "caption", "text2", wrap=True))

    def _add_block(self, change: RecordChange, gone: set[str], *, named: bool) -> None:
        there = self._there[change.id] = self._is_there(change.id)
        comes_back = change.op == "D" and not there and not _hung_on(change, gone)
        block = RecordBlock(
            change,
            named=named,
            there=there,
            comes_back=comes_back,
            why_not=self._session.why_read_only,
        )
        block.put_back_asked.connect(partial(self._put_back, change))
        block.bring_back_asked.connect(partial(self._bring_back, change))
        block.record_asked.connect(lambda: self._navigator.record_asked.emit(change.id))
        self.buttons |= block.buttons
        self.add(block)

    def _is_there(self, id: str) -> bool:
        return self._session.document.kind_of(id) is not None

    def _add_more(self, more: int) -> None:
        row = QHBoxLayout()
        measure.spacing(row, 8)
        said = plural("And {n} more change.", "And {n} more changes.", more)
        row.addWidget(Label(said, "body", "text2"))
        show = QuietButton(tr("Show more"))
        show.clicked.connect(self.more_asked)
        row.addWidget(show)
        row.addStretch(1)
        self.buttons["more"] = show
        self.add(row)

    def _add_foot(self) -> None:
        self.add(self._offer)
        foot = FlowLayout(gap=4)
        again = self.entry.taken_back
        undo = QuietButton(REDO if again else UNDO, "redo-2" if again else "undo-2")
        undo.setAccessibleName(f"{undo.text()}: {self.entry.label}")
        undo.explain(self._session.why_read_only)
        undo.clicked.connect(self.take_back)
        past = QuietButton(PAST, "history")
        past.setAccessibleName(f"{PAST}: {self.entry.label}")
        past.clicked.connect(lambda: self._navigator.past_asked.emit(self.entry.edit))
        for key, button in (("undo", undo), ("past", past)):
            self.buttons[key] = button
            foot.addWidget(button)
        self.add(foot)

    def held(self) -> str:
        """Return which button has the keyboard; empty when none has."""
        return next((key for key, button in self.buttons.items() if button.hasFocus()), "")

    def hold(self, key: str) -> None:
        """Give a button the keyboard, or the first there is when it is not there any more."""
        self.buttons.get(key, self.buttons["undo"]).setFocus()

    def is_behind(self) -> bool:
        """Tell whether a record has come or gone since the card was built."""
        return any(self._is_there(id) != there for id, there in self._there.items())

    def take_back(self) -> None:
        """Take the step back, or do it again if it was; say first what stands in the way."""
        found = outlook(self._session.document, self.entry.edit)
        if found.refusal:
            self._say(found.refusal)
        elif found.taken_back:
            self._session.redo(edit=self.entry.edit)
        elif found.kept:
            sentences = " ".join([*found.kept[:3], "…" if len(found.kept) > 3 else ""]).strip()
            self._say(
                tr(
                    "It cannot be taken back as a whole. {sentences} What can be taken "
                    "back: {rest}.",
                    sentences=sentences,
                    rest=found.rest,
                ),
                (tr("Undo the rest"), self._take_back_the_rest),
                (tr("Leave it as it is"), self._say_nothing),
            )
        else:
            self._session.undo(edit=self.entry.edit)

    def _take_back_the_rest(self) -> None:
        self._say_nothing()
        self._session.undo(edit=self.entry.edit, partly=True)

    def _put_back(self, change: RecordChange, field: str) -> None:
        edit = self.entry.edit
        self._session.change(lambda document: put_back(document, edit, change.id, field))

    def _bring_back(self, change: RecordChange) -> None:
        left: list[str] = []

        def bring(document: Document) -> Changes:
            found = bring_back(document, change.id)
            left.extend(found.left)
            return found.changes

        def say(_: Changes) -> None:
            if left:
                self._session.refused.emit(" ".join(left))

        self._session.change(bring, say)

    def _say(self, sentence: str, *answers: tuple[str, Callable[[], object]]) -> None:
        """Say why something cannot be, and offer what can."""
        self._say_nothing()
        band = WarningBand(sentence)
        self._offer.addWidget(band)
        row = QHBoxLayout()
        measure.spacing(row, 8)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        buttons = []
        for n, (said, do) in enumerate(answers or ((tr("Close"), self._say_nothing),)):
            button = QuietButton(said) if n else Button(said)
            button.clicked.connect(do)
            row.addWidget(button)
            buttons.append(button)
        row.addStretch(1)
        self._offer.addWidget(holder)
        buttons[0].setFocus()

    def offered(self) -> str:
        """Return what is said of an undo that is not possible, or not as a whole."""
        item = self._offer.itemAt(0)
        band = item.widget() if item is not None else None
        return band.accessibleName() if band is not None else ""

    def _say_nothing(self) -> None:
        had = self._offer.count()
        while (item := self._offer.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if had:
            self.buttons["undo"].setFocus()


def _hung_on(change: RecordChange, gone: set[str]) -> bool:
    """Tell whether the record went with one that it cannot be without, and comes back with it."""
    fields = MODEL.kinds[change.kind].by_name
    return any(
        field.old in gone and isinstance(fields[field.field], Ref) and fields[field.field].required
        for field in change.fields
    )
