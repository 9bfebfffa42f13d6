"""Bringing in what other files hold, from the command line."""

from __future__ import annotations

import json
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


def test_a_list_is_brought_in_with_what_was_found_out_said(
    run: Command, file: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Full name;E-mail;Firm\nAda;ada@x.example;Telmara Ltd\n", "utf-8")
    said = run("import", file, people, "--dry-run", "--json")
    assert "CSV: UTF-8, semicolons between the cells; people." in said.err
    (means,) = said.data["columns"]
    assert means["columns"] == {"Full name": "name", "E-mail": "email", "Firm": "+"}
    mapping = tmp_path / "map.json"
    mapping.write_text('{"kind": "person", "columns": {"Firm": "organisation"}}', "utf-8")
    said = run("import", file, people, "--map", mapping, "--json").data
    assert (said["added"], said["edit"] is None) == (2, False)
    again = run("import", file, people, "--json").data
    assert (again["left_alone"], again["edit"]) == (1, None)


def test_a_bad_line_stops_it_unless_the_rest_is_wanted(
    run: Command, file: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Name,Email,Stance\nAda,a@x.example,9\nBo,b@x.example,1\n", "utf-8")
    refused = run("import", file, people)
    assert refused.status == 1 and "line 2, Person “Ada”: Stance" in refused.err
    assert run("import", file, people, "--dry-run").status == 1
    assert run("import", file, people, "--skip-refused", "--json").data["added"] == 1


def test_each_of_a_thousand_bad_lines_is_named_by_its_number(
    run: Command, file: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    rows = (f"Ada {n},a{n}@x.example,{9 if n % 3 else 1}\n" for n in range(1500))
    people.write_text("Name,Email,Stance\n" + "".join(rows), "utf-8")
    bad = [f"line {n + 2}, Person “Ada {n}”: Stance" for n in range(1500) if n % 3]
    assert len(bad) == 1000
    refused = run("import", file, people)
    assert refused.status == 1 and all(f"- {line}" in refused.err for line in bad)
    tried = run("import", file, people, "--dry-run")
    assert tried.status == 1 and all(line.partition(": ")[0] in tried.out for line in bad)
    done = run("import", file, people, "--skip-refused")
    assert done.status == 0 and all(line in done.out for line in bad)


def test_a_list_of_which_nothing_is_known_asks_for_a_mapping(
    run: Command, file: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n", "utf-8")
    refused = run("import", file, odd)
    assert refused.status == 1 and "--kind and --map" in refused.err


def test_a_whole_initiative_in_json_is_brought_into_an_empty_plan(
    run: Command, file: Path, tmp_path: Path
) -> None:
    from outreach.exchange import json_form
    from outreach.initiative import open_file

    with open_file(file, author="", read_only=True).opened() as document:
        exported = json_form.read(document)
    path = tmp_path / "kestria.json"
    path.write_text(json.dumps(exported), "utf-8")
    new = tmp_path / "new.db"
    run("new", new, "--name", "Kestria")
    assert run("import", new, path).status == 0
    with open_file(new, author="", read_only=True).opened() as document:
        assert json_form.read(document) == exported
    again = run("import", new, path, "--json").data
    assert (again["added"], again["changed"]) == (0, 0)
