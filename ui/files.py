"""Asking for files: which to open, where to keep a new plan, a sample or a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from outreach.base.errors import Refusal
from outreach.base.file_names import fit_for_a_name
from outreach.base.language import tr
from ui.preferences import Preferences
from ui.theme.apply import dress
from ui.widgets.markup import plain
from ui.widgets.passing import passing
from ui.widgets.save_as import ask_where

FILTER = tr("Plans (*.db *.age)")
"""Sealed copies among them."""
SUFFIX = ".age"
"""How the names of sealed copies end."""
_NAMES = {".db": tr("Plans"), SUFFIX: tr("Sealed copies")}


class Files:
    """Asks with the system's own dialogs, beginning in the folder used last."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        """Ask over ``window``."""
        self._window = window
        self._preferences = preferences

    def open(self) -> Path | None:
        """Ask for a file to open; None when the person thinks better of it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a plan"), str(self._folder()), FILTER
        )
        return Path(chosen) if chosen else None

    def colleagues_copy(self) -> Path | None:
        """Ask for a copy that a colleague sent back; None when the person thinks better of it."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Bring in a colleague’s copy"), str(self._folder()), FILTER
        )
        return Path(chosen) if chosen else None

    def new(self) -> Path | None:
        """Ask for the first answers of a new plan and where to keep it; return the file made."""
        # Loaded only when it is asked for; so below.
        from ui.dialogs.new_plan import NewPlan

        with passing(NewPlan(self._window)) as questions:
            # Until there is a place that will do: what was answered is never thrown away.
            while questions.exec():
                answers = questions.answers()
                made = self._make(
                    tr("Keep the plan as"),
                    self._folder() / f"{fit_for_a_name(answers.name, 120)}.db",
                    lambda path, answers=answers: answers.make(path, self._preferences.author),  # type: ignore[misc]
                )
                if made is not None:
                    return made
        return None

    def sample(self) -> Path | None:
        """Ask where to keep the sample initiative; return the file made."""

        def make(path: Path) -> None:
            from outreach.exchange import samples

            samples.make("kestria", path, self._preferences.author).close()

        return self._make(tr("Keep the sample as"), self._folder() / "kestria.db", make)

    def copy_of(self, path: Path, what: str | None = None) -> Path | None:
        """Ask where a copy of ``path`` is to go; ``what`` it is stands in the name offered."""
        folder = path.parent if path.parent.is_dir() else self._folder()
        what = tr("copy") if what is None else what
        return self._where(tr("Save a copy as"), folder / f"{f'{path.stem} {what}'.strip()}.db")

    def sealed_copy_of(self, path: Path, what: str = "") -> Path | None:
        """Ask where a sealed copy of ``path`` is to go; ``what`` it is stands in the name."""
        folder = path.parent if path.parent.is_dir() else self._folder()
        start = folder / f"{f'{path.stem} {what}'.strip()}{path.suffix}{SUFFIX}"
        return self._where(tr("Save a sealed copy as"), start, SUFFIX)

    def unsealed(self, path: Path) -> Path | None:
        """Ask where what is in the sealed copy at ``path`` is to go."""
        plain = path.with_suffix("") if path.suffix.lower() == SUFFIX else path
        return self._where(tr("Open the sealed copy to"), plain.with_suffix(".db"))

    def say(self, title: str, sentence: str) -> None:
        """Say why something could not be done."""
        box = QMessageBox(QMessageBox.Icon.Warning, title, plain(sentence), parent=self._window)
        dress(box)
        with passing(box):
            box.exec()

    def _make(self, question: str, start: Path, make: Callable[[Path], None]) -> Path | None:
        path = self._where(question, start)
        if path is None:
            return None
        try:
            make(path)
        except Refusal as refusal:
            self.say(tr("Not made"), str(refusal))
            return None
        return path

    def _where(self, question: str, start: Path, suffix: str = ".db") -> Path | None:
        return ask_where(self._window, question, start, _NAMES[suffix], suffix)

    def _folder(self) -> Path:
        """Return the folder that people are offered first."""
        for recent in self._preferences.recent:
            if recent.path.parent.is_dir():
                return recent.path.parent
        return Path.home()
