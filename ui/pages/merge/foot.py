"""The foot of a decision: which keys there are, back, and confirm."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from outreach.base.language import tr
from ui.pages.merge import words
from ui.pages.merge.decision_pane import DecisionPane
from ui.theme import measure
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.labels import Elided
from ui.widgets.markup import plain


class Foot(QWidget):
    """Stays where it is while what is above it scrolls."""

    back_asked = Signal()
    confirm_asked = Signal()

    def __init__(self) -> None:
        """Begin with nothing to confirm."""
        super().__init__()
        row = QHBoxLayout(self)
        measure.margins(row, 24, 8, 24, 18)
        measure.spacing(row, 8)
        self.keys = Elided("", "caption", "text2")
        self.back = Button(tr("Previous"))
        self.back.clicked.connect(self.back_asked)
        self.confirm = PrimaryButton(tr("Confirm and next"))
        self.confirm.clicked.connect(self.confirm_asked)
        row.addWidget(self.keys, 1)
        row.addWidget(self.back)
        row.addWidget(self.confirm)

    def show_for(
        self,
        pane: DecisionPane | None,
        *,
        confirm: str,
        why_not: str,
        back: bool,
        can_take_back: bool,
    ) -> None:
        """Offer what can be done.

        Args:
            pane: The decision that is shown, if any.
            confirm: What confirming is called; empty where there is nothing to confirm.
            why_not: Why it cannot be confirmed now.
            back: Whether going back leads to the list, since only one of the two is shown.
            can_take_back: Whether an answer can be taken back here.
        """
        self.keys.set_text(_keys(pane, can_take_back) if pane is not None else "")
        self.back.setText(tr("Back to the list") if back else tr("Previous"))
        self.back.setVisible(bool(confirm) or back)
        self.confirm.setVisible(bool(confirm))
        self.confirm.setText(confirm)
        self.confirm.explain(why_not)
        if not why_not:
            self.confirm.setToolTip(plain(tr("{action} (Enter)", action=confirm)))


def _keys(pane: DecisionPane, can_take_back: bool) -> str:
    """Return the keys in short; the arrows point to what they choose."""
    decision, order = pane.decision, pane.cards.in_order()
    parts = []
    for arrow, take in (("←", order[0]), ("→", order[-1])):
        option = decision.option(take)
        if option is not None:
            parts.append(f"{arrow} {words.side(decision, option)}")
    if decision.both:
        parts.append(tr("B Both"))
    if words.can_write(decision):
        parts.append(tr("E Something else"))
    parts.append(tr("Enter Confirm"))
    if can_take_back:
        parts.append(tr("Del Take back"))
    # Each by itself, so that its arrow stays before it in a window that reads from the right.
    return "   ".join(f"\u2068{part}\u2069" for part in parts)
