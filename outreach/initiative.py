"""All record kinds together: what a file of this program holds, and how it is made and opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from outreach.base.clock import Clock, wall_clock
from outreach.base.language import tr
from outreach.cadence import kinds as cadence
from outreach.cause import kinds as cause
from outreach.document import making, opening
from outreach.document.backups import Backups
from outreach.document.document import Document
from outreach.document.records import Model
from outreach.network import kinds as network
from outreach.persuasion import kinds as persuasion

MODEL = Model([*cause.KINDS, *network.KINDS, *persuasion.KINDS, *cadence.KINDS])
"""Every kind of record, in the order in which people meet them."""


def create(
    path: Path,
    name: str,
    *,
    author: str,
    fill: Callable[[Document], None] | None = None,
    clock: Clock = wall_clock,
) -> Document:
    """Make a file with an initiative called ``name``, and open it.

    Args:
        path: A path that is not taken.
        name: What partners call the initiative.
        author: Who edits.
        fill: More edits that belong to the making; by default the initiative is empty.
        clock: The time.

    Raises:
        Refusal: when a file of that name exists, or the name does not fit; no file is made.
        NotSaved: when the folder cannot be written to.
    """

    def begin(document: Document) -> None:
        with document.edit(tr("Began “{name}”", name=name)) as edit:
            edit.add(cause.Initiative, name=name, status="active")
        if fill is not None:
            fill(document)

    return making.create(path, MODEL, author=author, fill=begin, clock=clock)


def open_file(
    path: Path,
    *,
    author: str,
    read_only: bool = False,
    lock: bool = False,
    clock: Clock = wall_clock,
) -> opening.Opening:
    """Open ``path``; the outcome says how that went and never raises for a bad file.

    A window passes ``lock``, so that whoever opens the file second is told. Safe copies are taken
    in the person's own data.
    """
    return opening.open_document(
        path,
        MODEL,
        author=author,
        read_only=read_only,
        lock=lock,
        backups=Backups(),
        clock=clock,
    )


def the_initiative(document: Document) -> cause.Initiative:
    """Return the one initiative that the file is about."""
    (initiative,) = document.all(cause.Initiative)
    return initiative
