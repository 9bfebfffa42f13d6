"""Makes a clean file from what can be read of a damaged or strange one, and says what was lost."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.base.clock import wall_clock
from outreach.base.errors import NotSaved, Refusal
from outreach.base.ids import derived_id, new_id
from outreach.base.language import tr
from outreach.base.words import enough, shown
from outreach.document import connecting, examination, salvage, schema, vetting
from outreach.document.causality import entangled
from outreach.document.document import Document
from outreach.document.fold import State, fold
from outreach.document.header import RawFile
from outreach.document.records import Model
from outreach.document.rescued_log import SoundLog, sound_log, unseen
from outreach.document.rescued_tables import Rescued, Tables, rescue_tables
from outreach.document.salvage import Salvage
from outreach.document.scratch import scratch_folder

Logged = dict[tuple[str, str], State]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of rescuing a file."""

    lost: list[str]
    """Sentences on what could not be saved, or not as it was; empty when all was."""
    records: int
    edits: int


class RescuedDocument(Document):
    """What could be read of a file, open for reading; it lies in a folder of its own.

    A copy of it is a clean file.
    """

    def __init__(
        self, path: Path, clean: Path, model: Model, report: Report, folder: contextlib.ExitStack
    ) -> None:
        """Open ``clean``, which stands for ``path`` and is gone when this is closed."""
        connection = connecting.connect(clean, writable=False)
        connection.execute("PRAGMA query_only=ON")
        raw = RawFile.hold(clean)
        super().__init__(path, connection, raw, model, author="", writable=False, clock=wall_clock)
        self.report = report
        self._clean = clean
        self._folder = folder

    @property
    def place(self) -> Path:
        """Where the clean file is, until this is closed."""
        return self._clean

    def out_of_place(self) -> str:
        """Say nothing: what was read of the file does not change with it."""
        return ""

    def close(self) -> None:
        """Close it and take its folder away."""
        super().close()
        self._folder.close()


def rescue(path: Path, out: Path, model: Model) -> Report:
    """Write a clean file with all that can be read of ``path`` to ``out``.

    Args:
        path: A file that is damaged, or holds what this program never writes. It is not changed.
        out: A name that is free.
        model: The declarations of this version.

    Raises:
        Refusal: when ``out`` exists, or nothing of an initiative can be read.
        NotSaved: when ``out`` cannot be written.
    """
    with open_rescued(path, model) as document:
        document.copy_to(out)
        return document.report


def open_rescued(path: Path, model: Model) -> RescuedDocument:
    """Return what can be read of ``path``, open for reading only.

    Raises:
        Refusal: when nothing of an initiative can be read.
        NotSaved: when there is no room for a copy.
    """
    with contextlib.ExitStack() as stack:
        try:
            folder = stack.enter_context(scratch_folder())
            source = salvage.copy(path, folder)
            clean = folder / "clean.db"
            report = _rebuild(source, clean, path, model)
            source.unlink()
            return RescuedDocument(path, clean, model, report, stack.pop_all())
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise _nothing(path.name) from error
        except OSError as error:
            raise NotSaved(
                tr(
                    "There is no room to save what “{name}” holds ({strerror}). It was "
                    "not changed.",
                    name=path.name,
                    strerror=error.strerror,
                )
            ) from error


def _nothing(name: str) -> Refusal:
    return Refusal(
        tr(
            "Nothing of an initiative can be read in “{name}”. It was not "
            "changed. Open your latest safe copy, or ask for the file again.",
            name=name,
        )
    )


def _rebuild(source: Path, clean: Path, path: Path, model: Model) -> Report:
    with contextlib.closing(Salvage(source)) as found:
        id, by_others, said = _standing(found, source)
        log = sound_log(found, model)
        with _new_file(clean, model) as connection:
            _write_log(connection, id, log)
            if entangled(connection):
                connection.execute("DELETE FROM log_dep")
                log.lost.append(unseen())
            logged = _with_pieces(fold(connection), log)
            rescued = rescue_tables(found, model, logged, tables_win=by_others or not log.whole)
            if not logged and not any(rescued.tables.values()):
                raise _nothing(path.name)
            _begin_initiative(rescued, model, id, path.stem)
            _write_tables(connection, model, rescued.tables)
        said += _left_out(found, model)
    report = Report(
        [*said, *log.lost, *rescued.lost],
        sum(len(rescued.tables[kind]) for kind in model.kinds),
        len(log.edits),
    )
    _put_on_record(clean, model)
    return report


