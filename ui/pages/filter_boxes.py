"""Further filters of a list: boxes in two columns, the last with the views that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from outreach.base.language import plural, tr
from outreach.document.document import Document
from ui.pages.views import Values, Views
from ui.theme import measure
from ui.widgets.buttons import ToolButton
from ui.widgets.inputs import ComboBox

Offers = Sequence[tuple[str, str]]
"""What a box offers: values with their words; the first lets all through."""
TAG = "tag"
"""The box that offers the tags of the file, by their names: a kept view is for other plans too."""


class FilterBoxes(QWidget):
    """Boxes to choose conditions from; hidden until :attr:`more` is pressed."""

    changed = Signal()
    """Something else is let through now."""

    def __init__(
        self, boxes: Mapping[str, tuple[str, Offers]], view: Views, inset: int = 0
    ) -> None:
        """Lay out ``boxes``.

        Args:
            boxes: By the condition's name, what it is called and what it offers.
            view: The views that were kept.
            inset: Design pixels to the edge of a pane that has no margin of its own.
        """
        super().__init__()
        self.view = view
        self.boxes: dict[str, ComboBox] = {}
        self.more = ToolButton("filter", tr("More filters"))
        self.more.setCheckable(True)
        self.more.toggled.connect(self.setVisible)
        self.hide()
        grid = QGridLayout(self)
        measure.margins(grid, inset, 0, inset, inset and 10)
        measure.spacing(grid, 8)
        for name, (called, offers) in boxes.items():
            box = self.boxes[name] = ComboBox()
            box.setAccessibleName(called)
            _add(box, offers)
            box.currentIndexChanged.connect(lambda _: self._say())
        for n, box in enumerate((*self.boxes.values(), view)):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(box, n // 2, n % 2)
            grid.setColumnStretch(n % 2, 1)

    def values(self) -> Values:
        """Return what is chosen, by the names of the conditions."""
        return {name: str(box.currentData() or "") for name, box in self.boxes.items()}

    def take(self, values: Mapping[str, str]) -> None:
        """Choose other filters, without saying so."""
        for name, box in self.boxes.items():
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(values.get(name, ""))))
            box.blockSignals(False)
        self.view.leave()
        self._count()

    def offer_tags(self, document: Document) -> None:
        """Offer the tags that there are now."""
        found = document.connection.execute("SELECT name FROM tag")
        names = sorted({str(name) for (name,) in found}, key=str.casefold)
        box, now = self.boxes[TAG], self.boxes[TAG].currentData()
        if [box.itemData(n) for n in range(1, box.count())] != names or not names:
            box.blockSignals(True)
            box.clear()
            _add(box, [("", tr("All tags")), *((name, name) for name in names)])
            box.setCurrentIndex(max(0, box.findData(now)))
            box.blockSignals(False)

    def _say(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        """Let the button say how many filters are in use that may not be in view."""
        used = sum(bool(value) for value in self.values().values())
        self.more.set_name(
            plural("More filters, {n} in use", "More filters, {n} in use", used)
            if used
            else tr("More filters")
        )
        self.more.set_ink("accent_text" if used else "text2")


def _add(box: ComboBox, offers: Iterable[tuple[str, str]]) -> None:
    for value, words in offers:
        box.addItem(words, value)
