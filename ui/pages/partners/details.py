"""All fields of a partner itself, in groups, each saved as it is filled in."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.network.kinds import Organisation
from ui.records.form import RecordForm
from ui.records.tab import PartnerTab
from ui.session import Session


class DetailsTab(PartnerTab):
    """The form of the partner."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the form."""
        super().__init__(parent)
        self.record = RecordForm(session, Organisation.KIND, scrolls=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.record)

    def show_partner(self, partner: str) -> None:
        """Show the fields of another partner, or of the same one anew."""
        self.record.show_record(partner)

    def forget(self) -> None:
        """Show no partner any more."""
        self.record.forget()

    def commit(self) -> bool:
        """Take over what is typed; False when something does not fit."""
        return self.record.commit()

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        self.record.focus_field(name)
