"""The closed set of outcomes of opening a file, each with its sentence."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from outreach.base.clock import day_words
from outreach.base.errors import Refusal
from outreach.base.language import plural, thousands, tr
from outreach.base.words import printable
from outreach.document import schema
from outreach.document.backups import Backup, Backups
from outreach.document.document import Document
from outreach.document.header import MOST_BYTES, SEALED, UTF_8, WAL, Header, RawFile
from outreach.document.lock import Holder, Lock


class Outcome(StrEnum):
    """How an attempt to open a file ended."""

    OPENED = "opened"
    READ_ONLY = "read-only"
    """Opened for reading; the sentence says why not for writing."""
    IN_USE = "in use"
    """Somebody else has it open for editing; opened for reading."""
    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_AN_INITIATIVE = "not an initiative"
    NEWER = "newer"
    """Written by a newer version of the program; opened for reading where that is possible."""
    DAMAGED = "damaged"
    """Not as it was written; what is sound of it opened for reading where there is any."""
    LOCKED = "locked"
    SEALED = "sealed"
    """Encrypted with a passphrase: only what is in it can be opened, once that is a file."""
    STRANGE = "strange"
    """Holds what this program never writes; not opened, since it might run something."""


class Opening(NamedTuple):
    """What came of opening a file."""

    outcome: Outcome
    sentence: str
    """What happened, what is safe and what to do; empty for a plain success."""
    document: Document | None = None
    lock: Lock | None = None
    """What tells others that the file is being edited here; whoever holds it renews it."""
    backups: Backups | None = None
    """What takes safe copies of the document while it is open for editing."""
    found: tuple[str, ...] = ()
    """Sentences on everything that is wrong with the file, and on what of it was lost."""
    rescuable: bool = False
    """Whether a clean copy can be made of what the file holds; see ``rescue``."""
    latest: Backup | None = None
    """The newest safe copy, where it can take the place of a file that is gone or not sound."""

    def opened(self) -> Document:
        """Return the document.

        Raises:
            Refusal: with the sentence, when the file was not opened.
        """
        if self.document is None:
            raise Refusal(self.sentence)
        return self.document


_UNSOUND = (
    Outcome.MISSING,
    Outcome.UNREADABLE,
    Outcome.NOT_AN_INITIATIVE,
    Outcome.DAMAGED,
    Outcome.STRANGE,
)


def with_latest_copy(opening: Opening, path: Path, backups: Backups | None) -> Opening:
    """Name the newest safe copy of the file at ``path`` where somebody may need it."""
    if backups is None or not (opening.rescuable or opening.outcome in _UNSOUND):
        return opening
    latest = next(iter(backups.of_file(path)), None)
    if latest is None:
        return opening
    when = f"{day_words(latest.at.date())}, {latest.at:%H:%M}"
    return opening._replace(
        sentence=tr(
            "{sentence} The latest safe copy of it is of {when}.",
            sentence=opening.sentence,
            when=when,
        ),
        latest=latest,
    )


def header_trouble(name: str, header: Header, beside: str) -> Opening | None:
    """Judge a file by its first hundred bytes and by what lies ``beside`` it, before SQLite."""
    if header.application_id != schema.APPLICATION_ID:
        return Opening(
            Outcome.NOT_AN_INITIATIVE,
            tr(
                "“{name}” is a database, but not one of Outreach Planner. It was not changed.",
                name=name,
            ),
        )
    if header.length > MOST_BYTES:
        return strange(
            name, [plural("It is {n} byte long.", "It is {n} bytes long.", header.length)]
        )
    if WAL in (header.write_version, header.read_version):
        return Opening(
            Outcome.STRANGE,
            tr(
                "“{name}” was left by another tool in a state (WAL) in which its "
                "newest changes may be in a second file that was not sent. It was "
                "not changed. Close it in that tool and ask for it again.",
                name=name,
            ),
            rescuable=True,
        )
    if beside:
        return Opening(
            Outcome.STRANGE,
            tr(
                "“{name}” was not opened. {beside} Nothing was changed. Move that "
                "file away, and open this one again.",
                name=name,
                beside=beside,
            ),
            rescuable=True,
        )
    if not header.sound:
        return damaged(name, [tr("The file is damaged: its beginning is not as it was written.")])
    # None at all is what a file has that was cut off while it was made.
    if header.encoding not in (0, UTF_8):
        return strange(name, [tr("It keeps its text in another form than UTF-8.")])
    return None


def not_an_initiative(name: str) -> Opening:
    """Say that this is another kind of file."""
    return Opening(
        Outcome.NOT_AN_INITIATIVE,
        tr("“{name}” is not a file of Outreach Planner. It was not changed.", name=name),
    )


def no_database(name: str, raw: RawFile) -> Opening:
    """Say what a file is that SQLite cannot read: sealed, or another kind of file."""
    if raw.read(0, len(SEALED)) != SEALED:
        return not_an_initiative(name)
    return Opening(
        Outcome.SEALED,
        tr(
            "“{name}” is a sealed copy: only its passphrase opens it, to a "
            "file of its own. It was not changed.",
            name=name,
        ),
    )


def unreadable(name: str, why: object) -> Opening:
    """Say that the machine does not give the file's bytes."""
    return Opening(
        Outcome.UNREADABLE,
        tr("“{name}” could not be read ({why}). It was not changed.", name=name, why=why),
    )


