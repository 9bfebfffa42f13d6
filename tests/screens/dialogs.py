"""The dialogs, and what else is not a page: the ways to begin, and banners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from outreach.network.kinds import Organisation
from tests.screens.clock import DAY
from ui.dialogs.log_contact import LogContact
from ui.dialogs.new_plan import NewPlan
from ui.dialogs.settings import Settings
from ui.session import Session
from ui.window import Window


def _contact(window: Window) -> QWidget:
    session = _session(window)
    partners = session.document.all(Organisation)
    first = partners[0].id if partners else ""
    return LogContact(session, first, window.shell, today=_today)


def _filled_contact(window: Window) -> QWidget:
    dialog = _contact(window)
    assert isinstance(dialog, LogContact)
    said = "Will join on Thursday. Suggests we show the rule for small counts first. " * 5
    dialog.editor("summary").set_value(said)
    dialog.objection_editor("category").set_value("privacy")
    dialog.accept()
    return dialog


def _today() -> dt.date:
    return DAY


def _session(window: Window) -> Session:
    assert window.session is not None
    return window.session


DIALOGS: dict[str, Callable[[Window], QWidget]] = {
    "contact": _contact,
    "contact-refused": _filled_contact,
    "new-plan": lambda window: NewPlan(window.shell),
    "settings": lambda window: Settings(window.preferences, window.shell),
}
