"""What a list or table shows of a record: plain values, fetched page by page and painted."""

from __future__ import annotations

from typing import NamedTuple

from outreach.base.language import tr
from ui.theme.tokens import Tone

_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "sir", "dame", "eng"})


class ChipText(NamedTuple):
    """A word or two on a soft background."""

    text: str
    tone: Tone = "neutral"
    icon: str = ""


class Row(NamedTuple):
    """A row of two lines, with a mark before and a chip behind."""

    id: str
    title: str
    caption: str = ""
    chips: tuple[ChipText, ...] = ()
    icon: str = ""
    """Drawn on a tile before the name; give this or ``initials`` or neither."""
    initials: str = ""
    """Drawn in a circle before the name: a person."""
    tone: Tone = "neutral"
    """The colour of the tile, the circle or the mark."""
    mark: str = ""
    """An icon by itself before the name, such as whether something is done."""
    aside: str = ""
    """Small text at the end, such as a day."""
    checked: bool | None = None
    """Of a task: whether its box is ticked. None for what is no task."""
    muted: bool = False
    """Shown faintly, such as what is no longer current."""
    spoken: str = ""
    """The sentence for a screen reader; made from the parts when empty."""

    @property
    def sentence(self) -> str:
        """The row in one sentence, for those who hear it."""
        if self.spoken:
            return self.spoken
        done = () if self.checked is None else (tr("done") if self.checked else tr("not done"),)
        parts = (self.title, self.caption, *(c.text for c in self.chips), self.aside, *done)
        return ", ".join(part for part in parts if part)


class Column(NamedTuple):
    """A column of a table; widths are design pixels."""

    label: str
    width: int = 160
    stretch: bool = False
    """Takes the room that is left."""


class Cell(NamedTuple):
    """What one cell shows: up to two lines of text with a caption, or a chip."""

    text: str = ""
    caption: str = ""
    chip: ChipText | None = None
    icon: str = ""
    quote: bool = False
    """Somebody's own words: set a little heavier, on two lines."""

    @property
    def words(self) -> str:
        """Everything the cell says."""
        chip = self.chip.text if self.chip else ""
        return ", ".join(part for part in (self.text, self.caption, chip) if part)


class TableRow(NamedTuple):
    """A row of a table, one cell for each column."""

    id: str
    cells: tuple[Cell, ...] = ()
    spoken: str = ""

    @property
    def sentence(self) -> str:
        """The row in one sentence, for those who hear it."""
        return self.spoken or ", ".join(filter(None, (cell.words for cell in self.cells)))


def initials(name: str) -> str:
    """Return the first letters of the first and last word of a name, titles left out."""
    words = [w for w in name.replace(".", " ").split() if w.lower() not in _TITLES]
    ends = (words[0], words[-1]) if len(words) > 1 else words
    return "".join(word[0].upper() for word in ends)
