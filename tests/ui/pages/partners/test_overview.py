"""What the overview and the history of a partner say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from outreach.network.kinds import Person, Relationship
from outreach.persuasion.kinds import Need, ValueProposition
from ui.pages.partners.exchange import BalanceBar
from ui.pages.partners.overview import Overview
from ui.pages.partners.page import PartnersPage
from ui.pages.partners.summary import summary
from ui.records.draft import Draft
from ui.records.rows import record_rows
from ui.session import Session
from ui.widgets.bands import WarningBand
from ui.widgets.card import Card
from ui.widgets.fact import Fact

Ids = dict[str, str]
W = TypeVar("W", bound=QWidget)
TODAY = dt.date(2026, 11, 23)


def test_the_value_proposition_is_quoted_with_need_and_use_case(session: Session, ids: Ids) -> None:
    (offer,) = summary(session, ids["telmara"], TODAY).propositions
    assert offer.words == "“Usage by district”"
    assert [chip.text for chip in offer.chips] == [
        "Need: Plan the switch-off",
        "Use case: Dry taps",
    ]


def test_a_need_is_ticked_when_they_said_so_themselves(session: Session, ids: Ids) -> None:
    (need,) = summary(session, ids["telmara"], TODAY).needs
    assert (need.icon, need.caption) == ("circle-check", "They said so")


def test_people_are_named_with_their_part_and_whether_they_are_champions(
    session: Session, ids: Ids
) -> None:
    people = summary(session, ids["telmara"], TODAY).people
    assert [(row.title, [chip.text for chip in row.chips]) for row in people] == [
        ("Nadia Mensah", ["Decides"]),
        ("Dr Samir Haddad", ["Champion"]),
        ("Grace Addo", ["Trusted"]),
    ]
    assert people[2].caption.endswith("trusted by Nadia Mensah")


@pytest.mark.parametrize(("end", "named"), [(TODAY, True), (TODAY - dt.timedelta(days=1), False)])
def test_whom_they_trusted_once_is_not_named(
    session: Session, ids: Ids, settled: Callable[[], None], end: dt.date, named: bool
) -> None:
    for tie in session.document.all(Relationship, type="trusted_by"):
        session.set(tie.id, "It ended", end_date=end)
    settled()
    people = summary(session, ids["telmara"], TODAY).people
    assert ("Grace Addo" in [row.title for row in people]) is named


def test_the_last_contacts_say_how_and_with_whom(session: Session, ids: Ids) -> None:
    (contact,) = summary(session, ids["telmara"], TODAY).contacts
    assert (contact.title, contact.caption) == ("Call with Nadia Mensah", "Wants a draft.")


def test_a_line_of_the_overview_opens_its_record(page: PartnersPage, ids: Ids) -> None:
    page.show_record(ids["telmara"])
    fact = next(one for one in page.findChildren(Fact) if one.id == ids["samir"])
    QTest.keyClick(fact, Qt.Key.Key_Return)
    assert page.detail.tabs.current() == "people"


def test_the_overview_shows_a_change_at_once_and_else_stays_as_it_is(
    page: PartnersPage, session: Session, ids: Ids, settled: Callable[[], None], qtbot: QtBot
) -> None:
    page.show_record(ids["telmara"])
    overview = page.findChild(Overview)
    assert isinstance(overview, Overview)
    qtbot.waitUntil(lambda: all(card.isVisible() for card in overview.findChildren(Card)))
    before = overview.findChildren(Card)
    session.set(ids["telmara"], "Website", website="example.org")
    settled()
    assert overview.findChildren(Card) == before
    session.set(ids["need"], "Need", statement="Something new")
    settled()
    assert any("Something new" in fact.accessibleName() for fact in overview.findChildren(Fact))


def test_everything_that_takes_the_keyboard_has_a_name(
    page: PartnersPage, ids: Ids, qtbot: QtBot
) -> None:
    page.show_record(ids["telmara"])
    for tab in ("overview", "details", "people", "why", "contacts", "contributions", "history"):
        page.detail.tabs.show_tab(tab)
        qtbot.wait(1)
        nameless = [
            widget
            for widget in page.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (widget.accessibleName() or getattr(widget, "text", str)())
        ]
        assert nameless == []


def test_the_page_fits_into_the_smallest_window(page: PartnersPage, ids: Ids) -> None:
    page.resize(968, 640)
    page.show_record(ids["telmara"])
    for tab in ("overview", "details", "people", "why", "history"):
        page.detail.tabs.show_tab(tab)
        assert page.minimumSizeHint().width() <= 968
        assert page.minimumSizeHint().height() <= 640


def shown(page: PartnersPage, kind: type[W]) -> list[W]:
    QApplication.processEvents()
    return [one for one in page.findChildren(kind) if one.isVisible()]


def test_what_a_proposition_lacks_is_said_in_words(
    page: PartnersPage, session: Session, ids: Ids, settled: Callable[[], None]
) -> None:
    (offer,) = session.document.all(ValueProposition, organisation=ids["telmara"])
    session.set(offer.id, "Cleared", need=None, use_case=None, ask="Send counts; join the board")
    settled()
    page.show_record(ids["telmara"])
    (band,) = shown(page, WarningBand)
    assert band.accessibleName().startswith("Missing. Tied to no need of theirs; no use case")
    assert "the ask is not one thing" in band.accessibleName()


def test_what_propositions_lack_stands_in_their_list_too(
    page: PartnersPage, session: Session, ids: Ids, settled: Callable[[], None]
) -> None:
    (offer,) = session.document.all(ValueProposition, organisation=ids["telmara"])
    session.set(offer.id, "Cleared", need=None, use_case=None, ask="Send counts; join the board")
    settled()
    (row,) = record_rows(session.document, ValueProposition, [offer.id])
    assert row.caption.startswith("Tied to no need of theirs; no use case; the ask is not one")
    assert row.chips[0].text == "Not whole yet"


@pytest.mark.parametrize(
    ("confidence", "caption"),
    [
        ("stated", "They said so · Told by Grace Addo"),
        ("inferred", "We infer it · Told by Grace Addo"),
        ("guessed", "A guess · Told by Grace Addo"),
        (None, "Nobody has said how sure this is · Told by Grace Addo"),
    ],
)
def test_how_sure_a_need_is_and_from_whom_is_asked_for_set_and_shown(
    page: PartnersPage,
    session: Session,
    ids: Ids,
    settled: Callable[[], None],
    confidence: str | None,
    caption: str,
) -> None:
    page.show_record(ids["telmara"])
    (grace,) = session.document.all(Person, name="Grace Addo")
    page.detail.add_to("need")
    (draft,) = (one for one in shown(page, Draft) if "statement" in one.form.names())
    draft.form.editor("statement").set_value("Fewer visits")
    draft.form.editor("confidence").set_value(confidence)
    draft.form.editor("told_by").set_value(grace.id)
    draft.add.click()
    settled()
    (need,) = session.document.all(Need, statement="Fewer visits")
    assert (need.confidence, need.told_by) == (confidence, grace.id)
    found = {row.id: row.caption for row in summary(session, ids["telmara"], TODAY).needs}
    assert found[need.id] == caption


def test_the_exchange_is_a_bar_with_its_numbers_in_words(
    page: PartnersPage, session: Session, ids: Ids, settled: Callable[[], None]
) -> None:
    (offer,) = session.document.all(ValueProposition, organisation=ids["telmara"])
    session.set(offer.id, "Estimated", partner_cost=60, offset=45)
    settled()
    page.show_record(ids["telmara"])
    (bar,) = shown(page, BalanceBar)
    said = "It costs them 60 person-days; our offer saves them 45; left to carry: 15."
    assert bar.accessibleName() == said
    assert bar.parts() == [("ok", 0.75), ("warn", 0.25)]
    session.set(offer.id, "A gain", offset=80)
    settled()
    (bar,) = shown(page, BalanceBar)
    assert bar.accessibleName().endswith("they gain 20.")
    assert bar.parts() == [("ok", 0.75), ("info", 0.25)]


def test_somebody_trusted_from_elsewhere_is_shown_where_they_work(
    page: PartnersPage, ids: Ids, qtbot: QtBot
) -> None:
    page.show_record(ids["telmara"])
    fact = next(one for one in page.findChildren(Fact) if one.row.title == "Grace Addo")
    with qtbot.waitSignal(page.navigator.record_asked) as asked:
        fact.click()
    assert asked.args == [fact.id]
