"""The lines of a file that do not fit: all of them, however many, each with its number and why."""

from __future__ import annotations

from collections.abc import Sequence

from outreach.base.language import tr
from outreach.base.words import sentence_case
from outreach.exchange.incoming import Line
from ui.models.list_model import IdListModel
from ui.models.rows import Row
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.row_list import RowList


class Refusals(Card):
    """A list that scrolls; its rows are put into words as they come into view."""

    def __init__(self) -> None:
        """Begin empty and out of sight."""
        super().__init__(flush=True, fills=True)
        self._refused: Sequence[Line] = ()
        self._model = IdListModel(lambda places: [self._row(place) for place in places], self)
        self.list = RowList(self._model, tr("What does not fit"))
        measure.minimum_height(self.list, 240)
        self.add(self.list)
        self.hide()

    def show_lines(self, refused: Sequence[Line]) -> None:
        """Show these lines; none hide the list."""
        self._refused = refused
        self._model.set_ids(str(place) for place in range(len(refused)))
        self.setVisible(bool(refused))

    def _row(self, place: str) -> Row:
        line = self._refused[int(place)]
        return Row(place, sentence_case(line.where), line.why, mark="triangle-alert", tone="danger")
