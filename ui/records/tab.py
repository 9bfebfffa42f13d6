"""What the tabs of a partner's detail have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class PartnerTab(QWidget):
    """A view of one partner, filled when it is looked at."""

    def show_partner(self, partner: str) -> None:
        """Show another partner, or the same one anew after a change."""
        raise NotImplementedError

    def forget(self) -> None:
        """Show no record any more, for the partner is gone."""

    def commit(self) -> bool:
        """Take over what is typed and not yet an edit; False when something does not fit."""
        return True
