"""What was put on paper: which of its pages are out of date, and just those anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from outreach.briefs.handout import code
from outreach.cadence.kinds import Printout
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import ValueProposition
from ui.navigation import Navigator
from ui.pages.briefs.page import BriefsPage
from ui.session import Session

NEW = "See the whole country's 2G picture twice a year; no one operator holds it"
"""As long as what it said before, so that the brief has as many pages."""

Read = Callable[[Path | bytes], str]


@pytest.fixture
def pack(page: BriefsPage, kestria: Session, tmp_path: Path, qtbot: QtBot) -> Printout:
    """A pack that was saved, as the view of print-outs lists it."""
    page.asking.what.set_value("pack")
    page.asking.prepared_for.setText("Ada Lund")
    page.save_to(tmp_path / "pack.pdf")
    qtbot.waitUntil(lambda: len(kestria.document.all(Printout)) == 1, timeout=20_000)
    page._show_view(True)
    (found,) = kestria.document.all(Printout)
    return found


def rows(page: BriefsPage) -> list[str]:
    model = page.printouts.stale.rows()
    return [model.row_at(place).sentence for place in range(model.rowCount())]


def change(kestria: Session, qtbot: QtBot) -> Organisation:
    """Change one headline, and return the partner it is for."""
    proposition = kestria.document.all(ValueProposition)[0]
    kestria.set(proposition.id, "Reworded", headline=NEW)
    qtbot.waitUntil(lambda: kestria.settled)
    partner = kestria.document.get(Organisation, proposition.organisation)
    assert partner is not None
    return partner


def test_it_lists_what_was_printed_for_whom_and_when(page: BriefsPage, pack: Printout) -> None:
    row = page.printouts.list.rows().row_at(0)
    assert row.title == pack.name and pack.code in row.caption and "for Ada Lund" in row.caption
    assert row.aside
    page.resize(1400, 800)
    assert not any(button.isVisible() for button in (page.save, page.lock, page.print))
    page._show_view(False)
    assert all(button.isVisible() for button in (page.save, page.lock, page.print))


def test_what_still_holds_is_said_and_what_changed_is_shown_page_by_page(
    page: BriefsPage, pack: Printout, kestria: Session, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "still holds" in page.printouts.said.text())
    assert not page.printouts.save.isEnabled()
    partner = change(kestria, qtbot)
    page.refresh(None)
    qtbot.waitUntil(lambda: bool(rows(page)))
    assert len(rows(page)) == 1
    assert partner.name in rows(page)[0] and f"→ {NEW}" in rows(page)[0]
    assert ", 1 no longer" in page.printouts.said.text()


def test_only_the_pages_that_are_out_of_date_are_saved_again(
    page: BriefsPage, pack: Printout, kestria: Session, tmp_path: Path, read: Read, qtbot: QtBot
) -> None:
    change(kestria, qtbot)
    page.refresh(None)
    qtbot.waitUntil(page.printouts.save.isEnabled)
    page.printouts.save.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "again.pdf"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "again.pdf").exists, timeout=20_000)
    with pikepdf.open(tmp_path / "again.pdf") as written:
        assert len(written.pages) == 1
    assert "twice a year" in " ".join(read(tmp_path / "again.pdf").split())
    qtbot.waitUntil(lambda: len(kestria.document.all(Printout)) == 2)
    newest = kestria.document.all(Printout)[-1]
    assert newest.replaces == pack.code
    page.refresh(None)
    page.printouts.show_printout(pack.id)
    qtbot.waitUntil(lambda: "still holds" in page.printouts.said.text())


def test_a_code_typed_in_finds_the_print_out(
    page: BriefsPage, pack: Printout, kestria: Session, qtbot: QtBot
) -> None:
    page.printouts.list.clearSelection()
    page.printouts.code.setText(f" {pack.code.lower()}-3 ")
    qtbot.keyClick(page.printouts.code, Qt.Key.Key_Return)
    assert page.printouts.list.current_id() == pack.id
    page.printouts.code.setText("ZZZZZZ")
    qtbot.keyClick(page.printouts.code, Qt.Key.Key_Return)
    assert "Nothing with the code “ZZZZZZ”" in page.printouts.said.text()


def test_the_code_of_an_answer_slip_brings_the_answer_back(
    page: BriefsPage, pack: Printout, kestria: Session, navigator: Navigator, qtbot: QtBot
) -> None:
    partner = kestria.document.all(Organisation, name="Tavano Mobile")[0]
    page.printouts.code.setText(code(partner.id).lower())
    qtbot.keyClick(page.printouts.code, Qt.Key.Key_Return)
    assert page.printouts.whose.text() == "This is the code of Tavano Mobile."
    with qtbot.waitSignal(navigator.contact_asked) as asked:
        page.printouts.answer.click()
    assert asked.args == [partner.id]


def test_an_empty_list_says_what_it_is_for(page: BriefsPage, kestria: Session) -> None:
    page._show_view(True)
    assert page.printouts.said.text().startswith("Nothing was put on paper yet.")


def test_a_print_out_is_shown_where_it_is_looked_for(page: BriefsPage, pack: Printout) -> None:
    page._show_view(False)
    assert page.show_record(pack.id)
    assert page.printouts.isVisible() and page.printouts.list.current_id() == pack.id
