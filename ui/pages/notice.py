"""A line on a page about what was just done, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from outreach.base.language import tr
from outreach.document.edits import Changes
from ui.session import Session
from ui.widgets.banner import Banner, BannerTone


class Notice(QWidget):
    """Shows one banner at a time. It goes when something else changes: then it is no news."""

    def __init__(self, session: Session, show: Callable[[Changes], object] | None = None) -> None:
        """Begin with nothing to say; ``show`` shows what a way back has changed."""
        super().__init__()
        self._session, self._show = session, show
        self._banner: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        session.changed.connect(self._on_changed)

    def say(
        self,
        text: str,
        tone: BannerTone = "info",
        buttons: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Say ``text``.

        Args:
            text: What was done, in a sentence.
            tone: Which icon and colour.
            buttons: What else can be done: the words and the handler of each.
        """
        self.clear()
        self._banner = Banner(text, tone, buttons=buttons)
        self._banner.closed.connect(self.clear)
        self._column.addWidget(self._banner)
        self.show()

    def say_deleted(self, text: str) -> None:
        """Say what the edit that was just made has done or deleted, and offer to take it back."""
        self.say(text, buttons=[(tr("Undo"), partial(self._undo, self._session.last_edit))])

    def text(self) -> str:
        """Return what is said, or nothing."""
        return self._banner.accessibleName() if self._banner else ""

    def clear(self) -> None:
        """Say nothing."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        self.hide()

    def _undo(self, edit: str) -> None:
        self.clear()
        self._session.undo(self._show, edit)

    def _on_changed(self, changes: Changes) -> None:
        if changes:
            self.clear()
