"""What else could print a pack: the same texts in the same fonts, sizes and columns.

Each yardstick gets the briefs as rows of columns of paragraphs, which it has to break into lines
and put on pages by itself. What ours draws beside the text (bullets, rules, cards, codes) and what
ours notes for those who cannot see (the structure) is not asked of them, which favours them. Texts
are escaped and joined into markup beforehand, so that only setting and writing is measured.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

from outreach.base.assets import resource
from outreach.briefs.content import Handout, Pack
from outreach.briefs.designs.broadsheet import Broadsheet
from outreach.briefs.designs.cells import Cells
from outreach.briefs.flow import Row
from outreach.briefs.layout import lay_out
from outreach.briefs.marks import Placed, Words
from outreach.briefs.render import Paper
from outreach.briefs.setting.text import Span, Style, Typesetter
from outreach.briefs.styles import MARGIN

String = tuple[float, float, str, str, float]
"""x, y from below, text, font and size."""
_TOP, _FOOT = 75.0, 54.0


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: pieces of text with their fonts and sizes, and how it is set."""

    pieces: tuple[tuple[str, str, float], ...]
    leading: float
    indent: float
    above: float
    colour: tuple[float, float, float]


Column = tuple[float, float, tuple[Text, ...]]
"""Left end, width and paragraphs."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The texts of one brief: its rows, and what stands in the head and foot of each page."""

    rows: tuple[tuple[Column, ...], ...]
    furniture: tuple[String, ...]


def sheets_of(setter: Typesetter, pack: Pack, paper: Paper) -> list[Sheets]:
    """Return the briefs of ``pack`` as what a yardstick has to set."""
    found = []
    for brief in pack.briefs:
        assert isinstance(brief, Handout)
        page = lay_out(setter, brief, paper).page(setter, 0, 1, 1)
        rows = Broadsheet(setter, brief, paper, 1.0, Cells(setter, brief, paper, 0.0)).rows()
        furniture = [each for each in page if isinstance(each.mark, Words) and not each.mark.tag]
        found.append(Sheets(tuple(map(_columns, rows)), tuple(strings_of(furniture, paper))))
    return found


def strings_of(page: Iterable[Placed], paper: Paper) -> Iterator[String]:
    """Yield the strings of a page that was laid out."""
    for x, y, mark in page:
        for span in mark.line.spans if isinstance(mark, Words) else ():
            if span.face is not None:
                place = (x + mark.x + span.x, paper.height - y - mark.y)
                yield (*place, span.text, registered(span.face.name), span.style.size)


def _columns(row: Row) -> tuple[Column, ...]:
    return tuple((column.x, column.width, tuple(_texts(column))) for column in row.columns)


def _texts(column: Any) -> Iterator[Text]:
    lines = [
        (mark, piece.gap)
        for piece in column.pieces
        for mark in piece.marks
        if isinstance(mark, Words)
    ]
    for _, group in groupby(lines, key=lambda line: id(line[0].tag)):
        marks, gaps = zip(*group, strict=True)
        pieces: list[tuple[str, str, float]] = []
        for mark in marks:
            for number, span in enumerate(mark.line.spans):
                before = " " if pieces and not number else ""
                font = registered(span.face.name if span.face else "Inter-Regular")
                if pieces and pieces[-1][1:] == (font, span.style.size):
                    text = pieces[-1][0]
                    pieces[-1] = (f"{text}{before}{span.text}", font, span.style.size)
                else:
                    pieces.append((f"{before}{span.text}", font, span.style.size))
        first = marks[0]
        style: Style = _span(first).style
        yield Text(tuple(pieces), style.leading, marks[-1].x, gaps[0], style.colour)


def _span(mark: Words) -> Span:
    return mark.line.spans[0]


@cache
def registered(name: str) -> str:
    """Return what ReportLab calls a font of ours."""
    pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))
    return name


