from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from outreach.cause.kinds import Contribution
from outreach.network.kinds import Organisation
from ui.navigation import Navigator
from ui.pages.contributions.page import ContributionsPage
from ui.session import Session
from ui.widgets.buttons import Button

Show = Callable[[QWidget], None]
Saved = Callable[[Session], None]


@pytest.fixture
def page(kestria: Session, navigator: Navigator, show: Show) -> ContributionsPage:
    page = ContributionsPage(kestria, navigator)
    show(page)
    return page


def order(page: ContributionsPage) -> list[str]:
    return list(page.table.rows().ids())


def mark(page: ContributionsPage, *rows: int) -> None:
    page.table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        page.table.selectionModel().select(
            page.table.rows().index(row, 0), flags.Select | flags.Rows
        )


def test_the_line_and_the_bar_count_what_is_in_promised_and_missing(
    page: ContributionsPage,
) -> None:
    assert page.header.line() == "0 of 12 in the pot · 4 promised · 8 not promised yet"
    assert page.pot.bar.accessibleName() == "0 of 12 in, 4 promised, 0 asked, 8 not asked yet"


def test_by_use_case_those_for_the_same_stand_together_and_the_surest_come_first(
    page: ContributionsPage, kestria: Session, saved: Saved
) -> None:
    found = kestria.snapshot().contributions
    last, case = list(found)[-1], next(iter(kestria.snapshot().use_cases))
    kestria.edit("For it", lambda edit: edit.set(last, use_cases=(case,)))
    saved(kestria)
    assert order(page)[0] == last
    page.by.set_value("status")
    page.by.changed.emit("status")
    statuses = [found[id].status for id in order(page)]
    assert statuses == ["promised"] * 4 + ["hoped"] * 8


def test_several_are_moved_at_once_as_one_edit(
    page: ContributionsPage, kestria: Session, saved: Saved
) -> None:
    ids = [order(page)[n] for n in (1, 3)]
    mark(page, 1, 3)
    assert page.chosen() == ids and page._count.text() == "2 marked"
    page.status.setCurrentIndex(page.status.findData("in"))
    page.move_marked.click()
    saved(kestria)
    assert [kestria.document.get(Contribution, id).status for id in ids] == ["in", "in"]
    assert kestria.undo_label == "Moved to in the pot: 2 contributions"
    kestria.undo()
    saved(kestria)
    assert "in" not in {one.status for one in kestria.document.all(Contribution)}


def test_nothing_can_be_moved_while_nothing_is_marked(page: ContributionsPage) -> None:
    mark(page)
    assert not page.move_marked.isEnabled() and "Mark something" in page.move_marked.toolTip()


def test_what_is_missing_for_a_use_case_is_listed_and_leads_to_its_contributions(
    page: ContributionsPage, kestria: Session, saved: Saved
) -> None:
    one, other = list(kestria.snapshot().contributions)[1:3]
    case = next(iter(kestria.snapshot().use_cases))
    kestria.edit("For it", lambda edit: [edit.set(id, use_cases=(case,)) for id in (one, other)])
    saved(kestria)
    rows = page.pot.list.rows()
    assert rows.id_at(0) == case and rows.row_at(1).caption.startswith("Nobody")
    assert rows.row_at(0).caption.startswith("Waits for ")
    page.pot.opened.emit(rows.id_at(0))
    assert order(page) == [one, other]
    page.add_new()
    assert page.draft.form.values()["use_cases"] == (rows.id_at(0),)
    page.draft.dropped.emit()
    page._all.click()
    assert len(order(page)) == 12


def test_a_contribution_is_added_and_shown(
    page: ContributionsPage, kestria: Session, saved: Saved
) -> None:
    page.add_new()
    page.draft.form.editor("organisation").set_value(kestria.document.all(Organisation)[0].id)
    page.draft.form.editor("title").set_value("A room for the steering group")
    page.draft.add.click()
    saved(kestria)
    (added,) = kestria.document.all(Contribution, title="A room for the steering group")
    assert page.pane.form.id == added.id and page.table.current_id() == added.id
    assert page.tabs.current() == "contribution"


def test_fields_are_edited_in_place_and_the_list_follows(
    page: ContributionsPage, kestria: Session, saved: Saved
) -> None:
    id = order(page)[0]
    assert page.show_record(id)
    page.pane.form.form.editor("status").edited.emit("asked")
    saved(kestria)
    assert page.table.rows().row_at(page.table.rows().row_of(id)).cells[2].words == "Asked"


def test_a_deleted_contribution_comes_back(
    page: ContributionsPage, kestria: Session, saved: Saved, qtbot: QtBot
) -> None:
    before = order(page)
    page.table.select(before[0])
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    saved(kestria)
    assert order(page) == before[1:]
    page.notice.findChild(Button).click()
    saved(kestria)
    assert sorted(order(page)) == sorted(before)


def test_the_filter_finds_words_of_partner_and_use_case(page: ContributionsPage) -> None:
    page.search.setText("tavano")
    assert 0 < len(order(page)) < 12
    assert "Tavano" in page.table.rows().row_at(0).sentence


def test_an_empty_pot_asks_what_could_be_put_into_it(
    empty: Session, navigator: Navigator, show: Show
) -> None:
    page = ContributionsPage(empty, navigator)
    show(page)
    assert not page.table.isVisible()
    next(b for b in page.findChildren(Button) if "first" in b.text()).click()
    assert page.draft.isVisible()


def test_nothing_can_be_changed_in_a_file_open_for_reading_only(
    locked: Session, navigator: Navigator, show: Show
) -> None:
    page = ContributionsPage(locked, navigator)
    show(page)
    mark(page, 0)
    page.move_chosen("in")
    page.add_new()
    assert locked.all_saved and not page.draft.isVisible() and not page.move_marked.isEnabled()


def test_everything_that_takes_the_keyboard_has_a_name(page: ContributionsPage) -> None:
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
