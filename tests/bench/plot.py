"""Draws lines over axes of powers of ten, as SVG that is good in black and white."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 76, 24, 100, 52
DASHES = ("none", "8 5", "2 4", "10 4 2 4")
UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Line:
    """Seconds by the number of records."""

    name: str
    points: Points


@dataclass(frozen=True, slots=True)
class Plot:
    """Some lines over the same axes."""

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
            f' width="{WIDTH}" height="{HEIGHT}" role="img" font-family="sans-serif"'
            ' font-size="12">'
        )
        yield f"<title>{escape(self.plot.title)}</title>"
        yield f"<desc>{escape(self.plot.in_words())}</desc>"
        yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
        yield _text(LEFT, 26, self.plot.title, ' font-size="16" font-weight="bold"')
        yield from self._axes()
        yield from self._in_proportion()
        for number, line in enumerate(self.plot.lines):
            yield from self._line(line, number)
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
            yield _stroke([(x, top), (x, bottom)], "#ddd")
            yield _text(x, bottom + 18, f"{10**power:,}", ' text-anchor="middle"')
        for power in range(self.seconds[0], self.seconds[1] + 1):
            y = self._y(10.0**power)
            yield _stroke([(left, y), (right, y)], "#ddd")
            yield _text(left - 8, y + 4, _time(10.0**power), ' text-anchor="end"')
        yield _text((left + right) / 2, HEIGHT - 12, "records", ' text-anchor="middle"')
        yield _stroke([(left, top), (left, bottom), (right, bottom)], "#333")

    def _in_proportion(self) -> Iterator[str]:
        """Draw, as a yardstick, what takes ten times as long for ten times as many."""
        (low, high), (bottom, top) = self.records, self.seconds
        powers = min(high - low, top - bottom)
        ends = [(high - powers, top - powers), (high, top)]
        yield _stroke([(self._x(10.0**x), self._y(10.0**y)) for x, y in ends], "#aaa", dashes="1 3")
        x, y = self._x(10.0 ** (high - powers / 2)), self._y(10.0 ** (top - powers / 2))
        yield _text(x - 8, y - 6, "in proportion", ' text-anchor="end" fill="#777"')

    def _line(self, line: Line, number: int) -> Iterator[str]:
        places = [(self._x(records), self._y(seconds)) for records, seconds in line.points]
        dashes = DASHES[number % len(DASHES)]
        yield _stroke(places, "#0f6670", 2, dashes)
        for x, y in places:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#0f6670"/>'
        top = 46 + 16 * number
        yield _stroke([(LEFT, top), (LEFT + 32, top)], "#0f6670", 2, dashes)
        last = _time(line.points[-1][1])
        yield _text(LEFT + 40, top + 4, f"{line.name}: {last} at the end")


def _powers(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that hold all ``values``."""
    low = math.floor(math.log10(min(values)) + 0.05)
    return low, max(low + 1, math.ceil(math.log10(max(values)) - 0.05))


def _time(seconds: float) -> str:
    size, unit = next((one for one in UNITS if seconds >= one[0] * 0.9995), UNITS[-1])
    return f"{seconds / size:.3g} {unit}"


def _stroke(
    places: Sequence[tuple[float, float]], colour: str, width: int = 1, dashes: str = "none"
) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}"'
        f' stroke-dasharray="{dashes}"/>'
    )


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(text)}</text>'
