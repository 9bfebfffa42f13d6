"""Brings a colleague's copy into this one, or says what that would do."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from outreach.base.errors import Refusal
from outreach.document import log
from outreach.document.backups import Backups, Why
from outreach.document.document import Document
from outreach.document.opening import open_document
from outreach.merge.decisions import answer, waiting
from outreach.merge.report import Report, describe
from outreach.merge.source import Source, open_source

MOST_ERASURES = 3
"""More records than this are not erased by a merge without being asked about first."""


def merge(
    document: Document,
    path: Path,
    *,
    answers: Mapping[str, str] | None = None,
    erase_many: bool = False,
    backups: Backups | None = None,
) -> Report:
    """Bring the file at ``path`` into ``document`` as one edit; that file is only read.

    Args:
        document: The open file.
        path: A copy of it.
        answers: For decisions by id, which answer to take, within the same edit.
        erase_many: Whether erasing more than :data:`MOST_ERASURES` records was agreed to.
        backups: Takes a safe copy first.

    Returns:
        What came in; nothing when everything was here already.

    Raises:
        Refusal: the file is of another initiative, or is not as it should be, or would erase
            many records, or an answer does not fit; nothing was changed.
        NotSaved: when the document cannot be written.
    """
    with open_source(path, document.model) as source:
        _check_initiative(document, source)
        if not source.has_news(document.connection):
            return Report(path.name)
        if backups is not None:
            backups.before(document, Why.MERGE)
        with document.edit(f"Merged “{path.name}”"[:200], kind=log.MERGE) as edit:
            arrivals = source.missing(document.connection)
            if not arrivals.substantial:
                return Report(path.name)
            shifts = edit.take_in(arrivals)
            report = Report(path.name, len(arrivals.edits))
            authors = (arrival.head.author for arrival in arrivals.edits)
            report.authors = tuple(dict.fromkeys(authors))
            report.fits, report.erasures = describe(
                document.connection, document.model, arrivals, shifts
            )
            if len(report.erasures) > MOST_ERASURES and not erase_many:
                raise Refusal(
                    f"“{path.name}” would erase {len(report.erasures)} records here for ever, so "
                    "nothing was changed. Merge it again and agree to that."
                )
            report.decisions = waiting(document.connection, document.model, arrivals.rows)
            for decision in report.decisions:
                if take := (answers or {}).get(decision.id):
                    answer(edit, document, decision, take)
    report.edit = edit.changes.edit
    return report


def compare(document: Document, path: Path) -> Report:
    """Say what :func:`merge` would do; nothing is written but a private copy that goes again.

    Raises:
        Refusal: as :func:`merge`.
        NotSaved: when there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="outreach-") as folder:
        copy = Path(folder) / "mine.db"
        document.copy_to(copy, private=True)
        opening = open_document(copy, document.model, author=document.author)
        with opening.opened() as mine:
            return merge(mine, path, erase_many=True)


def _check_initiative(document: Document, source: Source) -> None:
    if source.id != document.id:
        raise Refusal(
            f"“{source.name}” is of another initiative, so nothing was changed. Its partners can "
            "be brought in as an import."
        )
