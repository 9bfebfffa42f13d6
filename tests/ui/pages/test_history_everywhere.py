"""Every record that can be edited on a page has its history there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Step
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Answer, Objection, Response
from tests.ui.pages.conftest import Show
from ui.history.record import HistoryTab
from ui.history.turning import FieldsAndHistory
from ui.history.unfolding import Unfolding
from ui.navigation import Navigator
from ui.pages.initiative import InitiativePage
from ui.pages.objections.page import ObjectionsPage
from ui.pages.page import Page
from ui.pages.partners.page import PartnersPage
from ui.pages.sequence.page import SequencePage
from ui.records.card import RecordsCard
from ui.records.form import RecordForm
from ui.session import Session
from ui.widgets.panes import Tabs
from ui.widgets.segmented import Segment


def offers_history(form: QWidget) -> bool:
    """Tell whether what is around a form leads to the history of its record."""
    around = form.parentWidget()
    while around is not None:
        if isinstance(around, FieldsAndHistory | RecordsCard):
            return True
        if isinstance(around, Tabs) and "History" in map(around.tabText, range(around.count())):
            return True
        around = around.parentWidget()
    return False


def test_every_form_of_a_record_is_beside_its_history(
    kestria: Session, navigator: Navigator, show: Show
) -> None:
    pages: dict[type[Page], tuple[type, ...]] = {
        PartnersPage: (Organisation, Person),
        SequencePage: (Step,),
        ObjectionsPage: (Objection, Response),
        InitiativePage: (),
    }
    for make, kinds in pages.items():
        page = make(kestria, navigator)
        show(page)
        for kind in kinds:
            assert page.show_record(kestria.document.all(kind)[0].id)
        for tabs in page.findChildren(Tabs):
            for place in range(tabs.count()):
                tabs.setCurrentIndex(place)
        forms = page.findChildren(RecordForm)
        assert forms and all(map(offers_history, forms))


def test_the_history_of_a_person_is_a_key_away(
    kestria: Session, navigator: Navigator, show: Show, qtbot: QtBot
) -> None:
    page = PartnersPage(kestria, navigator)
    show(page)
    person = next(one for one in kestria.document.all(Person) if one.organisation)
    page.show_record(person.id)
    forms = (form for form in page.findChildren(RecordForm) if form.id == person.id)
    sides = next(forms).parentWidget()
    assert isinstance(sides, FieldsAndHistory)
    qtbot.waitUntil(sides.isVisible)
    first = next(one for one in sides.switch.findChildren(Segment) if one.text() == "Details")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    history = sides.findChild(HistoryTab)
    assert isinstance(history, HistoryTab)
    qtbot.waitUntil(history.isVisible)
    assert [card.entry.changes[0].id for card in history.history.cards] == [person.id]
    page.focus_field(person.id, "name")
    assert not history.isVisible()


def test_in_a_card_the_history_unfolds(kestria: Session, navigator: Navigator, show: Show) -> None:
    page = ObjectionsPage(kestria, navigator)
    show(page)
    answer = kestria.document.all(Answer)[0]
    page.show_record(answer.id)
    page.detail.answers.select(answer.id)
    (unfolding,) = page.detail.answers.findChildren(Unfolding)
    unfolding.button.click()
    assert unfolding.history is not None and len(unfolding.history.cards) == 1
    unfolding.button.click()
    assert unfolding.history.isHidden() and unfolding.button.text() == "Show history"
