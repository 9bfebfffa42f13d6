"""The closed set of outcomes of opening a file, each with its sentence."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from outreach.base.errors import NotSaved, Refusal
from outreach.document import schema
from outreach.document.document import Document
from outreach.document.header import WAL, Header


class Outcome(StrEnum):
    """How an attempt to open a file ended."""

    OPENED = "opened"
    READ_ONLY = "read-only"
    """Opened for reading; the sentence says why not for writing."""
    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_AN_INITIATIVE = "not an initiative"
    NEWER = "newer"
    """Written by a newer version of the program; opened for reading where that is possible."""
    DAMAGED = "damaged"
    LOCKED = "locked"
    STRANGE = "strange"
    """Holds what this program never writes; not opened, since it might run something."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What came of opening a file."""

    outcome: Outcome
    sentence: str
    """What happened, what is safe and what to do; empty for a plain success."""
    document: Document | None = None

    def opened(self) -> Document:
        """Return the document.

        Raises:
            Refusal: with the sentence, when the file was not opened.
        """
        if self.document is None:
            raise Refusal(self.sentence)
        return self.document


def header_trouble(name: str, header: Header) -> Opening | None:
    """Judge a file by its first hundred bytes, before SQLite touches it."""
    if header.application_id != schema.APPLICATION_ID:
        return Opening(
            Outcome.NOT_AN_INITIATIVE,
            f"“{name}” is a database, but not one of Outreach Planner. It was not changed.",
        )
    if header.write_version == WAL:
        return Opening(
            Outcome.STRANGE,
            f"“{name}” was left by another tool in a state (WAL) in which its newest changes may "
            "be in a second file that was not sent. It was not changed. Close it in that tool "
            "and ask for it again.",
        )
    return None


def not_an_initiative(name: str) -> Opening:
    """Say that this is another kind of file."""
    return Opening(
        Outcome.NOT_AN_INITIATIVE,
        f"“{name}” is not a file of Outreach Planner. It was not changed.",
    )


def unreadable(name: str, why: object) -> Opening:
    """Say that the machine does not give the file's bytes."""
    return Opening(Outcome.UNREADABLE, f"“{name}” could not be read ({why}). It was not changed.")


def cut_short(name: str, header: Header) -> Opening:
    """Say that the end of the file is missing."""
    return Opening(
        Outcome.DAMAGED,
        f"“{name}” is cut short: {header.length:,} bytes of "
        f"{header.pages * header.page_size:,}. It was not changed. Ask for the file again, "
        "or open your latest backup.",
    )


def strange(name: str, found: list[str]) -> Opening:
    """Say what the file holds that does not belong there."""
    return Opening(
        Outcome.STRANGE,
        f"“{name}” was not opened: it is not as this program writes its files. "
        f"It was not changed. Ask whoever sent it for a fresh copy. {' '.join(found[:3])}",
    )


def not_one(name: str, count: int) -> Opening:
    """Say that the file does not hold its one initiative."""
    held = f"{count} initiatives" if count else "no initiative"
    return Opening(
        Outcome.DAMAGED,
        f"“{name}” holds {held}; it must hold one. It was not changed. Open your latest backup.",
    )


def newer(name: str, document: Document | None) -> Opening:
    """Say that the file is ahead of the program; ``document`` when it can be read all the same."""
    if document is None:
        return Opening(
            Outcome.NEWER,
            f"“{name}” was written by a newer version of Outreach Planner and cannot be read by "
            "this one. It was not changed. Update the program to open it.",
        )
    return Opening(
        Outcome.NEWER,
        f"“{name}” was written by a newer version of Outreach Planner. It is open for reading; "
        "nothing in it is changed. Update the program to edit it.",
        document,
    )


def unwritable(name: str, document: Document | None) -> Opening:
    """Say that the machine does not let the file be written."""
    return Opening(
        Outcome.READ_ONLY,
        f"“{name}” or its folder cannot be written to, so it is open for reading. "
        "Save a copy elsewhere to edit it.",
        document,
    )


def not_on_record(name: str, why: NotSaved, document: Document) -> Opening:
    """Say that changes by another tool could not be put on record."""
    return Opening(
        Outcome.READ_ONLY,
        f"Another program changed “{name}”, and that could not be put on record, so it is open "
        f"for reading. {why}",
        document,
    )


def does_not_fit(name: str, said: list[str], document: Document) -> Opening:
    """Say that changes by another tool are not what the program could have written."""
    return Opening(
        Outcome.READ_ONLY,
        f"Another program put something into “{name}” that does not fit, so it is open for "
        f"reading. Nothing was lost. {' '.join(said[:3])}",
        document,
    )


def database_trouble(
    name: str, error: sqlite3.DatabaseError | UnicodeDecodeError, header: Header
) -> Opening:
    """Say what it means that SQLite could not read the file."""
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Opening(
            Outcome.LOCKED,
            f"Another program is writing to “{name}”. It was not changed. Close it there and try "
            "again.",
        )
    if code.startswith("SQLITE_READONLY"):
        return Opening(
            Outcome.UNREADABLE,
            f"A program stopped while it was writing “{name}”. Opening it for editing puts that "
            f"right. If it cannot be written to here, copy it and “{name}-journal” together to "
            "another folder and open it there. It was not changed.",
        )
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
        return unreadable(name, error)
    if header.truncated:
        return cut_short(name, header)
    return Opening(
        Outcome.DAMAGED,
        f"“{name}” is damaged ({error}). It was not changed. Ask for the file again, or open "
        "your latest backup.",
    )
