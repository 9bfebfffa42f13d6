"""How a sequence runs: paused with a reason, taken up again, stopped, begun once more."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Sequence, Step
from outreach.document.edits import Edit
from outreach.planning import steps
from outreach.planning.proposal.proposing import propose
from outreach.planning.schedule import schedule
from tests.ui.privacy.asking import in_dialog
from ui.dialogs.reason import ReasonDialog
from ui.forms.dates import say_day
from ui.navigation import Navigator
from ui.pages.sequence.dates import DatesDialog, proposed_dates
from ui.pages.sequence.following import follow, write
from ui.pages.sequence.page import SequencePage
from ui.pages.sequence.run_bar import RunBar
from ui.session import Session
from ui.widgets.buttons import Button

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]


@pytest.fixture
def page(kestria: Session, navigator: Navigator, today: Today, show: Show) -> SequencePage:
    page = SequencePage(kestria, navigator, today)
    show(page)
    page.show_record(sequence(kestria).id)
    return page


@pytest.fixture
def bar(page: SequencePage) -> RunBar:
    return page.plan.run


def sequence(session: Session) -> Sequence:
    return session.document.all(Sequence)[0]


def visible(bar: RunBar) -> list[str]:
    buttons = (bar.pause, bar.resume, bar.stop, bar.again)
    return [button.text() for button in buttons if button.isVisible()]


def give(reason: str) -> Callable[[ReasonDialog], None]:
    def act(dialog: ReasonDialog) -> None:
        dialog.editor.set_value(reason)
        dialog.accept()

    return act


def test_a_sequence_is_paused_with_a_reason_and_says_so(
    bar: RunBar, kestria: Session, today: Today, saved: Saved
) -> None:
    assert visible(bar) == ["Pause…", "Stop…", "Begin another like this"]
    in_dialog(ReasonDialog, give("Election"))
    bar.pause.click()
    saved(kestria)
    found = sequence(kestria)
    assert (found.status, found.status_reason, found.paused_on) == ("paused", "Election", today())
    assert bar.words.text().endswith(": Election.")
    assert visible(bar) == ["Resume", "Stop…", "Begin another like this"]


def test_without_a_reason_nothing_is_paused_and_it_is_asked_for(
    bar: RunBar, kestria: Session, saved: Saved
) -> None:
    problems: list[str] = []

    def act(dialog: ReasonDialog) -> None:
        dialog.accept()
        problems.append(dialog.problem())
        dialog.reject()

    in_dialog(ReasonDialog, act)
    bar.pause.click()
    saved(kestria)
    assert problems == ["Say why: whoever reads the plan later will ask."]
    assert sequence(kestria).status == "active"


def test_resuming_moves_the_open_steps_on(
    bar: RunBar, kestria: Session, today: Today, saved: Saved
) -> None:
    id = sequence(kestria).id
    rested = today() - dt.timedelta(days=20)
    kestria.set(id, "Paused before", status="paused", paused_on=rested, status_reason="Election")
    saved(kestria)
    before = [step.day for step in kestria.document.all(Step) if step.status == "planned"]
    bar.resume.click()
    saved(kestria)
    after = [step.day for step in kestria.document.all(Step) if step.status == "planned"]
    assert after == [day + 20 for day in before if day is not None]
    assert sequence(kestria).status == "active"


def test_a_stopped_sequence_can_only_be_begun_once_more(
    bar: RunBar, kestria: Session, saved: Saved
) -> None:
    in_dialog(ReasonDialog, give("The law changed"))
    bar.stop.click()
    saved(kestria)
    assert sequence(kestria).status == "stopped"
    assert visible(bar) == ["Begin another like this"]


def test_another_sequence_is_begun_with_the_same_steps_and_asked_for(
    bar: RunBar, kestria: Session, navigator: Navigator, today: Today, saved: Saved
) -> None:
    asked: list[str] = []
    navigator.record_asked.connect(asked.append)
    bar.again.click()
    saved(kestria)
    first, second = kestria.document.all(Sequence)
    assert second.name == f"{first.name}, again" and second.start_date == today()
    assert len(kestria.document.all(Step, sequence=second.id)) == 12
    assert asked == [second.id]


def test_the_recipe_of_a_sequence_is_kept_and_nothing_is_overwritten(
    page: SequencePage,
    kestria: Session,
    saved: Saved,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target, refused = tmp_path / "best", []
    kestria.refused.connect(refused.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    page.plan.run.keep.click()
    assert page.notice.text() == ""
    saved(kestria)
    recipe = tmp_path / "best.json"
    assert len(json.loads(recipe.read_text("utf-8"))["step"]) == 12
    assert page.notice.text() == "“best.json” tells the order without names."
    page.plan.run.keep.click()
    saved(kestria)
    assert refused == ["“best.json” exists already. Choose another name."]


def when_asked(qtbot: QtBot, act: Callable[[DatesDialog], object]) -> None:
    """Do ``act`` in the dialog with the days, once they were worked out."""
    done: list[object] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, DatesDialog):
            timer.stop()
            done.append(act(dialog))

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    qtbot.waitUntil(lambda: bool(done), timeout=30_000)


def days(session: Session) -> dict[str, int | None]:
    return {step.id: step.day for step in session.document.all(Step)}


def test_days_are_shown_with_their_reasons_before_any_step_gets_one(
    bar: RunBar, kestria: Session, today: Today, qtbot: QtBot
) -> None:
    before, shown = days(kestria), []

    def look(dialog: DatesDialog) -> None:
        rows = dialog.list.rows()
        shown.extend(rows.row_at(n) for n in range(rows.rowCount()))
        dialog.reject()

    bar.date.click()
    when_asked(qtbot, look)
    expected = schedule(kestria.snapshot(), sequence(kestria).id, today())
    assert [row.id for row in shown] == [one.step for one in expected.steps]
    for row, one in zip(shown, expected.steps, strict=True):
        assert one.day is not None
        assert row.chips[0].text == say_day(one.day, today()) and one.why in row.caption
    assert days(kestria) == before


def test_the_days_are_given_as_one_edit_that_can_be_taken_back(
    bar: RunBar, page: SequencePage, kestria: Session, today: Today, saved: Saved, qtbot: QtBot
) -> None:
    before = days(kestria)
    bar.date.click()
    when_asked(qtbot, lambda dialog: dialog.accept())
    saved(kestria)
    snapshot = kestria.snapshot()
    for one in schedule(snapshot, sequence(kestria).id, today()).steps:
        assert steps.due_on(snapshot, snapshot.steps[one.step]) == one.day
    assert page.notice.text() == "9 steps got new days."
    (undo,) = [b for b in page.notice.findChildren(Button) if b.text() == "Undo"]
    undo.click()
    saved(kestria)
    assert days(kestria) == before


def test_steps_that_have_these_days_are_left_alone(
    kestria: Session, today: Today, saved: Saved
) -> None:
    id = sequence(kestria).id
    found = proposed_dates(kestria.snapshot(), id, today())
    kestria.edit("Dated", lambda edit: write(edit, found.edit))
    saved(kestria)
    again = proposed_dates(kestria.snapshot(), id, today())
    assert again.edit.is_empty
    assert not DatesDialog(again, today()).go.isEnabled()


def test_after_an_order_is_followed_the_days_come_after_the_answers_that_it_rests_on(
    page: SequencePage, kestria: Session, saved: Saved, today: Today
) -> None:
    recorded = list(kestria.snapshot().prerequisites)

    def without(edit: Edit) -> None:
        for one in recorded:
            edit.delete(one)

    kestria.edit("Waits for nothing", without)
    saved(kestria)
    found = propose(kestria.snapshot(), today())
    assert found.edit.waits
    follow(kestria, found, page.notice)
    saved(kestria)
    snapshot = kestria.snapshot()
    dated = proposed_dates(snapshot, sequence(kestria).id, today()).schedule.steps
    by_partner = {snapshot.steps[one.step].organisation: one for one in reversed(dated)}
    for wait in snapshot.prerequisites.values():
        day = by_partner[snapshot.steps[wait.step].organisation].day
        answer = by_partner[wait.organisation].answer
        assert day is not None and answer is not None and day > answer
    kestria.undo()
    saved(kestria)
    assert not kestria.snapshot().prerequisites
