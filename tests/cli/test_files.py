"""new, sample, check, copy and open."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from outreach.cli.main import main
from outreach.document.log import edits
from outreach.initiative import open_file
from tests.cli.running import Command


def test_new_makes_an_empty_initiative(run: Command, tmp_path: Path) -> None:
    made = run("new", tmp_path / "a.db", "--name", "Rivers", "--author", "Ines", "--json")
    assert made.status == 0
    assert made.data["name"] == "Rivers"
    (initiative,) = run("list", tmp_path / "a.db", "initiative", "--json").data
    assert (initiative["name"], initiative["status"]) == ("Rivers", "active")


@pytest.mark.parametrize("command", [("new", "--name", "Rivers"), ("sample", "alder")])
def test_what_is_there_is_never_overwritten(
    run: Command, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "a.db"
    path.write_text("mine")
    refused = run(*command, path)
    assert refused.status == 1
    assert refused.err == "“a.db” exists already. Nothing was changed; choose another name.\n"
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["", " ", "two\nlines", "x" * 501])
def test_a_name_that_does_not_fit_leaves_no_file(run: Command, tmp_path: Path, name: str) -> None:
    assert run("new", tmp_path / "a.db", "--name", name).status == 1
    assert list(tmp_path.iterdir()) == []


def test_the_author_is_whom_the_option_names(run: Command, tmp_path: Path) -> None:
    run("new", tmp_path / "a.db", "--name", "Rivers", "--author", "Ilsa Moran")
    (entry,) = run("history", tmp_path / "a.db", "--json").data
    assert entry["author"] == "Ilsa Moran"


def test_the_author_is_else_the_login_name(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ilsa")
    run("new", tmp_path / "a.db", "--name", "Rivers")
    (entry,) = run("history", tmp_path / "a.db", "--json").data
    assert entry["author"] == "ilsa"


def test_without_a_login_name_the_author_is_asked_for(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", unknown)
    refused = run("new", tmp_path / "a.db", "--name", "Rivers")
    assert (refused.status, list(tmp_path.iterdir())) == (1, [])
    assert "--author NAME" in refused.err


def test_a_sound_file_has_no_problems(run: Command, file: Path) -> None:
    checked = run("check", file)
    assert (checked.status, checked.err) == (0, "")
    assert checked.out.startswith("No problems found: ")
    assert run("check", file, "--json").data == {"problems": []}


def test_check_names_a_record_changed_outside_the_program(run: Command, file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("UPDATE organisation SET name='Moon' WHERE reference='a-moh'")
    before = file.read_bytes()
    checked = run("check", file)
    assert checked.status == 1
    assert "Partner “Moon”" in checked.err
    assert "was changed outside the program" in checked.err
    assert file.read_bytes() == before


def test_check_names_an_edit_that_is_not_as_it_was_written(run: Command, file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("UPDATE log_txn SET label='Nothing to see' WHERE id=1")
    checked = run("check", file, "--json")
    assert checked.status == 1
    problem, lost = checked.data["problems"]
    assert "“Nothing to see”" in problem and "not as it was written" in problem
    assert "from “Nothing to see” on, could not be kept in the history" in lost


def test_check_names_a_damaged_file(run: Command, file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 30] = b"\xff" * (4096 * 27)
    file.write_bytes(content)
    checked = run("check", file, "--json")
    assert checked.status == 1
    assert any("damaged" in problem for problem in checked.data["problems"])


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + bytes(200)])
def test_check_says_what_is_no_file_of_ours(run: Command, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    checked = run("check", tmp_path / "a.db", "--json")
    assert checked.status == 1
    assert "It was not changed" in checked.data["problems"][0]


def test_a_copy_is_complete(run: Command, file: Path, tmp_path: Path) -> None:
    assert run("copy", file, tmp_path / "copy.db").status == 0
    assert (tmp_path / "copy.db").read_bytes() == file.read_bytes()
    refused = run("copy", file, tmp_path / "copy.db")
    assert (refused.status, "exists already" in refused.err) == (1, True)


def test_reading_commands_leave_every_byte_as_it_is(run: Command, file: Path) -> None:
    before = file.read_bytes()
    for command in ("check", "today", "coverage", "history"):
        run(command, file)
    run("list", file, "person")
    run("get", file, "a-moh")
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", ["today", "history", "undo", "apply", "coverage"])
def test_a_file_that_cannot_be_opened_gets_its_sentence(
    run: Command, tmp_path: Path, command: str
) -> None:
    missing = run(command, tmp_path / "a.db")
    assert (missing.status, missing.out) == (1, "")
    assert missing.err == f"There is no file “{tmp_path / 'a.db'}”. Check the name and folder.\n"


def test_a_file_that_cannot_be_written_is_not_edited(
    run: Command, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    refused = run("undo", file)
    assert refused.status == 1
    assert "open for reading" in refused.err


def test_the_window_opens_on_a_file_and_without_one(tmp_path: Path) -> None:
    opened = []

    def open_window(path: Path | None) -> int:
        opened.append(path)
        return 7

    assert main([], open_window) == 7
    assert main(["open", "a.db"], open_window) == 7
    assert opened == [None, Path("a.db")]


def test_a_sample_is_one_import(run: Command, file: Path) -> None:
    with open_file(file, author="").opened() as document:
        assert [edit.kind for edit in edits(document.connection)] == ["edit", "import"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE touchpoint SET held_on='31/12/2026'",
        "UPDATE person SET expertise='not json'",
        "UPDATE organisation_use_cases SET use_case='nothing'",
        "DELETE FROM organisation WHERE reference='a-moh'",
        "INSERT INTO person (id, name, organisation) VALUES ('zz', 'Io', 'nowhere')",
    ],
)
def test_what_another_tool_wrote_that_does_not_fit_is_named_and_stops_nothing_with_an_error(
    run: Command, file: Path, tmp_path: Path, sql: str
) -> None:
    with sqlite3.connect(file) as other:
        other.execute(sql)
    other.close()
    checked = run("check", file, "--json")
    assert checked.status == 1
    assert len(checked.data["problems"]) > 1
    for command in (["today"], ["coverage"], ["history"], ["list", "touchpoint"]):
        said = run(command[0], file, *command[1:])
        assert said.status in (0, 1)
        assert "does not fit" in said.err
    printed = run("pack", file, "-o", tmp_path / "k.pdf", "--edition", "internal")
    assert printed.status in (0, 1)
    assert "does not fit" in printed.err
