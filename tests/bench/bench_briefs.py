"""How fast briefs and packs are printed, beside a bare canvas that writes the same strings."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from outreach.base.assets import resource
from outreach.briefs.content import Edition, Pack
from outreach.briefs.layout import lay_out
from outreach.briefs.marks import Words
from outreach.briefs.render import Paper, render, render_pack
from outreach.briefs.setting.typesetter import Setter
from outreach.briefs.setting.wording import paragraphs
from tests.bench import Row
from tests.briefs import samples

_COPIES = 12
_RUNS = 5

Strings = list[list[tuple[float, float, str, str, float]]]
"""For each page: x, y from below, text, font and size."""


def rows() -> list[Row]:
    """Measure, and return a row for each result with its target."""
    one = _median(lambda: render(samples.usual(), Paper.A4), 15)
    pack = _pack()
    strings = _strings(pack)
    packs: list[float] = []
    replays: list[float] = []
    for _ in range(_RUNS):
        paragraphs.cache_clear()
        packs.append(_seconds(lambda: render_pack(pack, Paper.A4)))
        replays.append(_seconds(lambda: _replay(strings)))
    ratios = [ours / bare for ours, bare in zip(packs, replays, strict=True)]
    pages = len(strings)
    return [
        Row("One brief to PDF, warm (ms)", round(one * 1000, 1), "≤ 250"),
        Row("Pack over a bare canvas (ratio)", round(statistics.median(ratios), 2), "≤ 2.0"),
        Row("Pack (pages per second)", round(pages / statistics.median(packs)), "no target"),
    ]


def _pack() -> Pack:
    """Return a pack in which no two briefs say the same."""
    briefs = tuple(
        _renamed(brief, number)
        for number in range(_COPIES)
        for brief in (samples.usual(), samples.long(), *samples.other_alphabets())
    )
    return replace(samples.pack(Edition.HANDOUT), briefs=briefs)


def _renamed(value: Any, number: int) -> Any:
    """Return ``value`` with ``number`` in every string, so that no text is met twice."""
    if isinstance(value, str):
        return f"{number} {value}" if value else value
    if isinstance(value, tuple):
        return tuple(_renamed(item, number) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: _renamed(getattr(value, field.name), number) for field in fields(value)
        }
        return type(value)(**parts)
    return value


def _strings(pack: Pack) -> Strings:
    setter = Setter()
    pages: Strings = []
    for brief in pack.briefs:
        laid_out = lay_out(setter, brief, Paper.A4)
        for index in range(len(laid_out.pages)):
            pages.append(
                [
                    (
                        placed.x + placed.mark.x + span.x,
                        Paper.A4.height - placed.y - placed.mark.y,
                        span.text,
                        _registered(span.face.name),
                        span.style.size,
                    )
                    for placed in laid_out.page(setter, index, index + 1, 1)
                    if isinstance(placed.mark, Words)
                    for span in placed.mark.line.spans
                    if span.face is not None
                ]
            )
    return pages


@cache
def _registered(name: str) -> str:
    """Return what ReportLab calls a font of ours."""
    pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"{name}.ttf"))))
    return name


def _replay(pages: Strings) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=Paper.A4.value, invariant=1, pageCompression=1)
    for page in pages:
        for x, y, text, font, size in page:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _median(work: Callable[[], object], runs: int) -> float:
    work()
    return statistics.median(_seconds(work) for _ in range(runs))


if __name__ == "__main__":
    for row in rows():
        print(f"{row.name:40} {row.value!s:>10}   {row.target}")
