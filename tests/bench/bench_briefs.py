"""How fast briefs and packs are printed, beside a bare canvas that writes the same strings."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from outreach.base.assets import resource
from outreach.briefs.content import Edition, Pack
from outreach.briefs.layout import lay_out
from outreach.briefs.marks import Words
from outreach.briefs.render import Paper, render, render_pack
from outreach.briefs.setting.typesetter import Setter
from outreach.briefs.setting.wording import paragraphs
from tests.bench import Row
from tests.briefs import samples
from tests.briefs.reading import strings

_PARTNERS = 500
_RUNS = 3
_COLUMN = 216.0
"""Points: about what text is broken into in a brief."""

Strings = list[list[tuple[float, float, str, str, float]]]
"""For each page: x, y from below, text, font and size."""


def rows() -> list[Row]:
    """Measure, and return a row for each result with its target."""
    one = _median(lambda: render(samples.usual(), Paper.A4), 15)
    pack = _pack(_PARTNERS)
    drawn = _strings(pack)
    packs, replays, flows = [], [], []
    for _ in range(_RUNS):
        paragraphs.cache_clear()
        packs.append(_seconds(lambda: render_pack(pack, Paper.A4)))
        replays.append(_seconds(lambda: _replay(drawn)))
        flows.append(_seconds(lambda: _platypus(pack)))
    ours = statistics.median(packs)
    few, many = _alone(_PARTNERS), _alone(4 * _PARTNERS)
    return [
        Row("One brief to PDF, warm (ms)", round(one * 1000, 1), "≤ 250"),
        Row("Pack of 500, tagged (pages)", len(drawn), "no target"),
        Row(
            "Pack over a bare canvas (ratio)", round(ours / statistics.median(replays), 2), "≤ 2.0"
        ),
        Row(
            "Platypus in one pass over pack (ratio)",
            round(statistics.median(flows) / ours, 2),
            "≥ 2.2",
        ),
        Row("Pack (pages per second)", round(len(drawn) / ours), "no target"),
        Row("Most memory of it (MB)", round(few[1]), "≤ 250"),
        Row("2,000 partners over 4 times 500 (ratio)", round(many[0] / few[0] / 4, 2), "≤ 1.25"),
    ]


def _over(seconds: float, others: list[float]) -> float:
    return round(seconds / statistics.median(others), 2)


def _alone(partners: int) -> tuple[float, float]:
    """Return the seconds and the most memory, in MB, of a pack in a process of its own."""
    code = (
        "import resource, time\n"
        "from tests.bench.bench_briefs import _pack, Paper, render_pack\n"
        f"pack = _pack({partners})\n"
        "begin = time.process_time()\n"
        "render_pack(pack, Paper.A4)\n"
        "print(time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    return float(said[0]), float(said[1]) / (2**20 if sys.platform == "darwin" else 1024)


def _pack(partners: int) -> Pack:
    """Return a pack in which no two briefs say the same; two of five take three pages."""
    kinds = (samples.usual(), samples.long(), *samples.other_alphabets(), samples.long())
    briefs = tuple(_renamed(kinds[n % len(kinds)], n) for n in range(partners))
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


def _platypus(pack: Pack) -> bytes:
    """Let ReportLab's own layout break and set the same texts, in a column as wide as ours are."""
    buffer = io.BytesIO()
    side = (Paper.A4.width - _COLUMN) / 2
    document = SimpleDocTemplate(
        buffer, pagesize=Paper.A4.value, leftMargin=side, rightMargin=side, invariant=1
    )
    font = _registered("Inter-Regular")
    style = ParagraphStyle("body", fontName=font, fontSize=9, leading=13.2)
    story: list[Any] = []
    for brief in pack.briefs:
        story += [Paragraph(escape(text), style) for text in strings(brief) if text]
        story.append(PageBreak())
    document.build(story)
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
