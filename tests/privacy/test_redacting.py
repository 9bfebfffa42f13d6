"""A redacted copy holds nothing that is confidential, and comes home without harm."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from outreach.base.errors import NotFound, Refusal
from outreach.cli.checking import examine
from outreach.document.document import Document
from outreach.exchange import samples
from outreach.history.undo import undo, undo_label
from outreach.initiative import MODEL, open_file
from outreach.merge.bringing import compare, merge
from outreach.merge.decisions import decisions
from outreach.network.kinds import Organisation, Person, Relationship
from outreach.persuasion.kinds import Objection
from outreach.privacy.redacting import extent, withheld, write_redacted
from tests.conftest import FIRST_MOMENT

YEARS_AHEAD = 5 * 365 * 24 * 3600 * 1000


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Document]:
    with samples.make("kestria", tmp_path / "whole.db", "Ines") as document:
        yield document


@pytest.fixture
def redacted(whole: Document, tmp_path: Path) -> Iterator[Document]:
    write_redacted(whole, tmp_path / "redacted.db")
    with open_file(tmp_path / "redacted.db", author="Ben").opened() as document:
        yield document


def rows(document: Document) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: document.connection.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        for table in MODEL.tables
    }


def confidential_texts(document: Document) -> set[str]:
    """Every text of a confidential field, and every one of records that cannot be without one."""
    out = extent(MODEL)
    found = set()
    for table in MODEL.tables.values():
        for field in table.columns:
            if table.name in out.kinds or (table.name, field.name) in out.fields:
                values = document.connection.execute(f'SELECT "{field.name}" FROM "{table.name}"')
                found |= {v for (v,) in values if isinstance(v, str) and v.count(" ") > 1}
    shown = {
        value
        for name, found_rows in rows(document).items()
        if name not in out.kinds
        for row in found_rows
        for value in row
        if isinstance(value, str)
    }
    return {text for text in found if not any(text in other for other in shown - found)}


def test_nothing_withheld_is_in_the_bytes_of_the_copy(whole: Document, redacted: Document) -> None:
    secrets = confidential_texts(whole)
    assert len(secrets) > 50
    with whole.edit("Earlier words are confidential as well") as edit:
        (partner, *_) = whole.all(Organisation)
        edit.set(partner.id, note="An earlier private note")
    text = redacted.path.read_bytes().decode(errors="replace")
    assert [secret for secret in secrets if secret in text] == []
    assert examine(redacted.path).problems == []


def test_what_is_left_out_is_told_before_it_is_written(whole: Document, tmp_path: Path) -> None:
    told = withheld(whole)
    assert told == write_redacted(whole, tmp_path / "redacted.db")
    assert told.records.keys() >= {"objection", "relationship", "answer"}
    assert told.values["person", "why"] > 0
    with open_file(tmp_path / "redacted.db", author="Ben").opened() as copy:
        assert told.taken["organisation"] == len(copy.all(Organisation))
        assert copy.all(Objection) == copy.all(Relationship) == []


def test_only_the_kinds_that_were_chosen_go_along(whole: Document, tmp_path: Path) -> None:
    write_redacted(whole, tmp_path / "redacted.db", only=["person"])
    with open_file(tmp_path / "redacted.db", author="Ben").opened() as copy:
        assert copy.all(Organisation) == [] and copy.all(Person)
        assert all(person.organisation is None for person in copy.all(Person))
    with pytest.raises(NotFound, match="no kind of record named “people”"):
        write_redacted(whole, tmp_path / "other.db", only=["people"])
    assert not (tmp_path / "other.db").exists()


def test_edits_come_home_and_what_was_withheld_is_untouched(
    whole: Document, redacted: Document
) -> None:
    before = rows(whole)
    first, second, *_ = redacted.all(Organisation)
    with redacted.edit("At Ben’s") as edit:
        edit.set(first.id, name="Renamed by Ben")
        new = edit.add(Person, name="Somebody new", organisation=second.id, stance=1)
    report = merge(whole, redacted.path)
    assert [(fit.name, fit.done) for fit in report.fits] == [
        ("Renamed by Ben", "changed"),
        ("Somebody new", "added"),
    ]
    assert report.decisions == [] == decisions(whole)
    after = rows(whole)
    before["organisation"] = [
        tuple("Renamed by Ben" if v == first.name else v for v in row)
        for row in before["organisation"]
    ]
    after["person"] = [row for row in after["person"] if row[0] != new]
    assert after == before
    assert not merge(whole, redacted.path), "coming home again brings nothing"
    assert examine(whole.path).problems == []


def test_a_change_at_home_meanwhile_waits_for_a_decision(
    whole: Document, redacted: Document
) -> None:
    (first, *_) = redacted.all(Organisation)
    with whole.edit("At home") as edit:
        edit.set(first.id, about="Changed at home", note="And a private note")
    with redacted.edit("At Ben’s") as edit:
        edit.set(first.id, about="Changed by Ben", country="KE")
    (question,) = merge(whole, redacted.path).decisions
    assert {option.words for option in question.options} == {"Changed at home", "Changed by Ben"}
    found = whole.get(Organisation, first.id)
    assert found is not None and (found.country, found.note) == ("KE", "And a private note")


def test_what_was_edited_after_seeing_a_change_is_no_conflict_even_under_a_wrong_clock(
    whole: Document, tmp_path: Path
) -> None:
    (first, *_) = whole.all(Organisation)
    whole.close()
    far = open_file(whole.path, author="Ines", clock=lambda: FIRST_MOMENT + YEARS_AHEAD).opened()
    with far, far.edit("In the years to come") as edit:
        edit.set(first.id, about="From the future")
    with open_file(whole.path, author="Ines").opened() as home:
        write_redacted(home, tmp_path / "redacted.db")
        copy = open_file(tmp_path / "redacted.db", author="Ben").opened()
        with copy, copy.edit("Now") as edit:
            edit.set(first.id, about="Seen and changed")
        assert merge(home, tmp_path / "redacted.db").decisions == []
        found = home.get(Organisation, first.id)
        assert found is not None and found.about == "Seen and changed"


def test_deleting_in_the_copy_asks_about_what_was_withheld(
    whole: Document, redacted: Document
) -> None:
    objection = next(o for o in whole.all(Objection))
    with redacted.edit("Deleted") as edit:
        edit.delete(objection.organisation)
    report = merge(whole, redacted.path)
    assert {question.record for question in report.decisions} == {objection.organisation}
    undo(whole)
    assert objection in whole.all(Objection)


def test_what_was_left_out_cannot_be_changed_in_the_copy(redacted: Document) -> None:
    (first, *_) = redacted.all(Organisation)
    refused = pytest.raises(Refusal, match="left out of the redacted copy")
    with refused, redacted.edit("Guessed") as edit:
        edit.set(first.id, stance=2)
    with redacted.edit("New here") as edit:
        new = edit.add(Organisation, name="New here", stance=1)
    with redacted.edit("Changed") as edit:
        edit.set(new, stance=2)


def test_a_copy_in_which_another_tool_changed_it_all_the_same_is_refused(
    whole: Document, redacted: Document
) -> None:
    redacted.close()
    with closing(sqlite3.connect(redacted.path)) as db:
        db.execute("UPDATE organisation SET stance=2")
        db.commit()
    before = rows(whole)
    with pytest.raises(Refusal, match="left out of it"):
        merge(whole, redacted.path)
    assert rows(whole) == before


def test_the_whole_file_is_not_brought_into_the_copy(whole: Document, redacted: Document) -> None:
    with whole.edit("At home") as edit:
        edit.add(Organisation, name="New at home")
    with pytest.raises(Refusal, match="This file is a redacted copy"):
        merge(redacted, whole.path)
    with pytest.raises(Refusal, match="is a redacted copy itself"):
        write_redacted(redacted, redacted.path.with_name("again.db"))


def test_two_people_with_the_same_redacted_copy_bring_theirs_together(
    whole: Document, redacted: Document, tmp_path: Path
) -> None:
    redacted.copy_to(tmp_path / "second.db")
    first, second, *_ = redacted.all(Organisation)
    other = open_file(tmp_path / "second.db", author="Chi").opened()
    with other, other.edit("At Chi’s") as edit:
        edit.set(second.id, about="Seen by Chi")
    with redacted.edit("At Ben’s") as edit:
        edit.set(first.id, about="Seen by Ben")
    assert merge(redacted, tmp_path / "second.db").edits == 1
    assert compare(whole, redacted.path).edits == 3
    merge(whole, redacted.path)
    assert not merge(whole, tmp_path / "second.db")
    found = [whole.get(Organisation, one.id) for one in (first, second)]
    assert [one.about for one in found if one] == ["Seen by Ben", "Seen by Chi"]


def test_a_file_that_never_held_what_the_copy_was_made_of_refuses_it(
    whole: Document, tmp_path: Path
) -> None:
    whole.copy_to(tmp_path / "old.db")
    with whole.edit("Newer") as edit:
        edit.add(Organisation, name="Newer")
    write_redacted(whole, tmp_path / "redacted.db")
    copy = open_file(tmp_path / "redacted.db", author="Ben").opened()
    with copy, copy.edit("At Ben’s") as edit:
        edit.add(Organisation, name="From Ben")
    with open_file(tmp_path / "old.db", author="Chi").opened() as old:
        with pytest.raises(Refusal, match="held more than this one"):
            merge(old, tmp_path / "redacted.db")
        merge(old, whole.path)
        assert merge(old, tmp_path / "redacted.db").edits == 1


def test_what_the_copy_began_with_cannot_be_undone(redacted: Document) -> None:
    assert undo_label(redacted) is None
    with redacted.edit("At Ben’s") as edit:
        edit.add(Organisation, name="From Ben")
    assert undo_label(redacted) == "At Ben’s"
    undo(redacted)
    assert undo_label(redacted) is None
