"""What a saved brief is called, and writing it whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from outreach.base.errors import NotSaved
from outreach.briefs.content import Edition
from ui.pages.briefs.drawing import Wanted

_FORBIDDEN = '<>:"/\\|?*'
_LONGEST = 100
"""Characters of a name; with the rest it stays within what every system allows."""


def file_name(wanted: Wanted, name: str) -> str:
    """Return a name for the file that says whose brief it is, which edition, and of what day.

    Args:
        wanted: What is saved.
        name: The partner's name, or the initiative's for a pack.
    """
    whose = f"{name} – pack" if not wanted.partner else name
    edition = "internal" if wanted.edition is Edition.INTERNAL else "hand-out"
    mark = "INTERNAL " if wanted.edition is Edition.INTERNAL else ""
    return f"{mark}{_safe(whose)} – {edition} – {wanted.day.isoformat()}.pdf"


def write(path: Path, pdf: bytes) -> None:
    """Write ``pdf`` to ``path``, replacing what is there only when it is complete.

    Raises:
        NotSaved: when the folder cannot be written to.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            out.write(pdf)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NotSaved(
            f"The brief was not saved to “{path.name}” ({error.strerror}). Your plan is unchanged. "
            "Choose another folder."
        ) from error


def _safe(name: str) -> str:
    kept = "".join(" " if c in _FORBIDDEN or not c.isprintable() else c for c in name)
    return " ".join(kept.split())[:_LONGEST].strip(" .") or "Brief"
