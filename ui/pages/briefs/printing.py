"""A PDF on a printer: its pages as pictures as fine as the printer draws, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QMarginsF, QPoint
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from outreach.base.language import tr
from ui.widgets.passing import passing

_FINEST = 600
"""Dots for an inch beyond which nobody sees a difference and pictures become very large."""
_BAND = 512
"""Rows of dots that are drawn at a time: a whole page would fill a tenth of a gigabyte."""

Submit = Callable[
    [Callable[[], object], Callable[[object], None], Callable[[Exception], None]], None
]
"""Has a job done in a lane, then tells of its result or its failure."""


def ask_for_printer(title: str, count: int, paper: str, parent: QWidget) -> QPrinter | None:
    """Ask on which printer ``count`` pages go, of the size ``paper``; None when it is left."""
    printer = prepared(title, paper)
    with passing(QPrintDialog(printer, parent)) as dialog:
        dialog.setMinMax(1, max(1, count))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def prepared(title: str, paper: str) -> QPrinter:
    """Return the usual printer, set for whole pages of ``A4`` or ``LETTER``."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    size = QPageSize.PageSizeId.Letter if paper == "LETTER" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(size))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    return printer


def chosen_pages(printer: QPrinter, count: int) -> range:
    """Return the places, from 0, of the pages that were asked for in the dialog."""
    first, last = printer.fromPage(), printer.toPage()
    if not first or not last:
        return range(count)
    return range(first - 1, min(last, count))


class Printing:
    """Prints one PDF; pages are made in a lane and painted in the window's thread."""

    def __init__(
        self,
        printer: QPrinter,
        pdf: bytes,
        pages: range,
        submit: Submit,
        progress: Callable[[int, int], None],
        ended: Callable[[Exception | None], None],
    ) -> None:
        """Prepare to print.

        Args:
            printer: Where it goes.
            pdf: The document.
            pages: The places of its pages, from 0.
            submit: Has a job done in the lane for paper.
            progress: Told how many pages of how many the printer has.
            ended: Told once all is handed to the printer, or why it could not be.
        """
        self._printer, self._pdf, self._left = printer, pdf, list(pages)
        self._submit, self._progress, self._ended = submit, progress, ended
        self._count = len(pages)
        self._begun = False
        self._painter = QPainter()
        self._scale = min(printer.resolution(), _FINEST) / 72

    def begin(self) -> None:
        """Have the printer take the first page; the others follow by themselves."""
        if not self._painter.begin(self._printer):
            self._ended(OSError(tr("the printer does not take it")))
            return
        self._go_on()

    def stop(self, why: Exception) -> None:
        """Let the printer have no more pages and drop what it can of the others."""
        if self._painter.isActive():
            self._printer.abort()
            self._fail(why)

    def _go_on(self) -> None:
        if self._count > 1:
            self._progress(self._count - len(self._left), self._count)
        if not self._left:
            self._painter.end()
            self._ended(None)
            return
        page = self._left.pop(0)
        self._submit(lambda: list(bands(self._pdf, page, self._scale)), self._paint, self._fail)

    def _paint(self, found: object) -> None:
        if not self._painter.isActive():
            return  # stopped while the page was made
        if self._begun:
            self._printer.newPage()
        self._begun = True
        # The pictures may be less fine than the printer.
        grown = self._printer.resolution() / 72 / self._scale
        self._painter.save()
        self._painter.scale(grown, grown)
        assert isinstance(found, list)
        for top, picture in found:
            self._painter.drawImage(QPoint(0, top), picture)
        self._painter.restore()
        self._go_on()

    def _fail(self, error: Exception) -> None:
        if self._painter.isActive():
            self._painter.end()
            self._ended(error)


def bands(pdf: bytes, page: int, scale: float) -> Iterator[tuple[int, QImage]]:
    """Yield a page in pictures below each other, each with its uppermost row of dots.

    Args:
        pdf: The document.
        page: The page's place, from 0.
        scale: Dots for a point.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        height = sheet.get_height()
        for top in range(0, int(height * scale), _BAND):
            below = max(0.0, height - (top + _BAND) / scale)
            crop = (0, below, 0, top / scale)
            bitmap = sheet.render(scale=scale, crop=crop, prefer_bgrx=True)
            size, form = (bitmap.width, bitmap.height), QImage.Format.Format_RGB32
            yield top, QImage(bytes(bitmap.buffer), *size, bitmap.stride, form).copy()
    finally:
        document.close()
