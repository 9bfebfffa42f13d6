"""The other ways to look at the steps: pot, timeline and calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Sequence, Step
from outreach.document.edits import Edit
from outreach.network.kinds import Organisation
from outreach.planning import steps
from ui.navigation import Navigator
from ui.pages.sequence.page import SequencePage
from ui.pages.sequence.pot import ADD
from ui.pages.sequence.pot_view import STONE
from ui.session import Session

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]


@pytest.fixture
def page(kestria: Session, navigator: Navigator, today: Today, show: Show) -> SequencePage:
    page = SequencePage(kestria, navigator, today)
    show(page)
    return page


def due(session: Session, id: str) -> dt.date | None:
    snapshot = session.snapshot()
    return steps.due_on(snapshot, snapshot.steps[id])


def test_at_first_the_pot_shows_the_stone_every_ingredient_and_a_place_for_one_more(
    page: SequencePage,
) -> None:
    rows = page.views.pot.cards.model_
    ids = list(rows.ids())
    assert ids[0] == STONE and ids[-1] == ADD and len(ids) > 6
    assert rows.row_at(0).chips[0].text == "The stone"
    assert page.views.pot.drawing.accessibleName().startswith("The pot: 0 of ")
    assert page.views.pot.timeline.isVisible()


def test_cards_lead_to_steps_and_the_stone_to_the_sequence(
    page: SequencePage, qtbot: QtBot
) -> None:
    cards = page.views.pot.cards
    cards.setCurrentIndex(cards.model_.index(1))
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert page.segments.value() == "list" and page.step.id == cards.model_.id_at(1)
    page.show_view("pot")
    page.views.pot.stone_opened.emit()
    assert page.tabs.current() == "sequence"


def test_a_step_with_an_ingredient_is_begun_from_the_last_card(
    page: SequencePage, kestria: Session, saved: Saved
) -> None:
    before = len(kestria.document.all(Step))
    page.views.pot.cards.opened.emit(ADD)
    saved(kestria)
    assert len(kestria.document.all(Step)) == before + 1 and page.segments.value() == "list"


def test_on_the_timeline_no_bar_or_its_words_run_into_another(page: SequencePage) -> None:
    page.show_view("timeline")
    bars = [page.views.timeline.bar_rect(id) for id in page.views.timeline._bars]
    assert len(bars) == 12
    for n, one in enumerate(bars):
        assert not any(one.intersects(other) for other in bars[n + 1 :])


def test_the_timeline_begins_where_something_is_to_be_done(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    (sequence,) = kestria.document.all(Sequence)

    def many(edit: Edit) -> None:
        for n in range(40):
            partner = edit.add(Organisation, name=f"Partner {n}")
            edit.add(
                Step,
                sequence=sequence.id,
                organisation=partner,
                due=today() + dt.timedelta(days=n - 20),
                status="done" if n < 20 else "planned",
            )

    for step in kestria.document.all(Step):
        kestria.set(step.id, "Done", status="done", done_on=today())
    kestria.edit("Many", many)
    saved(kestria)
    page = SequencePage(kestria, navigator, today)
    show(page)
    page.show_view("timeline")
    timeline = page.views.timeline
    first = next(id for id in timeline._bars if due(kestria, id) == today())
    assert 0 <= timeline.bar_rect(first).top() <= 80


def test_left_and_right_move_the_chosen_step_by_a_day_and_with_shift_by_a_week(
    page: SequencePage, kestria: Session, saved: Saved, qtbot: QtBot
) -> None:
    page.show_view("timeline")
    qtbot.keyClick(page.views.timeline, Qt.Key.Key_Down)
    id = page.views.timeline.current
    before = due(kestria, id)
    assert before is not None
    for key, held, by in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 8),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 7),
    ):
        qtbot.keyClick(page.views.timeline, key, held)
        saved(kestria)
        assert due(kestria, id) == before + dt.timedelta(days=by)
        assert page.views.timeline.current == id
    assert kestria.undo_label.startswith("Moved 1 day earlier: ")


def test_a_step_is_dragged_to_another_day(
    page: SequencePage, kestria: Session, saved: Saved
) -> None:
    page.show_view("timeline")
    id = next(iter(page.views.timeline._bars))
    page.views.timeline.select(id)
    before, at = due(kestria, id), QPointF(page.views.timeline.bar_rect(id).center())
    assert before is not None
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, place in (
        (QEvent.Type.MouseButtonPress, at),
        (QEvent.Type.MouseMove, at + QPointF(74, 0)),
        (QEvent.Type.MouseButtonRelease, at + QPointF(74, 0)),
    ):
        event = QMouseEvent(kind, place, place, left, left, none)
        page.views.timeline.viewportEvent(event)
    saved(kestria)
    assert due(kestria, id) == before + dt.timedelta(days=7)


def test_the_chosen_bar_is_said_and_enter_opens_its_step(
    page: SequencePage, kestria: Session, qtbot: QtBot
) -> None:
    page.show_view("timeline")
    for _ in range(4):
        qtbot.keyClick(page.views.timeline, Qt.Key.Key_Down)
    id = page.views.timeline.current
    title = steps.title(kestria.snapshot(), kestria.snapshot().steps[id])
    assert page.views.timeline.accessibleDescription().startswith(title)
    qtbot.keyClick(page.views.timeline, Qt.Key.Key_Return)
    assert page.segments.value() == "list" and page.step.id == id


def test_from_right_to_left_later_is_to_the_left(
    page: SequencePage, kestria: Session, saved: Saved, qtbot: QtBot
) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.show_view("timeline")
    first, *_, last = page.views.timeline._bars
    assert page.views.timeline.bar_rect(first).left() > page.views.timeline.bar_rect(last).left()
    page.views.timeline.select(first)
    before = due(kestria, first)
    qtbot.keyClick(page.views.timeline, Qt.Key.Key_Left)
    saved(kestria)
    assert before is not None and due(kestria, first) == before + dt.timedelta(days=1)


def test_the_calendar_shows_each_step_on_its_day_and_goes_from_month_to_month(
    page: SequencePage, kestria: Session, qtbot: QtBot
) -> None:
    page.show_view("calendar")
    grid = page.views.month.grid
    assert grid.day == dt.date(2026, 11, 24) and page.views.month._month.text() == "November 2026"
    (id, *_), *_ = next(iter(grid.by_day.values()))
    day = due(kestria, id)
    assert day is not None
    grid.go_to(day)
    assert steps.title(kestria.snapshot(), kestria.snapshot().steps[id]) in (
        grid.accessibleDescription()
    )
    qtbot.keyClick(grid, Qt.Key.Key_PageDown)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert grid.day == day
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert page.segments.value() == "list" and page.step.id == id


def test_a_day_with_more_steps_than_there_is_room_for_counts_them(
    page: SequencePage, kestria: Session, saved: Saved
) -> None:
    (sequence,) = kestria.document.all(Sequence)
    day = dt.date(2027, 3, 1)
    kestria.edit(
        "Many",
        lambda edit: [edit.add(Step, sequence=sequence.id, due=day) for _ in range(30)],
    )
    saved(kestria)
    page.show_view("calendar")
    grid = page.views.month.grid
    grid.go_to(day)
    box = next(box for shown, box in grid._boxes() if shown == day)
    entries = grid._entries(day, box)
    assert 1 < len(entries) < 30 and entries[-1][1][1] == f"and {31 - len(entries)} more"
    assert all(box.contains(place) for place, _ in entries)


def test_every_month_fills_whole_weeks_from_the_first_day_of_the_week_here(
    page: SequencePage,
) -> None:
    page.show_view("calendar")
    grid = page.views.month.grid
    for _ in range(14):
        days = [day for day, _ in grid._boxes()]
        assert len(days) % 7 == 0 and days[0].isoweekday() == 1
        assert days == [days[0] + dt.timedelta(days=n) for n in range(len(days))]
        grid.turn(1)
    assert grid.day.month == 1 and grid.day.year == 2028


@pytest.mark.parametrize("view", ["pot", "timeline", "list", "calendar"])
def test_everything_that_takes_the_keyboard_has_a_name(page: SequencePage, view: str) -> None:
    page.show_view(view)
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_nothing_can_be_moved_in_a_file_open_for_reading_only(
    locked: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = SequencePage(locked, navigator, today)
    show(page)
    assert ADD not in page.views.pot.cards.model_.ids()
    page.move_days(next(iter(locked.snapshot().steps)), 1)
    assert locked.all_saved
