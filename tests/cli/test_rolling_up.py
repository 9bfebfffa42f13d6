"""An overview of many files from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Command


def test_files_and_folders_are_rolled_up(run: Command, file: Path, tmp_path: Path) -> None:
    said = run("rollup", tmp_path / "all.db", file, "--json")
    assert said.status == 0
    assert said.data["files"] == 1
    assert said.data["records"] > 50


def test_it_says_what_is_not_in_it(run: Command, file: Path, tmp_path: Path) -> None:
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"junk")
    said = run("rollup", tmp_path / "all.db", file, junk)
    assert said.status == 1
    assert "Left out: junk.db." in said.err
    assert (tmp_path / "all.db").exists()


def test_parquet_files_are_written_beside_it(run: Command, file: Path, tmp_path: Path) -> None:
    said = run("rollup", tmp_path / "all.db", file, "--parquet", tmp_path / "columns", "--json")
    assert str(tmp_path / "columns" / "organisation.parquet") in said.data["parquet"]
