"""Filters, the views kept of them, and what is done with several partners at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from outreach.cause.kinds import Tag
from outreach.network.kinds import Organisation
from ui.navigation import Navigator
from ui.pages.partners.filtering import Filter, filter_from
from ui.pages.partners.page import PartnersPage
from ui.pages.views import NameView, views_from, views_to
from ui.preferences import Preferences
from ui.session import Session

Ids = dict[str, str]
Settled = Callable[[], None]


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.ini")


@pytest.fixture
def page(
    qtbot: QtBot, session: Session, navigator: Navigator, preferences: Preferences
) -> Iterator[PartnersPage]:
    page = PartnersPage(session, navigator, preferences)
    qtbot.addWidget(page)
    page.resize(1056, 770)
    page.show()
    yield page
    page.commit()


def names(page: PartnersPage) -> list[str]:
    rows = page.pane.list.rows()
    return [rows.row_at(n).title for n in range(rows.rowCount())]


def choose(page: PartnersPage, box: str, value: str) -> None:
    combo = page.pane.further.boxes[box]
    combo.setCurrentIndex(combo.findData(value))
    assert combo.currentData() == value


def mark_all(page: PartnersPage) -> list[str]:
    page.pane.list.selectAll()
    return page.pane.marked()


def test_kind_tag_and_attention_filter_together_with_words_and_stage(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    def change(edit: object) -> None:
        tag = edit.add("tag", name="Coast")  # type: ignore[attr-defined]
        edit.set(ids["telmara"], tags=[tag], role="regulator", partner_type="direct")  # type: ignore[attr-defined]

    session.edit("Prepared", change)
    settled()
    everybody = names(page)
    for box, value in (
        ("kind", "role:regulator"),
        ("kind", "partner_type:direct"),
        ("tag", "Coast"),
        ("attention", "unanswered"),
    ):
        choose(page, box, value)
        assert names(page) == ["Telmara"]
        choose(page, box, "")
    assert names(page) == everybody and len(everybody) > 1
    choose(page, "attention", "any")
    assert "Telmara" in names(page)
    assert page.pane.more.accessibleName() == "More filters, 1 in use"


def test_a_view_is_kept_chosen_again_and_forgotten(
    page: PartnersPage, preferences: Preferences, qtbot: QtBot
) -> None:
    everybody = names(page)
    page.pane.search.setText("tel")
    choose(page, "attention", "unanswered")

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NameView)
        dialog.accept()
        assert "called" in dialog.problem()
        dialog.line.setText(" Quiet  ones ")
        dialog.accept()

    QTimer.singleShot(0, fill)
    view = page.pane.further.view
    view.setCurrentIndex(view.findText("Save this view…"))
    view.activated.emit(view.currentIndex())
    (kept,) = views_from(preferences.partner_views).items()
    assert kept == ("Quiet ones", Filter(words="tel", attention="unanswered")._asdict())
    page.pane.clear_filters()
    assert names(page) == everybody
    view.setCurrentIndex(view.findText("Quiet ones"))
    view.activated.emit(view.currentIndex())
    assert names(page) == ["Telmara"] and page.pane.search.text() == "tel"
    view.setCurrentIndex(view.findText("Forget “Quiet ones”"))
    view.activated.emit(view.currentIndex())
    assert preferences.partner_views == "{}"


def test_partners_are_found_whatever_accents_are_typed(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    session.set(ids["telmara"], "Renamed", name="Télmara Énergie")
    settled()
    for words in ("telmara", "ENERGIE TÉL", "Télmara"):
        page.pane.search.setText(words)
        page.pane.refresh()
        assert names(page) == ["Télmara Énergie"]


def test_words_typed_just_before_the_file_is_closed_are_not_looked_for(
    page: PartnersPage, session: Session, qtbot: QtBot
) -> None:
    page.pane.search.setText("tel")
    session.close()
    with qtbot.waitSignal(page.pane.search.searched):
        pass


def test_views_spoilt_by_hand_are_no_views(preferences: Preferences) -> None:
    kept = {"Mine": Filter("a", tag="b")._asdict()}
    assert views_from(views_to(kept)) == kept
    assert filter_from({**kept["Mine"], "of another version": "x"}) == Filter("a", tag="b")
    for spoilt in ("[", "[]", '{"x": 1}'):
        preferences.settings.setValue("partners/views", spoilt)
        assert preferences.partner_views == "{}"


def test_several_partners_are_changed_as_one_edit(
    page: PartnersPage, session: Session, settled: Settled
) -> None:
    before = session.document.all(Organisation)
    marked = mark_all(page)
    assert page.bulk.isVisible() and len(marked) == len(before) > 1
    page.bulk.editors["status"].set_value("contacted")
    page.bulk.editors["add"].type_in("Coast")
    page.bulk.apply.click()
    settled()
    (tag,) = session.document.all(Tag, name="Coast")
    now = session.document.all(Organisation)
    assert {(one.status, one.tags) for one in now} == {("contacted", (tag.id,))}
    assert session.undo_label == f"Changed {len(before)} partners"
    assert not page.bulk.given() and page.pane.marked() == marked
    session.undo()
    settled()
    assert session.document.all(Organisation) == before


def test_tags_are_taken_away_from_those_that_have_them(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    made: list[str] = []
    session.edit("Tagged", lambda edit: made.append(edit.add("tag", name="Coast")))
    settled()
    session.set(ids["telmara"], "Tagged", tags=[*made])
    settled()
    mark_all(page)
    page.bulk.editors["remove"].set_value(tuple(made))
    page.bulk.apply.click()
    settled()
    assert all(one.tags == () for one in session.document.all(Organisation))


def test_several_partners_are_deleted_and_brought_back_together(
    page: PartnersPage, session: Session, settled: Settled, qtbot: QtBot
) -> None:
    before = session.document.all(Organisation)
    mark_all(page)
    page.pane.list.setFocus()
    qtbot.keyClick(page.pane.list, Qt.Key.Key_Delete)
    settled()
    assert session.document.all(Organisation) == []
    session.undo()
    settled()
    assert session.document.all(Organisation) == before


def test_one_marked_partner_is_shown_as_ever(page: PartnersPage, ids: Ids) -> None:
    mark_all(page)
    assert page.pane.list.select(ids["telmara"])
    assert page.detail.isVisible() and page.detail.partner == ids["telmara"]


def test_marked_partners_are_copied_as_text_and_as_a_table(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled, qtbot: QtBot
) -> None:
    session.set(ids["telmara"], "Renamed", name="=Telmara & Co", status="contacted")
    settled()
    page.pane.list.select(ids["telmara"])
    page.pane.list.setFocus()
    qtbot.keyClick(page.pane.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    # As every list copies: what it shows, in cells.
    assert QApplication.clipboard().text().startswith("'=Telmara & Co\t")
    mark_all(page)
    page.bulk.table.click()
    data = QApplication.clipboard().mimeData()
    head, *rows = data.text().split("\n")
    assert head.split("\t")[:2] == ["Name", "Kind of partner"]
    assert len(rows) == len(session.document.all(Organisation))
    assert any(row.startswith("'=Telmara & Co\t") for row in rows)
    assert "<td>=Telmara &amp; Co</td>" in data.html()


def test_in_a_narrow_window_a_button_leads_to_what_can_be_changed(page: PartnersPage) -> None:
    page.resize(560, 700)
    rows = page.pane.list
    rows.selectionModel().select(
        rows.rows().index(0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    mark_all(page)
    assert page.pane.bulk.isVisible()
    page.pane.bulk.click()
    assert page.bulk.isVisible()
