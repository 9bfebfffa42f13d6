"""Opens what is in a sealed copy: its passphrase, and where to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from outreach.base.errors import expected
from outreach.base.language import tr
from outreach.privacy.sealing import open_sealed
from ui.dialogs.dialog import Dialog
from ui.jobs.apart import apart
from ui.jobs.lane import Lane
from ui.widgets.labels import Label
from ui.widgets.secret import SecretFields

ABOUT = tr(
    "This copy is sealed. Its passphrase opens it to a new file, which "
    "you choose; the sealed copy stays as it is."
)
WORKING = tr("It is being opened. This takes a few seconds.")


class Unsealing(Dialog):
    """Asks until the passphrase fits; accepted when :attr:`target` is written."""

    def __init__(
        self, path: Path, where: Callable[[Path], Path | None], parent: QWidget | None = None
    ) -> None:
        """Ask about the sealed copy at ``path``.

        Args:
            path: The sealed copy.
            where: Asks where what is in it is to go.
            parent: The window below.
        """
        super().__init__(tr("Open “{name}”", name=path.name), tr("Choose where to…"), parent)
        self._path, self._where = path, where
        self._lane: Lane | None = None
        self.target: Path | None = None
        self.body.addWidget(Label(ABOUT, tone="text2", wrap=True))
        self.secret = SecretFields((tr("Passphrase"),))
        self.secret.changed.connect(lambda: self.show_problem(""))
        self.body.addWidget(self.secret)
        self.working = Label("", tone="text2", wrap=True)
        self.body.addWidget(self.working)
        self.secret.setFocus()

    def accept(self) -> None:
        """Open it, once it is known where to."""
        if self._lane is not None:
            return
        (passphrase,) = self.secret.texts()
        if not passphrase:
            self.show_problem(tr("Type the passphrase that came with the copy."))
            return
        if self.target is None or os.path.lexists(self.target):
            self.target = self._where(self._path)
        target = self.target
        if target is not None:
            self.show_problem("")
            lane = Lane("opening", self)
            self._work(lane)
            lane.submit(
                lambda: apart(open_sealed, self._path, target, passphrase), self._done, self._failed
            )

    def reject(self) -> None:
        """Leave it sealed, unless it is being opened."""
        if self._lane is None:
            super().reject()

    def _work(self, lane: Lane | None) -> None:
        before, self._lane = self._lane, lane
        if before is not None:
            before.close()
        self.go.explain(WORKING if lane else "")
        self.working.setText(WORKING if lane else "")

    def _done(self, _: None) -> None:
        self._work(None)
        super().accept()

    def _failed(self, error: Exception) -> None:
        self._work(None)
        self.go.setText(tr("Try again"))
        self.go.updateGeometry()
        self.show_problem(str(error))
        self.secret.setFocus()
        self.secret.fields[0].selectAll()
        expected(error)
