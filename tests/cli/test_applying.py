"""apply: each line is one edit, all or nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from outreach.cli.main import main
from tests.cli.running import Command

ID = "01900000-0000-7000-8000-000000000001"


def lines(*edits: dict[str, Any]) -> str:
    return "".join(json.dumps(edit) + "\n" for edit in edits)


def add(kind: str, **fields: Any) -> dict[str, Any]:
    return {"op": "add", "kind": kind, "fields": fields}


def change(id: str, **fields: Any) -> dict[str, Any]:
    return {"op": "set", "id": id, "fields": fields}


def test_what_is_added_set_and_deleted_is_seen_everywhere(run: Command, file: Path) -> None:
    edits = lines(
        {
            "label": "Two changes",
            "author": "Bo Lind",
            "changes": [
                {**add("person", name="Zoë Ünal", organisation="a-tavano"), "id": ID},
                change("a-tavano", status="committed"),
            ],
        },
        {"label": "One goes", "changes": [{"op": "delete", "id": "a-o5"}]},
    )
    applied = run("apply", file, "--json", "--author", "Ines", stdin=edits)
    assert applied.status == 0
    tavano = run("get", file, "a-tavano", "--json").data
    assert applied.data[0]["ids"] == [ID, tavano["id"]]
    assert tavano["status"] == "committed"
    assert ("person", ID) in {(r["kind"], r["id"]) for r in tavano["referred_by"]}
    assert len(run("list", file, "objection", "--json").data) == 9
    newest, before = run("history", file, "--json").data[:2]
    assert (newest["label"], newest["author"]) == ("One goes", "Ines")
    assert (before["label"], before["author"]) == ("Two changes", "Bo Lind")
    assert [entry["edit"] for entry in applied.data] == [before["edit"], newest["edit"]]
    stage = {
        "field": "status",
        "label": "Stage",
        "before": "in conversation",
        "after": "committed",
    }
    told = [field for c in before["changes"] for field in c["fields"]]
    assert any(stage.items() <= field.items() for field in told)


def test_edits_come_from_a_file_too(run: Command, file: Path, tmp_path: Path) -> None:
    (tmp_path / "edits.jsonl").write_text(lines({"changes": [change("a-moh", country="KE")]}))
    said = run("apply", file, tmp_path / "edits.jsonl")
    moh = run("get", file, "a-moh", "--json").data
    assert said.out == f"Line 1: Edited from the command line\n  {moh['id']}\n"
    assert moh["country"] == "KE"


def test_a_line_may_refer_to_what_it_adds(run: Command, file: Path) -> None:
    edits = lines(
        {
            "changes": [
                add("organisation", name="Harbour", reference="h-1"),
                add("person", name="Io", organisation="h-1"),
                change("Harbour", use_cases=["a-uc1", "Movement after floods"]),
            ]
        }
    )
    assert run("apply", file, stdin=edits).status == 0
    harbour = run("get", file, "h-1", "--json").data
    assert len(harbour["use_cases"]) == 2
    assert [r["name"] for r in harbour["referred_by"]] == ["Io"]


def test_a_bad_line_is_refused_whole_with_its_number(run: Command, file: Path) -> None:
    edits = "\n" + lines(
        {"label": "good", "changes": [change("a-nso", stance=1)]},
        {"label": "bad", "changes": [change("a-nso", stance=0), change("a-moh", stance=7)]},
        {"label": "never", "changes": [change("a-nso", stance=-1)]},
    )
    refused = run("apply", file, "--json", stdin=edits)
    assert refused.status == 1
    assert [(entry["line"], entry["label"]) for entry in refused.data] == [(2, "good")]
    assert "Line 3 was refused and nothing of it was written: in change 2, Stance:" in refused.err
    assert "The 1 before it stay, and the lines after it were not tried." in refused.err
    assert run("get", file, "a-nso", "--json").data["stance"] == 1
    assert run("history", file, "--json").data[0]["label"] == "good"


NOTHING: dict[str, Any] = {"op": "delete", "id": "a-moh"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "it must be an object"),
        ("{}", "“changes” must be a list"),
        ({"changes": []}, "at least one change"),
        ({"changes": ["x"]}, "in change 1, this must be an object"),
        ({"changes": [{}]}, "“op” must be “add”, “set” or “delete”"),
        ({"changes": [{"op": []}]}, "“op” must be"),
        ({"changes": [NOTHING], "lable": "x"}, "“lable” does not belong here"),
        ({"changes": [NOTHING], "label": "two\nlines"}, "label: this must be a single line"),
        ({"changes": [NOTHING], "author": 5}, "author: this must be text"),
        ({"changes": [{**NOTHING, "fields": {}}]}, "“fields” does not belong here"),
        ({"changes": [{"op": "delete"}]}, "“id” must be given as text"),
        ({"changes": [{"op": "delete", "id": "x"}]}, "There is no record with"),
        ({"changes": [{"op": "delete", "id": "a"}]}, "The initiative itself cannot be deleted"),
        ({"changes": [{"op": "add", "fields": {}}]}, "“kind” must be given as text"),
        ({"changes": [add("dragon", name="x")]}, "no kind of record called “dragon”"),
        ({"changes": [{**add("tag", name="x"), "id": "7"}]}, "is not an id"),
        ({"changes": [{**add("tag", name="x"), "fields": []}]}, "“fields” must be an object"),
        ({"changes": [add("tag", name="x", id=ID)]}, "has no field “id”"),
        ({"changes": [add("tag")]}, "Name: this cannot be left empty"),
        ({"changes": [add("person", name="x", organisation="a-p1")]}, "There is no partner"),
        ({"changes": [add("person", name="x", organisation=ID)]}, "there is no partner with"),
        ({"changes": [add("person", name="x", tags="a")]}, "Tags: this must be a list"),
        ({"changes": [add("person", name="\ud800")]}, "cannot be stored"),
        ({"changes": [add("person", name="x", organisation="\ud800")]}, "There is no partner"),
        ({"changes": [{"op": "set", "id": "\ud800", "fields": {}}]}, "There is no record"),
        ('{"label": "a", "label": "b", "changes": []}', "“label” is given twice"),
        ({"changes": [change("a-moh", stance=10**5000)]}, ""),
        ({"changes": [add("initiative", name="Second")]}, "a file is one initiative"),
    ],
)
def test_every_kind_of_bad_line_is_refused(run: Command, file: Path, line: Any, words: str) -> None:
    before = file.read_bytes()
    text = line if isinstance(line, str) else _dumped(line)
    refused = run("apply", file, stdin=text)
    assert refused.status == 1
    assert refused.err.startswith("Line 1 was refused and nothing of it was written: ")
    assert words in refused.err
    assert "None came before it" in refused.err
    assert file.read_bytes() == before


def _dumped(line: dict[str, Any]) -> str:
    # Python does not write out so long a number by itself.
    text = json.dumps(line, default=str) if 10**5000 not in _values(line) else None
    return text or json.dumps({"changes": [change("a-moh", stance=0)]}).replace(
        ": 0}", ": 1" + "0" * 5000 + "}"
    )


def _values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [v for item in value.values() for v in _values(item)]
    return [v for item in value for v in _values(item)] if isinstance(value, list) else [value]


def test_what_is_not_text_is_refused(run: Command, file: Path, tmp_path: Path) -> None:
    (tmp_path / "edits.jsonl").write_bytes(b'{"label": "\xff"}')
    assert "it is not in UTF-8" in run("apply", file, tmp_path / "edits.jsonl").err


def test_edits_that_are_not_there_change_nothing(run: Command, file: Path, tmp_path: Path) -> None:
    refused = run("apply", file, tmp_path / "none.jsonl")
    assert refused.status == 1
    assert "could not be read" in refused.err


def test_a_change_that_changes_nothing_leaves_no_trace(run: Command, file: Path) -> None:
    before = file.read_bytes()
    applied = run("apply", file, "--json", stdin=lines({"changes": [change("a-nso", stance=2)]}))
    assert (applied.status, applied.data[0]["edit"]) == (0, None)
    assert file.read_bytes() == before


def test_a_file_of_edits_may_stand_after_the_options(
    run: Command, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "edits.jsonl").write_text(lines({"changes": [change("a-moh", country="KE")]}))
    applied = run("apply", file, "--author", "Bo", "--json", tmp_path / "edits.jsonl")
    assert (applied.status, applied.data[0]["author"]) == (0, "Bo")


def test_blank_words_are_no_label_and_no_author(run: Command, file: Path) -> None:
    edit = {"label": " ", "author": " ", "changes": [change("a-moh", country="KE")]}
    (applied,) = run("apply", file, "--author", "Bo", "--json", stdin=lines(edit)).data
    assert (applied["label"], applied["author"]) == ("Edited from the command line", "Bo")


def test_without_any_standard_input_a_file_is_asked_for(
    run: Command, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["apply", str(file)], lambda path: 0) == 1
    assert "no standard input" in capsys.readouterr().err


def test_the_help_shows_lines_that_run(run: Command, file: Path) -> None:
    shown = re.search(r"^  \{.*\}$", run("apply", "--help").out, re.MULTILINE | re.DOTALL)
    assert shown is not None
    applied = run("apply", file, stdin=" ".join(shown[0].split("\n")))
    assert (applied.status, applied.err) == (0, "")
