"""The briefs page over the sample, and the words of what it writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.navigation import Navigator
from ui.pages.briefs.page import BriefsPage
from ui.session import Session

Today = Callable[[], dt.date]
Show = Callable[[QWidget], None]
Read = Callable[[Path | bytes], str]


@pytest.fixture
def page(
    kestria: Session, navigator: Navigator, today: Today, show: Show, qtbot: QtBot
) -> Iterator[BriefsPage]:
    page = BriefsPage(kestria, navigator, today)
    show(page)
    qtbot.waitUntil(lambda: bool(page.preview.sheets.images))
    yield page
    page.leave()


@pytest.fixture
def read(page: BriefsPage) -> Read:
    """Return the words of a PDF, read in the lane: pdfium does one thing at a time."""

    def words(pdf: Path | bytes) -> str:
        def job() -> str:
            document = pypdfium2.PdfDocument(pdf)
            try:
                pages = (document[n].get_textpage() for n in range(len(document)))
                return "\n".join(one.get_text_range() for one in pages)
            finally:
                document.close()

        return page._drawing._lane.call(job)

    return words
