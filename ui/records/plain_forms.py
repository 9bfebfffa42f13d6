"""Which fields of a form partners read, and the check that these texts share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from outreach.base.language import tr
from outreach.document.edits import Edit
from ui.forms.form import Form
from ui.forms.long_text import LongTextEditor
from ui.forms.text import ShortTextEditor
from ui.jobs.lane import Lane
from ui.records.plain_words import PlainWords
from ui.session import Session

if TYPE_CHECKING:
    from outreach.plain.check import Checked, Checker
    from outreach.snapshot import Snapshot


FEW = 1_000
"""Names of partners and people up to which a check is made at once; of more, in its own thread."""


class PlainCheck(QObject):
    """The check of one open file, for all its forms; belongs to the session.

    It is made anew only when its own words or names have changed.
    """

    def __init__(self, session: Session) -> None:
        """Check by what ``session`` holds."""
        super().__init__(session)
        self._session = session
        self._made_of: Any = None
        self._checker: Checker | None = None
        self._lane: Lane | None = None
        session.closing.connect(self._end)

    def check(self, words: str, then: Callable[[Checked], None]) -> None:
        """Have ``then`` called with what is not plain in ``words``; never once the file is closed.

        At once, but in a large plan: there the names that are left alone take a while to prepare.
        """
        if not self._session.is_open:
            return
        snapshot = self._session.snapshot()
        if len(snapshot.organisations) + len(snapshot.people) <= FEW:
            then(self._made(snapshot).check(words))
            return
        if self._lane is None:
            self._lane = Lane("plain words")
        self._lane.submit(lambda: self._made(snapshot).check(words), then)

    def _made(self, snapshot: Snapshot) -> Checker:
        """Return the check for a snapshot; always called in one thread for a file."""
        from outreach.plain.pitches import checker_for

        initiative = snapshot.initiative
        made_of = (
            initiative.name,
            initiative.words_to_avoid,
            initiative.words_allowed,
            # As long as nobody touches them, these are the same in every snapshot.
            snapshot.organisations,
            snapshot.people,
        )
        if self._checker is None or made_of != self._made_of:
            self._checker = checker_for(snapshot)
        self._made_of = made_of
        return self._checker

    def _end(self) -> None:
        if self._lane is not None:
            self._lane.end()

    def allow(self, word: str) -> None:
        """Leave a technical word alone from now on: partners use it themselves."""
        initiative = self._session.snapshot().initiative
        allowed = (*initiative.words_allowed, word)

        def change(edit: Edit) -> None:
            edit.set(initiative.id, words_allowed=allowed)

        self._session.edit(tr("Left “{word}” alone in what partners read", word=word[:80]), change)


def mark_plain_words(form: Form, kind: str, session: Session) -> list[PlainWords]:
    """Mark what is not plain in the texts of ``form`` that partners read."""
    from outreach.plain.pitches import PITCHES, READ_BY_PARTNERS

    check, made = session.findChild(PlainCheck) or PlainCheck(session), []
    for name in READ_BY_PARTNERS.get(kind, ()):
        editor = form.editor(name) if name in form.names() else None
        if isinstance(editor, LongTextEditor | ShortTextEditor):
            allow = None if session.read_only else check.allow
            # Once for a pitch is enough: where there is room for an answer.
            asks = name in PITCHES.get(kind, ()) and isinstance(editor, LongTextEditor)
            made.append(PlainWords(editor, check.check, allow, asks=asks))
    return made
