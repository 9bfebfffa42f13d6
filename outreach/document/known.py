"""Which files were looked through on this computer, as they are now.

A file from somebody else is looked through before it is trusted, which takes as long as reading
it all. The program notes what it has looked through or left itself, so that one's own file opens
at once. The note is kept outside the file: what is written in a file can be written by anybody.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from outreach.base.data_folder import data_folder
from outreach.base.ids import new_id

_FILE = "known-files.json"
_MOST = 200


class Appearance(NamedTuple):
    """What shows that a file is the same as before, to all appearances."""

    file: str
    """What tells it from others on this computer."""
    state: str
    """What is another when it was changed."""


def appearance(path: Path, change_counter: int) -> Appearance | None:
    """Return what the file at ``path`` looks like now; None when that cannot be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    seen = (change_counter, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return Appearance(f"{found.st_dev}-{found.st_ino}", "-".join(map(str, seen)))


def is_known(seen: Appearance | None) -> bool:
    """Tell whether a file looks as it was last noted here."""
    return seen is not None and _notes().get(seen.file) == seen.state


def remember(seen: Appearance | None) -> None:
    """Note what a file looks like; when that cannot be written, nothing is noted."""
    place, notes = _place(), _notes()
    if place is None or seen is None or notes.get(seen.file) == seen.state:
        return
    notes.pop(seen.file, None)
    notes[seen.file] = seen.state
    # Put in place at once: two windows may note files at the same time.
    part = place.with_name(f".{new_id()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(dict(list(notes.items())[-_MOST:])), "utf-8")
        part.replace(place)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _place() -> Path | None:
    folder = data_folder()
    return folder / _FILE if folder else None


def _notes() -> dict[str, str]:
    place = _place()
    if place is None:
        return {}
    try:
        notes = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return notes if isinstance(notes, dict) else {}
