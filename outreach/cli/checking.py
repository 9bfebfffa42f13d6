"""Examines a file without changing it: is it whole, and do its tables and its log agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from outreach.base.words import printable, shown
from outreach.document import adoption, examination, journal, outcomes, schema
from outreach.document.connecting import at_most, connect, steps_for
from outreach.document.document import Document
from outreach.document.header import RawFile
from outreach.document.naming import Names
from outreach.document.opening import Outcome
from outreach.document.scratch import scratch_folder
from outreach.initiative import MODEL, open_file

_BY_OTHERS = (
    "Another program has written to the file since this one did. Every record is as the log says."
)
_DIFFERS = {
    "I": "is not in the log: it was added",
    "U": "is not as the log says: it was changed",
    "D": "is in the log and not in its table: it was deleted",
    "R": "was deleted by the log: it was put back",
}
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What SQLite raises; Python cannot read an error that quotes broken text."""
_OUT_OF_REACH = (
    Outcome.MISSING,
    Outcome.UNREADABLE,
    Outcome.LOCKED,
    Outcome.NEWER,
    Outcome.SEALED,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file."""

    problems: list[str]
    """Sentences; empty for a sound file."""
    notes: list[str] = field(default_factory=list)
    """Sentences on what is good to know and no problem."""
    records: int = 0
    edits: int = 0
    repairable: bool = False
    """Whether there is any point in trying to make a clean copy."""


def examine(path: Path) -> Report:
    """Examine the file at ``path``; never raises for what may be wrong with it."""
    opening = open_file(path, author="", read_only=True)
    document = opening.document
    repairable = opening.outcome not in _OUT_OF_REACH
    if opening.outcome is not Outcome.OPENED or document is None:
        if document is not None:
            document.close()
        if opening.outcome is Outcome.UNREADABLE and journal.is_hot(path):
            return _as_it_was(path, opening.sentence)
        said = list(opening.found or (opening.sentence,))
        more = _of_a_file_not_opened(path) if opening.rescuable or opening.found else []
        return Report(list(dict.fromkeys((*said, *more))), repairable=repairable)
    with document:
        try:
            after = document.beyond_end()
            found = [*([after] if after else []), *_problems(document.connection)]
            problems = list(dict.fromkeys(found))
            notes = [] if problems or document.alone() else [_BY_OTHERS]
            return Report(problems, notes, *_counts(document), repairable=repairable)
        except _UNREADABLE as error:
            said = [f"“{path.name}” is damaged ({error}). It was not changed."]
            return Report(said, repairable=repairable)


def _as_it_was(path: Path, sentence: str) -> Report:
    """Examine what a file becomes when what a killed program left half written is taken back.

    That is done in a copy; ``sentence`` says that it has to be done.
    """
    try:
        with scratch_folder() as folder:
            copy = folder / path.name
            raw = RawFile.hold(path)
            try:
                journal.copy_with(raw, path, copy)
            finally:
                raw.release()
            with suppress(*_UNREADABLE):
                connect(copy, writable=True).close()
            found = [] if journal.is_hot(copy) else examine(copy).problems
    except OSError as error:
        found = [f"There was no room to look it through ({error.strerror})."]
    return Report([sentence, *found], repairable=True)


def _of_a_file_not_opened(path: Path) -> list[str]:
    """Say everything that is wrong with a file, beyond what kept it from being opened."""
    try:
        raw = RawFile.hold(path)
    except OSError:
        return []
    try:
        header = raw.header()
        if (
            header is None
            or header.truncated
            or outcomes.header_trouble(path.name, header, journal.beside(path))
        ):
            return []
        with (
            closing(connect(path, writable=False)) as connection,
            at_most(connection, steps_for(header.length)),
        ):
            # What could run is not asked for anything.
            return schema.differences(connection, MODEL) or list(_problems(connection))
    except _UNREADABLE:
        return []
    finally:
        raw.release()


def _counts(document: Document) -> tuple[int, int]:
    def count(table: str) -> int:
        row = document.connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        return int(row[0])

    return sum(map(count, document.model.kinds)), count("log_txn")


def _problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Say what is wrong with a file whose tables are built as they should be."""
    if broken := examination.broken_pages(connection):
        yield from broken
        return
    yield from examination.strays(connection, MODEL)
    yield from examination.misfits(connection, MODEL)
    if said := examination.log_troubles(connection, MODEL):
        yield from said
        return
    names = Names(connection, MODEL)
    found = adoption.differences(connection, MODEL)
    for row in found:
        yield (
            f"{_called(names, row)} {_DIFFERS[row.op]} outside the program. "
            "The next edit puts that on record."
        )
    yield from adoption.problems(connection, MODEL, found)
    yield from examination.misnoted(connection, MODEL)


def _called(names: Names, found: adoption.Difference) -> str:
    """Return what a record is called that another tool wrote: kind, name if it has one, and id."""
    kind, id = MODEL.tables[found.table], printable(str(found.row))
    try:
        name = names.title(kind, found.data) if found.op == "I" else names.name(found.row)
    except (TypeError, ValueError, LookupError):  # what another tool wrote cannot be read
        name = ""
    return (
        f"{kind.label} {shown(name)} ({id})"
        if name not in ("", found.row)
        else f"{kind.label} {id}"
    )