@contextlib.contextmanager
def _new_file(clean: Path, model: Model) -> Iterator[sqlite3.Connection]:
    from outreach.document.migrations import migrate

    connection = connecting.connect(clean, writable=True, new=True)
    try:
        # It is only a copy until it is done; what is lost by a power cut can be made again.
        connection.execute("PRAGMA synchronous=OFF")
        migrate(connection, model)
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def _standing(found: Salvage, source: Path) -> tuple[str, bool, list[str]]:
    """Return the initiative's id, whether others wrote past the log, and what is missing."""
    meta: dict[Any, Any] = dict(found.table("log_meta", ["key", "value"]).rows)  # type: ignore[arg-type]
    with source.open("rb") as file:
        header = file.read(28)
    counter = str(int.from_bytes(header[24:28], "big"))
    by_others = meta.get("change_counter", counter) != counter
    id = meta.get("doc")
    if said := vetting.document_id_trouble(id):
        return new_id(), by_others, [said + " " + tr("It was given a name of its own.")]
    return str(id), by_others, []


def _left_out(found: Salvage, model: Model) -> list[str]:
    """Say which tables and columns do not belong in a file, and stay behind."""
    ours = {*schema.statements(model), schema.MIGRATIONS_TABLE, *schema.STATISTICS}
    said = enough(
        tr("The table {name} does not belong in the file and was left out.", name=shown(name))
        for name in sorted(found.tables - ours)
    )
    for table in model.tables.values():
        wanted = {"id", *(column.name for column in table.columns)}
        said += [
            tr(
                "The column {name} of the table “{table}” does not belong there and was left out.",
                name=shown(name),
                table=table.name,
            )
            for name in found.columns(table.name)
            if name not in wanted
        ]
    return said


def _with_pieces(logged: Logged, log: SoundLog) -> Logged:
    """Add what is left of edits that are not whole: it may be all that is left of a record."""
    for piece in log.pieces:
        state = logged.setdefault((piece.table, piece.row), State(piece.table, piece.row))
        state.apply(piece.op, piece.operation().data, 0)
    return logged


def _write_log(connection: sqlite3.Connection, id: str, log: SoundLog) -> None:
    # No counter fits the empty one: so what the tables hold beyond the log is put on record.
    connection.executemany(
        "INSERT INTO log_meta (key, value) VALUES (?, ?)", [("doc", id), ("change_counter", "")]
    )
    for table, rows in (
        ("log_site", log.sites),
        ("log_txn", log.edits),
        ("log_op", log.entries),
        ("log_dep", log.seen),
    ):
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _begin_initiative(rescued: Rescued, model: Model, id: str, name: str) -> None:
    if "initiative" in model.kinds and not rescued.tables["initiative"]:
        # Derived, so that two people who rescue the same file have the same initiative.
        rescued.tables["initiative"][derived_id("initiative", id)] = {"name": name or tr("Rescued")}
        rescued.lost.append(tr("What the file said of the initiative itself is lost."))


def _write_tables(connection: sqlite3.Connection, model: Model, tables: Tables) -> None:
    for table in model.tables.values():
        names = [column.name for column in table.columns]
        columns = "".join(f', "{name}"' for name in names)
        marks = ", ?" * len(names)
        connection.executemany(
            f'INSERT INTO "{table.name}" (id{columns}) VALUES (?{marks})',
            [
                (id, *(fields.get(name) for name in names))
                for id, fields in tables[table.name].items()
            ],
        )


def _put_on_record(clean: Path, model: Model) -> None:
    """Note in the log what only the tables say, and make sure that the file is sound now."""
    connection = connecting.connect(clean, writable=True)
    connection.execute("PRAGMA synchronous=OFF")
    raw = RawFile.hold(clean)
    with Document(
        clean, connection, raw, model, author="", writable=True, clock=wall_clock
    ) as document:
        said = document.adopt_outside_changes()
        said += examination.damage(connection, model)
        said += examination.misfits(connection, model)
    if said:
        raise Refusal(
            tr(
                "What the file holds could not be put together again. It was not "
                "changed. {details}",
                details=said[0],
            )
        )
