"""A brief on a printer, and one that a password locks."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Printout
from ui.pages.briefs.page import BriefsPage
from ui.pages.briefs.password import NewPassword
from ui.pages.briefs.printing import bands, prepared
from ui.session import Session


def printer_into(path: Path, paper: str = "A4") -> QPrinter:
    """Return a printer that writes what it prints into a file."""
    printer = prepared("A brief", paper)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(150)
    return printer


def darkness(path: Path, page: int = 0) -> list[float]:
    """Return how dark each of twenty bands of a page is, from the top down."""
    document = pypdfium2.PdfDocument(path)
    grey = document[page].render(scale=1, grayscale=True).to_numpy()
    document.close()
    rows = len(grey) // 20
    return [255 - float(grey[n * rows : (n + 1) * rows].mean()) for n in range(20)]


def test_a_brief_is_printed_as_it_is_saved_and_put_on_record(
    page: BriefsPage, kestria: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_to(tmp_path / "saved.pdf")
    qtbot.waitUntil((tmp_path / "saved.pdf").exists)
    order = page._order()
    assert order is not None
    page.print_on(printer_into(tmp_path / "printed.pdf"), order)
    qtbot.waitUntil(lambda: "on its way to the printer" in page.notice.text())
    qtbot.waitUntil(lambda: len(kestria.document.all(Printout)) == 1)
    (found,) = kestria.document.all(Printout)
    # Still there once it is on record, which takes away what was said before.
    qtbot.waitUntil(lambda: kestria.settled and found.code in page.notice.text())
    lane = page._drawing._lane
    on_paper = lane.call(lambda: darkness(tmp_path / "printed.pdf"))
    saved = lane.call(lambda: darkness(tmp_path / "saved.pdf"))
    assert on_paper == pytest.approx(saved, abs=3.0) and max(saved) > 10


def test_the_pages_that_were_chosen_are_printed(
    page: BriefsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.asking.what.set_value("pack")
    order = page._order()
    assert order is not None
    printer = printer_into(tmp_path / "some.pdf")
    printer.setFromTo(2, 4)
    page.print_on(printer, order)
    qtbot.waitUntil(lambda: "on its way to the printer" in page.notice.text(), timeout=20_000)
    with pikepdf.open(tmp_path / "some.pdf") as written:
        assert len(written.pages) == 3


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_take_it_is_said(
    page: BriefsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    order = page._order()
    assert order is not None
    page.print_on(printer_into(tmp_path / "gone" / "brief.pdf"), order)
    qtbot.waitUntil(lambda: "could not be printed" in page.notice.text())


def test_a_page_is_drawn_in_bands_that_leave_no_row_out(page: BriefsPage) -> None:
    drawn = page.drawn
    assert drawn is not None
    found = page._drawing._lane.call(lambda: list(bands(drawn.pdf, 0, 200 / 72)))
    tops, pictures = zip(*found, strict=True)
    assert tops == tuple(range(0, 512 * len(found), 512))
    assert sum(picture.height() for picture in pictures) == pytest.approx(841.89 * 200 / 72, abs=3)
    assert {picture.height() for picture in pictures[:-1]} == {512}


def test_a_password_locks_what_is_saved_and_is_typed_twice(
    page: BriefsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    asked = NewPassword(page)
    asked.secret.fields[0].setText("harbour")
    asked.accept()
    assert "not the same" in asked.problem()
    asked.secret.fields[1].setText("harbour")
    asked.accept()
    assert asked.result() == NewPassword.DialogCode.Accepted and asked.password() == "harbour"
    page._ask_where(asked.password())
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "locked.pdf"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "locked.pdf").exists)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "locked.pdf")
    with pikepdf.open(tmp_path / "locked.pdf", password="harbour") as opened:
        assert opened.encryption.R == 6 and opened.encryption.bits == 256


def test_a_pack_that_is_saved_says_how_far_it_is_and_can_be_called_off(
    page: BriefsPage, kestria: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.asking.what.set_value("pack")
    page.save_to(tmp_path / "pack.pdf")
    qtbot.waitUntil(page.under_way.isVisible)
    assert page.under_way.said.text().startswith("Drawing, ")
    page.under_way.cancel.click()
    qtbot.waitUntil(lambda: page.notice.text() == "Cancelled: nothing was saved or printed.")
    assert not page.under_way.isVisible()
    assert not (tmp_path / "pack.pdf").exists()
    assert kestria.document.all(Printout) == []


def test_a_pack_that_is_printed_says_how_far_it_is_and_can_be_called_off(
    page: BriefsPage, kestria: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.asking.what.set_value("pack")
    order = page._order()
    assert order is not None
    page.print_on(printer_into(tmp_path / "pack.pdf"), order)
    qtbot.waitUntil(lambda: page.under_way.said.text().startswith("Printing, "), timeout=20_000)
    assert page.under_way.isVisible()
    page.under_way.cancel.click()
    qtbot.waitUntil(lambda: "may still come out" in page.notice.text())
    assert not page.under_way.isVisible() and page._output._printing is None
    assert kestria.document.all(Printout) == []


def test_closing_the_plan_while_it_prints_lets_the_printer_go(
    page: BriefsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.asking.what.set_value("pack")
    order = page._order()
    assert order is not None
    page.print_on(printer_into(tmp_path / "pack.pdf"), order)
    qtbot.waitUntil(lambda: page.under_way.said.text().startswith("Printing, "), timeout=20_000)
    page.leave()
    assert page._output._printing is None
