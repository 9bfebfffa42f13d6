"""Judges the files that a fault left: nothing lost that was acknowledged, nothing half there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from outreach.cli.checking import examine
from outreach.document import log
from outreach.document.connecting import connect
from outreach.document.opening import Outcome
from outreach.initiative import open_file
from tests.faults.work import BRIEF, IMPORT, PDFS, PLAN, RECORDS_IMPORTED, THEIRS, Done


def problems(
    folder: Path, done: Iterable[Done], begun_with: set[str], *, killed: bool = True
) -> list[str]:
    """Say everything that is wrong with the files in ``folder``; empty when nothing is.

    Args:
        folder: Where somebody was at work.
        done: What was acknowledged.
        begun_with: The names of the edits in the plan when the work began.
        killed: Whether somebody was stopped before they could tell of the last thing done.
    """
    return list(_problems(folder, list(done), begun_with, int(killed)))


def edits_in(path: Path) -> list[str]:
    """Return the names of the edits in a file, in the order in which they came."""
    with closing(connect(path, writable=False)) as connection:
        return [edit.id for edit in log.edits(connection)]


def _problems(folder: Path, done: list[Done], begun_with: set[str], untold: int) -> Iterator[str]:
    for path in sorted(folder.glob("*.db")):
        if path.name.startswith(".") or path.name == THEIRS:
            continue
        found = open_file(path, author="Ines")
        if found.document is not None:
            found.document.close()
        if found.outcome is not Outcome.OPENED:
            yield f"{path.name}: {found.outcome}: {found.sentence}"
            continue
        report = examine(path)
        yield from (f"{path.name}: {said}" for said in report.problems)
        if path.name == IMPORT and report.records != RECORDS_IMPORTED:
            yield f"{path.name}: half an import, {report.records} records"
        if path.name == PLAN and not report.problems:
            yield from _edits(path, done, begun_with, untold)
    yield from (f"{one.file}: gone" for one in done if not (folder / one.file).exists())
    wanted = ["after"] if any(one.what == "pdf" for one in done) else ["before", "after"]
    if (folder / BRIEF).read_bytes() not in [PDFS[name] for name in wanted]:
        yield f"{BRIEF} is half written"


def _edits(path: Path, done: list[Done], begun_with: set[str], untold: int) -> Iterator[str]:
    there = edits_in(path)
    acknowledged = {one.edit for one in done if one.edit}
    for edit in acknowledged - set(there):
        yield f"{path.name}: {edit} was acknowledged and is lost"
    theirs = path.with_name(THEIRS)
    more = set(there) - acknowledged - begun_with
    more -= set(edits_in(theirs)) if theirs.exists() else set()
    if len(more) > untold:
        yield f"{path.name}: {len(more)} edits that nobody was told of"
