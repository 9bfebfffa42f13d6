"""Views: what a list is filtered by, kept under a name on this computer, for all lists alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from outreach.base.language import tr
from ui.dialogs.dialog import Dialog
from ui.preferences import Preferences
from ui.widgets.inputs import ComboBox
from ui.widgets.labels import Label
from ui.widgets.passing import passing

MOST_VIEWS = 50
_SAVE, _FORGET, _VIEW = "save", "forget", "view"

Values = dict[str, str]
"""What a list is filtered by: each condition by its name; an empty one lets all through."""


class Passing:
    """Keeps views for as long as the page is there, where no preferences are at hand."""

    partner_views: str = "{}"
    objection_views: str = "{}"


class Views(ComboBox):
    """A box with the views that were kept, and ways to keep the one in use and to forget one."""

    chosen = Signal(dict)
    """:data:`Values`: filter by these."""

    def __init__(
        self, preferences: Preferences | Passing, kept_as: str, now: Callable[[], Mapping[str, str]]
    ) -> None:
        """Offer what is kept.

        Args:
            preferences: Where views are kept.
            kept_as: The name of the preference that holds those of this list.
            now: Returns what the list is filtered by.
        """
        super().__init__()
        self.setAccessibleName(tr("Saved views"))
        self._preferences, self._kept_as, self._now = preferences, kept_as, now
        self._offer()
        self.activated.connect(lambda _: self._choose())

    def kept(self) -> dict[str, Values]:
        """Return the views that are kept, by name."""
        return views_from(str(getattr(self._preferences, self._kept_as)))

    def keep(self, name: str) -> None:
        """Keep what the list is filtered by under a name, in the place of a view of that name."""
        others = {n: values for n, values in self.kept().items() if n != name}
        views = {name: dict(self._now()), **others}
        self._write(dict(list(views.items())[:MOST_VIEWS]))
        self.setCurrentIndex(self.findText(name))

    def forget(self, name: str) -> None:
        """Keep a view no more."""
        self._write({n: values for n, values in self.kept().items() if n != name})

    def leave(self) -> None:
        """Show that the list is filtered by no view any more."""
        self.setCurrentIndex(0)

    def _write(self, views: Mapping[str, Values]) -> None:
        setattr(self._preferences, self._kept_as, views_to(views))
        self._offer()

    def _offer(self) -> None:
        names = sorted(self.kept(), key=str.casefold)
        self.clear()
        self.addItem(tr("Views"), "")
        for name in names:
            self.addItem(name, f"{_VIEW}:{name}")
        self.insertSeparator(self.count())
        self.addItem(tr("Save this view…"), _SAVE)
        for name in names:
            self.addItem(tr("Forget “{name}”", name=name), f"{_FORGET}:{name}")

    def _choose(self) -> None:
        what, _, name = str(self.currentData() or "").partition(":")
        if what == _VIEW:
            self.chosen.emit(self.kept()[name])
            self.setCurrentIndex(self.findText(name))
        elif what == _FORGET:
            self.forget(name)
        elif what == _SAVE:
            self.leave()
            with passing(NameView(self)) as dialog:
                if dialog.exec():
                    self.keep(dialog.name())


class NameView(Dialog):
    """Asks for the name of a view that is to be kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Ask for it."""
        super().__init__(tr("Save this view"), tr("Save"), parent)
        about = tr("Search and filters are kept on this computer, for all plans that you open.")
        self.body.addWidget(Label(about, tone="text2", wrap=True))
        self.line = QLineEdit()
        self.line.setMaxLength(60)
        self.line.setAccessibleName(tr("Name of the view"))
        self.line.setPlaceholderText(tr("Such as Quiet regulators"))
        self.body.addWidget(self.line)
        self.line.setFocus()

    def name(self) -> str:
        """Return the name."""
        return " ".join(self.line.text().split())

    def accept(self) -> None:
        """Go on when there is a name."""
        if self.name():
            super().accept()
        else:
            self.show_problem(tr("What is it to be called?"))


def views_from(text: str) -> dict[str, Values]:
    """Return the views that were kept, by their names.

    Raises:
        ValueError: it is not what :func:`views_to` writes.
    """
    kept: Any = json.loads(text or "{}")
    if not isinstance(kept, dict):
        raise ValueError("not a list of views")
    return {str(name): _values(values) for name, values in kept.items()}


def views_to(views: Mapping[str, Values]) -> str:
    """Return views and their names as a text to keep."""
    return json.dumps(views, ensure_ascii=False)


def _values(values: Any) -> Values:
    if not isinstance(values, dict):
        raise ValueError("not a view")
    return {str(name): str(value) for name, value in values.items()}