def bare_canvas(pages: Sequence[Sequence[String]], paper: Paper) -> bytes:
    """Draw strings where they stood, which is the least that ReportLab can do for a page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=paper.value, invariant=1, pageCompression=1)
    for page in pages:
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Any, strings: Iterable[String]) -> None:
    for x, y, text, font, size in strings:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)


def platypus_texts(sheets: Sequence[Sheets]) -> list[list[list[tuple[float, list[Any]]]]]:
    """Return columns as pairs of a width and of markup with its style, for :func:`platypus`."""
    styles: dict[Any, ParagraphStyle] = {}

    def made(text: Text) -> tuple[str, ParagraphStyle]:
        _, font, size = text.pieces[0]
        key = (font, size, text.leading, text.indent, text.above, text.colour)
        if key not in styles:
            styles[key] = ParagraphStyle(
                f"style {len(styles)}", fontName=font, fontSize=size, leading=text.leading,
                leftIndent=text.indent, spaceBefore=text.above, textColor=text.colour,
            )  # fmt: skip
        return "".join(_markup(piece, font, size) for piece in text.pieces), styles[key]

    return [
        [[(width, [made(text) for text in texts]) for _, width, texts in row] for row in each.rows]
        for each in sheets
    ]


def _markup(piece: tuple[str, str, float], font: str, size: float) -> str:
    text, name, height = piece
    if (name, height) == (font, size):
        return escape(text)
    return f'<font name="{name}" size="{height:g}">{escape(text)}</font>'


def platypus(sheets: Sequence[Sheets], texts: list[list[Any]], paper: Paper) -> bytes:
    """Let ReportLab's own layout do it: frames, paragraphs, a table for each row of columns."""
    buffer = io.BytesIO()
    width, height = paper.value
    document: Any = BaseDocTemplate(buffer, pagesize=paper.value, invariant=1, pageCompression=1)
    story: list[Any] = []
    for number, (each, rows) in enumerate(zip(sheets, texts, strict=True)):
        frame = Frame(
            MARGIN, _FOOT, width - 2 * MARGIN, height - _TOP - _FOOT, 0, 0, 0, 0, id="text"
        )
        document.addPageTemplates(
            PageTemplate(
                str(number), [frame],
                onPage=lambda canvas, _, strings=each.furniture: _draw(canvas, strings),
            )
        )  # fmt: skip
        story += [NextPageTemplate(str(number)), PageBreak()] if number else []
        for columns in rows:
            cells = [[Paragraph(*text) for text in made] for _, made in columns]
            if len(cells) == 1:
                story += cells[0]
            else:
                story.append(_table(cells, [wide for wide, _ in columns], width - 2 * MARGIN))
    document.build(story)
    return buffer.getvalue()


def _table(cells: list[list[Any]], widths: list[float], whole: float) -> Any:
    gutter = (whole - sum(widths)) / max(1, len(widths) - 1)
    wide = [each + gutter for each in widths[:-1]] + widths[-1:]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "TOP", "BOTTOM")]  # type: ignore[misc]
    style += [("RIGHTPADDING", (0, 0), (-2, -1), gutter), ("RIGHTPADDING", (-1, 0), (-1, -1), 0)]  # type: ignore[list-item]
    return Table([cells], wide, style=style, splitInRow=1)


def typst_source(sheets: Sequence[Sheets], paper: Paper) -> str:
    """Return the briefs as a document of Typst, whose grids break over pages as ours do."""
    width, height = paper.value
    out = ["#set par(leading: 4pt, spacing: 4pt)"]
    for number, each in enumerate(sheets):
        strings = " ".join(
            f"#place(top + left, dx: {x:.1f}pt, dy: {height - y - size:.1f}pt, "
            f"{_typst_text(text, font, size)})"
            for x, y, text, font, size in each.furniture
        )
        out.append(
            f"#set page(width: {width}pt, height: {height}pt, margin: (x: {MARGIN}pt, "
            f"top: {_TOP}pt, bottom: {_FOOT}pt), background: [{strings}])"
        )
        out += ["#pagebreak(weak: true)"] if number else []
        for columns in each.rows:
            wide = ", ".join(f"{width:.2f}pt" for _, width, _ in columns)
            cells = ", ".join(
                f"[{' '.join(map(_typst_paragraph, texts))}]" for *_, texts in columns
            )
            out.append(f"#grid(columns: ({wide},), column-gutter: 1fr, {cells})")
    return "\n".join(out)


def _typst_paragraph(text: Text) -> str:
    pieces = "".join("#" + _typst_text(*piece) for piece in text.pieces)
    return f"#pad(left: {text.indent:.1f}pt, top: {text.above:.1f}pt)[{pieces}]"


def _typst_text(text: str, font: str, size: float) -> str:
    family, weight, style = _typst_font(font)
    words = json.dumps(text, ensure_ascii=False)
    return f'text(font: "{family}", weight: {weight}, style: "{style}", size: {size:g}pt, {words})'


@cache
def _typst_font(name: str) -> tuple[str, int, str]:
    faces = json.loads(resource("fonts", "manifest.json").read_text(encoding="utf-8"))["faces"]
    (face,) = (each for each in faces if each["file"] == f"{name}.ttf")
    weight = {"Light": 300, "SemiBold": 600, "Bold": 700}.get(face["style"], 400)
    # Each optical size of Source Serif is a family by itself.
    family = name.partition("-")[0] if name.startswith("Source") else face["family"]
    return family, weight, "italic" if face["style"] == "Italic" else "normal"
