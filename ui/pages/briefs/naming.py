"""What a saved brief is called."""

from __future__ import annotations

from outreach.base.file_names import fit_for_a_name
from outreach.base.language import tr
from outreach.briefs.content import Edition
from outreach.vocabulary import EDITIONS
from ui.pages.briefs.drawing import Wanted

_MOST_BYTES = 150
"""With the rest it stays within what every system allows."""


def file_name(wanted: Wanted, name: str) -> str:
    """Return a name for the file that says whose brief it is, which edition, and of what day.

    Args:
        wanted: What is saved.
        name: The partner's name, or the initiative's for a pack.
    """
    whose = tr("{name} – pack", name=name) if not wanted.partner else name
    edition = EDITIONS[wanted.edition.value]
    whose = fit_for_a_name(whose, _MOST_BYTES, otherwise=tr("Brief"))
    name = f"{whose} – {edition} – {wanted.day.isoformat()}.pdf"
    return tr("INTERNAL {name}", name=name) if wanted.edition is Edition.INTERNAL else name
