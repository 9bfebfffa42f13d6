"""The Partners page on a real file: choosing, filtering, editing, adding, deleting, undoing."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from outreach.document import schema
from outreach.history.browsing import Wanted
from outreach.history.changes import entries
from outreach.initiative import create, open_file
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Objection
from ui.navigation import Navigator
from ui.pages.partners.details import DetailsTab
from ui.pages.partners.page import PartnersPage
from ui.pages.partners.relations import SECTIONS, Relation
from ui.records.known import Known
from ui.records.section import SectionTab
from ui.session import Session
from ui.widgets.labels import Elided

Ids = dict[str, str]
Settled = Callable[[], None]


def details(page: PartnersPage) -> DetailsTab:
    """Show the tab with the partner's own fields."""
    page.detail.tabs.show_tab("details")
    tab = page.detail.findChild(DetailsTab)
    assert isinstance(tab, DetailsTab)
    return tab


def section(page: PartnersPage, kind: str) -> SectionTab:
    """Show the tab of a kind."""
    page.detail.show_kind(kind)
    tab = next(tab for tab in page.detail.findChildren(SectionTab) if kind in tab.tabs)
    assert isinstance(tab, SectionTab)
    return tab


def type_over(line: QLineEdit, words: str) -> None:
    """Type ``words`` in place of what stands in a line, and leave with Enter."""
    line.selectAll()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_the_page_opens_with_the_first_partner_by_name(page: PartnersPage, ids: Ids) -> None:
    assert list(page.pane.list.rows().ids()) == [ids["agency"], ids["telmara"]]
    assert page.detail.partner == ids["agency"]


def test_an_edited_field_is_in_the_file_and_in_the_history(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled, plan: Path
) -> None:
    page.show_record(ids["telmara"])
    type_over(details(page).record.form.editor("name").control(), "Telmara Group")  # type: ignore[arg-type]
    settled()
    with open_file(plan, author="Ines", read_only=True).opened() as document:
        telmara = document.get(Organisation, ids["telmara"])
        newest = entries(document, Wanted(record=ids["telmara"]))[0]
    assert telmara is not None and telmara.name == "Telmara Group"
    assert (newest.changes[0].fields[0].before, newest.changes[0].fields[0].after) == (
        "Telmara",
        "Telmara Group",
    )
    assert page.pane.list.rows().row_at(1).title == "Telmara Group"


