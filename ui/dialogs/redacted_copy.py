"""A redacted copy, before it is written: what goes into it, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QGridLayout, QWidget

from outreach.base.language import tr
from outreach.initiative import MODEL
from outreach.privacy.redacting import Withheld
from ui.dialogs.dialog import Dialog
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.inputs import CheckBox
from ui.widgets.labels import Label

ABOUT = tr(
    "A new file is written with what is ticked here; nothing else was "
    "ever in its bytes, and none of the history. Your colleague edits "
    "it and sends it back: merged into this plan, their changes get "
    "here, and what was left out stays as it is."
)


class RedactedCopy(Dialog):
    """Asks which kinds of records go along; accepted with :meth:`only`."""

    def __init__(
        self, tell: Callable[[Collection[str]], Withheld], parent: QWidget | None = None
    ) -> None:
        """Show what a copy would hold.

        Args:
            tell: Returns what is left out when only these kinds are to go, or all with none.
            parent: The window below.
        """
        super().__init__(tr("Send a redacted copy"), tr("Choose where to keep it…"), parent)
        self._tell = tell
        self._kinds: dict[str, CheckBox] = {}
        self.body.addWidget(Label(ABOUT, tone="text2", wrap=True))
        column = self.column(tr("What goes along and what is left out"))
        told = tell(())
        column.addWidget(self._goes(told))
        self._left_out = Card(tr("Left out"))
        self._lines = Label("", wrap=True)
        self._lines.setAccessibleName(tr("Left out"))
        self._left_out.add(self._lines)
        column.addWidget(self._left_out)
        column.addStretch(1)
        self.seal = CheckBox(tr("Seal it with a passphrase as well"))
        self.body.addWidget(self.seal)
        self._show(told)
        self.fit(640, 720)
        self.go.setFocus()

    def kind(self, name: str) -> CheckBox:
        """Return the box of a kind of record."""
        return self._kinds[name]

    def left_out(self) -> str:
        """Return what is said of what is left out."""
        return self._lines.text()

    def only(self) -> tuple[str, ...]:
        """Return the kinds that go along; none when all that may do."""
        if all(box.isChecked() for box in self._kinds.values()):
            return ()
        # The initiative always goes along; named, so that nothing ticked does not mean all.
        return ("initiative", *(name for name, box in self._kinds.items() if box.isChecked()))

    def _goes(self, told: Withheld) -> Card:
        card = Card(tr("Goes along"))
        grid = QGridLayout()
        measure.spacing(grid, 2)
        names = [name for name in told.taken if name != "initiative"]
        for place, name in enumerate(names):
            kind = MODEL.kinds[name]
            label = kind.label if told.taken[name] == 1 else kind.plural
            box = self._kinds[name] = CheckBox(f"{label} · {told.taken[name]:,}")
            box.setChecked(True)
            box.toggled.connect(lambda _: self._show(self._tell(self.only())))
            grid.addWidget(box, place // 2, place % 2)
        card.add(
            Label(tr("The initiative itself, and"), tone="text2")
            if names
            else Label(tr("The initiative itself."), tone="text2")
        )
        card.add(grid)
        return card

    def _show(self, told: Withheld) -> None:
        lines = [_many(name, number) for name, number in told.records.items()]
        lines += [
            tr(
                "{field} of {records}",
                field=MODEL.kinds[name].by_name[field].label,
                records=_many(name, number),
            )
            for (name, field), number in told.values.items()
        ]
        nothing = tr("Nothing: there is nothing confidential in this plan.")
        self._lines.setText("\n".join(lines) or nothing)


def _many(name: str, number: int) -> str:
    kind = MODEL.kinds[name]
    return f"{number:,} {(kind.label if number == 1 else kind.plural).lower()}"
