"""Draws lines over axes of powers of ten, as SVG that is good on light, on dark and in grey.

Lines differ in colour, dashes and the shape of their points; each is named where it ends.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 860, 460
LEFT, RIGHT, TOP, BOTTOM = 72, 244, 78, 62
ROW = 16
"""Between two rows of text beside a line."""
NAME = 24
"""Letters of a line's name that fit beside it."""
UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))
DASHES = ("none", "9 5", "2 5")
LINES = ("first", "second", "third")
LIGHT = {
    "ground": "#ffffff",
    "ink": "#1c2527",
    "quiet": "#566164",
    "grid": "#e3e8e9",
    "axis": "#7b8689",
    "first": "#0f6670",
    "second": "#9a4a00",
    "third": "#5b3f9e",
}
"""The colour of each part of a drawing."""
DARK = {
    "ground": "#161d1f",
    "ink": "#eef2f3",
    "quiet": "#a9b4b7",
    "grid": "#2b3537",
    "axis": "#7b8689",
    "first": "#5ccbd6",
    "second": "#f2a65a",
    "third": "#bda4ff",
}

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Line:
    """Seconds by the number of records."""

    name: str
    points: Points


@dataclass(frozen=True, slots=True)
class Plot:
    """Some lines over the same axes, at most three."""

    title: str
    lines: tuple[Line, ...]

    def in_words(self) -> str:
        """Return the ends of each line, for those who do not see it."""
        said = []
        for line in self.lines:
            (few, short), (many, long) = line.points[0], line.points[-1]
            ends = f"{_time(short)} with {few:,.0f} records, {_time(long)} with {many:,.0f}"
            said.append(f"{line.name}: {ends}.")
        return " ".join(said)

    def svg(self) -> str:
        """Return the drawing."""
        return "\n".join(_Drawing(self).parts()) + "\n"


class _Drawing:
    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        every = [point for line in plot.lines for point in line.points]
        self.records = _powers([records for records, _ in every])
        self.seconds = _powers([seconds for _, seconds in every])

    def parts(self) -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
            f' width="{WIDTH}" height="{HEIGHT}" role="img" font-size="13"'
            " font-family=\"Inter, system-ui, 'Noto Sans', sans-serif\">"
        )
        yield f"<title>{escape(self.plot.title)}</title>"
        yield f"<desc>{escape(self.plot.in_words())}</desc>"
        dark = f"@media (prefers-color-scheme: dark) {{{_style(DARK)}}}"
        yield f"<style>{_style(LIGHT)} {dark}</style>"
        yield f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>'
        yield _text(LEFT, 32, self.plot.title, "ink", ' font-size="18" font-weight="600"')
        yield _text(LEFT, 54, "Processor time by the records in the plan", "quiet")
        yield from self._axes()
        yield from self._in_proportion()
        for number, line in enumerate(self.plot.lines):
            yield from self._line(line, number)
        yield from self._names()
        yield "</svg>"

    def _x(self, records: float) -> float:
        low, high = self.records
        return LEFT + (math.log10(records) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def _y(self, seconds: float) -> float:
        low, high = self.seconds
        share = (math.log10(seconds) - low) / (high - low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def _axes(self) -> Iterator[str]:
        left, right, top, bottom = LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM
        for power in range(self.records[0], self.records[1] + 1):
            x = self._x(10.0**power)
            yield _stroke([(x, top), (x, bottom)], "grid")
            yield _text(x, bottom + 22, f"{10**power:,}", "quiet", ' text-anchor="middle"')
        for power in range(self.seconds[0], self.seconds[1] + 1):
            y = self._y(10.0**power)
            yield _stroke([(left, y), (right, y)], "grid")
            yield _text(left - 12, y + 4.5, _time(10.0**power), "quiet", ' text-anchor="end"')
        yield _text((left + right) / 2, HEIGHT - 16, "records", "quiet", ' text-anchor="middle"')
        yield _stroke([(left, bottom), (right, bottom)], "axis")

    def _in_proportion(self) -> Iterator[str]:
        """Draw, as a yardstick, what takes ten times as long for ten times as many."""
        (low, high), (bottom, top) = self.records, self.seconds
        powers = min(high - low, top - bottom)
        ends = [(low, bottom), (low + powers, bottom + powers)]
        places = [(self._x(10.0**x), self._y(10.0**y)) for x, y in ends]
        yield _stroke(places, "axis", 1.5, "1.5 4")
        left, down = WIDTH - RIGHT + 16, HEIGHT - BOTTOM - 18
        yield _stroke([(left, down - 4), (left + 28, down - 4)], "axis", 1.5, "1.5 4")
        for text in ("ten times as many,", "ten times as long"):
            yield _text(left + 36, down, text, "quiet")
            down += ROW

    def _line(self, line: Line, number: int) -> Iterator[str]:
        places = [(self._x(records), self._y(seconds)) for records, seconds in line.points]
        yield _stroke(places, LINES[number], 2.5, DASHES[number])
        for x, y in places:
            yield _mark(x, y, number)

    def _names(self) -> Iterator[str]:
        """Name each line beside its end, in its colour, none over another."""
        ends = [
            (self._x(line.points[-1][0]), self._y(line.points[-1][1]), number)
            for number, line in enumerate(self.plot.lines)
        ]
        free = -math.inf
        for x, y, number in sorted(ends, key=lambda end: end[1]):
            line, down = self.plot.lines[number], max(y, free)
            records, seconds = line.points[-1]
            for text in textwrap.wrap(line.name, NAME):
                yield _text(x + 16, down, text, LINES[number], ' font-weight="600"')
                down += ROW
            yield _text(x + 16, down, f"{_time(seconds)} for {records:,.0f}", "quiet")
            free = down + ROW * 1.4


def _powers(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that hold all ``values``."""
    low = math.floor(math.log10(min(values)) + 0.05)
    return low, max(low + 1, math.ceil(math.log10(max(values)) - 0.05))


def _time(seconds: float) -> str:
    size, unit = next((one for one in UNITS if seconds >= one[0] * 0.9995), UNITS[-1])
    return f"{seconds / size:.3g} {unit}"


def _style(colours: dict[str, str]) -> str:
    return " ".join(
        f".{part} {{fill: {colour}}} .{part}-line {{stroke: {colour}}}"
        for part, colour in colours.items()
    )


def _stroke(
    places: Sequence[tuple[float, float]], part: str, width: float = 1, dashes: str = "none"
) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return (
        f'<polyline class="{part}-line" points="{points}" style="fill: none"'
        f' stroke-width="{width}" stroke-linejoin="round" stroke-dasharray="{dashes}"/>'
    )


def _mark(x: float, y: float, number: int) -> str:
    """Return the point of a line: round, square or pointed."""
    if number == 0:
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5"'
    elif number == 1:
        shape = f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"'
    else:
        corners = ((0, -6), (5.5, 4), (-5.5, 4))
        points = " ".join(f"{x + right:.1f},{y + down:.1f}" for right, down in corners)
        shape = f'<polygon points="{points}"'
    return f'{shape} class="{LINES[number]} ground-line" stroke-width="1.5"/>'


def _text(x: float, y: float, text: str, part: str, more: str = "") -> str:
    return f'<text class="{part}" x="{x:.1f}" y="{y:.1f}"{more}>{escape(text)}</text>'
