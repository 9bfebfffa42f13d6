from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from outreach.briefs.content import Edition
from outreach.cadence.kinds import Printout
from outreach.network.kinds import Organisation
from ui.navigation import Navigator
from ui.pages.briefs.drawing import Wanted
from ui.pages.briefs.naming import file_name
from ui.pages.briefs.page import BriefsPage
from ui.preferences import Preferences
from ui.session import Session
from ui.theme.apply import apply
from ui.widgets.buttons import PrimaryButton

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
DAY = dt.date(2026, 11, 24)


def text(page: BriefsPage, pdf: Path | bytes) -> str:
    """Return the words of a PDF, read in the lane: pdfium does one thing at a time."""

    def read() -> str:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages = (document[n].get_textpage() for n in range(len(document)))
            return "\n".join(one.get_text_range() for one in pages)
        finally:
            document.close()

    return page._drawing._lane.call(read)


def partner(session: Session, name: str) -> Organisation:
    return session.document.all(Organisation, name=name)[0]


def test_the_preview_shows_the_real_page(page: BriefsPage) -> None:
    grabbed = page.preview.sheets.grab().toImage()
    place = page.preview.sheets.place(0)
    dark = sum(
        grabbed.pixelColor(x, y).lightness() < 90
        for x in range(place.left(), place.right(), 5)
        for y in range(place.top(), min(place.bottom(), grabbed.height()), 5)
    )
    assert dark > 50
    assert page.drawn is not None and text(page, page.drawn.pdf).strip()
    assert page._page.text() == "Page 1 of 1"


