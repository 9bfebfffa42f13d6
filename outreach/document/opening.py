"""Making and opening files. Opening has a closed set of outcomes, each with a sentence."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from outreach.base.clock import Clock, wall_clock
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import new_id
from outreach.document import schema
from outreach.document.document import Document
from outreach.document.header import WAL, Header, RawFile
from outreach.document.records import Model


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


def create(
    path: Path,
    model: Model,
    *,
    author: str,
    clock: Clock = wall_clock,
    document_id: str = "",
) -> Document:
    """Make an empty file at ``path`` and open it.

    Raises:
        Refusal: when something of that name exists.
        NotSaved: when the folder cannot be written to.
    """
    from outreach.document.migrations import migrate

    if path.exists():
        raise Refusal(
            f"“{path.name}” exists already. Nothing was changed; choose another name."
        )
    try:
        # Taken exclusively, so that two programs making the same file cannot mix.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except OSError as error:
        raise NotSaved(
            f"“{path}” could not be made ({error.strerror}). Choose another folder."
        ) from error
    try:
        connection = _connect(path, writable=True)
        connection.execute("PRAGMA encoding='UTF-8'")
        migrate(connection, model)
        connection.execute(
            "INSERT INTO log_meta (key, value) VALUES ('doc', ?)",
            (document_id or new_id(),),
        )
    except sqlite3.Error as error:
        path.unlink(missing_ok=True)
        raise NotSaved(
            f"“{path}” could not be made ({error}). Choose another folder."
        ) from error
    connection.execute("PRAGMA query_only=ON")
    return Document(
        path,
        connection,
        RawFile.hold(path),
        model,
        author=author,
        writable=True,
        clock=clock,
    )


def open_document(
    path: Path,
    model: Model,
    *,
    author: str,
    clock: Clock = wall_clock,
    read_only: bool = False,
    wait_seconds: float = 2.0,
) -> Opening:
    """Open ``path``; never raises for what may be wrong with a file.

    Args:
        path: The file.
        model: The declarations of this version.
        author: Who edits from now on.
        clock: The time.
        read_only: Open for reading whatever the file allows; nothing is written, ever.
        wait_seconds: How long to wait for another program that is writing.
    """
    if not path.exists():
        return Opening(
            Outcome.MISSING, f"There is no file “{path}”. Check the name and folder."
        )
    if not path.is_file():
        return Opening(Outcome.NOT_AN_INITIATIVE, f"“{path.name}” is not a file.")
    try:
        raw = RawFile.hold(path)
    except OSError as error:
        return Opening(
            Outcome.UNREADABLE,
            f"“{path.name}” could not be read ({error.strerror}). It was not changed.",
        )
    opening = _open(path, raw, model, author, clock, read_only, wait_seconds)
    if opening.document is None:
        raw.release()
    return opening


def _open(
    path: Path,
    raw: RawFile,
    model: Model,
    author: str,
    clock: Clock,
    read_only: bool,
    wait_seconds: float,
) -> Opening:
    header = raw.header()
    trouble = _header_trouble(path.name, header)
    if trouble or header is None:
        return trouble or _not_an_initiative(path.name)
    newer = header.user_version > schema.FORMAT
    allowed = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    writable = allowed and not read_only and not newer
    connection = _connect(path, writable=writable, wait_seconds=wait_seconds)
    try:
        document, sentence = _checked(
            path, connection, raw, model, author, clock, writable, header
        )
    except sqlite3.DatabaseError as error:
        connection.close()
        return _database_trouble(path.name, error)
    if document is None:
        connection.close()
        return Opening(Outcome.NEWER if newer else Outcome.STRANGE, sentence)
    if newer:
        return Opening(
            Outcome.NEWER,
            f"“{path.name}” was written by a newer version of Outreach Planner. It is open for "
            "reading; nothing in it is changed. Update the program to edit it.",
            document,
        )
    if sentence:
        return Opening(Outcome.READ_ONLY, sentence, document)
    if not allowed and not read_only:
        return Opening(
            Outcome.READ_ONLY,
            f"“{path.name}” or its folder cannot be written to, so it is open for reading. "
            "Save a copy elsewhere to edit it.",
            document,
        )
    return Opening(Outcome.OPENED, "", document)


def _checked(
    path: Path,
    connection: sqlite3.Connection,
    raw: RawFile,
    model: Model,
    author: str,
    clock: Clock,
    writable: bool,
    header: Header,
) -> tuple[Document | None, str]:
    """Check schema and outside changes; return the document, and a sentence if limited."""
    if header.user_version > schema.FORMAT:
        if not schema.readable(connection, model):
            return None, (
                f"“{path.name}” was written by a newer version of Outreach Planner and cannot be "
                "read by this one. It was not changed. Update the program to open it."
            )
        connection.execute("PRAGMA query_only=ON")
        return Document(
            path, connection, raw, model, author=author, writable=False, clock=clock
        ), ""
    if writable and header.user_version < schema.FORMAT:
        from outreach.document.migrations import migrate

        migrate(connection, model)
    found = schema.differences(connection, model)
    if found:
        return None, (
            f"“{path.name}” was not opened: it is not as this program writes its files. "
            f"It was not changed. Ask whoever sent it for a fresh copy. {' '.join(found[:3])}"
        )
    connection.execute("PRAGMA query_only=ON")
    document = Document(
        path, connection, raw, model, author=author, writable=writable, clock=clock
    )
    said = document.adopt_outside_changes()
    if said:
        document.writable = False
        return document, (
            f"Another program put something into “{path.name}” that does not fit, so it is open "
            f"for reading. Nothing was lost. {' '.join(said[:3])}"
        )
    return document, ""


def _header_trouble(name: str, header: Header | None) -> Opening | None:
    if header is None:
        return _not_an_initiative(name)
    if header.application_id != schema.APPLICATION_ID:
        return Opening(
            Outcome.NOT_AN_INITIATIVE,
            f"“{name}” is a database, but not one of Outreach Planner. It was not changed.",
        )
    if header.truncated:
        return Opening(
            Outcome.DAMAGED,
            f"“{name}” is cut short: {header.length:,} bytes of "
            f"{header.pages * header.page_size:,}. It was not changed. Ask for the file again, "
            "or open your latest backup.",
        )
    if header.write_version == WAL:
        return Opening(
            Outcome.STRANGE,
            f"“{name}” was left by another tool in a state (WAL) in which its newest changes may "
            "be in a second file that was not sent. It was not changed. Close it in that tool "
            "and ask for it again.",
        )
    return None


def _not_an_initiative(name: str) -> Opening:
    return Opening(
        Outcome.NOT_AN_INITIATIVE,
        f"“{name}” is not a file of Outreach Planner. It was not changed.",
    )


def _database_trouble(name: str, error: sqlite3.DatabaseError) -> Opening:
    if "locked" in str(error):
        return Opening(
            Outcome.LOCKED,
            f"Another program is writing to “{name}”. It was not changed. Close it there and try "
            "again.",
        )
    return Opening(
        Outcome.DAMAGED,
        f"“{name}” is damaged ({error}). It was not changed. Ask for the file again, or open "
        "your latest backup.",
    )


def _connect(
    path: Path, *, writable: bool, wait_seconds: float = 2.0
) -> sqlite3.Connection:
    mode = "rw" if writable else "ro"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=wait_seconds,
    )
    # No trigger, view or function of a file is ever trusted, deleted text leaves no trace, and an
    # edit that was acknowledged survives a power cut.
    for pragma in (
        "trusted_schema=OFF",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "secure_delete=ON",
        "synchronous=FULL",
        "temp_store=MEMORY",
        "cell_size_check=ON",
        "mmap_size=0",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection
