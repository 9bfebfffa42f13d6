"""Writes laid-out pages as PDF with ReportLab.

The operators of text and strokes are written directly, which is twice as quick as the library's
own calls for them; fonts, pages and the document's structure are the library's.
"""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from outreach.briefs.marks import INK, Box, Dot, Link, Placed, Stroke, Words
from outreach.briefs.setting.embedding import DocumentFonts, spoken
from outreach.briefs.setting.faces import loaded
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.shaping import shape
from outreach.briefs.setting.text import Colour, Span, Style
from outreach.briefs.setting.words import code_number, number_size
from outreach.briefs.styles import Paper

# Streams as bytes rather than as letters: a fifth smaller, and quicker to write.
rl_config.useA85 = 0

WRITING = threading.Lock()
"""Held while a document is made: its words and fonts are kept by one at a time."""

_NO_FONT = "outreach"


# Stands for ReportLab's own first font, which would be in every file and used by none.
pdfmetrics.registerFont(
    SimpleNamespace(
        fontName=_NO_FONT, face=SimpleNamespace(name=_NO_FONT), _dynamicFont=True, _multiByte=True
    )
)


class PageWriter:
    """Writes the marks of one document, page by page."""

    def __init__(self, paper: Paper, title: str, author: str, as_of: dt.date):
        """Begin a document of pages of the size ``paper``, dated ``as_of``."""
        self._height = paper.height
        self._buffer = io.BytesIO()
        self._canvas: Any = Canvas(
            self._buffer,
            pagesize=paper.value,
            invariant=1,
            pageCompression=1,
            lang="en-GB",
            initialFontName=_NO_FONT,
            pdfVersion=(1, 7),
        )
        self._document: Any = self._canvas._doc
        self._fonts = DocumentFonts(self._document)
        self._text: list[str] = []
        self._colour: Colour | None = None
        self._tracking = 0.0
        self._font = ""
        self._stroke: tuple[object, ...] = ()
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

    def page(self, placed: Iterable[Placed]) -> None:
        """Write one page."""
        self._stroke = ()
        words: list[Words] = []
        at: list[tuple[float, float]] = []
        turned: list[tuple[float, float, Words]] = []
        for x, y, mark in placed:
            match mark:
                case Words(upward=True):
                    turned.append((x, y, mark))
                case Words():
                    words.append(mark)
                    at.append((x, y))
                case Stroke():
                    self._draw_stroke(x, y, mark)
                case Box():
                    self._draw_box(x, y, mark)
                case Dot():
                    self._draw_dot(x + mark.x, y + mark.y, mark)
                case Link():
                    self._draw_link(x + mark.x, y + mark.y, mark)
        self._write(words, at)
        for each in turned:
            self._write_upward(*each)
        self._canvas.showPage()

    def mark_page(self, key: str, title: str) -> None:
        """Give the page about to be written a name to link to and a place in the outline."""
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(_encodable(title), key)
        self._canvas.showOutline()

    def finish(self) -> bytes:
        """Return the document."""
        self._canvas.save()
        return self._buffer.getvalue()

    # -- text -------------------------------------------------------------------------------

    def _write(self, words: list[Words], at: list[tuple[float, float]]) -> None:
        """Write lines of text, in one text object."""
        self._begin_text()
        for mark, (x, y) in zip(words, at, strict=True):
            for span in mark.line.spans:
                show = self._show if span.face else self._show_missing
                show(x + mark.x + span.x, y + mark.y, span)
        self._end_text()

    def _begin_text(self) -> None:
        self._text = ["BT 0 Tc"]
        self._colour, self._tracking, self._font = None, 0.0, ""

    def _end_text(self) -> None:
        self._text.append("ET")
        self._canvas._code.append(" ".join(self._text))

    def _write_upward(self, x: float, y: float, mark: Words) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x + mark.x, self._height - y - mark.y)
        canvas.rotate(90)
        canvas.translate(0, -self._height)
        self._write([Words(0, 0, mark.line)], [(0, 0)])
        canvas.restoreState()
        self._stroke = ()

    def _show(self, x: float, y: float, span: Span) -> None:
        """Write a span with its baseline at ``y``."""
        out, style, face = self._text, span.style, span.face
        assert face is not None
        if style.colour != self._colour:
            red, green, blue = self._colour = style.colour
            out.append(f"{red:.4g} {green:.4g} {blue:.4g} rg")
        if span.tracking != self._tracking:
            self._tracking = span.tracking
            out.append(f"{span.tracking:g} Tc")
        embedded = self._fonts.of(face)
        size = style.size * face.scale
        font = f"/{embedded.name} {size:g} Tf"
        if font != self._font:
            out.append(font)
            self._font = font
        pieces = "".join([embedded.fragment(shape, size) for shape in span.shapes])
        place = f"1 0 0 1 {x:.2f} {self._height - y:.2f} Tm"
        if span.tracking:
            # Without it, readers take the space between two letters for one between two words.
            out.append(f"{place} {spoken(span.text)} [{pieces}] TJ EMC")
        else:
            out.append(f"{place} [{pieces}] TJ")

    def _show_missing(self, x: float, y: float, span: Span) -> None:
        """Draw the box that stands for a character without a glyph."""
        style = span.style
        size = number_size(style)
        box = Box(x + 0.6, y - size + 0.5, span.width - 1.2, size + 2.2, None, 0.6)
        self._draw_box(0, 0, box)
        number = shape(code_number(span.text), loaded(Face.SANS))
        self._text.append(spoken(span.text))
        written = Style(Face.SANS, size, size, style.colour)
        self._show(x + 0.25 * size, y, Span(0, "", number.face, written, 0, (number,)))
        self._text.append("EMC")

    # -- shapes -----------------------------------------------------------------------------

    def _pen(self, weight: float, colour: Colour, dash: tuple[float, float] | None = None) -> None:
        state = (weight, colour, dash)
        if state != self._stroke:
            red, green, blue = colour
            lengths = f"[{dash[0]:g} {dash[1]:g}] 0 d 1 J" if dash else "[] 0 d 0 J"
            self._canvas._code.append(f"{weight:g} w {red:.4g} {green:.4g} {blue:.4g} RG {lengths}")
            self._stroke = state

    def _draw_stroke(self, x: float, y: float, stroke: Stroke) -> None:
        self._pen(stroke.weight, stroke.colour, stroke.dash)
        top = self._height - y
        points = [f"{x + px:.2f} {top - py:.2f}" for px, py in stroke.points]
        self._canvas._code.append(f"{points[0]} m {' l '.join(points[1:])} l S")

    def _draw_box(self, x: float, y: float, box: Box) -> None:
        if box.fill is not None:
            self._canvas.setFillColorRGB(*box.fill)
        if box.outline:
            self._pen(box.outline, INK)
        self._canvas.rect(
            x + box.x,
            self._height - y - box.y - box.height,
            box.width,
            box.height,
            stroke=int(bool(box.outline)),
            fill=int(box.fill is not None),
        )

    def _draw_dot(self, x: float, y: float, dot: Dot) -> None:
        self._pen(1.1, INK)
        self._canvas.setFillColorRGB(*INK)
        radius = dot.radius if dot.solid else dot.radius - 0.3
        self._canvas.circle(x, self._height - y, radius, stroke=1, fill=int(dot.solid))

    def _draw_link(self, x: float, y: float, link: Link) -> None:
        bottom = self._height - y - link.height
        area = (x, bottom, x + link.width, bottom + link.height)
        label = _encodable(link.label)
        self._canvas.linkAbsolute(label, link.target, area, Border="[0 0 0]")


def _encodable(text: str) -> str:
    """Return ``text`` with a question mark for each half of a broken pair of surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
