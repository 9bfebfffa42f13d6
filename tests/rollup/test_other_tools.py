"""Other tools read the overview: DuckDB, and whatever reads Parquet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from outreach.base.errors import Refusal
from outreach.rollup.gather import files_in, roll_up
from outreach.rollup.parquet import write_parquet


@pytest.fixture
def overview(office: Path, tmp_path: Path) -> Path:
    roll_up(files_in([office]), tmp_path / "all.db", today=dt.date(2026, 11, 24))
    return tmp_path / "all.db"


def test_parquet_files_hold_what_the_overview_does(overview: Path, tmp_path: Path) -> None:
    written = write_parquet(overview, tmp_path / "columns")
    lines = parquet.read_table(tmp_path / "columns" / "overview.parquet").to_pylist()
    assert {line["initiative"] for line in lines} >= {"Small"}
    assert {path.stem for path in written} >= {"file", "organisation", "step", "words"}


def test_duckdb_asks_across_initiatives(overview: Path, tmp_path: Path) -> None:
    write_parquet(overview, tmp_path / "columns")
    partners = str(tmp_path / "columns" / "organisation.parquet")
    files = str(tmp_path / "columns" / "file.parquet")
    found = duckdb.sql(
        f"SELECT f.name, count(*) FROM '{partners}' o JOIN '{files}' f ON f.number = o.file "
        "GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert found == [("alder.db", 12), ("kestria.db", 12)]


def test_parquet_files_overwrite_nothing(overview: Path, tmp_path: Path) -> None:
    (tmp_path / "columns").mkdir()
    (tmp_path / "columns" / "step.parquet").write_text("mine")
    with pytest.raises(Refusal, match=r"step\.parquet"):
        write_parquet(overview, tmp_path / "columns")
    assert [path.name for path in (tmp_path / "columns").iterdir()] == ["step.parquet"]
