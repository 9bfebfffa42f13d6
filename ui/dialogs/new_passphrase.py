"""A passphrase for a copy that is sealed: typed twice or made, with how strong it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from outreach.base.language import tr
from outreach.privacy.passphrases import made, strength
from ui.dialogs.dialog import Dialog
from ui.widgets.bands import WarningBand
from ui.widgets.buttons import QuietButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.secret import SecretFields

ABOUT = tr(
    "Only its passphrase opens the copy, with this program or another "
    "that reads age files. Without it nobody can, not even you."
)
GOOD = tr("Five or six words that do not belong together are strong.")
ANOTHER_WAY = tr("By telephone or face to face, not in the message that brings the copy.")
_PAUSE = 150
"""Milliseconds after a key until the strength is looked at."""
_TONES = ("text2", "danger", "danger", "warn", "ok")


class NewPassphrase(Dialog):
    """Asks for a passphrase; accepted with :meth:`passphrase`."""

    def __init__(self, known: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """Ask; ``known`` are words that anybody would try first."""
        super().__init__(
            tr("Seal the copy with a passphrase"), tr("Choose where to keep it…"), parent
        )
        self._known = list(known)
        column = self.column(tr("Passphrase"))
        column.addWidget(Label(ABOUT, tone="text2", wrap=True))
        self.secret = SecretFields((tr("Passphrase"), tr("The same again")))
        self.secret.changed.connect(self._changed)
        column.addWidget(self.secret)
        row = FlowLayout()
        self.make = QuietButton(tr("Make one for me"))
        self.make.clicked.connect(lambda: self.secret.fill(made()))
        self.copy = QuietButton(tr("Copy the passphrase"), "copy")
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.make)
        row.addWidget(self.copy)
        row.addWidget(self.secret.show_box)
        column.addLayout(row)
        self.bar = QProgressBar()
        self.bar.setRange(0, len(_TONES) - 1)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Strength of the passphrase"))
        self.said = Label("", wrap=True)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addWidget(WarningBand(ANOTHER_WAY, tr("Tell them another way.")))
        column.addStretch(1)
        self.fit(580, 400)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._show_strength)
        self._show_strength()
        self.secret.setFocus()

    def passphrase(self) -> str:
        """Return what was typed."""
        return self.secret.texts()[0]

    def accept(self) -> None:
        """Go on when there is one, and twice the same."""
        first, second = self.secret.texts()
        if not first:
            self.show_problem(tr("Type a passphrase, or have one made."))
        elif first != second:
            self.show_problem(tr("The two are not the same. Type the passphrase again."))
        else:
            super().accept()
            return
        self.secret.fields[1 if first else 0].setFocus()

    def _changed(self) -> None:
        self.show_problem("")
        self._pause.start()

    def _show_strength(self) -> None:
        passphrase = self.passphrase()
        found = strength(passphrase, self._known)
        self.bar.setValue(found.level)
        self.bar.setAccessibleDescription(found.sentence)
        self.said.set_tone(_TONES[found.level])
        self.said.setText(found.sentence or GOOD)
        self.copy.explain("" if passphrase else tr("There is no passphrase yet."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.passphrase())
