"""One round of a shared folder: what the others wrote is taken in, what is new here is given.

Nobody ever writes a file of somebody else's, so that whatever carries the folder from computer to
computer (a synchronising program, a network drive, a memory stick) never meets two versions of one
file. A file may arrive late, in part, twice, or older than the one before: what is not whole is
refused and looked at again when it has changed; what is older holds nothing new.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from outreach.base.errors import NotSaved, Refusal
from outreach.base.language import tr
from outreach.document import log
from outreach.document.backups import Backups
from outreach.document.copying import write_over
from outreach.document.document import Document
from outreach.merge.bringing import merge
from outreach.merge.report import Report
from outreach.merge.source import open_source
from outreach.sharing.membership import Membership


@dataclass(slots=True)
class Round:
    """What one round did."""

    taken: list[Report] = field(default_factory=list)
    """What came in from each file that had something new."""
    waiting: dict[str, str] = field(default_factory=dict)
    """Files that could not be taken in now, and why."""
    given: bool = False
    """Whether the own file was written anew."""

    @property
    def decisions(self) -> int:
        """How many decisions came in."""
        return sum(len(report.decisions) for report in self.taken)


def exchange(
    document: Document, membership: Membership, *, backups: Backups | None = None
) -> Round:
    """Take in what the others wrote, and write the own file anew when something is new here.

    ``membership`` is brought up to date; keep it afterwards. A round in which nothing is new writes
    nothing, so that a folder comes to rest.

    Args:
        document: The open file, of that initiative.
        membership: How it is shared here.
        backups: Takes a safe copy before something comes in.

    Raises:
        Refusal: when the folder is not there; nothing was changed.
        NotSaved: when the document or the own file cannot be written; what came in before is safe.
    """
    done = Round()
    for path in news(membership):
        try:
            report = take(document, membership, path, backups=backups)
        except NotSaved:
            raise
        except Refusal as refusal:
            done.waiting[path.name] = str(refusal)
            continue
        if report:
            done.taken.append(report)
    done.given = give_if_new(document, membership)
    return done


def news(membership: Membership, tried: Mapping[str, str] = MappingProxyType({})) -> list[Path]:
    """Return the others' files that look different from when they were last taken in, by name.

    Args:
        membership: How the initiative is shared here.
        tried: What could not be taken in looked like, by name; as long as it looks so, it is not
            tried again.

    Raises:
        Refusal: when there is no such folder.
    """
    states = ((path, state_of(path)) for path in _others(membership))
    known = (membership.seen, tried)
    return [
        path
        for path, state in states
        if state is not None and all(seen.get(path.name) != state for seen in known)
    ]


def take(
    document: Document, membership: Membership, path: Path, *, backups: Backups | None = None
) -> Report | None:
    """Take in one of the others' files; None when it is of another initiative.

    Raises:
        Refusal: when it is not whole or not as it should be; nothing was changed.
        NotSaved: when the document cannot be written.
    """
    state = state_of(path)
    mine = _is_of(document, path)
    report = merge(document, path, backups=backups, in_words=False) if mine else None
    if state is not None:
        membership.seen[path.name] = state
    return report


def give_if_new(document: Document, membership: Membership) -> bool:
    """Write the own file anew when something is new here; tell whether it was.

    Raises:
        NotSaved: as :func:`give`.
    """
    if _newest(document.connection) == membership.given and _own(membership).exists():
        return False
    give(document, membership)
    return True


def give(document: Document, membership: Membership) -> None:
    """Write the own file anew.

    Raises:
        NotSaved: when it cannot be written; the one before stays.
    """
    newest = _newest(document.connection)
    try:
        write_over(_own(membership), document.content())
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise NotSaved(
            tr(
                "Your copy in the shared folder could not be written ({why}). Your "
                "plan is safe where it is; the others get it when the folder can "
                "be written to again.",
                why=why,
            )
        ) from error
    membership.given = newest


def _others(membership: Membership) -> Iterator[Path]:
    """Yield the others' files, by name.

    Raises:
        Refusal: when there is no such folder.
    """
    try:
        names = sorted(path.name for path in membership.folder.iterdir())
    except OSError as error:
        raise Refusal(
            tr(
                "The shared folder “{folder}” cannot be read ({strerror}). Nothing "
                "was changed. Connect it again, or choose another.",
                folder=membership.folder,
                strerror=error.strerror,
            )
        ) from error
    for name in names:
        # What begins with a dot is on its way, or a synchronising program's own.
        if name.endswith(".db") and not name.startswith(".") and name != membership.own:
            yield membership.folder / name


def _is_of(document: Document, path: Path) -> bool:
    """Whether the file is a copy of the initiative; a folder may hold others too."""
    with open_source(path, document.model) as source:
        return source.id == document.id


def _own(membership: Membership) -> Path:
    return membership.folder / membership.own


def state_of(path: Path) -> str | None:
    """Return what shows that a file is the same as before; None when it cannot be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ino}"


def _newest(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the newest edit of each session, without notes that copies were brought together."""
    return dict(
        connection.execute(
            "SELECT s.id, max(t.seq) FROM log_txn t JOIN log_site s ON s.ord = t.site "
            "WHERE t.kind != ? GROUP BY s.id",
            (log.MERGE,),
        ).fetchall()
    )
