"""Everything in a file as plain values, and only what changed read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outreach.cause.kinds import Tag
from outreach.document.document import Document
from outreach.history.undo import undo
from outreach.initiative import create, open_file
from outreach.network.kinds import Organisation, Person
from outreach.snapshot import Latest, take


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with create(tmp_path / "a.db", "Water", author="Ana") as document:
        yield document


def test_a_snapshot_holds_every_record_and_knows_names(document: Document) -> None:
    with document.edit("x") as edit:
        moh = edit.add(Organisation, name="Ministry")
        ana = edit.add(Person, name="Ana", organisation=moh)
    taken = take(document)
    assert not document.connection.in_transaction
    assert taken.organisations == {moh: Organisation(id=moh, name="Ministry")}
    assert [taken.name(id) for id in (moh, ana, None, "x")] == ["Ministry", "Ana", "", ""]


def test_a_snapshot_is_of_one_moment(document: Document) -> None:
    statements = _statements(document, lambda: take(document))
    assert (statements[0], statements[-1]) == ("BEGIN", "ROLLBACK")
    assert all(statement.startswith("SELECT") for statement in statements[1:-1])


def test_after_an_edit_only_what_it_touched_is_read(document: Document) -> None:
    latest = Latest(document)
    with document.edit("Many") as edit:
        ids = [edit.add(Organisation, name=f"Partner {n}") for n in range(3)]
    before = latest.snapshot()
    assert latest.snapshot() is before
    with document.edit("Renamed") as edit:
        edit.set(ids[1], name="Telmara")
    statements = _statements(document, latest.snapshot)
    assert latest.snapshot() == take(document)
    assert not any("person" in statement for statement in statements)
    assert latest.snapshot().organisations[ids[0]] is before.organisations[ids[0]]


def test_links_and_deletions_are_followed(document: Document) -> None:
    latest = Latest(document)
    with document.edit("Added") as edit:
        first, second = (edit.add(Tag, name=name) for name in ("West", "East"))
        partner = edit.add(Organisation, name="Telmara", tags=[first, second])
    latest.snapshot()
    with document.edit("One tag fewer") as edit:
        edit.set(partner, tags=[second])
    assert latest.snapshot().organisations[partner].tags == (second,)
    with document.edit("Deleted") as edit:
        edit.delete(second)
    assert latest.snapshot() == take(document)
    assert latest.snapshot().organisations[partner].tags == ()


def test_what_is_brought_back_stands_among_those_of_its_age(document: Document) -> None:
    latest = Latest(document)
    with document.edit("Added") as edit:
        ids = [edit.add(Organisation, name=f"Partner {n}") for n in range(3)]
    with document.edit("Deleted") as edit:
        edit.delete(ids[1])
    assert list(latest.snapshot().organisations) == [ids[0], ids[2]]
    undo(document)
    assert list(latest.snapshot().organisations) == ids


def test_more_than_can_be_followed_is_read_whole(document: Document) -> None:
    latest = Latest(document)
    latest.snapshot()
    with document.edit("Very many") as edit:
        for n in range(Latest.MOST + 1):
            edit.add(Tag, name=f"Tag {n}")
    assert latest.snapshot() == take(document)
    assert len(latest.snapshot().tags) == Latest.MOST + 1


def _statements(document: Document, look: Callable[[], object]) -> list[str]:
    """Return what a look at the file asks of SQLite."""
    statements: list[str] = []
    document.connection.set_trace_callback(statements.append)
    look()
    document.connection.set_trace_callback(None)
    return statements


def test_where_another_file_took_its_place_everything_is_read_anew(
    document: Document, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    document.copy_to(copy)
    for name in ("Here", "Here as well"):
        with document.edit("Added") as edit:
            edit.add(Organisation, name=name)
    taken = Latest(document).taken()
    with open_file(copy, author="Ben").opened() as other:
        for name in ("There", "There as well", "And there"):
            with other.edit("Added") as edit:
                edit.add(Organisation, name=name)
        assert Latest(other, taken).snapshot() == take(other) != taken.snapshot
