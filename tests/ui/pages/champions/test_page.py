from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Step
from outreach.document.edits import Edit
from outreach.network.kinds import Champion, Person
from outreach.planning.champions.assignment import assign
from outreach.planning.champions.cultivating import worth_cultivating
from outreach.planning.champions.fit import champions_for_objection, champions_for_partner
from ui.jobs import working_out
from ui.navigation import Navigator
from ui.pages.champions.page import ChampionsPage
from ui.session import Session
from ui.widgets.labels import Label
from ui.widgets.marks import Dots

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]


@pytest.fixture
def page(kestria: Session, navigator: Navigator, today: Today, show: Show) -> ChampionsPage:
    page = ChampionsPage(kestria, navigator, today)
    show(page)
    return page


def named(session: Session, name: str) -> str:
    return next(o.id for o in session.snapshot().organisations.values() if o.name == name)


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label))


def test_the_first_question_is_where_an_objection_blocks(
    page: ChampionsPage, kestria: Session
) -> None:
    blocking = [o.organisation for o in kestria.snapshot().objections.values() if o.blocking]
    assert page.asking.organisation() == blocking[0]


def test_the_three_best_are_compared_and_the_others_follow_in_their_order(
    page: ChampionsPage, kestria: Session, today: Today
) -> None:
    partner = named(kestria, "Tavano Mobile")
    page.asking.choose(partner)
    fits = champions_for_partner(kestria.snapshot(), partner, today())
    assert [card.person for card in page.cards] == [fit.person for fit in fits[:3]]
    assert list(page.others.rows().ids()) == [fit.person for fit in fits[3:11]]


def test_another_objection_ranks_anew(page: ChampionsPage, kestria: Session, today: Today) -> None:
    objection = next(
        o for o in kestria.snapshot().objections.values() if o.category == "privacy" and o.blocking
    )
    assert page.show_record(objection.id)
    fits = champions_for_objection(kestria.snapshot(), objection.id, today())
    assert [card.person for card in page.cards] == [fit.person for fit in fits[:3]]
    assert page.asking.objection_id() == objection.id


def test_seniority_trust_knowledge_and_distance_are_dots_with_their_reason(
    page: ChampionsPage,
) -> None:
    dots = [dot.accessibleName() for dot in page.cards[0].findChildren(Dots)]
    assert [name.split(".")[0].split(":")[0] for name in dots] == [
        "Seniority",
        "Trusted there",
        "Knows the subject",
        "Distance from decision",
    ]
    assert all(name.endswith((" of 5", "not set")) for name in dots)


def test_how_the_score_adds_up_can_be_unfolded(page: ChampionsPage) -> None:
    card = page.cards[0]
    assert not card.reasons.isVisible()
    card.why.click()
    assert card.reasons.isVisible() and "(weight 3)" in said(card.reasons)
    card.why.click()
    assert not card.reasons.isVisible()


def test_a_surprising_first_place_is_explained(
    page: ChampionsPage, kestria: Session, saved: Saved
) -> None:
    first, *others = [card.person for card in page.cards]

    def change(edit: Edit) -> None:
        edit.set(first, seniority=1)
        for other in others:
            edit.set(other, seniority=5)

    kestria.edit("Ranks", change)
    saved(kestria)
    if page.cards[0].person == first:
        assert "ranks first although they are the least senior." in page.band.accessibleName()
    page.asking.choose(page.asking.organisation())
    least = kestria.snapshot().people[page.cards[0].person].seniority or 0
    ranks = [kestria.snapshot().people[card.person].seniority or 0 for card in page.cards[1:]]
    assert page.band.isVisible() == (max(ranks) > least)


def test_weights_are_seen_and_changed_and_rank_anew(
    page: ChampionsPage, kestria: Session, saved: Saved
) -> None:
    before = [card.person for card in page.cards]
    page._weights.show()
    for name in ("relationship", "topic", "distance", "communication", "reach"):
        page.weights.form.editor(f"weight_{name}").edited.emit(0.0)
    saved(kestria)
    assert kestria.snapshot().initiative.weight_topic == 0
    assert [card.person for card in page.cards] != before
    page._use_usual()
    saved(kestria)
    assert [card.person for card in page.cards] == before


