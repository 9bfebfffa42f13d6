"""Which fields of a form partners read, and the check that these texts share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.base.language import tr
from outreach.document.edits import Edit
from ui.forms.form import Form
from ui.forms.long_text import LongTextEditor
from ui.forms.text import ShortTextEditor
from ui.records.plain_words import PlainWords
from ui.session import Session

if TYPE_CHECKING:
    from outreach.plain.check import Checker


class PlainCheck:
    """The check of one open file: made anew only when its own words or names have changed."""

    def __init__(self, session: Session) -> None:
        """Check by what ``session`` holds."""
        self._session = session
        self._made_of: Any = None
        self._checker: Checker | None = None

    def checker(self) -> Checker | None:
        """Return the check as it is now; None once the file is closed."""
        from outreach.plain.pitches import checker_for

        if not self._session.is_open:
            return None
        snapshot = self._session.snapshot()
        initiative = snapshot.initiative
        made_of = (
            initiative.name,
            initiative.words_to_avoid,
            initiative.words_allowed,
            [partner.name for partner in snapshot.organisations.values()],
            [person.name for person in snapshot.people.values()],
        )
        if self._checker is None or made_of != self._made_of:
            self._checker, self._made_of = checker_for(snapshot), made_of
        return self._checker

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

    check, made = PlainCheck(session), []
    for name in READ_BY_PARTNERS.get(kind, ()):
        editor = form.editor(name) if name in form.names() else None
        if isinstance(editor, LongTextEditor | ShortTextEditor):
            allow = None if session.read_only else check.allow
            # Once for a pitch is enough: where there is room for an answer.
            asks = name in PITCHES.get(kind, ()) and isinstance(editor, LongTextEditor)
            made.append(PlainWords(editor, check.checker, allow, asks=asks))
    return made
