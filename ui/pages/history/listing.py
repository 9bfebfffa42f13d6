"""The list of edits, newest first, read in parts as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent

from outreach.base.clock import moment
from outreach.base.language import plural, tr
from outreach.document.log import EditHead
from outreach.history.browsing import EVERYTHING, Part, Wanted, part
from outreach.history.effective import standing
from ui.history import words
from ui.models.list_model import IdListModel
from ui.models.rows import ChipText, Row
from ui.reader import SecondReader, is_large
from ui.session import Session
from ui.widgets.row_list import RowList

AT_A_TIME = 200
"""Edits that are read at once."""

_BEFORE_END = 40
"""Rows before the last one that is there from which on more are read."""


class EditList(RowList):
    """Edits by their names. However many there are, it opens at once."""

    read = Signal()
    """More of them were read, or there are no more."""

    def __init__(self, session: Session) -> None:
        """Begin empty; :meth:`show_wanted` reads the newest."""
        super().__init__(IdListModel(self._rows, None), tr("Edits"))
        self._session = session
        self._wanted = EVERYTHING
        self._heads: dict[str, EditHead] = {}
        self._rest: int | None = None
        self._reader: SecondReader | None = None
        self._asked = self._answered = 0
        # A search may find nothing for long: the window goes on meanwhile.
        self._going_on = QTimer(self)
        self._going_on.setSingleShot(True)
        self._going_on.setInterval(0)
        self._going_on.timeout.connect(self._read_more)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.current_changed.connect(self._look_ahead)

    def show_wanted(self, wanted: Wanted) -> None:
        """List other edits, or the same ones anew: then at least as many as before."""
        most = max(AT_A_TIME, len(self._heads)) if wanted == self._wanted else AT_A_TIME
        self._wanted = wanted
        self._rest = None

        def show(found: Part) -> None:
            self._take(found)
            place = self.verticalScrollBar().value()
            self.rows().set_ids(self._heads)
            self.verticalScrollBar().setValue(place)
            self._after(found, AT_A_TIME - len(found.edits))

        self._find(None, most, show)

    def head(self, edit: str) -> EditHead | None:
        """Return an edit that is listed."""
        return self._heads.get(edit)

    def is_searching(self) -> bool:
        """Tell whether older edits are being looked through."""
        return self._going_on.isActive() or self._asked != self._answered

    def showEvent(self, event: QShowEvent) -> None:
        """Go on reading what is needed to fill the list."""
        super().showEvent(event)
        self._look_ahead()

    def leave(self) -> None:
        """Read no more: the file is about to be closed."""
        self._going_on.stop()
        self._rest = None
        self._asked += 1

    def _find(self, below: int | None, most: int, then: Callable[[Part], None]) -> None:
        """Have ``then`` called with the next part; words are sought beside the window.

        But for a small file, where that is quick. What is asked next takes its place.
        """
        self._asked += 1
        number, wanted, document = self._asked, self._wanted, self._session.document
        if not wanted.words or not is_large(document):
            self._answered = number
            then(part(document, wanted, below, most))
            return

        def found(one: Part) -> None:
            if number == self._asked:
                self._answered = number
                then(one)

        if self._reader is None:
            self._reader = SecondReader(self._session, "history", self)
        nothing = Part((), None)
        self._reader.ask(
            lambda own: part(own, wanted, below, most) if number == self._asked else nothing,
            found,
            lambda: found(nothing),
        )

    def _take(self, found: Part) -> None:
        self._heads = {head.id: head for head in found.edits}
        self._rest = found.rest

    def _read_more(self) -> None:
        if self._rest is None:
            return
        below, self._rest = self._rest, None

        def show(found: Part) -> None:
            self._rest = found.rest
            self._heads |= {head.id: head for head in found.edits}
            self.rows().extend([head.id for head in found.edits])
            self._after(found, self._missing())

        self._find(below, AT_A_TIME, show)

    def _after(self, found: Part, missing: int) -> None:
        if found.rest is not None and missing > 0:
            self._going_on.start()
        self.read.emit()

    def _missing(self) -> int:
        """Return how many rows there are too few below those in view."""
        corner = self.viewport().rect().bottomLeft()
        in_view = self.indexAt(corner).row() if self.isVisible() else 0
        # Nothing is at the corner when the rows end above it.
        last = in_view if in_view >= 0 else len(self._heads)
        return max(last, self.currentIndex().row()) + _BEFORE_END - len(self._heads)

    def _look_ahead(self, *_: object) -> None:
        if self._rest is not None and self._missing() > 0 and not self._going_on.isActive():
            self._going_on.start()

    def _rows(self, ids: Sequence[str]) -> Iterator[Row]:
        found = standing(self._session.document.connection)
        for id in ids:
            yield step_row(self._heads[id], found.taken_back(self._heads[id]))


def step_row(head: EditHead, taken_back: bool) -> Row:
    """Return how an edit looks in the list."""
    said = words.when_and_who(moment(head.at_ms), head.author)
    return Row(
        head.id,
        head.label,
        said,
        (ChipText(tr("Taken back")),) if taken_back else (),
        words.ICONS.get(head.kind, "pencil"),
        muted=taken_back,
    )


def count_words(edits: int, people: int) -> str:
    """Return the line that counts."""
    who = plural("{n} person", "{n} people", people)
    return plural("{n} edit by {people}", "{n} edits by {people}", edits, people=who)
