"""The history of a partner, as a tab of its detail."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from ui.history.record import HistoryTab
from ui.navigation import Navigator
from ui.records.tab import PartnerTab
from ui.session import Session


class PartnerHistory(PartnerTab):
    """Every edit of the partner itself."""

    def __init__(self, session: Session, navigator: Navigator) -> None:
        """Begin empty."""
        super().__init__()
        self.tab = HistoryTab(session, navigator)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tab)

    def show_partner(self, partner: str) -> None:
        """Show the history of another partner, or the same one's anew."""
        self.tab.show_record(partner)

    def forget(self) -> None:
        """Show no history any more."""
        self.tab.show_record("")
