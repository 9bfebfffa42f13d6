"""Writes a list for another program: what it is to be, and where to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from outreach.base.errors import expected
from outreach.base.language import tr
from outreach.document.document import Document
from outreach.exchange import subscription
from outreach.exchange.export import HELD_BACK, Form, export
from outreach.initiative import MODEL
from outreach.planning import steps
from outreach.snapshot import take
from ui.dialogs.dialog import Dialog
from ui.privacy.host import Host
from ui.theme import measure
from ui.widgets.card import Card
from ui.widgets.inputs import CheckBox, ComboBox, RadioButton
from ui.widgets.labels import Label
from ui.widgets.save_as import ask_where

if TYPE_CHECKING:
    from ui.session import Session
    from ui.status import Status

FORMS = {
    Form.XLSX: (
        tr("Spreadsheet"),
        tr("Everything, a sheet for each kind; it can be brought in again."),
    ),
    Form.CSV: (tr("List (CSV)"), tr("One kind of record, for any program.")),
    Form.VCARD: (tr("Visiting cards"), tr("People and partners, for an address book.")),
    Form.CALENDAR: (tr("Calendar"), tr("Steps and promises that have a day.")),
    Form.JSON: ("JSON", tr("Everything, for scripts; it can be brought in again.")),
}


class ExportDialog(Dialog):
    """Asks what the file is to be and what is to be in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer each form."""
        super().__init__(tr("Export a list"), tr("Choose where to keep it…"), parent)
        group = QButtonGroup(self)
        column = self.column(tr("What the file is to be"))
        card = Card()
        self.forms: dict[Form, RadioButton] = {}
        for form, (words, about) in FORMS.items():
            button = self.forms[form] = RadioButton(words)
            button.setAccessibleDescription(about)
            group.addButton(button)
            card.add(button)
            said = QHBoxLayout()
            # Under the words of the button, so that it is clear whose they are.
            measure.margins(said, 26, 0, 0, 4)
            said.addWidget(Label(about, tone="text2", wrap=True))
            card.add(said)
        self.forms[Form.XLSX].setChecked(True)
        self.kind = ComboBox()
        self.kind.setAccessibleName(tr("Kind of record in the list"))
        for name in ("organisation", "person", *MODEL.kinds):
            if self.kind.findData(name) < 0:
                self.kind.addItem(MODEL.kinds[name].plural, name)
        card.add(self.kind)
        self.kind.setVisible(False)
        self.forms[Form.CSV].toggled.connect(self.kind.setVisible)
        self.kept = CheckBox(tr("Keep it up to date beside the plan"))
        self.kept.setToolTip(
            tr("Calendars can subscribe to the file. Delete it to have it no more.")
        )
        self.kept.setVisible(False)
        self.forms[Form.CALENDAR].toggled.connect(self.kept.setVisible)
        card.add(self.kept)
        column.addWidget(card)
        self.confidential = CheckBox(tr("With what is confidential"))
        column.addWidget(self.confidential)
        without = tr("Without it, scores, stances, private notes, ties and objections stay here.")
        column.addWidget(Label(without, tone="text2", wrap=True))
        column.addStretch(1)
        self.fit(580, 620)
        self.forms[Form.XLSX].setFocus()

    def form(self) -> Form:
        """Return what it is to be."""
        return next(form for form, button in self.forms.items() if button.isChecked())


def export_list(host: Host) -> None:
    """Ask what is to leave and where to, and write it."""
    session, status = host.session, host.status
    if session is None or status is None or not host.commit():
        return
    dialog = ExportDialog(host.shell)
    agreed, form, kind = dialog.exec(), dialog.form(), str(dialog.kind.currentData())
    confidential = dialog.confidential.isChecked()
    kept = form is Form.CALENDAR and dialog.kept.isChecked()
    dialog.deleteLater()
    if agreed and kept:
        _keep_calendar(session, status)
        return
    target = _where(host, session, form) if agreed else None
    if target is None:
        return

    def job(document: Document) -> None:
        export(
            document,
            target,
            form,
            kind=kind if form is Form.CSV else "",
            confidential=confidential,
            days=steps.days(take(document)) if form is Form.CALENDAR else (),
            now=dt.datetime.now(dt.UTC),
        )

    def failed(error: Exception) -> None:
        status.warn(str(expected(error)))

    def done(_: None) -> None:
        said = [tr("“{name}” was written.", name=target.name)]
        if form in HELD_BACK:
            said.append(HELD_BACK[form])
        if not confidential and form is not Form.CALENDAR:
            said.append(tr("What is confidential was left out."))
        status.tell(" ".join(said))

    session.fetch(job, done, failed)


def _keep_calendar(session: Session, status: Status) -> None:
    """Write the calendar beside the plan; it is kept up to date from then on."""
    path = session.path

    def job(document: Document) -> None:
        subscription.keep(document, path, steps.days(take(document)), dt.datetime.now(dt.UTC))

    def done(_: None) -> None:
        name = subscription.place(path).name
        status.tell(
            tr("“{name}” was written beside the plan, and follows what you change.", name=name)
        )

    def failed(error: Exception) -> None:
        status.warn(str(expected(error)))

    session.fetch(job, done, failed)


def _where(host: Host, session: Session, form: Form) -> Path | None:
    start = session.called.with_suffix(f".{form}")
    return ask_where(host.shell, tr("Export as"), start, FORMS[form][0], f".{form}")
