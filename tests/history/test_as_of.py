from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from outreach.base.errors import Refusal
from outreach.cause.kinds import UseCase
from outreach.document.adoption import differences
from outreach.document.document import Document
from outreach.history.as_of import as_of
from outreach.history.changes import entries
from outreach.history.undo import redo_label, undo, undo_label
from outreach.initiative import create, open_file, the_initiative
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Need
from outreach.snapshot import take
from tests.history.contents import contents


def last_moment(document: Document) -> int:
    (at,) = document.connection.execute(
        "SELECT at_ms FROM log_txn ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return int(at)


def test_every_moment_of_the_past_can_be_looked_at(document: Document, tmp_path: Path) -> None:
    remembered = [(last_moment(document), "", contents(document))]

    def remember() -> None:
        name = entries(document, limit=1)[0].edit
        remembered.append((last_moment(document), name, contents(document)))

    with document.edit("Added") as edit:
        case = edit.add(UseCase, title="Where people live")
        id = edit.add(Organisation, name="Telmara", use_cases=[case])
        edit.add(Need, organisation=id, statement="Plan the switch-off")
    remember()
    with document.edit("Changed") as edit:
        edit.set(id, name="Solacell", use_cases=[])
    remember()
    with document.edit("Deleted") as edit:
        edit.delete(id)
    remember()
    undo(document)
    remember()
    for at, name, then in remembered:
        with as_of(document, at, tmp_path) as past:
            assert contents(past) == then
            assert differences(past.connection, past.model) == []
        if name:
            with as_of(document, name, tmp_path) as past:
                assert contents(past) == then


def test_history_and_undo_are_those_of_the_time(document: Document, tmp_path: Path) -> None:
    with document.edit("Added") as edit:
        id = edit.add(Organisation, name="Telmara")
    added = edit.changes.edit
    with document.edit("Renamed") as edit:
        edit.set(id, name="Solacell")
    undo(document)
    with as_of(document, added, tmp_path) as past:
        newest = entries(past)[0]
        assert (newest.label, newest.changes[0].name) == ("Added", "Telmara")
        assert (undo_label(past), redo_label(past)) == ("Added", None)
        assert [o.name for o in take(past).organisations.values()] == ["Telmara"]


def test_it_is_only_for_reading_and_vanishes_when_closed(
    document: Document, tmp_path: Path
) -> None:
    folder = tmp_path / "past"
    folder.mkdir()
    past = as_of(document, last_moment(document), folder)
    assert (past.id, past.writable, len(list(folder.iterdir()))) == (document.id, False, 1)
    with pytest.raises(Refusal, match="open for reading only"), past.edit("Change"):
        pass
    past.close()
    assert list(folder.iterdir()) == []


def test_before_its_beginning_there_was_nothing(document: Document, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"had not begun at that time\. It began on 20"):
        as_of(document, 0, tmp_path)
    with pytest.raises(Refusal, match="no edit “nonsense”"):
        as_of(document, "nonsense", tmp_path)
    assert not list(tmp_path.glob("as-of*"))


def test_the_file_itself_is_not_changed(document: Document, tmp_path: Path) -> None:
    before = document.path.read_bytes()
    as_of(document, last_moment(document), tmp_path).close()
    assert document.path.read_bytes() == before


def test_a_clock_that_was_set_back_leaves_nothing_without_its_record(tmp_path: Path) -> None:
    clock = itertools.chain([1_000_000, 9_000_000, 2_000_000], itertools.repeat(2_500_000))
    path = tmp_path / "clock.db"
    with create(path, "Clock", author="Ines", clock=lambda: next(clock)) as document:
        with document.edit("In the year to come") as edit:
            id = edit.add(Organisation, name="Telmara")
        with document.edit("Today") as edit:
            edit.add(Need, organisation=id, statement="Plan the switch-off")
        with document.edit("Today too") as edit:
            edit.add(UseCase, title="Where people live")
        with as_of(document, 3_000_000, tmp_path) as past:
            assert [e.label for e in entries(past)] == ["Today too", "Today", "Began “Clock”"]
            assert differences(past.connection, past.model) == []
            assert the_initiative(past).name == "Clock"
            assert past.all(Need) == []


def test_the_past_of_a_file_that_is_open_for_reading(initiative_file: Path, tmp_path: Path) -> None:
    with (
        open_file(initiative_file, author="", read_only=True).opened() as document,
        as_of(document, last_moment(document), tmp_path) as past,
    ):
        assert contents(past) == contents(document)
