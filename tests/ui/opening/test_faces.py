"""Whatever comes of opening a file, the window says what happened and what can be done."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from outreach.document.keeping import Keeper, left
from outreach.document.lock import OVERDUE_SECONDS, holder
from outreach.document.outcomes import Outcome
from outreach.exchange.samples import make
from tests.document.far import far_lock
from tests.ui.opening.files import FILES
from ui.opening.face import Way
from ui.opening.view import FaceDialog, FaceView
from ui.pages.welcome import Welcome
from ui.preferences import Preferences
from ui.widgets.big_row import BigRow
from ui.window import Window

SHOWN_AT_ONCE = {Outcome.OPENED, Outcome.NEWER}
"""Of the files here: opened as asked, or as far as this version can."""


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "kestria.db"
    make("kestria", path, "Ines").close()
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = Window(Preferences(tmp_path / "settings.ini"))
    qtbot.addWidget(window.shell)
    window.shell.resize(1024, 680)
    window.shell.show()
    yield window
    window.close_session()


@pytest.fixture
def saved_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Have the person answer where to save with this path."""

    def answer(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))

    return answer


def face(window: Window) -> FaceView:
    view = window.opener.view
    assert view is not None and view.isVisible()
    return view


def ways(view: FaceView) -> list[Way]:
    return [offer.way for offer in view.face.offers]


def choose(view: FaceView, way: Way) -> None:
    """Press the row of a way."""
    place = ways(view).index(way)
    view.findChildren(BigRow)[place].click()


def banner(window: Window, key: str = "read-only") -> str:
    shown = window.shell.banner(key)
    return shown.accessibleName() if shown else ""


def press(window: Window, words: str, key: str = "read-only") -> None:
    shown = window.shell.banner(key)
    assert shown is not None
    (button,) = (b for b in shown.findChildren(QPushButton) if b.text() == words)
    button.click()


def test_there_is_a_file_here_for_every_outcome() -> None:
    assert set(FILES) == set(Outcome)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_face(window: Window, sample: Path, outcome: Outcome) -> None:
    with FILES[outcome](sample) as path:
        opened = window.open_path(path)
        QApplication.processEvents()
        assert opened is (outcome in SHOWN_AT_ONCE)
        if opened:
            assert window.session is not None
            assert window.session.opening.outcome is outcome
            assert bool(banner(window)) is (outcome is not Outcome.OPENED)
        else:
            view = face(window)
            assert view.face.title and view.face.text and Way.ANOTHER in ways(view)
            assert window.session is None


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - SHOWN_AT_ONCE))
def test_over_an_open_plan_it_is_asked_and_the_plan_stays(
    qtbot: QtBot, window: Window, sample: Path, initiative_file: Path, outcome: Outcome
) -> None:
    assert window.open_path(initiative_file)
    asked: list[FaceView] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FaceDialog)
        asked.append(face(window))
        dialog.reject()

    with FILES[outcome](sample) as path:
        QTimer.singleShot(0, leave)
        assert not window.open_path(path)
    assert asked and window.opener.view is None
    assert window.session is not None and window.session.path == initiative_file
    assert not window.session.read_only