def cut_short(name: str, header: Header) -> Opening:
    """Say that the end of the file is missing."""
    return Opening(
        Outcome.DAMAGED,
        tr(
            "“{name}” is cut short: {length} bytes of {whole}. It was not "
            "changed. Ask for the file again, or open your latest safe copy.",
            name=name,
            length=thousands(header.length),
            whole=thousands(header.pages * header.page_size),
        ),
        rescuable=True,
    )


def strange(name: str, found: list[str]) -> Opening:
    """Say what the file holds that does not belong there."""
    return Opening(
        Outcome.STRANGE,
        tr(
            "“{name}” was not opened: it is not as this program writes its "
            "files. It was not changed. Save a clean copy of what it holds, or "
            "ask whoever sent it for a fresh one. {details}",
            name=name,
            details=" ".join(found[:3]),
        ),
        found=tuple(found),
        rescuable=True,
    )


def damaged(name: str, found: list[str]) -> Opening:
    """Say what in the file is not as it was written."""
    return Opening(
        Outcome.DAMAGED,
        tr(
            "“{name}” is damaged. It was not changed. Ask for the file again, "
            "or open your latest safe copy. {details}",
            name=name,
            details=" ".join(found[:3]),
        ),
        found=tuple(found),
        rescuable=True,
    )


def partly_read(opening: Opening, document: Document, lost: list[str]) -> Opening:
    """Say that what can be read of the file is open for reading, and how much that is."""
    counts = " ".join(lost[:3]) or tr("Every record could be read.")
    return opening._replace(
        sentence=tr(
            "{sentence} What can be read is open for reading: save a copy of "
            "it to go on with that. {counts}",
            sentence=opening.sentence,
            counts=counts,
        ),
        document=document,
        found=(*(opening.found or (opening.sentence,)), *lost),
    )


def not_one(name: str, count: int) -> Opening:
    """Say that the file does not hold its one initiative."""
    return Opening(
        Outcome.DAMAGED,
        plural(
            "“{name}” holds {n} initiative; it must hold one. It was not changed. Open "
            "your latest safe copy.",
            "“{name}” holds {n} initiatives; it must hold one. It was not changed. Open "
            "your latest safe copy.",
            count,
            name=name,
        )
        if count
        else tr(
            "“{name}” holds no initiative; it must hold one. It was not changed. Open "
            "your latest safe copy.",
            name=name,
        ),
        rescuable=True,
    )