def test_saving_writes_a_pdf_that_another_program_reads(
    page: BriefsPage, kestria: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_record(partner(kestria, "Tavano Mobile").id)
    target = tmp_path / page.suggested_name()
    page.save_to(target)
    qtbot.waitUntil(lambda: page.notice.text().startswith("Saved as"))
    assert target.name == "Tavano Mobile – hand-out – 2026-11-24.pdf"
    assert "Tavano Mobile" in text(page, target)
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def test_the_dialog_offers_the_name_and_saves_where_it_says(
    page: BriefsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == page.suggested_name()
    dialog.fileSelected.emit(str(tmp_path / "chosen.pdf"))
    dialog.reject()
    qtbot.waitUntil((tmp_path / "chosen.pdf").exists)


def test_a_folder_that_is_not_there_is_said_and_nothing_is_left(
    page: BriefsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_to(tmp_path / "gone" / "brief.pdf")
    qtbot.waitUntil(lambda: "was not saved" in page.notice.text())


def test_only_what_was_asked_for_last_is_drawn(
    page: BriefsPage, kestria: Session, qtbot: QtBot
) -> None:
    seen: list[str] = []
    page._drawing.drawn.connect(lambda drawn: seen.append(drawn.wanted.partner))
    ids = [o.id for o in kestria.document.all(Organisation)]
    for id in ids:
        page.show_record(id)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == ids[-1])
    assert seen == [ids[-1]]


def test_the_preview_follows_a_change(page: BriefsPage, kestria: Session, qtbot: QtBot) -> None:
    chosen = page.asking.partner.value()
    kestria.set(chosen, "Renamed", name="Rights for All")
    qtbot.waitUntil(
        lambda: page.drawn is not None and "Rights for All" in text(page, page.drawn.pdf)
    )


def test_another_design_and_another_language_are_a_choice_away(
    page: BriefsPage, qtbot: QtBot
) -> None:
    for combo, value in ((page.asking.design, "letter"), (page.asking.language, "fr")):
        combo.setCurrentIndex(combo.findData(value))
    qtbot.waitUntil(
        lambda: page.drawn is not None and "FICHE PARTENAIRE" in text(page, page.drawn.pdf)
    )
    assert page.drawn is not None
    assert (page.drawn.wanted.design, page.drawn.wanted.language) == ("letter", "fr")


def test_what_the_initiative_says_holds_until_something_else_is_chosen(
    page: BriefsPage, kestria: Session, qtbot: QtBot
) -> None:
    kestria.set(kestria.snapshot().initiative.id, "On paper", paper_language="es")
    qtbot.waitUntil(
        lambda: page.drawn is not None and "FICHA DEL SOCIO" in text(page, page.drawn.pdf)
    )


def test_an_internal_edition_is_marked_in_its_name_and_on_paper(
    page: BriefsPage, qtbot: QtBot
) -> None:
    page.asking.edition.set_value(Edition.INTERNAL.value)
    page.asking.edition.changed.emit(Edition.INTERNAL.value)
    assert page.suggested_name().startswith("INTERNAL ")
    assert page.asking._internal.isVisible()
    qtbot.waitUntil(lambda: page.drawn is not None and "INTERNAL" in text(page, page.drawn.pdf))


def test_partners_who_have_only_promised_are_named_in_a_warning(page: BriefsPage) -> None:
    assert page.asking._promised.isVisible()
    assert "Kestria Statistical Office" in page.asking._promised.accessibleName()


def test_characters_that_cannot_be_printed_are_named(
    page: BriefsPage, kestria: Session, qtbot: QtBot
) -> None:
    kestria.set(page.asking.partner.value(), "Renamed", name="Rights \U00012000")
    qtbot.waitUntil(page.asking._missing.isVisible)
    assert "U+12000" in page.asking._missing.accessibleName()


def test_that_no_brief_says_whom_to_call_is_said_and_can_be_mended(
    page: BriefsPage, kestria: Session, navigator: Navigator, qtbot: QtBot
) -> None:
    assert not page.asking._nobody.isVisible()
    kestria.changed.connect(page.refresh)
    initiative = kestria.snapshot().initiative.id
    kestria.set(initiative, "Nobody", coordinator=None)
    qtbot.waitUntil(lambda: page.asking._nobody.isVisible())
    said = page.asking._nobody.accessibleName()
    assert said == "No coordinator is set, so no brief says whom to call."
    with qtbot.waitSignal(navigator.record_asked) as asked:
        page.asking.choose.click()
    assert asked.args == [initiative]


def test_a_pack_has_the_cover_and_every_partner(page: BriefsPage, qtbot: QtBot) -> None:
    page.asking.what.set_value("pack")
    page.asking.what.changed.emit("pack")
    page.asking.prepared_for.setText("Ada Lund")
    qtbot.waitUntil(lambda: page.drawn is not None and not page.drawn.wanted.partner)
    assert page.drawn is not None and len(page.drawn.sizes) > 12
    assert "Ada Lund" in text(page, page.drawn.pdf)
    assert "pack" in page.suggested_name()


def test_a_pack_names_partners_without_a_value_proposition_and_can_leave_them_out(
    page: BriefsPage, kestria: Session, qtbot: QtBot
) -> None:
    kestria.edit("Little is known of it", lambda edit: edit.add(Organisation, name="Oru"))
    kestria.changed.connect(page.refresh)
    page.asking.what.set_value("pack")
    page.asking.what.changed.emit("pack")
    qtbot.waitUntil(lambda: page.asking.leave_out.isVisible(), timeout=20_000)
    said = "2 partners have no value proposition yet: Kestria Statistical Office and Oru."
    assert page.asking._bare.accessibleName() == said
    assert page.drawn is not None
    assert "For Oru" in text(page, page.drawn.pdf)
    page.asking.leave_out.click()
    qtbot.waitUntil(
        lambda: page.drawn is not None and page.drawn.wanted.only_with_proposition, timeout=20_000
    )
    assert "For Oru" not in text(page, page.drawn.pdf)
    assert page.asking._bare.accessibleName() == said
    assert page.asking.leave_out.isVisible()
    page.asking.what.set_value("one")
    page.asking.what.changed.emit("one")
    qtbot.waitUntil(lambda: not page.asking.leave_out.isVisible())


def test_keys_zoom_and_zero_fits_the_width_again(page: BriefsPage, qtbot: QtBot) -> None:
    sheets, before = page.preview.sheets, page.preview.sheets.scale
    page.preview.sheets.setFocus()
    qtbot.keyClick(sheets, Qt.Key.Key_Plus)
    assert sheets.scale > before
    qtbot.keyClick(sheets, Qt.Key.Key_0)
    assert sheets.scale == pytest.approx(before)


def test_the_paper_is_remembered(
    kestria: Session, navigator: Navigator, today: Today, show: Show, tmp_path: Path, qtbot: QtBot
) -> None:
    preferences = Preferences(tmp_path / "settings.ini")
    page = BriefsPage(kestria, navigator, today, preferences)
    show(page)
    page.asking.paper.set_value("LETTER")
    page.asking.paper.changed.emit("LETTER")
    assert preferences.paper == "LETTER"
    qtbot.waitUntil(lambda: page.drawn is not None and page.drawn.sizes[0] == (612.0, 792.0))


def test_an_empty_plan_leads_to_the_first_partner(
    empty: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> None:
    page = BriefsPage(empty, navigator, today)
    show(page)
    (button,) = [b for b in page.findChildren(PrimaryButton) if b.isVisible()]
    with qtbot.waitSignal(navigator.page_asked):
        button.click()


def test_a_page_that_is_left_draws_nothing_more(
    page: BriefsPage, kestria: Session, qtbot: QtBot
) -> None:
    page.asking.changed.emit()
    page.show_record(kestria.document.all(Organisation)[1].id)
    before = page.drawn
    page.leave()
    kestria.close()
    qtbot.wait(300)
    assert page.drawn is before


def test_a_file_open_for_reading_only_can_be_printed(
    locked: Session, navigator: Navigator, today: Today, show: Show, tmp_path: Path, qtbot: QtBot
) -> None:
    page = BriefsPage(locked, navigator, today)
    show(page)
    page.save_to(tmp_path / "brief.pdf")
    qtbot.waitUntil((tmp_path / "brief.pdf").exists)


@pytest.mark.parametrize("name", ["a/b:c", "..", "x" * 500, "وزارة الصحة"])
def test_file_names_fit_every_system(name: str) -> None:
    made = file_name(Wanted("id", Edition.HANDOUT, "A4", DAY), name)
    assert len(made) < 200 and not set(made) & set('<>:"/\\|?*')
    assert not made.startswith(".")


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.4, 1.6])
def test_paper_of_the_width_that_there_is_needs_no_scrolling_sideways(
    page: BriefsPage, qapp: QApplication, scale: float
) -> None:
    apply(qapp, "light", scale)
    page.resize(970, 640)
    assert page.preview.horizontalScrollBar().maximum() == 0


def test_what_is_saved_is_put_on_record_once_and_its_code_is_on_the_page(
    page: BriefsPage, kestria: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("one.pdf", "two.pdf"):
        page.save_to(tmp_path / name)
        qtbot.waitUntil(lambda name=name: f"“{name}”" in page.notice.text())
        qtbot.waitUntil(lambda: len(kestria.document.all(Printout)) == 1)
    (found,) = kestria.document.all(Printout)
    assert f"{found.code}-1" in text(page, tmp_path / "two.pdf")
    assert found.code in page.notice.text()
    assert page.drawn is not None and found.code not in text(page, page.drawn.pdf)
    qtbot.waitUntil(lambda: not page._pause.isActive())


def test_what_is_being_saved_when_the_page_is_left_is_put_on_record_too(
    page: BriefsPage, kestria: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_to(tmp_path / "out.pdf")
    page.leave()
    qtbot.waitUntil(lambda: kestria.settled)
    assert (tmp_path / "out.pdf").exists()
    assert len(kestria.document.all(Printout)) == 1


def test_a_card_for_the_pocket_is_an_edition_of_its_own(page: BriefsPage, qtbot: QtBot) -> None:
    page.asking.edition.set_value(Edition.POCKET.value)
    page.asking.edition.changed.emit(Edition.POCKET.value)
    qtbot.waitUntil(lambda: page.drawn is not None and len(page.drawn.sizes) == 2)
    assert "pocket card" in page.suggested_name()


def test_drawing_a_pack_can_be_cancelled(page: BriefsPage, qtbot: QtBot) -> None:
    before = page.drawn
    page._drawing.progress.emit(3, 24)
    assert page._cancel.isVisible()
    page._on_asked()
    page._draw()
    page._cancel.click()
    qtbot.wait(300)
    assert page.drawn is before
    assert page._state.text() == "Not drawn: cancelled."
    assert not page._cancel.isVisible()
