"""An overview as Parquet files, for tools that read columns. Needs the library pyarrow."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from outreach.base.errors import Refusal
from outreach.base.language import tr

_TYPES = {"TEXT": "string", "INTEGER": "int64", "REAL": "float64"}


def write_parquet(overview: Path, folder: Path) -> list[Path]:
    """Write every table of an overview into ``folder`` as a file of its own, and return them.

    Args:
        overview: What :func:`outreach.rollup.gather.roll_up` wrote.
        folder: Made where it is not there; files of the same names must not be in it.

    Raises:
        Refusal: when pyarrow is not installed, or a file is there already; nothing was written.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise Refusal(
            tr(
                "Parquet files need the library pyarrow, which is not installed. "
                "The overview itself was written. Install pyarrow beside the "
                "program, or read the overview with DuckDB, which writes Parquet "
                "too."
            )
        ) from None
    with closing(sqlite3.connect(f"{overview.absolute().as_uri()}?mode=ro", uri=True)) as source:
        names = [
            name
            for (name,) in source.execute("SELECT name FROM sqlite_schema WHERE type='table'")
            if not name.startswith("sqlite_")
        ]
        targets = {name: folder / f"{name}.parquet" for name in sorted(names)}
        if taken := [path.name for path in targets.values() if path.exists()]:
            raise Refusal(
                tr(
                    "“{name}” is in “{folder}” already. Choose another folder.",
                    name=taken[0],
                    folder=folder,
                )
            )
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in targets.items():
            told = source.execute(f'PRAGMA table_info("{name}")').fetchall()
            rows = source.execute(f'SELECT * FROM "{name}"').fetchall()
            columns = list(zip(*rows, strict=True)) if rows else [()] * len(told)
            fields = [
                arrow.field(column[1], getattr(arrow, _TYPES[column[2]])()) for column in told
            ]
            arrays = [
                arrow.array(values, field.type)
                for values, field in zip(columns, fields, strict=True)
            ]
            parquet.write_table(arrow.Table.from_arrays(arrays, schema=arrow.schema(fields)), path)
    return list(targets.values())