def test_who_reads_what_another_edits_is_told_when_it_is_free_and_may_edit(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    place = far_lock(sample)
    assert not window.open_path(sample)
    assert "Bo on “office-3”, since 23 November 2026" in face(window).face.text
    assert face(window).face.title == "Bo is editing the plan"
    choose(face(window), Way.READ)
    assert window.session is not None and window.session.read_only
    assert "Bo on “office-3”" in banner(window)
    window.shell.show_page("partners")
    place.unlink()
    window.session.look()
    qtbot.waitUntil(lambda: "not open elsewhere any more" in banner(window))
    press(window, "Edit it")
    assert not window.session.read_only
    assert banner(window) == "" and window.shell.current_page() == "partners"


def test_who_waits_is_offered_to_edit_when_it_is_free(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    place = far_lock(sample)
    window.open_path(sample)
    waiting = window.opener._session
    assert waiting is not None
    place.unlink()
    waiting.look()
    qtbot.waitUntil(lambda: face(window).face.title == "The plan is free now")
    choose(face(window), Way.AGAIN)
    assert window.session is not None and not window.session.read_only


def test_a_copy_of_what_another_edits_can_be_edited(
    window: Window, sample: Path, tmp_path: Path, saved_as: Callable[[Path], None]
) -> None:
    far_lock(sample)
    window.open_path(sample)
    saved_as(sample)
    choose(face(window), Way.COPY)
    assert window.session is None, "nothing is overwritten"
    saved_as(tmp_path / "mine.db")
    choose(face(window), Way.COPY)
    assert window.session is not None and window.session.path == tmp_path / "mine.db"
    assert not window.session.read_only


def test_only_of_whom_nothing_is_heard_the_plan_is_taken_over(window: Window, sample: Path) -> None:
    place = far_lock(sample)
    window.open_path(sample)
    assert Way.TAKE_OVER not in ways(face(window))
    os.utime(place, (time.time() - OVERDUE_SECONDS - 60,) * 2)
    choose(face(window), Way.AGAIN)
    assert "Nothing was heard from there for 6 minutes" in face(window).face.text
    choose(face(window), Way.TAKE_OVER)
    assert window.session is not None and not window.session.read_only
    found = holder(sample)
    assert found is None, "this program has it"


def test_a_damaged_note_of_who_has_it_can_be_set_aside(window: Window, sample: Path) -> None:
    far_lock(sample).write_text("{")
    window.open_path(sample)
    choose(face(window), Way.TAKE_OVER)
    assert window.session is not None and not window.session.read_only


def test_what_is_sound_of_a_damaged_plan_is_read_and_saved_anew(
    window: Window, sample: Path, tmp_path: Path, saved_as: Callable[[Path], None]
) -> None:
    with FILES[Outcome.DAMAGED](sample) as path:
        before = path.read_bytes()
        window.open_path(path)
        choose(face(window), Way.READ)
        assert window.session is not None and window.session.read_only
        saved_as(tmp_path / "sound.db")
        press(window, "Save a repaired copy…")
        assert window.session.path == tmp_path / "sound.db" and not window.session.read_only
        assert path.read_bytes() == before


def test_a_strange_plan_is_opened_as_a_clean_copy_only(
    window: Window, sample: Path, tmp_path: Path, saved_as: Callable[[Path], None]
) -> None:
    with FILES[Outcome.STRANGE](sample) as path:
        window.open_path(path)
        assert Way.READ not in ways(face(window))
        saved_as(tmp_path / "clean.db")
        choose(face(window), Way.CLEAN_COPY)
        assert window.session is not None and not window.session.read_only
        assert "repaired copy of “kestria.db”" in banner(window, "said")


def test_a_plan_that_is_gone_can_be_taken_off_the_list(window: Window, sample: Path) -> None:
    assert window.open_path(sample)
    window.close_file()
    sample.unlink()
    window.open_path(sample)
    choose(face(window), Way.FORGET)
    assert window.preferences.recent == [] and window.opener.view is None


def test_a_plan_that_is_there_again_is_opened_at_the_next_try(
    window: Window, sample: Path, tmp_path: Path
) -> None:
    away = sample.rename(tmp_path / "away.db")
    window.open_path(sample)
    choose(face(window), Way.AGAIN)
    assert face(window).face.title == "The plan is not there"
    away.rename(sample)
    choose(face(window), Way.AGAIN)
    assert window.session is not None and not window.session.read_only


def test_that_a_crashed_programs_plan_was_taken_over_is_said(window: Window, sample: Path) -> None:
    far_lock(sample, seconds_old=3600)
    assert window.open_path(sample)
    assert "was not closed by Bo on “office-3”" in banner(window, "said")


def test_what_stood_in_for_a_plan_that_is_gone_becomes_a_plan(
    window: Window, sample: Path, tmp_path: Path, saved_as: Callable[[Path], None]
) -> None:
    keeper = Keeper(sample)
    keeper.stand_in(sample.read_bytes())
    keeper.leave()
    sample.unlink()
    window.open_path(sample)
    saved_as(tmp_path / "kept.db")
    choose(face(window), Way.KEPT)
    assert window.session is not None and window.session.path == tmp_path / "kept.db"
    assert not window.session.read_only and left(sample) == []
    assert "what was kept of “kestria.db”" in banner(window, "said")


def test_the_keyboard_is_on_the_first_way_and_esc_leads_back(
    qtbot: QtBot, window: Window, sample: Path
) -> None:
    with qtbot.waitActive(window.shell):
        window.shell.activateWindow()
    sample.unlink()
    window.open_path(sample)
    first = face(window).findChildren(BigRow)[0]
    assert window.shell.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert window.opener.view is None and window.shell.findChildren(Welcome)
