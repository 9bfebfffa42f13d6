"""Writes laid-out pages as a tagged PDF with ReportLab."""

from __future__ import annotations

import datetime as dt
import io
import threading
import zlib
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from outreach.briefs.drawing import PageContent
from outreach.briefs.embedded import Pictures
from outreach.briefs.marks import INK, Link, Placed
from outreach.briefs.pdf_file import as_file
from outreach.briefs.setting.embedding import DocumentFonts
from outreach.briefs.setting.text import Colour
from outreach.briefs.structure import Element
from outreach.briefs.styles import Paper
from outreach.briefs.tagging import StructureTree

# Streams as bytes rather than as letters: a fifth smaller, and quicker to write.
rl_config.useA85 = 0

WRITING = threading.Lock()
"""Held while a document is made: its words and fonts are kept by one at a time."""

_NO_FONT = "outreach"
_COMPRESSION = 4
"""Of nine levels: a twentieth larger than the usual one, in half the time."""


# Stands for ReportLab's own first font, which would be in every file and used by none.
pdfmetrics.registerFont(
    SimpleNamespace(
        fontName=_NO_FONT, face=SimpleNamespace(name=_NO_FONT), _dynamicFont=True, _multiByte=True
    )
)


class PageWriter:
    """Writes the marks of one document, page by page."""

    def __init__(
        self,
        paper: Paper,
        title: str,
        author: str,
        as_of: dt.date,
        ink: Colour = INK,
        *,
        language: str = "en-GB",
        links: bool = True,
    ) -> None:
        """Begin a document of pages of the size ``paper``, dated ``as_of``.

        Args:
            paper: The size of every page.
            title: What the document is called.
            author: Whose it is.
            as_of: The day it speaks for.
            ink: The colour of what is marked to be in :data:`outreach.briefs.marks.INK`.
            language: What its own words are in, such as ``en-GB``.
            links: Whether all pages are written, so that links lead somewhere.
        """
        self._links = links
        self._paper = paper
        self._ink = ink
        self._buffer = io.BytesIO()
        self._canvas: Any = Canvas(
            self._buffer,
            pagesize=paper.value,
            invariant=1,
            pageCompression=1,
            lang=language,
            initialFontName=_NO_FONT,
            pdfVersion=(1, 7),
        )
        self._document: Any = self._canvas._doc
        self._fonts = DocumentFonts(self._document)
        self._tree = StructureTree(self._document)
        self._pictures = Pictures(self._canvas)
        self._pages = 0
        self._describe(title, author, as_of)

    def _describe(self, title: str, author: str, as_of: dt.date) -> None:
        canvas = self._canvas
        canvas.setTitle(_encodable(title))
        canvas.setAuthor(_encodable(author))
        canvas.setSubject("")
        canvas.setCreator("Outreach Planner")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge")
        canvas.addPageLabel(0, style="ARABIC", start=1)
        # The library dates a repeatable document 2000-01-01; this one speaks for a given day.
        self._document._timeStamp.YMDhms = (as_of.year, as_of.month, as_of.day, 0, 0, 0)

    def begin_part(self, key: str, title: str) -> None:
        """Begin a part with the next page: a name to link to, a section, an outline entry."""
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(_encodable(title), key)
        self._canvas.showOutline()
        self._tree.begin_section(Element("Sect"))

    def page(self, placed: Iterable[Placed]) -> None:
        """Write one page."""
        self._tree.begin_page()
        content = PageContent(
            self._paper.height, self._fonts, self._tree, self._ink, self._pictures.name
        )
        code = content.code(placed)
        for x, y, link in content.links if self._links else ():
            self._add_link(x + link.x, y + link.y, link)
        self._canvas.showPage()
        self._pages += 1
        page = self._document.idToObject[f"Page{self._pages}"]
        # Compressed at once: the library would keep it as text until the end.
        data = zlib.compress(code.encode("latin-1"), _COMPRESSION)
        page.stream = None
        page.Contents = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}), data
        )
        self._tree.end_page(page)

    def finish(self) -> bytes:
        """Return the document."""
        self._document.format = lambda: as_file(self._document, self._tree)
        self._canvas.save()
        # What refers to itself in circles would be looked for, object by object, later on.
        for each in (self._document, self._canvas):
            vars(each).clear()
        return self._buffer.getvalue()

    def _add_link(self, x: float, y: float, link: Link) -> None:
        bottom = self._paper.height - y - link.height
        canvas = self._canvas
        name = f"Link{canvas._annotationCount}"
        annotation = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"),
                "Subtype": pdfdoc.PDFName("Link"),
                "Rect": pdfdoc.PDFArray([x, bottom, x + link.width, bottom + link.height]),
                "Border": pdfdoc.PDFArray([0, 0, 0]),
                "Contents": pdfdoc.PDFString(_encodable(link.label)),
                "Dest": canvas._bookmarkReference(link.target),
            }
        )
        canvas._addAnnotation(annotation, name)
        annotation["StructParent"] = self._tree.annotation(link.tag or Element("Link"), name)


def _encodable(text: str) -> str:
    """Return ``text`` with a question mark for each half of a broken pair of surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
