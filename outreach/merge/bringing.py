"""Brings a colleague's copy into this one, or says what that would do."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from outreach.base.errors import Refusal
from outreach.base.language import in_every_language, plural, tr
from outreach.base.progress import Progress, untold
from outreach.document import log
from outreach.document.backups import Backups, Why
from outreach.document.document import Document
from outreach.document.edits import Edit
from outreach.document.opening import open_document
from outreach.history.effective import standing
from outreach.merge.around import going_on
from outreach.merge.decisions import Answer, answer, waiting
from outreach.merge.report import Report, describe, erasures, only_here, without_decisions
from outreach.merge.source import Source, open_source

MOST_ERASURES = 3
"""More records than this are not erased, and of no more are texts, without asking first."""

STEPS = 6
"""In so many steps progress is told."""


class OtherInitiative(Refusal):
    """The file is of another initiative: its partners can be brought in, it cannot be merged."""


def merge(
    document: Document,
    path: Path,
    *,
    answers: Mapping[str, Answer] | None = None,
    erase_many: bool = False,
    backups: Backups | None = None,
    progress: Progress | None = None,
    in_words: bool = True,
) -> Report:
    """Bring the file at ``path`` into ``document`` as one edit; that file is only read.

    Args:
        document: The open file.
        path: A copy of it.
        answers: For decisions by id, which answer to take, within the same edit. Those that are
            not answered wait; what is in force meanwhile can be seen.
        erase_many: Whether erasing more than :data:`MOST_ERASURES` records was agreed to.
        backups: Takes a safe copy first.
        progress: Is told how far it is.
        in_words: Whether to tell of what needs no decision, and of what is only here. Of many
            records that takes as long as the rest.

    Returns:
        What came in; nothing when everything was here already.

    Raises:
        Refusal: the file is of another initiative, or is not as it should be, or would erase
            many records, or an answer does not fit; nothing was changed.
        NotSaved: when the document cannot be written.
    """
    tell = progress or untold
    with open_source(path, document.model) as source:
        tell(1, STEPS)
        _check_initiative(document, source)
        if not source.has_news(document.connection):
            return Report(path.name)
        if backups is not None:
            backups.before(document, Why.MERGE)
        with document.edit(_label(path.name), kind=log.MERGE) as edit:
            report = _brought(document, source, path.name, edit, tell, in_words)
            if len(report.for_good) > MOST_ERASURES and not erase_many:
                raise _erases_much(report, path.name)
            for decision in report.decisions:
                take = (answers or {}).get(decision.id)
                if take is not None:
                    answer(edit, document, decision, take)
    report.changes = edit.changes
    return report


def _erases_much(report: Report, name: str) -> Refusal:
    return Refusal(
        plural(
            "“{name}” would erase {n} record here for ever, and texts of {texts} more, so nothing "
            "was changed. Merge it again and agree to that.",
            "“{name}” would erase {n} records here for ever, and texts of {texts} more, so nothing "
            "was changed. Merge it again and agree to that.",
            len(report.erasures),
            name=name,
            texts=len(report.scrubbed),
        )
    )


def compare(document: Document, path: Path, progress: Progress | None = None) -> Report:
    """Say what :func:`merge` would do; nothing is written but a private copy that goes again.

    Raises:
        Refusal: as :func:`merge`.
        NotSaved: when there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="outreach-") as folder:
        copy = Path(folder) / "mine.db"
        document.copy_to(copy, private=True)
        (progress or untold)(0, STEPS)
        opening = open_document(copy, document.model, author=document.author)
        with opening.opened() as mine:
            return merge(mine, path, erase_many=True, progress=progress)


def taken_back(document: Document, name: str) -> str:
    """Return the last merge of a file called ``name`` that was taken back; empty for none.

    All that such a file holds is here, so it can only be done again, not merged anew.
    """
    now = standing(document.connection)
    merges = log.edits(
        document.connection,
        f"t.kind = '{log.MERGE}' AND t.label IN (SELECT value FROM json_each(?))",
        # Whoever merged it may have spoken another language.
        (json.dumps(in_every_language(lambda: _label(name))),),
        newest_first=True,
    )
    return next((edit.id for edit in merges if not now.is_active(edit)), "")


def _label(name: str) -> str:
    return tr("Merged “{name}”", name=name)[:200]


def _brought(
    document: Document, source: Source, name: str, edit: Edit, tell: Progress, in_words: bool
) -> Report:
    """Take in what is missing here, within ``edit``, and say what that did."""
    here, model = document.connection, document.model
    arrivals = source.missing(here)
    if not arrivals.substantial:
        return Report(name)
    tell(2, STEPS)
    shifts = edit.take_in(arrivals)
    tell(3, STEPS)
    authors = (arrival.head.author for arrival in arrivals.edits)
    report = Report(name, len(arrivals.edits), tuple(dict.fromkeys(authors)))
    report.erasures = erasures(model, arrivals, "E")
    report.scrubbed = erasures(model, arrivals, "S")
    fits = describe(here, model, arrivals, shifts) if in_words else []
    tell(4, STEPS)
    report.decisions = waiting(here, model, arrivals.rows)
    tell(5, STEPS)
    report.around = {decision.id: going_on(document, decision) for decision in report.decisions}
    if in_words:
        report.fits = without_decisions(here, fits, report.decisions)
        report.only_here = only_here(here, model, source.known(here))
    return report


def _check_initiative(document: Document, source: Source) -> None:
    if source.id != document.id:
        raise OtherInitiative(
            tr(
                "“{name}” is of another initiative, so it cannot be merged and "
                "nothing was changed. Its partners can be brought in as an import.",
                name=source.name,
            )
        )
    ours, theirs = document.redaction.mark, source.redaction.mark
    if ours is not None and (theirs is None or theirs.session != ours.session):
        raise Refusal(
            tr(
                "This file is a redacted copy, and “{name}” holds what was left "
                "out of it, so nothing was changed. Merge this one into that.",
                name=source.name,
            )
        )
