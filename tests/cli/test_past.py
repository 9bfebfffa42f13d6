"""history, undo and redo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Command


def change(id: str, label: str, author: str = "Ines", **fields: object) -> str:
    edit = {
        "label": label,
        "author": author,
        "changes": [{"op": "set", "id": id, "fields": fields}],
    }
    return json.dumps(edit)


@pytest.fixture
def edited(file: Path, run: Command) -> Path:
    """The sample with two edits: one of Health by Ines, one of Solacell by Bo."""
    two = (
        change("a-moh", "Health is in", status="contributing"),
        change("a-sola", "Solacell warms up", "Bo", stance=0),
    )
    assert run("apply", file, stdin="\n".join(two)).status == 0
    return file


def labels(run: Command, *arguments: object) -> list[str]:
    return [entry["label"] for entry in run("history", *arguments, "--json").data]


def test_history_tells_who_changed_what_newest_first(run: Command, edited: Path) -> None:
    said = run("history", edited).out.splitlines()
    assert said[0][18:].startswith("Bo: Solacell warms up  (")
    assert said[1].startswith("  Partner “Solacell” changed (")
    assert said[2] == "    Stance: passive opponent → neutral"


def test_history_of_one_record(run: Command, edited: Path) -> None:
    found = run("history", edited, "--record", "a-moh", "--json").data
    assert found[0]["label"] == "Health is in"
    assert {change["name"] for entry in found for change in entry["changes"]} == {
        "Ministry of Health, Planning Directorate"
    }


def test_a_record_that_is_gone_still_has_its_history(run: Command, edited: Path) -> None:
    delete = json.dumps({"label": "Gone", "changes": [{"op": "delete", "id": "a-o9"}]})
    id = run("apply", edited, "--json", stdin=delete).data[0]["ids"][0]
    assert labels(run, edited, "--record", id)[0] == "Gone"


def test_history_of_one_author_and_since_a_day(run: Command, edited: Path) -> None:
    assert labels(run, edited, "--person", "Bo") == ["Solacell warms up"]
    assert labels(run, edited, "--since", "2099-01-01") == []
    assert len(labels(run, edited, "--since", "2000-01-01")) == 4


def test_history_by_kind_of_record_and_by_words(run: Command, edited: Path) -> None:
    assert labels(run, edited, "--words", "solacell WARMS") == ["Solacell warms up"]
    assert "Solacell warms up" in labels(run, edited, "--kind", "organisation")
    assert "Solacell warms up" not in labels(run, edited, "--kind", "person")


def test_an_edit_that_was_taken_back_is_done_again_by_name(run: Command, edited: Path) -> None:
    edit = run("history", edited, "--json").data[1]["edit"]
    run("undo", edited, "--edit", edit)
    run("apply", edited, stdin=change("a-sola", "Later", stance=1))
    assert run("redo", edited, "--edit", edit).out == "Did again: Health is in\n"


def test_undo_takes_back_the_last_edit_and_redo_brings_it_again(run: Command, edited: Path) -> None:
    undone = run("undo", edited, "--json")
    assert (undone.status, undone.data["label"]) == (0, "Solacell warms up")
    sola = run("get", edited, "a-sola", "--json").data
    assert undone.data["ids"] == [sola["id"]]
    assert sola["stance"] == -1
    assert run("redo", edited).out == "Did again: Solacell warms up\n"
    assert run("get", edited, "a-sola", "--json").data["stance"] == 0


def test_undo_of_an_earlier_edit(run: Command, edited: Path) -> None:
    edit = run("history", edited, "--json").data[1]["edit"]
    assert run("undo", edited, "--edit", edit).out == "Took back: Health is in\n"
    assert run("get", edited, "a-moh", "--json").data["status"] == "committed"
    assert run("get", edited, "a-sola", "--json").data["stance"] == 0


def test_what_later_edits_build_on_is_left_when_that_is_asked_for(
    run: Command, edited: Path
) -> None:
    edit = run("history", edited, "--json").data[1]["edit"]
    both = change("a-moh", "Later", status="declined", stance=0)
    run("apply", edited, stdin=both)
    assert run("undo", edited, "--edit", edit).status == 1
    assert run("get", edited, "a-moh", "--json").data["status"] == "declined"


def test_what_can_be_undone_all_the_same_is_offered(run: Command, edited: Path) -> None:
    run("apply", edited, stdin=change("a-sola", "Two things", influence=1, note="First"))
    edit = run("history", edited, "--json").data[0]["edit"]
    run("apply", edited, stdin=change("a-sola", "One of them", note="Second"))
    refused = run("undo", edited, "--edit", edit)
    assert refused.status == 1
    assert "What can be undone: Influence of “Solacell”. Add --partly" in refused.err
    assert run("undo", edited, "--edit", edit, "--partly").status == 0
    assert run("get", edited, "a-sola", "--json").data["note"] == "Second"


def test_there_is_an_end_to_undoing(run: Command, edited: Path) -> None:
    for _ in range(3):
        assert run("undo", edited).status == 0
    refused = run("undo", edited)
    assert (refused.status, refused.err) == (1, "There is nothing to undo.\n")
    assert run("redo", edited).status == 0


def test_an_edit_that_is_not_there_cannot_be_undone(run: Command, edited: Path) -> None:
    refused = run("undo", edited, "--edit", "nonsense")
    assert (refused.status, "There is no edit “nonsense”" in refused.err) == (1, True)


def test_a_record_that_never_was_has_no_history(run: Command, edited: Path) -> None:
    refused = run("history", edited, "--record", "01900000-0000-7000-8000-00000000ffff")
    assert (refused.status, refused.out) == (1, "")
    assert "There is no record" in refused.err


def test_history_says_when_there_is_nothing_to_tell(run: Command, edited: Path) -> None:
    assert run("history", edited, "--person", "Nobody").out == "No edits found.\n"
    assert run("history", edited, "--person", "Nobody", "--json").data == []


def test_any_day_may_be_asked_for(run: Command, edited: Path) -> None:
    every = labels(run, edited)
    assert labels(run, edited, "--since", "0001-01-01") == every
    assert labels(run, edited, "--since", "9999-12-31") == []


@pytest.mark.parametrize("name", ["x.²", "x.99999999999999999999999999", "nonsense", "x."])
def test_what_is_no_name_of_an_edit_is_refused(run: Command, edited: Path, name: str) -> None:
    refused = run("undo", edited, "--edit", name)
    assert (refused.status, refused.err) == (1, f"There is no edit “{name}” in this file.\n")


def test_half_characters_from_a_shell_are_refused(run: Command, edited: Path) -> None:
    for arguments in (["--person", "\udcff"], ["--record", "\udcff"]):
        assert run("history", edited, *arguments).status == 1
    assert "no file can hold" in run("undo", edited, "--edit", "\udcff.1").err


def test_the_end_of_all_years_is_no_moment(run: Command, file: Path) -> None:
    said = run("list", file, "organisation", "--as-of", "9999-12-31")
    assert said.status == 2 and "“9999-12-31” is not a day such as" in said.err
    assert run("list", file, "organisation", "--as-of", "9998-12-31").status == 0
