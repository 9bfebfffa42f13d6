"""Which files were looked through on this computer, as they are now.

A file from somebody else is looked through before it is trusted, which takes as long as reading
it all. The program notes what it has looked through or left itself, so that one's own file opens
at once. The note is kept outside the file: what is written in a file can be written by anybody.
"""

from __future__ import annotations

import json
from pathlib import Path

from outreach.base.data_folder import data_folder
from outreach.base.ids import new_id

_FILE = "known-files.json"
_MOST = 200


def is_known(path: Path, change_counter: int) -> bool:
    """Tell whether the file at ``path`` is, to all appearances, as it was last noted here."""
    try:
        key, state = _appearance(path, change_counter)
    except OSError:
        return False
    return _notes().get(key) == state


def remember(path: Path, change_counter: int) -> None:
    """Note the file at ``path`` as it is now; when that cannot be written, nothing is noted."""
    place = _place()
    if place is None:
        return
    try:
        key, state = _appearance(path, change_counter)
        notes = _notes()
        if notes.get(key) == state:
            return
        notes.pop(key, None)
        notes[key] = state
        place.parent.mkdir(parents=True, exist_ok=True)
        # Put in place at once: two windows may note files at the same time.
        part = place.with_name(f".{new_id()}.part")
        part.write_text(json.dumps(dict(list(notes.items())[-_MOST:])), "utf-8")
        part.replace(place)
    except OSError:
        return


def _place() -> Path | None:
    folder = data_folder()
    return folder / _FILE if folder else None


def _notes() -> dict[str, str]:
    place = _place()
    if place is None:
        return {}
    try:
        notes = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _appearance(path: Path, change_counter: int) -> tuple[str, str]:
    """Return what tells the file from others on this computer, and what shows that it changed."""
    found = path.stat()
    seen = (change_counter, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return f"{found.st_dev}-{found.st_ino}", "-".join(map(str, seen))
