"""People and partners who may be there twice: the likely pairs, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from outreach.base.language import plural, tr
from outreach.exchange.combining import BOTH, KEEP, OTHER, Compared
from outreach.exchange.duplicates import Duplicate
from outreach.initiative import MODEL
from ui.dialogs.dialog import Dialog
from ui.models.rows import ChipText, Row
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.inputs import RadioButton
from ui.widgets.labels import Clamped, Label
from ui.widgets.panes import ScrollArea
from ui.widgets.row_list import RowList
from ui.widgets.turns import Turns

NOBODY = tr("Nobody seems to be there twice.")
LOOKING = tr("Everybody is being held against everybody else…")
_ABOUT = tr(
    "Whatever refers to the second refers to the first then, and the "
    "history of both stays. One undo takes it back."
)
_MOST_SHOWN = 1000
"""So many pairs are listed; the others come up once these are dealt with."""

Compare = Callable[[Duplicate], Sequence[Compared]]
"""Says in which fields a pair differs."""


class DuplicatesDialog(Dialog):
    """Shows one pair after the other; it stays open until it is closed."""

    combining = Signal(str, str, dict)
    """Make one of these two records: the id that stays, the other, and a choice for each field."""
    telling_apart = Signal(str, str)
    """Put on record that these two are not the same."""

    def __init__(self, compare: Compare, parent: QWidget | None = None) -> None:
        """Begin while the pairs are still looked for."""
        super().__init__(tr("Likely duplicates"), tr("Combine the two"), parent)
        self._compare = compare
        self._pairs: dict[str, Duplicate] = {}
        self._groups: dict[str, QButtonGroup] = {}
        self.cancel.setText(tr("Close"))
        self.hint.setText(tr("Esc closes"))
        self.said = Label(LOOKING, tone="text2", wrap=True)
        self.body.addWidget(self.said)
        self.list = RowList(name=tr("Likely duplicates, the likeliest first"))
        self.list.current_changed.connect(self._show_pair)
        self._detail = QVBoxLayout()
        measure.spacing(self._detail, 12)
        inner = QWidget()
        column = QVBoxLayout(inner)
        measure.margins(column, 16, 0, 4, 0)
        column.addLayout(self._detail)
        column.addStretch(1)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(ScrollArea(inner, tr("The two, field by field")), 1)
        self.apart = Button(tr("They are not the same"))
        self.apart.clicked.connect(self._tell_apart)
        self.turns = Turns(self.list, right, 260, 560)
        self.list.opened.connect(lambda _: self.turns.open_detail())
        self.back = Button(tr("Back to the list"))
        self.back.clicked.connect(self.turns.back)
        self.back.hide()
        self.turns.narrow_changed.connect(self.back.setVisible)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.apart)
        side.addLayout(row)
        self.body.addWidget(self.turns, 1)
        self.turns.hide()
        self._explain()
        self.fit(860, 640)

    def show_pairs(self, pairs: Sequence[Duplicate]) -> None:
        """Show the likely pairs; the one that was looked at stays when it is among them."""
        before = self.list.current_id()
        place = list(self._pairs).index(before) if before in self._pairs else 0
        self._pairs = {f"{pair.keep} {pair.other}": pair for pair in pairs[:_MOST_SHOWN]}
        self.said.setText(_counted(len(pairs)))
        self.turns.setVisible(bool(pairs))
        self.list.set_rows([_row(id, pair) for id, pair in self._pairs.items()])
        ids = list(self._pairs)
        now = before if before in self._pairs else ids[min(place, len(ids) - 1)] if ids else ""
        if now:
            self.list.select(now)
            self.list.setFocus()
        self._show_pair(now)

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self.show_problem(sentence)
        self._explain()

    def choose(self, field: str, take: str) -> None:
        """Take the value of a field from the one, the other, or both."""
        button = self._groups[field].button(_NUMBERS[take])
        button.setChecked(True)

    def taken(self) -> dict[str, str]:
        """Return what is chosen for each field."""
        words = {number: take for take, number in _NUMBERS.items()}
        return {field: words[group.checkedId()] for field, group in self._groups.items()}

    def accept(self) -> None:
        """Have the two combined."""
        pair = self._pairs.get(self.list.current_id())
        if pair is not None and self.go.isEnabled():
            self._wait()
            self.combining.emit(pair.keep, pair.other, self.taken())

    def _tell_apart(self) -> None:
        pair = self._pairs.get(self.list.current_id())
        if pair is not None:
            self._wait()
            self.telling_apart.emit(pair.keep, pair.other)

    def _wait(self) -> None:
        self.show_problem("")
        self.go.explain(tr("The last answer is being written."))
        self.apart.explain(tr("The last answer is being written."))

    def _explain(self) -> None:
        why = "" if self._pairs else tr("There is nothing to combine.")
        self.go.explain(why)
        self.apart.explain(why)

    def _show_pair(self, id: str) -> None:
        """Show in which fields the two of a pair differ, and what is taken."""
        while (item := self._detail.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._groups = {}
        pair = self._pairs.get(id)
        if pair is not None:
            self._detail.addWidget(_head(pair))
            for one in self._compare(pair):
                self._detail.addWidget(self._field(pair, one))
        self._explain()

    def _field(self, pair: Duplicate, one: Compared) -> Card:
        card, group = Card(one.label), QButtonGroup(self)
        group.setParent(card)
        self._groups[one.field] = group
        both = [(BOTH, tr("Both"), "")] if one.both else []
        options = [(KEEP, tr("The first"), one.keep), (OTHER, tr("The second"), one.other), *both]
        for take, words, said in options:
            button = RadioButton(words)
            button.setAccessibleName(f"{one.label}, {words.lower()}: {said or words}")
            group.addButton(button, _NUMBERS[take])
            button.setChecked(take == one.take)
            card.add(button)
            if take != BOTH:
                under = QHBoxLayout()
                measure.margins(under, 28, 0, 0, 4)
                under.addWidget(Clamped(said or tr("Not set"), tone="text2"))
                card.add(under)
        return card


_NUMBERS = {KEEP: 1, OTHER: 2, BOTH: 3}


def _head(pair: Duplicate) -> Card:
    card = Card(MODEL.kinds[pair.kind].label)
    for words, name in zip((tr("The first"), tr("The second")), pair.names, strict=True):
        card.add(Label(f"{words}: {name}", role="strong", wrap=True))
    card.add(Label(_reasons(pair), tone="text2", wrap=True))
    card.add(Label(_ABOUT, tone="text2", wrap=True))
    return card


def _row(id: str, pair: Duplicate) -> Row:
    title = f"{pair.names[0]} / {pair.names[1]}"
    likely = ChipText(f"{pair.score} %", "accent" if pair.score >= 90 else "neutral")
    spoken = tr(
        "{first} and {second}, {score} % likely: {reasons}",
        first=pair.names[0],
        second=pair.names[1],
        score=pair.score,
        reasons=_reasons(pair),
    )
    return Row(id, title, _reasons(pair), (likely,), spoken=spoken)


def _reasons(pair: Duplicate) -> str:
    said = ", ".join(pair.reasons)
    return said[:1].upper() + said[1:]


def _counted(pairs: int) -> str:
    if not pairs:
        return NOBODY
    return plural("{n} pair may be the same twice.", "{n} pairs may be the same twice.", pairs)
