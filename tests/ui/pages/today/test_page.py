from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Commitment, Sequence, Step, Touchpoint
from outreach.cause.kinds import Contribution
from outreach.document.edits import Edit
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Objection
from outreach.planning import steps
from outreach.planning.agenda import agenda
from outreach.planning.proposal.next_step import best_next_step
from ui.jobs import working_out
from ui.navigation import Navigator
from ui.pages.today.page import TodayPage
from ui.session import Session
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.labels import Label

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]


def first_step(page: TodayPage) -> str:
    return page.week.list.rows().id_at(0)


def test_ticking_a_step_writes_that_it_is_done_today_and_undo_takes_it_back(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    id = first_step(page)
    before = kestria.document.get(Step, id)
    page.week.list.select(id)
    page.week.list.toggle(id)
    saved(kestria)
    done = kestria.document.get(Step, id)
    assert done is not None
    assert (done.status, done.done_on) == ("done", today())
    assert page.week.list.rows().row_at(page.week.list.rows().row_of(id)).checked
    kestria.undo()
    saved(kestria)
    assert kestria.document.get(Step, id) == before
    assert first_step(page) == id


def test_space_ticks_and_a_second_tick_takes_it_away(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    id = first_step(page)
    for status in ("done", "planned"):
        page.week.list.select(id)
        qtbot.keyClick(page.week.list, Qt.Key.Key_Space)
        saved(kestria)
        step = kestria.document.get(Step, id)
        assert step is not None and step.status == status
        assert (step.done_on is None) == (status == "planned")


def test_ticking_a_promise_keeps_it(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    kestria.edit("x", lambda edit: edit.add(Commitment, promise="Send it", due=today()))
    saved(kestria)
    page = TodayPage(kestria, navigator, today)
    show(page)
    (promise,) = [p for p in kestria.document.all(Commitment) if p.promise == "Send it"]
    page.week.list.toggle(promise.id)
    saved(kestria)
    kept = kestria.document.get(Commitment, promise.id)
    assert kept is not None and (kept.status, kept.done_on) == ("kept", today())


def test_the_best_next_step_says_who_goes_to_whom_and_why(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    assert page.header.findChildren(QWidget)
    words = [w.accessibleName() for w in page.hero.findChildren(QWidget)]
    assert any(word.startswith("Why now.") for word in words)
    assert page.hero.log.text() == "Log the letter"
    with qtbot.waitSignal(navigator.contact_asked) as contact:
        page.hero.log.click()
    with qtbot.waitSignal(navigator.brief_asked) as brief:
        page.hero.brief.click()
    assert contact.args == brief.args
    with qtbot.waitSignal(navigator.record_asked) as step:
        page.hero.go.click()
    assert kestria.document.get(Step, step.args[0]) is not None


def test_late_steps_say_so_in_words(
    kestria: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    assert page.week.list.rows().row_at(0).chips[0].text == "Late 29 days"


def test_an_empty_plan_leads_to_the_first_partner(
    empty: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(empty, navigator, today)
    show(page)
    (button,) = [b for b in page.findChildren(PrimaryButton) if b.isVisible()]
    with qtbot.waitSignal(navigator.page_asked) as asked:
        button.click()
    assert asked.args == ["partners"]


def test_a_plan_without_steps_leads_to_the_sequence(
    empty: Session, navigator: Navigator, today: Today, show: Show, saved: Saved, qtbot: QtBot
) -> None:
    empty.edit("x", lambda edit: edit.add("organisation", name="Telmara"))
    saved(empty)
    page = TodayPage(empty, navigator, today)
    show(page)
    with qtbot.waitSignal(navigator.page_asked) as asked:
        page.hero.go.click()
    assert asked.args == ["sequence"]


def test_nothing_can_be_ticked_in_a_file_open_for_reading_only(
    locked: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = TodayPage(locked, navigator, today)
    show(page)
    assert page.week.list.rows().row_at(0).checked is None
    assert not page.hero.log.isEnabled() and page.hero.log.toolTip()


def test_side_cards_come_under_the_others_in_a_narrow_window(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)

    def left(card: QWidget) -> int:
        return card.mapTo(page, QPoint(0, 0)).x()

    assert left(page.pot) > left(page.hero)
    page.resize(960, 700)
    qtbot.waitUntil(lambda: left(page.pot) == left(page.hero))
    assert page.minimumSizeHint().width() <= 960


def test_the_planner_says_which_step_is_best_and_why(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    with qtbot.waitSignal(page.best.found, timeout=60_000) as found:
        show(page)
    (best,) = found.args
    snapshot = kestria.snapshot()
    assert best == best_next_step(snapshot, agenda(snapshot, today()))
    assert best.step == page.hero.step
    words = [w.accessibleName() for w in page.hero.findChildren(QWidget)]
    assert any(best.why in word for word in words)


def test_a_sequence_that_rests_asks_for_no_step(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    (sequence,) = kestria.document.all(Sequence)
    kestria.set(sequence.id, "Paused", status="paused", status_reason="Summer")
    kestria.call(lambda _: None)
    page = TodayPage(kestria, navigator, today)
    show(page)
    qtbot.waitUntil(lambda: not page.best.working, timeout=60_000)
    assert page.hero.step == ""


def test_not_now_puts_the_step_off_for_a_week_and_the_notice_takes_it_back(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    id = page.hero.step
    before = kestria.document.get(Step, id)
    page.hero.later.click()
    saved(kestria)
    snapshot = kestria.snapshot()
    assert steps.due_on(snapshot, snapshot.steps[id]) == today() + dt.timedelta(weeks=1)
    assert page.notice.text() == "It was put off for a week."
    page.notice.findChild(Button).click()
    saved(kestria)
    assert kestria.document.get(Step, id) == before


def test_the_pot_counts_what_is_put_in_and_names_what_to_ask_for_next(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    assert page.pot.bar.accessibleName() == "0 of 12 in the pot, 4 more promised"
    first = kestria.document.all(Contribution)[0]
    kestria.edit("In", lambda edit: edit.set(first.id, status="in"))
    saved(kestria)
    assert page.pot.bar.accessibleName() == "1 of 12 in the pot, 3 more promised"
    said = " ".join(label.text() for label in page.pot.findChildren(Label))
    assert "Ask next: Seed grant, Halyard Development Fund" in said


def test_an_objection_without_an_answer_says_when_we_meet_them(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    objection = kestria.document.all(Objection)[0]

    def change(edit: Edit) -> None:
        new = edit.add(
            Objection, organisation=objection.organisation, statement="Why us?", status="open"
        )
        edit.add(
            Touchpoint, organisation=objection.organisation, next_on=today() + dt.timedelta(days=2)
        )
        ids.append(new)

    ids: list[str] = []
    kestria.edit("A question", change)
    saved(kestria)
    page = TodayPage(kestria, navigator, today)
    show(page)
    rows = page.unanswered.list.rows()
    assert rows.id_at(0) == ids[0]
    assert "you meet on Thu 26 Nov" in rows.row_at(0).caption


def test_whom_to_tell_first_is_said_and_leads_to_them(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    found = agenda(kestria.snapshot(), today()).surprises
    rows = page.tell_first.list.rows()
    assert [rows.row_at(n).spoken for n in range(rows.rowCount())] == [
        one.sentence for one in found
    ]
    assert rows.row_at(0).title == "Digital Rights Kestria"
    assert rows.row_at(0).caption == ("Would hear of Office of the Data Protection Commissioner")
    with qtbot.waitSignal(navigator.record_asked) as asked:
        page.tell_first.list.opened.emit(rows.id_at(0))
    assert asked.args == [found[0].organisation]


def test_a_contact_begins_the_rhythm_anew(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved
) -> None:
    partner = next(o for o in kestria.document.all(Organisation) if o.name == "Tavano Mobile")
    kestria.set(partner.id, "Every week", contact_every=7)
    saved(kestria)
    page = TodayPage(kestria, navigator, today)
    show(page)
    rows = page.again.list.rows()
    assert rows.row_at(0).title == "Tavano Mobile"
    assert rows.row_at(0).caption == "Last spoke Tue 17 Nov · every 7 days"
    kestria.edit(
        "Spoke", lambda edit: edit.add(Touchpoint, organisation=partner.id, held_on=today())
    )
    saved(kestria)
    rows = page.again.list.rows()
    assert rows.row_at(0).caption == "Last spoke Tue 24 Nov · every 7 days"
    kestria.set(partner.id, "Every month", contact_every=30)
    saved(kestria)
    assert not page.again.isVisible()


def test_after_a_no_the_card_says_what_was_planned_for_that(
    kestria: Session, navigator: Navigator, today: Today, show: Show, saved: Saved, qtbot: QtBot
) -> None:
    page = TodayPage(kestria, navigator, today)
    show(page)
    assert not page.after_no.isVisible()
    fund = next(
        o for o in kestria.document.all(Organisation) if o.name == "Halyard Development Fund"
    )
    kestria.set(fund.id, "A no", status="declined")
    saved(kestria)
    rows = page.after_no.list.rows()
    assert rows.row_at(0).title == "Halyard Development Fund"
    assert rows.row_at(0).caption.startswith("Ask for the meeting only")
    with qtbot.waitSignal(navigator.record_asked) as asked:
        page.after_no.list.opened.emit(rows.id_at(0))
    step = kestria.document.get(Step, asked.args[0])
    assert step is not None and step.organisation == fund.id


def test_of_many_partners_it_is_worked_out_beside_the_window_what_the_day_asks_for(
    kestria: Session,
    navigator: Navigator,
    today: Today,
    show: Show,
    saved: Saved,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = TodayPage(kestria, navigator, today)
    show(whole)
    monkeypatch.setattr(working_out, "FEW", 0)
    page = TodayPage(kestria, navigator, today)
    show(page)
    qtbot.waitUntil(lambda: list(page.week.list.rows().ids()) == list(whole.week.list.rows().ids()))
    assert page.header.line() == whole.header.line()
    first = first_step(page)
    kestria.edit("Taken out", lambda edit: edit.delete(first))
    saved(kestria)
    qtbot.waitUntil(lambda: first not in list(page.week.list.rows().ids()))
    page.refresh(None)
    page.leave()
