"""The history in words and icons: when, who, what was done, what went from what to what."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtGui import QGuiApplication

from outreach.base.language import tr
from outreach.document import log
from outreach.history.changes import FieldChange, RecordChange
from outreach.initiative import MODEL
from ui.forms.dates import say_day
from ui.widgets.markup import escaped

DONE = {
    "I": tr("Added"),
    "U": tr("Changed"),
    "D": tr("Deleted"),
    "R": tr("Brought back"),
    "E": tr("Erased"),
}

ICONS = {
    "undo": "undo-2",
    "redo": "redo-2",
    "import": "download",
    "adopt": "triangle-alert",
    "merge": "layers",
    log.ERASURE: "trash-2",
    log.REDACTION: "lock",
}
"""By the kind of an edit; what people do by hand has a pencil."""

KINDS = {
    "import": tr("Import"),
    "adopt": tr("Outside the program"),
    "merge": tr("Merge"),
    log.ERASURE: tr("Erased for good"),
    log.REDACTION: tr("Redacted copy"),
}
"""What is said of an edit that nobody made by hand."""

_LONGEST = 400
"""Characters of a value that are shown."""


def time_of(at: dt.datetime) -> str:
    """Return the time of day of a moment, as people here write it."""
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def when(at: dt.datetime) -> str:
    """Return a moment as ``Thu 26 Nov, 14:10``."""
    return f"{say_day(at.date(), dt.date.today())}, {time_of(at)}"


def when_and_who(at: dt.datetime, author: str) -> str:
    """Return when an edit was made, and by whom."""
    return f"{_apart(author)} · {when(at)}"


def heading(change: RecordChange) -> str:
    """Return what was done to which record: ``Deleted: Telmara (partner)``."""
    kind = MODEL.kinds[change.kind].label.lower()
    return f"{DONE[change.op]}: {_apart(change.name)} ({kind})"


def field_line(change: FieldChange) -> str:
    """Return what a field went from and to, as markup."""
    before, after = _short(change.before), _short(change.after)
    label = f"{escaped(change.label)}: "
    if not change.before:
        return label + after
    if not change.after:
        return f"{label}<s>{before}</s>"
    return f"{label}<s>{before}</s> {_arrow()} {after}"


def spoken_line(change: FieldChange) -> str:
    """Return the same for those who hear it."""
    return tr(
        "{field}: {before}, then {after}",
        field=change.label,
        before=change.before or tr("not set"),
        after=change.after or tr("not set"),
    )


def _short(value: str) -> str:
    line = " ".join(value.split())
    return escaped(_apart(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"))


def _apart(words: str) -> str:
    """Keep the direction of somebody's words from turning what stands around them."""
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if words else ""


def _arrow() -> str:
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return "←" if mirrored else "→"
