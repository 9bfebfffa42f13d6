"""What a person has chosen for this computer: never part of a plan's file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, overload

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from outreach.base.language import LANGUAGES, tr
from ui.language import SYSTEM

T = TypeVar("T")

MOST_RECENT = 10
_RECENT = "files/recent"


class Recent(NamedTuple):
    """A file that was open before."""

    path: Path
    missing: bool
    """It is not there now: renamed, or on a stick that is not plugged in."""


class Preference(Generic[T]):
    """One choice: its key in the file, what holds until it is made, and how it is read."""

    def __init__(self, key: str, default: T, read: Callable[[Any], T]) -> None:
        """Declare the choice; ``read`` raises ValueError or TypeError for what makes no sense."""
        self.key, self.default, self.read = key, default, read

    @overload
    def __get__(self, owner: None, kind: type[Preferences]) -> Preference[T]: ...
    @overload
    def __get__(self, owner: Preferences, kind: type[Preferences]) -> T: ...
    def __get__(self, owner: Preferences | None, kind: type[Preferences]) -> T | Preference[T]:
        """Return the choice; the default for one that a person has spoilt by hand."""
        if owner is None:
            return self
        try:
            return self.read(owner.settings.value(self.key, self.default))
        except (TypeError, ValueError):
            return self.default

    def __set__(self, owner: Preferences, value: T) -> None:
        """Keep the choice."""
        owner.settings.setValue(self.key, QByteArray(value) if isinstance(value, bytes) else value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _one_of(*choices: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError("not a choice")
        return str(value)

    return read


def _views(value: Any) -> str:
    found = json.loads(_text(value))
    if not isinstance(found, dict) or not all(isinstance(view, dict) for view in found.values()):
        raise ValueError("not views")
    return str(value)


def _scale(value: Any) -> float:
    found = float(value)
    if not 0.9 <= found <= 1.6:
        raise ValueError("not a text size")
    return found


def _yes(value: Any) -> bool:
    if str(value).lower() not in ("true", "false"):
        raise ValueError("neither yes nor no")
    return str(value).lower() == "true"


def _bytes(value: Any) -> bytes:
    return bytes(value.data()) if isinstance(value, QByteArray) else bytes(value)


class Preferences:
    """Choices in an ini file in the person's folder for settings."""

    author = Preference("person/author", "", _text)
    """The name under which changes are logged."""
    scheme = Preference("look/scheme", "system", _one_of("system", "light", "dark"))
    scale = Preference("look/text-scale", 1.0, _scale)
    """Text size, 0.9 to 1.6 times the system's."""
    language = Preference("look/language", SYSTEM, _one_of(SYSTEM, *LANGUAGES))
    """The window's language; empty for the system's."""
    paper = Preference("briefs/paper", "A4", _one_of("A4", "LETTER"))
    partner_views = Preference("partners/views", "{}", _views)
    """Filters of the list of partners that were kept under a name, as JSON."""
    objection_views = Preference("objections/views", "{}", _views)
    """Those of the list of objections."""
    notify = Preference("attention/notify", True, _yes)
    """Whether the desktop says what is late when a plan is opened."""
    geometry = Preference("window/geometry", b"", _bytes)
    """Where the window was, as Qt keeps it."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the choices from ``path``, by default the usual place on this system."""
        self.settings = QSettings(str(path or _usual_place()), QSettings.Format.IniFormat)
        if not self.author.strip():
            self.author = login_name()

    @property
    def recent(self) -> list[Recent]:
        """The files that were open last, the latest first; missing ones are marked."""
        paths = (Path(found) for found in self._recent())
        return [Recent(path, missing=not _is_there(path)) for path in paths]

    def remember(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        here = str(path.absolute())
        others = [found for found in self._recent() if found != here]
        self.settings.setValue(_RECENT, [here, *others][:MOST_RECENT])

    def forget(self, path: Path) -> None:
        """Take a file out of the recent ones."""
        here = str(path.absolute())
        self.settings.setValue(_RECENT, [found for found in self._recent() if found != here])

    def sync(self) -> None:
        """Write what has changed now."""
        self.settings.sync()

    def _recent(self) -> list[str]:
        kept: Any = self.settings.value(_RECENT, [])
        if isinstance(kept, str):  # an ini file says a list of one as a text
            kept = [kept]
        return [str(found) for found in kept or ()][:MOST_RECENT]


def login_name() -> str:
    """Return the name under which the person is known to the system, or one that stands in."""
    import getpass  # only ever needed once

    # Signs the changes of a person whose name no one knows, until they say it in the settings.
    somebody = tr("Somebody")
    try:
        return getpass.getuser() or somebody
    except (OSError, KeyError, ImportError):
        return somebody


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _usual_place() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "outreach-planner" / "settings.ini"
