"""Which partners of another plan are brought in, and what comes along with them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.exchange.other_plan import ALONG, USUAL, OtherPlan, withheld
from outreach.initiative import MODEL
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.inputs import CheckBox
from ui.widgets.labels import Label


class Along(QWidget):
    """A box for each partner, for each kind of record, and for what is confidential."""

    changed = Signal()
    """Something else is to come."""

    def __init__(self, plan: OtherPlan) -> None:
        """Offer what ``plan`` holds; all partners, with what usually comes along."""
        super().__init__()
        self._plan = plan
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measure.spacing(column, 12)
        self.partners = {id: _box(name) for id, name in plan.partners}
        card = Card(tr("Partners of “{title}”", title=plan.title))
        row = QHBoxLayout()
        for words, spoken, on in (
            (tr("All"), tr("All of the partners"), True),
            (tr("None"), tr("None of the partners"), False),
        ):
            button = Button(words)
            button.setAccessibleName(spoken)
            button.clicked.connect(lambda _=False, on=on: self._tick_all(on))
            row.addWidget(button)
        row.addStretch(1)
        card.add(row)
        card.add(_flow(list(self.partners.values())))
        column.addWidget(card)
        self.kinds: dict[str, CheckBox] = {kind: CheckBox("") for kind in ALONG}
        along = Card(tr("Comes along with them"))
        along.add(_flow(list(self.kinds.values())))
        self.confidential = CheckBox(tr("With what is confidential there"))
        along.add(self.confidential)
        said = tr("Scores, stances, private notes and ties stay there unless you tick this.")
        along.add(Label(said, tone="text2", wrap=True))
        column.addWidget(along)
        for kind, box in self.kinds.items():
            box.setChecked(kind in USUAL)
        self._count()
        for box in (*self.partners.values(), *self.kinds.values(), self.confidential):
            box.toggled.connect(self._toggled)

    def chosen(self) -> tuple[list[str], list[str], bool]:
        """Return the partners, the kinds that come along, and whether confidential fields do."""
        return (
            [id for id, box in self.partners.items() if box.isChecked()],
            [kind for kind, box in self.kinds.items() if box.isChecked() and box.isEnabled()],
            self.confidential.isChecked(),
        )

    def _toggled(self) -> None:
        self._count()
        self.changed.emit()

    def _tick_all(self, on: bool) -> None:
        for box in self.partners.values():
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self._toggled()

    def _count(self) -> None:
        """Say how many records of each kind the partners that are ticked have."""
        partners, _, confidential = self.chosen()
        counts = self._plan.counts(partners, confidential)
        for kind, box in self.kinds.items():
            declared = MODEL.kinds[kind]
            box.setText(f"{declared.plural} · {counts[kind]:,}")
            box.setEnabled(confidential or not withheld(declared))


def _box(words: str) -> CheckBox:
    box = CheckBox(words.replace("&", "&&"))
    box.setAccessibleName(words)
    box.setChecked(True)
    return box


def _flow(boxes: list[CheckBox]) -> QWidget:
    widget = QWidget()
    flow = FlowLayout(widget)
    for box in boxes:
        flow.addWidget(box)
    return widget
