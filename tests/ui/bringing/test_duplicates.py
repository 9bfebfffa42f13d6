"""Who may be there twice, in the window: made one, or put on record that they are not the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.document.edits import Changes, Edit
from outreach.exchange.duplicates import duplicates
from outreach.network.kinds import Distinct, Person
from tests.ui.bringing.test_bringing_in import open_session
from ui.bringing.duplicates import NOBODY, DuplicatesDialog
from ui.window import Window


@pytest.fixture
def twice(opened: Window, qtbot: QtBot) -> Window:
    """The window over the sample, in which somebody was added twice."""
    session = open_session(opened)
    done: list[Changes] = []

    def add(edit: Edit) -> None:
        edit.add(Person, name="Ada Okello", email="ada@x.example", job_title="Counsel")
        edit.add(Person, name="Okello, Ada", email="ada@x.example", phone="+254 1", note="Met")

    session.edit("Added twice", add, done.append)
    qtbot.waitUntil(lambda: bool(done))
    return opened


def asked(act: Callable[[DuplicatesDialog], Iterator[Callable[[], bool]]]) -> None:
    """Do in the dialog what ``act`` does, going on when what it yields is so."""
    steps: list[Iterator[Callable[[], bool]]] = []
    waiting: list[Callable[[], bool]] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, DuplicatesDialog):
            if not steps:
                steps.append(act(dialog))
                waiting.append(next(steps[0]))
            while waiting[-1]():
                following = next(steps[0], None)
                if following is None:
                    dialog.reject()
                    return
                waiting.append(following)
        QTimer.singleShot(10, run)

    QTimer.singleShot(10, run)


def test_the_two_are_shown_field_by_field_and_made_one(twice: Window, qtbot: QtBot) -> None:
    session = open_session(twice)
    before = len(duplicates(session.document))

    def act(dialog: DuplicatesDialog) -> Iterator[Callable[[], bool]]:
        yield lambda: "name" in dialog.taken()
        assert dialog.list.rows().rowCount() == before
        assert dialog.taken() == {"name": "keep", "phone": "other", "note": "other"}
        dialog.choose("name", "other")
        dialog.go.click()
        yield lambda: dialog.list.rows().rowCount() == before - 1

    asked(act)
    twice.actions.action("duplicates").trigger()
    (ada,) = [one for one in session.document.all(Person) if one.email == "ada@x.example"]
    assert (ada.name, ada.job_title, ada.phone) == ("Okello, Ada", "Counsel", "+254 1")
    assert session.undo_label is not None and session.undo_label.startswith("Combined")


def test_what_is_not_the_same_is_not_asked_about_again(twice: Window, qtbot: QtBot) -> None:
    session = open_session(twice)
    before = len(duplicates(session.document))

    def act(dialog: DuplicatesDialog) -> Iterator[Callable[[], bool]]:
        yield lambda: "name" in dialog.taken()
        dialog.apart.click()
        yield lambda: dialog.list.rows().rowCount() == before - 1

    asked(act)
    twice.actions.action("duplicates").trigger()
    assert len(session.document.all(Distinct)) == 1
    assert len(duplicates(session.document)) == before - 1


def test_a_plan_without_any_says_so(opened: Window, qtbot: QtBot) -> None:
    seen: list[bool] = []

    def act(dialog: DuplicatesDialog) -> Iterator[Callable[[], bool]]:
        yield lambda: dialog.said.text() == NOBODY
        seen.append(dialog.go.isEnabled())

    asked(act)
    opened.actions.action("duplicates").trigger()
    assert seen == [False]
