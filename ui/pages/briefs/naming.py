"""What a saved brief is called."""

from __future__ import annotations

from outreach.briefs.content import Edition
from outreach.vocabulary import EDITIONS
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
    edition = EDITIONS[wanted.edition.value]
    mark = "INTERNAL " if wanted.edition is Edition.INTERNAL else ""
    return f"{mark}{_safe(whose)} – {edition} – {wanted.day.isoformat()}.pdf"


def _safe(name: str) -> str:
    kept = "".join(" " if c in _FORBIDDEN or not c.isprintable() else c for c in name)
    return " ".join(kept.split())[:_LONGEST].strip(" .") or "Brief"