def newer(name: str, document: Document | None) -> Opening:
    """Say that the file is ahead of the program; ``document`` when it can be read all the same."""
    if document is None:
        return Opening(
            Outcome.NEWER,
            tr(
                "“{name}” was written by a newer version of Outreach Planner and "
                "cannot be read by this one. It was not changed. Update the "
                "program to open it.",
                name=name,
            ),
        )
    return Opening(
        Outcome.NEWER,
        tr(
            "“{name}” was written by a newer version of Outreach Planner. It "
            "is open for reading; nothing in it is changed. Update the program "
            "to edit it.",
            name=name,
        ),
        document,
    )


def unwritable(name: str, document: Document | None) -> Opening:
    """Say that the machine does not let the file be written."""
    return Opening(
        Outcome.READ_ONLY,
        tr(
            "“{name}” or its folder cannot be written to, so it is open for "
            "reading. Save a copy elsewhere to edit it.",
            name=name,
        ),
        document,
    )


def in_use(name: str, holder: Holder, reading: Opening) -> Opening:
    """Say who has the file open; ``reading`` is what came of opening it for reading."""
    if reading.document is None:
        return reading
    return Opening(Outcome.IN_USE, holder.sentence(name), reading.document)


def being_written(name: str) -> Opening:
    """Say that another program does not stop writing the file."""
    return Opening(
        Outcome.LOCKED,
        tr(
            "Another program is writing to “{name}”. It was not changed. Close "
            "it there and try again.",
            name=name,
        ),
    )


def no_room(name: str, why: OSError) -> Opening:
    """Say that the copy could not be made on which opening is tried first."""
    return Opening(
        Outcome.UNREADABLE,
        tr(
            "There is no room to look “{name}” through before it is opened "
            "({strerror}). It was not changed. Free some space and try again.",
            name=name,
            strerror=why.strerror,
        ),
    )


def not_on_record(name: str, why: Refusal, document: Document) -> Opening:
    """Say that changes by another tool could not be put on record."""
    return Opening(
        Outcome.READ_ONLY,
        tr(
            "Another program changed “{name}”, and that could not be put on "
            "record, so it is open for reading. {why}",
            name=name,
            why=why,
        ),
        document,
    )


def does_not_fit(name: str, said: list[str]) -> Opening:
    """Say that changes by another tool are not what the program could have written."""
    return Opening(
        Outcome.READ_ONLY,
        tr(
            "Another program put something into “{name}” that does not fit, so "
            "it is open for reading. Nothing was lost. {details}",
            name=name,
            details=" ".join(said[:3]),
        ),
        found=tuple(said),
        rescuable=True,
    )


def database_trouble(
    name: str, error: sqlite3.DatabaseError | UnicodeDecodeError, header: Header | None
) -> Opening:
    """Say what it means that SQLite could not read the file."""
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return being_written(name)
    if code.startswith("SQLITE_FULL"):
        return Opening(
            Outcome.UNREADABLE,
            tr(
                "“{name}” could not be brought up to date, because the disk is "
                "full. It was not changed. Free some space and open it again.",
                name=name,
            ),
        )
    if code.startswith("SQLITE_READONLY"):
        return Opening(
            Outcome.UNREADABLE,
            tr(
                "A program stopped while it was writing “{name}”. Opening it for "
                "editing puts that right. If it cannot be written to here, copy it "
                "and “{name}-journal” together to another folder and open it "
                "there. It was not changed.",
                name=name,
            ),
        )
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
        return unreadable(name, error)
    if header is not None and header.truncated:
        return cut_short(name, header)
    if code.startswith("SQLITE_INTERRUPT"):
        return damaged(name, [tr("The file is damaged: reading it would never come to an end.")])
    if "UTF-8" in str(error) or isinstance(error, UnicodeDecodeError):
        return damaged(name, [tr("The file is damaged: it holds text that is no UTF-8.")])
    reason = printable(str(error), 200)
    return damaged(name, [tr("The file is damaged: {reason}.", reason=reason)])
