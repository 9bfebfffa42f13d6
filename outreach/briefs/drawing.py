"""The operators of one page: text, strokes and figures, each with its place in the structure.

They are written directly, which is twice as quick as ReportLab's own calls for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from outreach.briefs.marks import (
    INK,
    Box,
    Dot,
    Drawing,
    Link,
    Mark,
    Picture,
    Placed,
    Squares,
    Stroke,
    Words,
)
from outreach.briefs.setting.embedding import DocumentFonts, EmbeddedFont, spoken
from outreach.briefs.setting.faces import FontFace, loaded
from outreach.briefs.setting.fonts import Face
from outreach.briefs.setting.shaping import shape
from outreach.briefs.setting.text import Colour, Span, Style
from outreach.briefs.setting.words import code_number, number_size
from outreach.briefs.structure import Element
from outreach.briefs.tagging import StructureTree

_FURNITURE = "/Artifact <</Type /Pagination>> BDC"
_CURVE = 0.5523
"""How far the control points of a quarter circle lie from its ends, of the radius."""


@dataclass(slots=True)
class _Ink:
    """What was last set, so that it is not set again."""

    colour: str = ""
    tracking: float = 0.0
    font: str = ""
    stroke: tuple[object, ...] = ()
    fill: Colour | None = None


class _Look(NamedTuple):
    """What a style comes to in one document."""

    colour: str
    font: str
    size: float
    embedded: EmbeddedFont


@dataclass(slots=True)
class PageContent:
    """What is drawn on one page of ``height`` points, in ``ink`` where a mark is in :data:`INK`."""

    height: float
    fonts: DocumentFonts
    tree: StructureTree
    ink: Colour = INK
    picture_name: Callable[[bytes], str] = lambda _: ""
    """Gives the name of a picture in the document; empty for one that cannot be read."""
    links: list[tuple[float, float, Link]] = field(default_factory=list)
    """Links with the place that their own coordinates are relative to."""
    _shapes: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _now: _Ink = field(default_factory=_Ink)
    _open: Element | str | None = None
    _in_text: bool = False
    _looks: dict[tuple[Style, FontFace], _Look] = field(default_factory=dict)

    def code(self, placed: Iterable[Placed]) -> str:
        """Return the operators of ``placed``; whoever reads hears them in this order."""
        for x, y, mark in placed:
            if mark.__class__ is Words and not mark.upward:
                # As nearly all are; the order of the cases below costs time.
                self._write(x + mark.x, y + mark.y, mark)
            else:
                self._draw(x, y, mark)
        self._close()
        self._end_text()
        shapes = f"/Artifact BMC {' '.join(self._shapes)} EMC" if self._shapes else ""
        return f"{shapes}\n{' '.join(self._text)}"

    def _draw(self, x: float, y: float, mark: Mark) -> None:
        match mark:
            case Words(upward=True):
                self._write_upward(x + mark.x, y + mark.y, mark)
            case Words():
                self._write(x + mark.x, y + mark.y, mark)
            case Drawing():
                self._draw_figure(x + mark.x, y + mark.y, mark)
            case Picture():
                self._draw_picture(x + mark.x, y + mark.y, mark)
            case Link():
                self.links.append((x, y, mark))
            case _:
                self._draw_shape(x, y, mark, self._shapes)

    # -- structure --------------------------------------------------------------------------

    def _enter(self, owner: Element | None) -> None:
        """Let what follows belong to ``owner``; what belongs to nothing is an artifact."""
        wanted = owner or _FURNITURE
        if wanted is self._open:
            return
        self._close()
        self._begin_text()
        if owner is None:
            self._text.append(_FURNITURE)
        else:
            self._text.append(f"/{owner.role} <</MCID {self.tree.mark(owner)}>> BDC")
        self._open = wanted

    def _close(self) -> None:
        if self._open is not None:
            self._text.append("EMC")
        self._open = None

    def _begin_text(self) -> None:
        if not self._in_text:
            self._text.append("BT 0 Tc")
            self._now.colour, self._now.tracking, self._now.font = "", 0.0, ""
            self._in_text = True

    def _end_text(self) -> None:
        if self._in_text:
            self._text.append("ET")
        self._in_text = False

    # -- text -------------------------------------------------------------------------------

    def _write(self, x: float, y: float, mark: Words) -> None:
        tag = mark.tag
        self._enter(tag)
        for span in mark.line.spans:
            if tag is not None and span.gap is None and not tag.spelled:
                # Vowel marks of a text from the right: programs that look for words in the glyphs
                # do not agree on their order (Hebrew with points, Arabic with all its vowels).
                tag.spelled = any(shape.rtl and shape.spoken for shape in span.shapes)
            show = self._show if span.face else self._show_missing
            show(x + span.x, y, span)

    def _write_upward(self, x: float, y: float, mark: Words) -> None:
        self._close()
        self._end_text()
        self._text.append(f"q 0 1 -1 0 {x:.2f} {self.height - y:.2f} cm")
        self._text.append(f"1 0 0 1 0 {-self.height:.2f} cm")
        self._write(0, 0, Words(0, 0, mark.line))
        self._close()
        self._end_text()
        self._text.append("Q")

    def _show(self, x: float, y: float, span: Span) -> None:
        """Write a span with its baseline at ``y``."""
        out, now, face = self._text, self._now, span.face
        assert face is not None
        look = self._looks.get((span.style, face)) or self._look(span.style, face)
        if look.colour != now.colour:
            now.colour = look.colour
            out.append(look.colour)
        if span.tracking != now.tracking:
            now.tracking = span.tracking
            out.append(f"{span.tracking:g} Tc")
        if look.font != now.font:
            now.font = look.font
            out.append(look.font)
        embedded, size = look.embedded, look.size
        known = embedded.fragments
        try:
            found = [known[each] for each in span.shapes]
        except KeyError:
            found = [embedded.fragment(each, size) for each in span.shapes]
        if span.gap is None:
            pieces = "".join(found)
        else:
            gap = known.get(span.gap) or embedded.fragment(span.gap, size)
            pieces = gap.join(found) + (gap if span.goes_on else "")
        pieces = pieces.replace("><", "")
        place = f"1 0 0 1 {x:.2f} {self.height - y:.2f} Tm"
        if span.tracking:
            # Without it, readers take the space between two letters for one between two words.
            out.append(f"{place} {spoken(span.text)} [{pieces}] TJ EMC")
        else:
            out.append(f"{place} [{pieces}] TJ")

    def _look(self, style: Style, face: FontFace) -> _Look:
        embedded = self.fonts.of(face)
        size = style.size * face.scale
        colour = f"{self._numbers(style.colour)} rg"
        look = _Look(colour, f"/{embedded.name} {size:g} Tf", size, embedded)
        self._looks[style, face] = look
        return look

    def _show_missing(self, x: float, y: float, span: Span) -> None:
        """Draw the box that stands for a character without a glyph."""
        style = span.style
        size = number_size(style)
        box = Box(x + 0.6, y - size + 0.5, span.width - 1.2, size + 2.2, None, 0.6)
        self._draw_shape(0, 0, box, self._shapes)
        number = shape(code_number(span.text), loaded(Face.SANS))
        written = Style(Face.SANS, size, size, style.colour)
        self._text.append(spoken(span.text))
        self._show(x + 0.25 * size, y, Span(0, "", number.face, written, 0, (number,)))
        self._text.append("EMC")

    # -- shapes -----------------------------------------------------------------------------

    def _draw_figure(self, x: float, y: float, drawing: Drawing) -> None:
        """Draw marks that are one picture; words in it are part of the picture."""
        self._close()
        self._end_text()
        tag = drawing.tag
        if tag is None:
            self._text.append("/Artifact BMC")
        else:
            bottom = self.height - y - drawing.height
            tag.box = (x, bottom, x + drawing.width, bottom + drawing.height)
            self._text.append(f"/{tag.role} <</MCID {self.tree.mark(tag)}>> BDC")
        self._open = tag or _FURNITURE
        for mark in drawing.marks:
            if not isinstance(mark, Words):
                self._draw_shape(x, y, mark, self._text)
        self._begin_text()
        for mark in drawing.marks:
            if isinstance(mark, Words):
                self._write(x + mark.x, y + mark.y, mark._replace(tag=tag))
        self._end_text()
        self._close()
        # What the picture set is not what the shapes below it were drawn with.
        self._now.stroke, self._now.fill = (), None

    def _draw_shape(self, x: float, y: float, mark: Mark, out: list[str]) -> None:
        match mark:
            case Stroke():
                self._draw_stroke(x, y, mark, out)
            case Box():
                self._draw_box(x, y, mark, out)
            case Dot():
                self._draw_dot(x + mark.x, self.height - y - mark.y, mark, out)
            case Squares():
                self._fill((0.0, 0.0, 0.0), out)
                side = mark.side
                top = self.height - y - mark.y
                out += [
                    f"{x + mark.x + column * side:.3f} {top - (row + 1) * side:.3f} "
                    f"{count * side:.3f} {side:.3f} re"
                    for row, column, count in mark.runs
                ]
                out.append("f")

    def _draw_picture(self, x: float, y: float, picture: Picture) -> None:
        name = self.picture_name(picture.data)
        if name:
            bottom = self.height - y - picture.height
            matrix = f"{picture.width:.2f} 0 0 {picture.height:.2f} {x:.2f} {bottom:.2f} cm"
            self._shapes.append(f"q {matrix} /{name} Do Q")

    def _pen(self, state: tuple[float, Colour, tuple[float, float] | None], out: list[str]) -> None:
        if state != self._now.stroke:
            weight, colour, dash = self._now.stroke = state
            lengths = f"[{dash[0]:g} {dash[1]:g}] 0 d 1 J" if dash else "[] 0 d 0 J"
            out.append(f"{weight:g} w {self._numbers(colour)} RG {lengths}")

    def _fill(self, colour: Colour, out: list[str]) -> None:
        out.append(f"{self._numbers(colour)} rg")

    def _draw_stroke(self, x: float, y: float, stroke: Stroke, out: list[str]) -> None:
        self._pen((stroke.weight, stroke.colour, stroke.dash), out)
        top = self.height - y
        points = [f"{x + px:.2f} {top - py:.2f}" for px, py in stroke.points]
        out.append(f"{points[0]} m {' l '.join(points[1:])} l S")

    def _draw_box(self, x: float, y: float, box: Box, out: list[str]) -> None:
        if box.fill is not None:
            self._fill(box.fill, out)
        if box.outline:
            self._pen((box.outline, INK, box.dash), out)
        operator = {(True, True): "B", (True, False): "f", (False, True): "S"}.get(
            (box.fill is not None, bool(box.outline)), "n"
        )
        bottom = self.height - y - box.y - box.height
        out.append(f"{x + box.x:.2f} {bottom:.2f} {box.width:.2f} {box.height:.2f} re {operator}")

    def _draw_dot(self, x: float, y: float, dot: Dot, out: list[str]) -> None:
        self._pen((1.1, INK, dot.dash), out)
        if dot.solid:
            self._fill(INK, out)
        elif dot.ground is not None:
            self._fill(dot.ground, out)
        r = dot.radius if dot.solid else dot.radius - 0.3
        c = r * _CURVE
        operator = "B" if dot.solid or dot.ground is not None else "S"
        out.append(
            f"{x + r:.2f} {y:.2f} m "
            f"{x + r:.2f} {y + c:.2f} {x + c:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
            f"{x - c:.2f} {y + r:.2f} {x - r:.2f} {y + c:.2f} {x - r:.2f} {y:.2f} c "
            f"{x - r:.2f} {y - c:.2f} {x - c:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
            f"{x + c:.2f} {y - r:.2f} {x + r:.2f} {y - c:.2f} {x + r:.2f} {y:.2f} c h {operator}"
        )

    def _numbers(self, colour: Colour) -> str:
        red, green, blue = self.ink if colour is INK else colour
        return f"{red:.4g} {green:.4g} {blue:.4g}"
