"""Shows what the program says of its own mishap, before anybody else sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from outreach.base.language import tr
from outreach.document.copying import copying_trouble, write_new
from ui.dialogs.dialog import Dialog
from ui.theme import measure
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

NAME = "outreach-report.txt"


class ReportDialog(Dialog):
    """A report to look at, copy or save; sending it is left to the person."""

    def __init__(
        self,
        report: str,
        parent: QWidget | None = None,
        choose: Callable[[QWidget], Path | None] | None = None,
    ) -> None:
        """Show ``report``; ``choose`` asks where it is to be saved."""
        super().__init__(tr("What went wrong"), tr("Save…"), parent)
        self._choose = choose or _ask_where
        self.body.addWidget(
            Label(
                tr(
                    "This says where in the program it happened. Nothing of your plan "
                    "is in it: no names, no words, no folders. Send it to those who "
                    "look after the program."
                ),
                wrap=True,
            )
        )
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("The report"))
        self.text.setTabChangesFocus(True)
        measure.minimum_height(self.text, 220)
        self.body.addWidget(self.text)
        self.copy = Button(tr("Copy"), "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.body.addWidget(self.copy)

    def accept(self) -> None:
        """Save the report, and close when that is done."""
        path = self._choose(self)
        if path is None:
            return
        try:
            write_new(path, [self.text.toPlainText().encode()])
        except OSError as error:
            self.show_problem(str(copying_trouble(path, error)))
        else:
            super().accept()


def _ask_where(dialog: QWidget) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(
        dialog, tr("Save the report as"), str(Path.home() / NAME), tr("Text (*.txt)")
    )
    return Path(chosen) if chosen else None
