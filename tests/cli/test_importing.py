"""Bringing in what other files hold, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Command


@pytest.fixture
def other(run: Command, tmp_path: Path) -> Path:
    """The sample Alder, another initiative."""
    path = tmp_path / "alder.db"
    assert run("sample", "alder", path).status == 0
    return path


def test_partners_of_another_plan_come_in_as_one_edit(
    run: Command, file: Path, other: Path
) -> None:
    before, theirs = file.read_bytes(), other.read_bytes()
    seen = run("import", file, other, "--dry-run", "--json").data
    assert file.read_bytes() == before
    said = run("import", file, other, "--json").data
    assert (said["added"], said["refused"]) == (seen["added"], 0)
    assert other.read_bytes() == theirs
    names = {one["name"] for one in run("list", file, "organisation", "--json").data}
    assert names >= {one["name"] for one in run("list", other, "organisation", "--json").data}
    assert run("undo", file).status == 0
    assert len(run("list", file, "organisation", "--json").data) == 12
    assert run("check", file).status == 0


def test_bringing_in_the_same_plan_twice_changes_nothing(
    run: Command, file: Path, other: Path
) -> None:
    run("import", file, other)
    again = run("import", file, other, "--json").data
    assert (again["added"], again["changed"], again["edit"]) == (0, 0, None)


def test_what_is_confidential_comes_only_when_it_is_asked_for(
    run: Command, file: Path, other: Path
) -> None:
    count = len(run("list", file, "relationship", "--json").data)
    told = run("import", file, other)
    assert "--confidential brings them along" in told.err
    partners = run("list", file, "organisation", "--json").data[-12:]
    assert all(partner["stance"] is None for partner in partners)
    assert len(run("list", file, "relationship", "--json").data) == count
    run("import", file, other, "--confidential")
    partners = run("list", file, "organisation", "--json").data
    assert len(partners) == 24 and any(partner["stance"] for partner in partners[-12:])
    assert len(run("list", file, "relationship", "--json").data) > count


def test_only_the_partners_and_kinds_that_are_named_come(
    run: Command, file: Path, other: Path
) -> None:
    name = run("list", other, "organisation", "--json").data[0]["name"]
    said = run("import", file, other, "--partner", name, "--only", "person", "--json").data
    assert {line["kind"] for line in said["lines"]} == {"organisation", "person"}
    assert [line["name"] for line in said["lines"] if line["kind"] == "organisation"] == [name]
    refused = run("import", file, other, "--partner", "Nobody")
    assert refused.status == 1 and "no partner is called “Nobody”" in refused.err
    refused = run("import", file, other, "--only", "initiative")
    assert refused.status == 1 and "cannot come along" in refused.err


def test_a_copy_of_the_same_plan_is_for_merging(run: Command, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(file.read_bytes())
    refused = run("import", file, copy)
    assert refused.status == 1 and "Merge it instead" in refused.err