def test_a_step_is_planned_through_whoever_is_chosen(
    page: ChampionsPage, kestria: Session, saved: Saved, navigator: Navigator, qtbot: QtBot
) -> None:
    page.cards[1].plan.click()
    saved(kestria)
    step = kestria.document.all(Step)[-1]
    assert (step.messenger, step.organisation) == (
        page.cards[1].person,
        page.asking.organisation(),
    )
    assert "What is it to ask for?" in page.notice.text()
    kestria.undo()
    saved(kestria)
    assert kestria.document.get(Step, step.id) is None


def test_people_worth_cultivating_could_be_champions_where_one_is_missing(
    page: ChampionsPage, kestria: Session, saved: Saved, today: Today
) -> None:
    found = sorted(worth_cultivating(kestria.snapshot(), today()), key=lambda one: -one.score)
    first, row = found[0], page.cultivate.rows().row_at(0)
    assert (row.title, row.chips[0].text) == (first.name, f"{first.score} of 100")
    assert row.caption == f"With {first.partner}. {first.missing[0]}"
    page.cultivate.opened.emit(row.id)
    values = page.draft.form.values()
    assert page.draft.isVisible()
    assert (values["person"], values["audience"]) == (first.person, first.organisation)
    page.draft.add.click()
    saved(kestria)
    assert kestria.document.all(Champion, person=first.person, audience=first.organisation)
    assert row.id not in page.cultivate.rows().ids()


def test_the_cards_say_whom_each_is_best_given(
    page: ChampionsPage, kestria: Session, today: Today
) -> None:
    given = assign(kestria.snapshot(), today())
    name = kestria.snapshot().name
    for card in page.cards:
        for lead in given.leads:
            if lead.person == card.person:
                assert name(lead.organisation) in said(card)


def test_champions_who_lapsed_and_partners_that_hang_on_one_need_care(
    page: ChampionsPage, kestria: Session, saved: Saved
) -> None:
    champion = kestria.document.all(Champion)[0]
    kestria.edit("Lapsed", lambda edit: edit.set(champion.id, status="lapsed"))
    saved(kestria)
    rows = page.care.rows()
    assert rows.row_at(rows.row_of(champion.person)).chips[0].text == "Lapsed"
    chips = {rows.row_at(n).chips[0].text for n in range(rows.rowCount())}
    assert chips & {"Only one champion", "No champion"}
    shown = map(rows.row_at, range(rows.rowCount()))
    assert not [row for row in shown if row.caption.startswith(f"{row.title}:")]


def test_a_new_person_can_be_ranked_at_once(
    page: ChampionsPage, kestria: Session, saved: Saved
) -> None:
    count = page.header.line()
    kestria.edit("Somebody", lambda edit: edit.add(Person, name="Ola"))
    saved(kestria)
    assert page.header.line() != count


def test_cards_go_below_each_other_where_there_is_no_room(page: ChampionsPage) -> None:
    tops = {card.y() for card in page.cards}
    assert len(tops) == 1
    page.resize(560, 700)
    page._grid.activate()
    assert len({page._grid.getItemPosition(n)[1] for n in range(3)}) == 1


def test_an_empty_plan_asks_who_is_already_trusted(
    empty: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = ChampionsPage(empty, navigator, today)
    show(page)
    assert page.cards == [] and "already trusted" in said(page)


def test_nothing_can_be_planned_in_a_file_open_for_reading_only(
    locked: Session, navigator: Navigator, today: Today, show: Show
) -> None:
    page = ChampionsPage(locked, navigator, today)
    show(page)
    page.plan_step(page.cards[0].person)
    page.add_new()
    assert locked.all_saved and not page.draft.isVisible()
    assert not page.cards[0].plan.isEnabled()


def test_everything_that_takes_the_keyboard_has_a_name(page: ChampionsPage) -> None:
    page._weights.show()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_of_many_partners_everybody_is_ranked_beside_the_window(
    kestria: Session,
    navigator: Navigator,
    today: Today,
    show: Show,
    saved: Saved,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = ChampionsPage(kestria, navigator, today)
    show(whole)
    monkeypatch.setattr(working_out, "FEW", 0)
    page = ChampionsPage(kestria, navigator, today)
    show(page)
    qtbot.waitUntil(lambda: bool(page.cards))
    assert [card.person for card in page.cards] == [card.person for card in whole.cards]
    assert page.header.line() == whole.header.line()
    best = page.cards[0].person
    kestria.edit("Gone", lambda edit: edit.delete(best))
    saved(kestria)
    qtbot.waitUntil(lambda: page.cards[0].person != best)
    page.refresh(None)
    page.leave()
