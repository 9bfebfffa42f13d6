"""Files whose log, values or pages somebody made who means harm, and what lies beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from outreach.document.outcomes import Outcome
from tests.document.hostile import TRIGGER, Hostile, also, by_sql, instead
from tests.document.mutations import PAGE, sound
from tests.document.tampering import STRANGE, tamper


def logged(sql: str) -> Callable[[Path], None]:
    """Change the log, and all that tells that it was changed."""
    return lambda path: tamper(path, sql)


NEW_OP = "INSERT INTO log_op SELECT max(txn), 900"
LAST = "txn=(SELECT max(txn) FROM log_op) AND n=1"

_SESSION = "substr('01a20d19-2502-7000-a59d-0000000' || (10000 + x), 1, 36)"


def sessions(seen: str, operation: str) -> Callable[[Path], None]:
    """Let thousands of sessions each make one edit of the same record.

    Args:
        seen: SQL for the earlier sessions that session ``x`` had seen, and up to which number.
        operation: SQL for what it does, and its fields.
    """
    count = "WITH RECURSIVE c(x) AS (SELECT 10 UNION ALL SELECT x + 1 FROM c LIMIT 2000)"
    return logged(
        f"""INSERT INTO log_site {count} SELECT x, {_SESSION}, 'x', 'x' FROM c;
        INSERT INTO log_txn {count}
        SELECT x, x, 1, hlc + x, at_ms, '', 'edit', 'x', NULL, NULL, NULL
        FROM c, (SELECT max(hlc) AS hlc, max(at_ms) AS at_ms FROM log_txn);
        INSERT INTO log_op {count} SELECT x, 1, 'tag', '{STRANGE}', {operation} FROM c;
        INSERT OR IGNORE INTO log_dep {count} SELECT x, 1, {seen};
        INSERT INTO tag (id, name) VALUES ('{STRANGE}', '2008')"""
    )


LOGS = {
    "a table that there is not": Hostile(
        logged(f"""{NEW_OP}, 'rocket', '{STRANGE}', 'I', '{{"thrust":1}}' FROM log_op"""),
        Outcome.OPENED,
        "",
    ),
    "a table of SQLite": Hostile(
        logged(f"""{NEW_OP}, 'sqlite_schema', '{STRANGE}', 'I', '{{"sql":"x"}}' FROM log_op"""),
        Outcome.OPENED,
        "",
    ),
    "a table of the log": Hostile(
        logged(f"""{NEW_OP}, 'log_meta', '{STRANGE}', 'I', '{{"key":"doc"}}' FROM log_op"""),
        Outcome.OPENED,
        "",
    ),
    "a field that there is not": Hostile(
        logged(f"""{NEW_OP}, 'initiative', id, 'U', '{{"thrust":1}}' FROM log_op, initiative"""),
        Outcome.OPENED,
        "",
    ),
    "a table that is a statement": Hostile(
        logged(f"""{NEW_OP}, 'a"; DROP TABLE tag; --', '{STRANGE}', 'D', NULL FROM log_op"""),
        Outcome.DAMAGED,
        "is no name of a table",
    ),
    "a field that is a statement": Hostile(
        logged(f"""UPDATE log_op SET data='{{"a\\"; DROP TABLE tag; --":1}}' WHERE {LAST}"""),
        Outcome.DAMAGED,
        "is no name of a field",
    ),
    "an id that is a path": Hostile(
        logged(f"{NEW_OP}, 'tag', '../../x', 'D', NULL FROM log_op"),
        Outcome.DAMAGED,
        "is no id of a record",
    ),
    "deep nesting": Hostile(
        logged(f"UPDATE log_op SET data=replace(hex(zeroblob(500000)), '0', '[') WHERE {LAST}"),
        Outcome.DAMAGED,
        "its fields cannot be read",
    ),
    "a number of a million digits": Hostile(
        logged(
            f"UPDATE log_op SET data='{{\"name\":1' || hex(zeroblob(500000)) || '}}' WHERE {LAST}"
        ),
        Outcome.DAMAGED,
        "its fields cannot be read",
    ),
    "ten thousand fields": Hostile(
        logged(
            f"{NEW_OP}, 'initiative', id, 'U', (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT"
            " x+1 FROM c LIMIT 10000) SELECT json_group_object('f' || x, x) FROM c)"
            " FROM log_op, initiative"
        ),
        Outcome.OPENED,
        "",
    ),
    "an initiative by the name of a path": Hostile(
        logged("UPDATE log_meta SET value='../../../x' WHERE key='doc'"),
        Outcome.DAMAGED,
        "which initiative it is",
    ),
    "an edit named by a command of the terminal": Hostile(
        logged("UPDATE log_txn SET label=char(27) || '[2J', hlc=-1"),
        Outcome.DAMAGED,
        "\\x1b[2J",
    ),
    "thousands who knew nothing of each other": Hostile(
        sessions("1, 1 FROM c", "'U', json_object('name', '' || (x / 2 * 2))"),
        Outcome.OPENED,
        "",
    ),
    "thousands of whom half delete": Hostile(
        sessions(
            "1, 1 FROM c",
            "iif(x % 2, 'D', 'U'), iif(x % 2, NULL, json_object('name', '' || x))",
        ),
        Outcome.OPENED,
        "",
    ),
    "records that the tables do not have": Hostile(
        logged("DELETE FROM person"), Outcome.DAMAGED, "is missing"
    ),
    "values that the tables do not have": Hostile(
        logged("UPDATE person SET name=name || '!'"), Outcome.DAMAGED, "is not as the log says"
    ),
}
"""Logs that somebody wrote who knows how."""

VALUES = {
    "text that is no text": Hostile(
        by_sql("UPDATE log_site SET author=CAST(x'ff41' AS TEXT)"), Outcome.DAMAGED, "no UTF-8"
    ),
    "a text with an end in the middle": Hostile(
        by_sql("UPDATE person SET why='a' || char(0) || 'b'"), Outcome.READ_ONLY, "does not fit"
    ),
    "a text of sixty-six million letters": Hostile(
        by_sql("UPDATE initiative SET note=replace(hex(zeroblob(33000000)), '0', 'a')"),
        Outcome.DAMAGED,
        "too big",
    ),
    "a text of ten million letters": Hostile(
        by_sql("UPDATE initiative SET note=replace(hex(zeroblob(5000000)), '0', 'a')"),
        Outcome.READ_ONLY,
        "does not fit",
    ),
    "bytes in the place of text": Hostile(
        also(
            instead("person", ") STRICT", ") /*STRICT*/"),
            by_sql("UPDATE person SET why=x'00ff'"),
            instead("person", ") /*STRICT*/", ") STRICT"),
        ),
        Outcome.DAMAGED,
        "damaged",
    ),
    "ids that are paths": Hostile(
        by_sql("PRAGMA foreign_keys=OFF; UPDATE person SET id='../../' || id"),
        Outcome.READ_ONLY,
        "a row has the id",
    ),
    "statistics that lie": Hostile(
        by_sql("ANALYZE; UPDATE sqlite_stat1 SET stat='1 1 1 unordered sz=0 noskipscan'"),
        Outcome.OPENED,
        "",
    ),
    "statistics without end": Hostile(
        by_sql("ANALYZE; UPDATE sqlite_stat1 SET stat=hex(zeroblob(100000))"), Outcome.OPENED, ""
    ),
    "no initiative": Hostile(by_sql("DELETE FROM initiative"), Outcome.DAMAGED, "no initiative"),
    "two initiatives": Hostile(
        by_sql(f"INSERT INTO initiative (id, name) VALUES ('{STRANGE}', 'x')"),
        Outcome.DAMAGED,
        "2 initiatives",
    ),
}
"""Values that the program would not have written."""


def _root(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name=?", (name,)).fetchone()
    return int(page)


def _rows_without_end(path: Path) -> None:
    """Make a table of 10^40 rows out of fifteen pages, each of which names the next 500 times."""
    root, content = _root(path, "tag"), bytearray(path.read_bytes())
    leaf = content[(root - 1) * PAGE : root * PAGE]
    first = len(content) // PAGE + 1
    pages = [_naming(first + number) for number in range(15)]
    content[(root - 1) * PAGE : root * PAGE] = pages[0]
    content += b"".join(pages[1:]) + leaf
    content[28:32] = (len(content) // PAGE).to_bytes(4, "big")
    path.write_bytes(content)


def _naming(child: int) -> bytes:
    count = 500
    start = PAGE - 5 * count
    head = b"\5\0\0" + count.to_bytes(2, "big") + start.to_bytes(2, "big") + b"\0"
    places = b"".join((start + 5 * n).to_bytes(2, "big") for n in range(count))
    cells = (child.to_bytes(4, "big") + b"\1") * count
    return (head + child.to_bytes(4, "big") + places).ljust(start, b"\0") + cells


def _value_without_end(path: Path) -> None:
    """Make a text of 130 million letters out of pages that name each other in a circle."""
    letters = 2_200_000
    by_sql(f"UPDATE initiative SET note=substr(hex(zeroblob({letters})), 1, {letters})")(path)
    content = bytearray(path.read_bytes())
    kind = content.index(_varint(2 * letters + 13))
    content[kind : kind + 4] = _varint((1 << 28) - 1)
    leaf = kind // PAGE * PAGE
    count = int.from_bytes(content[leaf + 3 : leaf + 5], "big")
    cells = [
        int.from_bytes(content[at : at + 2], "big")
        for at in range(leaf + 8, leaf + 8 + 2 * count, 2)
    ]
    cell = leaf + max(start for start in cells if leaf + start < kind)
    content[cell : cell + 4] = _varint((1 << 27) + 5000)
    again = content.rindex(b"0" * (PAGE - 4)) - 4
    content[again : again + 4] = (again // PAGE + 1).to_bytes(4, "big")
    path.write_bytes(content)


def _varint(number: int) -> bytes:
    """Write a number of 22 to 28 bits as SQLite does."""
    sevens = [number >> shift & 0x7F for shift in (21, 14, 7, 0)]
    return bytes([*(0x80 | seven for seven in sevens[:3]), sevens[3]])


def _nothing_but_room(path: Path) -> None:
    """Make the file gigabytes long, which takes no room on the disk."""
    with path.open("r+b") as file:
        file.truncate(3 << 30)
        file.seek(28)
        file.write(((3 << 30) // PAGE).to_bytes(4, "big"))


def _too_long(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(5 << 30)


PAGES = {
    "rows without end": Hostile(_rows_without_end, Outcome.DAMAGED, "damaged"),
    "a value without end": Hostile(_value_without_end, Outcome.DAMAGED, "damaged"),
    "gigabytes of nothing": Hostile(_nothing_but_room, Outcome.DAMAGED, "damaged"),
    "longer than any": Hostile(_too_long, Outcome.STRANGE, "bytes long"),
}
"""Small files that look endless, and long ones."""


def beside(end: str, content: bytes = b"x" * 600) -> Callable[[Path], None]:
    """Put something beside the file."""
    return lambda path: path.with_name(path.name + end).write_bytes(content) and None


def _journal_with_a_trigger(path: Path) -> None:
    """Leave a file half written that has a trigger once what is half written is taken back."""
    by_sql(TRIGGER)(path)
    left = sound(path)
    path.write_bytes(left.half)
    beside("-journal", left.journal)(path)


def _endless_journal(path: Path) -> None:
    left = sound(path)
    path.write_bytes(left.half)
    beside("-journal", left.journal)(path)
    with path.with_name(f"{path.name}-journal").open("r+b") as file:
        file.truncate(5 << 30)


BESIDE = {
    "a journal that brings a trigger": Hostile(
        _journal_with_a_trigger, Outcome.STRANGE, "holds a trigger"
    ),
    "a journal without end": Hostile(_endless_journal, Outcome.STRANGE, "bytes long"),
    "a write-ahead log": Hostile(beside("-wal"), Outcome.STRANGE, "-wal"),
    "a map of a write-ahead log": Hostile(beside("-shm"), Outcome.OPENED, ""),
    "a journal that is none": Hostile(beside("-journal"), Outcome.OPENED, ""),
}
"""What lies beside a file."""
