from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QGraphicsScene

from outreach.network.kinds import Organisation, Relationship
from ui.navigation import Navigator
from ui.pages.map.page import MapPage
from ui.pages.map.printing import MOST_PAGES, SMALLEST, parts, prepare, print_scene
from ui.session import Session
from ui.theme.appearance import theme
from ui.theme.apply import apply


def wide(session: Session, partners: int) -> None:
    """Give one partner so many who listen to it: they stand beside each other."""

    def change(edit) -> None:  # type: ignore[no-untyped-def]
        ids = [edit.add(Organisation, name=f"Partner number {n}") for n in range(partners)]
        for id in ids[1:]:
            edit.add(Relationship, source=ids[0], target=id, type="influences")

    session.edit("Many", change)
    session.call(lambda _: None)


def printed(session: Session, navigator: Navigator, path: Path) -> list[str]:
    """Print the map and return the words of each page."""
    page = MapPage(session, navigator)
    page.fill()
    page.refresh(None)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    prepare(printer, "Rivers")
    print_scene(page.canvas.scene(), "Rivers", printer)
    paper = pypdfium2.PdfDocument(path)
    words = [sheet.get_textpage().get_text_bounded() for sheet in paper]
    paper.close()
    return words


def test_a_map_that_could_not_be_read_on_one_page_gets_several(
    empty: Session, navigator: Navigator, tmp_path: Path
) -> None:
    wide(empty, 60)
    words = printed(empty, navigator, tmp_path / "map.pdf")
    assert len(words) > 1
    assert all(one.startswith("Rivers: row 1 of 1, column ") for one in words)
    everything = " ".join(" ".join(words).split())
    assert all(f"Partner number {n}" in everything for n in (0, 1, 59))


@pytest.mark.parametrize(("width", "height"), [(3000, 700), (20_000, 15_000)])
def test_words_are_no_smaller_than_can_be_read_while_the_pages_are_not_too_many(
    qapp: QApplication, width: float, height: float
) -> None:
    scene, room, resolution = QGraphicsScene(), QRectF(0, 0, 10_000, 7_000), 1200
    scene.setSceneRect(0, 0, width, height)
    for x in range(0, int(width), 200):
        for y in range(0, int(height), 200):
            scene.addRect(x, y, 10, 10)
    found = parts(scene, room, resolution)
    points = room.width() / found[0].source.width() * 72 / resolution * theme().size("caption")
    assert len(found) <= MOST_PAGES
    assert points >= SMALLEST - 0.01 or len(found) > MOST_PAGES // 2
    for x, y in ((1, 1), (width - 1, 1), (1, height - 1), (width - 1, height - 1)):
        assert any(part.source.contains(QPointF(x, y)) for part in found)


def test_a_map_that_is_dark_on_the_screen_is_printed_in_ink_on_white(
    kestria: Session, navigator: Navigator, tmp_path: Path, qapp: QApplication, again: None
) -> None:
    apply(qapp, "dark")
    printed(kestria, navigator, tmp_path / "map.pdf")
    paper = pypdfium2.PdfDocument(tmp_path / "map.pdf")
    image = paper[0].render(scale=0.5).to_pil().convert("L")
    paper.close()
    dark = sum(count for shade, count in enumerate(image.histogram()) if shade < 128)
    assert dark < 0.1 * image.width * image.height
    assert theme().dark


@pytest.fixture
def again(qapp: QApplication) -> Callable[[], None]:
    """Put the light look on again afterwards."""
    yield
    apply(qapp, "light", 1.0, family="Inter", base=13.5)
