"""Writes laid-out pages as PDF with ReportLab.

The operators of text and strokes are written directly, which is twice as quick as the library's
own calls for them; fonts, pages and the document's structure are the library's.
"""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Iterable
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from outreach.briefs.fonts import Face, loaded
from outreach.briefs.marks import INK, Box, Dot, Link, Placed, Stroke, Words
from outreach.briefs.styles import Paper
from outreach.briefs.text import Colour, Span, Style, Typesetter
from outreach.briefs.typesetting import code_number, number_size

# Streams as bytes rather than as letters: a fifth smaller, and quicker to write.
rl_config.useA85 = 0

WRITING = threading.Lock()
"""Held while a document is written: a loaded font can serve only one at a time."""


class PageWriter:
    """Writes the marks of one document, page by page."""

    def __init__(self, setter: Typesetter, paper: Paper, title: str, author: str, as_of: dt.date):
        """Begin a document of pages of the size ``paper``, dated ``as_of``."""
        self._set = setter
        self._height = paper.height
        self._buffer = io.BytesIO()
        self._canvas: Any = Canvas(
            self._buffer,
            pagesize=paper.value,
            invariant=1,
            pageCompression=1,
            lang="en-GB",
            initialFontName=loaded(Face.SANS).fontName,
            pdfVersion=(1, 7),
        )
        self._document: Any = self._canvas._doc
        self._names: dict[tuple[Face, int], str] = {}
        self._text: list[str] = []
        self._style: Style | None = None
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
            self._set.draw(self, mark.line, x + mark.x, y + mark.y)
        self._end_text()

    def _begin_text(self) -> None:
        self._text = ["BT"]
        self._style = None
        self._font = ""

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

    def show(self, x: float, y: float, text: str, face: Face, style: Style) -> None:
        """Write ``text`` with its baseline at ``y``."""
        out = self._text
        if style is not self._style:
            red, green, blue = style.colour
            out.append(f"{red:.4g} {green:.4g} {blue:.4g} rg {style.tracking:g} Tc")
            self._style = style
            self._font = ""
        out.append(f"1 0 0 1 {x:.2f} {self._height - y:.2f} Tm")
        if style.tracking:
            # Without it, readers take the space between two letters for one between two words.
            self._spoken(text)
        for subset, data in self._encoded(face, text):
            font = self._font_name(face, subset)
            if font != self._font:
                out.append(f"{font} {style.size:g} Tf")
                self._font = font
            out.append(f"<{data.hex()}> Tj")
        if style.tracking:
            out.append("EMC")

    def _encoded(self, face: Face, text: str) -> Iterable[tuple[int, bytes]]:
        """Return ``text`` as codes of the parts of the font that it is written with."""
        font = loaded(face)
        state = font.state.get(self._document)
        if state is not None:
            try:
                # All of it in the first part, as nearly always: at the speed of C.
                return ((0, bytes(map(state.assignments.__getitem__, map(ord, text)))),)
            except (KeyError, ValueError):
                pass
        found: list[tuple[int, bytes]] = font.splitString(text, self._document)
        return found

    def _font_name(self, face: Face, subset: int) -> str:
        """Return what the document calls a part of a font that holds up to 256 characters."""
        key = (face, subset)
        if key not in self._names:
            self._names[key] = loaded(face).getSubsetInternalName(subset, self._document)
        return self._names[key]

    def show_missing(self, x: float, y: float, span: Span) -> None:
        """Draw the box that stands for a character without a glyph."""
        style = span.style
        size = number_size(style)
        box = Box(x + 0.6, y - size + 0.5, span.width - 1.2, size + 2.2, None, 0.6)
        self._draw_box(0, 0, box)
        number = Style(Face.SANS, size, size, style.colour)
        self._spoken(span.text)
        self.show(x + 0.25 * size, y, code_number(span.text), Face.SANS, number)
        self._text.append("EMC")

    def _spoken(self, text: str) -> None:
        """Say what the glyphs up to the next EMC stand for, for search, copying and reading."""
        code = ("\ufeff" + text).encode("utf-16-be", "surrogatepass").hex()
        self._text.append(f"/Span <</ActualText <{code}>>> BDC")

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
