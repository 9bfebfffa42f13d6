"""The suggested order and what would be if, in the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Sequence, Step
from outreach.planning import steps
from outreach.planning.proposal.happenings import may_happen
from outreach.planning.proposal.proposing import propose
from ui.navigation import Navigator
from ui.pages.sequence.page import SequencePage
from ui.session import Session
from ui.widgets.labels import Label

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]
LONG = 60_000


@pytest.fixture
def page(kestria: Session, navigator: Navigator, today: Today, show: Show) -> SequencePage:
    page = SequencePage(kestria, navigator, today)
    show(page)
    return page


@pytest.fixture
def suggested(page: SequencePage, qtbot: QtBot) -> SequencePage:
    page.suggest()
    qtbot.waitUntil(lambda: page.suggestion.proposal is not None, timeout=LONG)
    return page


def order(session: Session) -> list[tuple[str, float | None, int | None]]:
    """The steps in their order, with place and day."""
    (sequence,) = session.snapshot().sequences
    found = steps.in_order(session.snapshot(), sequence)
    return [(step.id, step.position, step.day) for step in found]


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def test_the_work_can_be_followed_and_given_up(page: SequencePage, qtbot: QtBot) -> None:
    page.suggest()
    assert page.suggestion.waiting.isVisible() and not page.add_step.isVisible()
    page.suggestion.waiting.stop.click()
    assert not page.suggestion.isVisible() and page.add_step.isVisible()
    assert page.suggestion.proposal is None


def test_each_partner_stands_at_its_place_with_how_it_moves_and_why(
    suggested: SequencePage, kestria: Session, today: Today, qtbot: QtBot
) -> None:
    found = propose(kestria.snapshot(), today())
    rows = suggested.suggestion.list.rows()
    assert list(rows.ids()) == [step.organisation for step in found.steps]
    assert rows.row_at(0).title == f"1  {found.steps[0].name}"
    suggested.suggestion.list.select(found.steps[2].organisation)
    why = [reason.words for reason in found.steps[2].reasons]
    qtbot.waitUntil(lambda: all(words in said(suggested.suggestion) for words in why))
    assert found.outlook.words in suggested.suggestion.band.accessibleName()


def test_nothing_is_written_before_the_order_is_taken_and_one_undo_takes_it_back(
    suggested: SequencePage, kestria: Session, saved: Saved
) -> None:
    before = order(kestria)
    assert kestria.all_saved and suggested.suggestion.follow.isEnabled()
    suggested.suggestion.follow.click()
    saved(kestria)
    proposal = suggested.suggestion.proposal
    assert proposal is not None
    after = order(kestria)
    assert after != before
    taken = [id for step in proposal.steps for id in step.steps]
    assert [id for id, *_ in after if id in taken] == taken
    assert "suggested order" in suggested.notice.text().lower()
    kestria.undo()
    saved(kestria)
    assert order(kestria) == before


def test_a_partner_without_a_step_gets_one(
    suggested: SequencePage, kestria: Session, saved: Saved
) -> None:
    proposal = suggested.suggestion.proposal
    assert proposal is not None
    before = len(kestria.document.all(Step))
    suggested.suggestion.follow.click()
    saved(kestria)
    assert len(kestria.document.all(Step)) == before + len(proposal.edit.added)


def test_if_somebody_says_no_the_two_orders_stand_side_by_side_with_what_is_stranded(
    suggested: SequencePage, kestria: Session, qtbot: QtBot
) -> None:
    pane = suggested.suggestion.what_if
    suggested.suggestion.tabs.show_tab("what_if")
    health = next(
        o.id
        for o in kestria.snapshot().organisations.values()
        if o.name.startswith("Ministry of H")
    )
    pane.who.setCurrentIndex(pane.who.findData(health))
    pane.ask.click()
    qtbot.waitUntil(lambda: pane.found is not None, timeout=LONG)
    assert pane.found is not None
    found = pane.found
    wanted = [one.words for one in found.stranded]
    wanted += [found.now.outlook.words, found.then.outlook.words]
    assert found.stranded
    qtbot.waitUntil(lambda: all(words in said(pane) for words in wanted))
    then = f"{pane.found.comparison.outlook} {pane.found.advice}"
    assert pane.found.advice and pane.band.accessibleName() == f"Then. {then}"
    assert (kestria.all_saved and kestria.undo_label is None) or "Ministry" not in (
        kestria.undo_label or ""
    )


def test_what_can_happen_depends_on_whom_it_happens_to(
    suggested: SequencePage, kestria: Session
) -> None:
    pane, snapshot = suggested.suggestion.what_if, kestria.snapshot()
    for records, first in (
        (snapshot.organisations, "no"),
        (snapshot.people, "left"),
        (snapshot.relationships, "gone"),
    ):
        id = next(id for id in records if pane.who.findData(id) >= 0)
        pane.who.setCurrentIndex(pane.who.findData(id))
        offered = tuple(pane.happens.itemData(n) for n in range(pane.happens.count()))
        assert offered == may_happen(snapshot, id) and offered[0] == first


def test_a_judgement_that_is_off_shows_what_moves_and_why(
    suggested: SequencePage, kestria: Session, qtbot: QtBot
) -> None:
    pane = suggested.suggestion.what_if
    suggested.suggestion.tabs.show_tab("what_if")
    goal = kestria.document.all(Sequence)[0].goals[0]
    pane.who.setCurrentIndex(pane.who.findData(goal))
    pane.happens.setCurrentIndex(pane.happens.findData("against"))
    pane.ask.click()
    qtbot.waitUntil(lambda: pane.found is not None, timeout=LONG)
    assert pane.found is not None
    assert pane.found.then.outlook.probability < pane.found.now.outlook.probability
    assert "less than before" in pane.band.accessibleName()


def test_a_plan_without_a_goal_says_what_is_missing(
    empty: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot, saved: Saved
) -> None:
    page = SequencePage(empty, navigator, today)
    show(page)
    page.add_new()
    saved(empty)
    page.suggest()
    qtbot.waitUntil(lambda: page.suggestion.refusal.isVisible(), timeout=LONG)
    assert page.suggestion._why.text().endswith(".")
    page.suggestion.set_goal.click()
    goals = page.plan.form.form.editor("goals").control()
    qtbot.waitUntil(goals.hasFocus)
    assert not page.suggestion.isVisible() and page.add_step.isVisible()


def test_a_sequence_that_is_begun_where_no_order_could_be_suggested_is_shown(
    empty: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot, saved: Saved
) -> None:
    page = SequencePage(empty, navigator, today)
    show(page)
    page.suggest()
    qtbot.waitUntil(lambda: page.suggestion.refusal.isVisible(), timeout=LONG)
    page.suggestion.set_goal.click()
    page.draft.form.editor("name").set_value("Main line")
    page.draft.add.click()
    saved(empty)
    assert not page.suggestion.isVisible() and page.plan.form.isVisible()


def test_in_a_file_open_for_reading_only_the_order_can_be_seen_and_not_taken(
    locked: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = SequencePage(locked, navigator, today)
    show(page)
    page.suggest()
    qtbot.waitUntil(lambda: page.suggestion.proposal is not None, timeout=LONG)
    assert not page.suggestion.follow.isEnabled()
    page.leave()


@pytest.mark.parametrize("tab", ["order", "what_if"])
def test_everything_that_takes_the_keyboard_has_a_name(suggested: SequencePage, tab: str) -> None:
    suggested.suggestion.tabs.show_tab(tab)
    for widget in suggested.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