def test_undo_brings_the_old_words_back_into_the_form(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    page.show_record(ids["telmara"])
    editor = details(page).record.form.editor("name")
    type_over(editor.control(), "Another name")  # type: ignore[arg-type]
    settled()
    session.undo()
    settled()
    assert editor.value() == "Telmara"


def test_after_an_undo_the_page_goes_to_what_changed(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    session.set(ids["need"], "Changed", statement="Something else")
    settled()
    page.show_record(ids["agency"])
    session.undo(page.show_changes)
    settled()
    assert page.detail.partner == ids["telmara"]
    assert section(page, "need").current().record.id == ids["need"]


def test_the_filter_lists_who_fits_and_says_how_many(page: PartnersPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.pane.search, "telm")
    qtbot.waitUntil(lambda: len(page.pane.list.rows().ids()) == 1)
    assert page.pane.list.rows().row_at(0).title == "Telmara"
    assert "1 of 2 partners" in [line.text() for line in page.header.findChildren(Elided)]


def test_the_stage_filter_lists_one_stage(page: PartnersPage, ids: Ids) -> None:
    page.pane.stage.setCurrentIndex(page.pane.stage.findData("committed"))
    assert list(page.pane.list.rows().ids()) == [ids["telmara"]]


def test_a_partner_hidden_by_a_filter_is_shown_when_asked_for(page: PartnersPage, ids: Ids) -> None:
    page.pane.stage.setCurrentIndex(page.pane.stage.findData("committed"))
    assert page.show_record(ids["grace"])
    assert page.pane.list.current_id() == ids["agency"]


def test_a_new_partner_is_asked_for_its_name_and_added_with_it(
    page: PartnersPage, session: Session, settled: Settled
) -> None:
    page.add.click()
    type_over(page.pane.draft.form.editor("name").control(), "Solacell")  # type: ignore[arg-type]
    settled()
    added = session.document.get(Organisation, page.detail.partner)
    assert added is not None and added.name == "Solacell"
    assert page.pane.list.current_id() == added.id


def test_an_objection_that_is_added_here_begins_as_one_that_is_recorded(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    page.show_record(ids["telmara"])
    tab = section(page, "objection").current()
    tab.add_new()
    QTest.keyClicks(tab.draft.form.editor("statement").control(), "It costs too much")
    tab.draft.add.click()
    settled()
    (one,) = session.document.all(Objection, statement="It costs too much")
    assert (one.status, one.origin, one.raised_on) == ("open", "raised", dt.date.today())


def test_who_is_there_already_is_offered_while_its_name_is_typed_again(
    page: PartnersPage, session: Session, ids: Ids
) -> None:
    page.add_new()
    known = page.pane.draft.findChild(Known)
    assert isinstance(known, Known) and known.isHidden()
    QTest.keyClicks(page.pane.draft.form.editor("name").control(), "TELMARA ")
    assert known.isVisible() and known.words.text() == "Telmara is already in the plan."
    QTest.keyClicks(page.pane.draft.form.editor("name").control(), "North")
    assert known.isHidden()
    line = page.pane.draft.form.editor("name").control()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "telmara ltd")
    known.open.click()
    assert page.detail.partner == ids["telmara"] and page.pane.draft.isHidden()
    assert len(session.document.all(Organisation)) == 2


def test_a_second_partner_of_the_same_name_can_be_added_all_the_same(
    page: PartnersPage, session: Session, settled: Settled
) -> None:
    page.add_new()
    type_over(page.pane.draft.form.editor("name").control(), "Telmara")  # type: ignore[arg-type]
    settled()
    assert len(session.document.all(Organisation)) == 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_new_partner_without_a_name_leaves_nothing_behind(
    page: PartnersPage, session: Session, key: Qt.Key
) -> None:
    page.add_new()
    QTest.keyClick(page.pane.draft.form.editor("name").control(), key)
    assert session.all_saved
    assert len(session.document.all(Organisation)) == 2


def test_a_deleted_partner_can_be_brought_back(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    page.show_record(ids["telmara"])
    page.detail.delete()
    settled()
    assert page.detail.partner == ids["agency"]
    assert "“Telmara” was deleted." in page.notice.text()
    session.undo(page.show_changes)
    settled()
    assert page.detail.partner == ids["telmara"]
    assert session.document.kind_of(ids["need"]) is not None


def test_the_last_partner_deleted_leaves_a_question(
    page: PartnersPage, ids: Ids, settled: Settled
) -> None:
    for name in ("agency", "telmara"):
        page.show_record(ids[name])
        page.detail.delete()
        settled()
    assert page.detail.partner == ""
    assert not page.turns.isVisible()


RELATIONS = [relation for one in SECTIONS for relation in one.relations]


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda r: r.kind.name)
def test_every_field_of_every_kind_is_in_a_form(page: PartnersPage, relation: Relation) -> None:
    form = section(page, relation.kind.name).tabs[relation.kind.name].record.form
    assert set(form.names()) == {field.name for field in relation.kind.fields}


def test_every_field_of_a_partner_is_in_its_form(page: PartnersPage) -> None:
    assert set(details(page).record.form.names()) == set(Organisation.KIND.by_name)


SHOWN = {
    "nadia": "person",
    "champion": "champion",
    "tie": "relationship",
    "need": "need",
    "offer": "value_proposition",
    "objection": "objection",
    "contact": "touchpoint",
    "contribution": "contribution",
    "promise": "commitment",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_record_that_belongs_to_a_partner_is_shown_there(
    page: PartnersPage, ids: Ids, name: str, qtbot: QtBot
) -> None:
    page.show_record(ids["agency"])
    assert page.show_record(ids[name])
    tab = section(page, SHOWN[name]).current()
    partner = "agency" if name == "tie" else "telmara"
    assert (page.detail.partner, tab.record.id) == (ids[partner], ids[name])
    qtbot.waitUntil(tab.record.form.isVisible)


def test_what_belongs_to_no_partner_is_not_shown(page: PartnersPage, ids: Ids) -> None:
    assert not page.show_record(ids["use"])


def test_a_need_is_added_to_the_partner_and_opened(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    page.show_record(ids["telmara"])
    tab = section(page, "need").current()
    tab.add_new()
    QTest.keyClicks(tab.draft.form.editor("statement").control(), "Know where floods go")
    tab.draft.add.click()
    settled()
    rows = tab.list.rows()
    assert [rows.row_at(n).title for n in range(2)] == [
        "Plan the switch-off",
        "Know where floods go",
    ]
    assert tab.record.id == rows.id_at(1)


def test_a_deleted_need_is_gone_from_the_list(
    page: PartnersPage, ids: Ids, settled: Settled, qtbot: QtBot
) -> None:
    page.show_record(ids["need"])
    tab = section(page, "need").current()
    tab.delete.click()
    settled()
    assert not tab.list.rows().ids()
    assert "was deleted" in page.notice.text()


def test_a_contact_is_logged_in_its_own_dialog(
    page: PartnersPage, ids: Ids, navigator: Navigator, qtbot: QtBot
) -> None:
    page.show_record(ids["telmara"])
    with qtbot.waitSignal(navigator.contact_asked) as asked:
        section(page, "touchpoint").add.click()
    assert asked.args == [ids["telmara"]]
    with qtbot.waitSignal(navigator.contact_asked) as asked:
        page.detail.log.click()
    assert asked.args == [ids["telmara"]]


def test_what_does_not_fit_keeps_its_record_in_view(page: PartnersPage, ids: Ids) -> None:
    page.show_record(ids["telmara"])
    line = details(page).record.form.editor("name").control()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    page.pane.list.select(ids["agency"])
    assert page.detail.partner == page.pane.list.current_id() == ids["telmara"]
    assert not page.commit()


def test_words_being_typed_outlive_a_change_of_the_same_partner(
    page: PartnersPage, session: Session, ids: Ids, settled: Settled
) -> None:
    page.show_record(ids["telmara"])
    form = details(page).record.form
    line = form.editor("website").control()
    QTest.keyClicks(line, "exam")
    session.set(ids["telmara"], "Stage", status="contributing")
    settled()
    assert form.editor("status").value() == "contributing"
    assert isinstance(line, QLineEdit) and line.text() == "exam"


def test_a_narrow_page_shows_list_or_detail(page: PartnersPage, ids: Ids) -> None:
    page.resize(600, 600)
    assert page.turns.is_narrow() and page.pane.isVisible() and not page.detail.isVisible()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Return)
    assert page.detail.isVisible() and not page.pane.isVisible()
    QTest.keyClick(page.detail, Qt.Key.Key_Escape)
    assert page.pane.isVisible()


def test_a_file_of_a_newer_version_can_only_be_looked_at(
    plan: Path, ids: Ids, navigator: Navigator, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(plan)) as connection:
        connection.execute(f"PRAGMA user_version={schema.FORMAT + 1}")
    session = Session(plan, "Ines")
    page = PartnersPage(session, navigator)
    qtbot.addWidget(page)
    page.show()
    assert session.read_only
    assert not page.add.isEnabled() and page.add.toolTip()
    page.show_record(ids["need"])
    assert not section(page, "need").add.isEnabled()
    assert not section(page, "need").current().delete.isEnabled()
    assert not details(page).record.form.editor("status").control().isEnabled()
    session.close()


def test_an_empty_file_asks_who_could_join(
    tmp_path: Path, navigator: Navigator, qtbot: QtBot
) -> None:
    create(tmp_path / "empty.db", "Lake Basin", author="Ines").close()
    session = Session(tmp_path / "empty.db", "Ines")
    page = PartnersPage(session, navigator)
    qtbot.addWidget(page)
    page.show()
    assert not page.pane.isVisible()
    page.add_new()
    assert page.pane.draft.isVisible()
    session.close()


def test_ten_thousand_partners_open_with_only_the_rows_in_view(
    tmp_path: Path, navigator: Navigator, qtbot: QtBot
) -> None:
    path = tmp_path / "large.db"
    with create(path, "Lake Basin", author="Ines") as document, document.edit("Many") as edit:
        for n in range(10_000):
            edit.add(Organisation, name=f"Partner {n:05}")
    session = Session(path, "Ines")
    read: list[str] = []
    session.document.connection.set_trace_callback(read.append)
    page = PartnersPage(session, navigator)
    qtbot.addWidget(page)
    page.show()
    page.grab()
    assert len(page.pane.list.rows().ids()) == 10_000
    fetches = [sql for sql in read if sql.startswith("SELECT id, name, sector")]
    assert 1 <= len(fetches) <= 2
    session.close()
