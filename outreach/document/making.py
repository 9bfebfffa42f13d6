"""Makes a new file whole or not at all: it has its name only once everything is in it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from outreach.base.clock import Clock, wall_clock
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document import known
from outreach.document.attempt import note_when_closed
from outreach.document.connecting import connect, connect_in_memory
from outreach.document.copying import name_anew, reach_disk, reach_folder, sweep
from outreach.document.document import Document
from outreach.document.header import RawFile
from outreach.document.in_memory import RawMemory
from outreach.document.records import Model
from outreach.document.writer import saving_trouble


def create(
    path: Path,
    model: Model,
    *,
    author: str,
    fill: Callable[[Document], None] = lambda document: None,
    clock: Clock = wall_clock,
    document_id: str = "",
) -> Document:
    """Make a file at ``path`` and open it.

    Args:
        path: A path that is not taken.
        model: The declarations.
        author: Who edits.
        fill: Edits that belong to the making; what it raises leaves no file.
        clock: The time.
        document_id: The initiative's id, when it is not a new one.

    Raises:
        Refusal: when something of that name exists.
        NotSaved: when the folder cannot be written to.
    """
    taken = Refusal(
        tr("“{name}” exists already. Nothing was changed; choose another name.", name=path.name)
    )
    if os.path.lexists(path):
        raise taken
    part = path.with_name(f".{new_id()}.part")
    try:
        # Taken exclusively; and SQLite would not say why a folder cannot be written to.
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
        connection = connect(part, writable=True)
        _begin(connection, model, document_id or new_id())
        with _document(part, connection, RawFile.hold(part), model, author, clock) as document:
            note_when_closed(document)
            fill(document)
        reach_disk(part)
        name_anew(part, path)
        reach_folder(path.parent)
    except FileExistsError:
        raise taken from None
    except (OSError, sqlite3.Error, NotSaved) as error:
        raise _trouble(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        sweep(path.parent)
    try:
        return _opened(path, model, author, clock)
    except (OSError, sqlite3.Error) as error:
        # Who is told that it could not be made tries again under the same name.
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise _trouble(path, error) from error


def create_in_memory(
    model: Model,
    *,
    author: str,
    fill: Callable[[Document], None],
    clock: Clock = wall_clock,
    document_id: str,
) -> bytes:
    """Return the bytes of a file that is made nowhere but in memory; see :func:`create`.

    Raises:
        Refusal: when this computer cannot do that.
        NotSaved: when there is not enough memory.
    """
    connection = connect_in_memory()
    try:
        raw = RawMemory(connection)
    except BaseException:
        connection.close()
        raise
    _begin(connection, model, document_id)
    with _document(Path("in memory"), connection, raw, model, author, clock) as document:
        fill(document)
        return raw.content()


def _begin(connection: sqlite3.Connection, model: Model, id: str) -> None:
    """Make what a file holds in which nothing was written yet; close it when that fails."""
    # sqlite-utils is slow to load.
    from outreach.document.migrations import migrate

    try:
        connection.execute("PRAGMA encoding='UTF-8'")
        # Until the file has its name nobody would miss anything of it. A journal on a disk would
        # hold what is to be in memory only.
        connection.execute("PRAGMA synchronous=OFF")
        migrate(connection, model)
        connection.execute("INSERT INTO log_meta (key, value) VALUES ('doc', ?)", (id,))
    except BaseException:
        connection.close()
        raise


def _opened(path: Path, model: Model, author: str, clock: Clock) -> Document:
    connection = connect(path, writable=True)
    document = _document(path, connection, RawFile.hold(path), model, author, clock)
    note_when_closed(document)
    known.remember(known.appearance(path, document.change_counter()))
    return document


def _document(
    path: Path,
    connection: sqlite3.Connection,
    raw: RawFile,
    model: Model,
    author: str,
    clock: Clock,
) -> Document:
    connection.execute("PRAGMA query_only=ON")
    return Document(path, connection, raw, model, author=author, writable=True, clock=clock)


def _trouble(path: Path, error: OSError | sqlite3.Error | NotSaved) -> NotSaved:
    if isinstance(error, OSError):
        why = error.strerror
    else:
        said = error.why if isinstance(error, NotSaved) else saving_trouble(error).why
        why = f"{said[:1].lower()}{said[1:].rstrip('.')}"
    return NotSaved(
        tr("“{path}” could not be made ({why}). Choose another folder.", path=path, why=why)
    )
