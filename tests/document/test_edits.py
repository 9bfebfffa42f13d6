"""Edits: the only door for writes, all or nothing, and what they say was changed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.base.errors import InvalidValue, NotFound, Refusal
from outreach.base.ids import new_id
from outreach.cadence.kinds import Commitment, Prerequisite, Sequence, Step, Touchpoint
from outreach.cause.kinds import Initiative, Tag, UseCase
from outreach.document.document import Document
from outreach.initiative import the_initiative
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Answer, Need, Objection, Response


def add(document: Document, kind: type, /, **values: object) -> str:
    with document.edit("Added") as edit:
        return edit.add(kind, **values)


def change(document: Document, id: str, **values: object) -> None:
    with document.edit("Changed") as edit:
        edit.set(id, **values)


def count(document: Document) -> int:
    return int(document.connection.execute("SELECT count(*) FROM log_txn").fetchone()[0])


def test_an_added_record_reads_back_in_its_value_form(document: Document) -> None:
    moh = add(document, Organisation, name="Ministry", influence=5, stance=-1)
    person = add(
        document,
        Person,
        name="Ana",
        organisation=moh,
        expertise=["law", "water"],
        why_unprinted=True,
    )
    found = document.get(Person, person)
    assert found is not None
    assert (found.name, found.organisation, found.expertise) == ("Ana", moh, ("law", "water"))
    assert found.why_unprinted is True
    assert found.email is None and found.tags == () and found.answers == ()
    ministry = document.get(Organisation, moh)
    assert ministry is not None and (ministry.influence, ministry.stance) == (5, -1)


def test_records_are_found_by_what_their_fields_say(document: Document) -> None:
    id = add(document, Touchpoint, channel="call", held_on=dt.date(2026, 11, 23))
    change(document, id, channel="visit")
    (found,) = document.all(Touchpoint, channel="visit")
    assert (found.id, found.channel, found.held_on) == (id, "visit", dt.date(2026, 11, 23))


def test_a_kind_can_be_given_by_its_name(document: Document) -> None:
    with document.edit("Added") as edit:
        id = edit.add("tag", name="rain")
    assert document.get(Tag, id) == Tag(id=id, name="rain")


def test_setting_touches_the_named_fields_only(document: Document) -> None:
    id = add(document, Organisation, name="Ministry", about="Runs clinics.", influence=3)
    change(document, id, influence=4)
    found = document.get(Organisation, id)
    assert found == Organisation(id=id, name="Ministry", about="Runs clinics.", influence=4)


def test_none_and_empty_text_take_a_value_away(document: Document) -> None:
    id = add(document, Organisation, name="Ministry", about="x", influence=3)
    change(document, id, influence=None, about="")
    assert document.get(Organisation, id) == Organisation(id=id, name="Ministry")


TYPED = [
    "Dr Ngũgĩ wa Thiong’o — “Nairobi”",
    "Åsa Ødegård ß ẞ",
    "山田 太郎",
    "محمد الأمين",
    "אברהם כהן",
    "ไพโรจน์ ใจดี",
    "क्षत्रिय",
    "👩🏽‍🌾 farmers 🇰🇪",
    "e\u0301 is not é",
    "\ufeffmark\u200b and \u202eturned\u202c",
    "'; DROP TABLE organisation; --",
    "100% \"sure\" \\ 'maybe' {x} [y] <z> &amp;",
    "\U0010fffd \ufffd",
    "[1, 2]",
    '{"a": null}',
    "NULL",
    "0123",
]


@pytest.mark.parametrize("typed", TYPED)
def test_what_people_type_survives_file_and_log(document: Document, typed: str) -> None:
    id = add(document, Organisation, name=typed, about=f"{typed}\n\t{typed}\r\n")
    found = document.get(Organisation, id)
    assert found is not None and (found.name, found.about) == (typed, f"{typed}\n\t{typed}\r\n")
    (data,) = document.connection.execute("SELECT data FROM log_op WHERE row=?", (id,)).fetchone()
    assert document.connection.execute(
        "SELECT ?1 ->> 'name', ?1 ->> 'about'", (data,)
    ).fetchone() == (typed, f"{typed}\n\t{typed}\r\n")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_comes_back_letter_for_letter_from_the_edit_and_the_file(
    document: Document, text: str
) -> None:
    with document.edit(text) as edit:
        id = edit.add(Organisation, name="x", about=text)
    found = document.get(Organisation, id)
    assert found is not None and found.about == text
    assert edit.changes.ops[0].data == {"name": "x", "about": text}


# References and links.


def test_a_reference_must_lead_to_a_record_of_its_kind(document: Document) -> None:
    tag = add(document, Tag, name="rain")
    for wrong in (new_id(), tag):
        with pytest.raises(InvalidValue, match="Partner: there is no partner with the id"):
            add(document, Need, statement="x", organisation=wrong)
    with pytest.raises(InvalidValue, match="there is no person or partner"):
        add(document, Relationship, source=tag, type="funds", target=tag)
    with pytest.raises(InvalidValue, match="Tags: there is no tag"):
        add(document, Organisation, name="x", tags=[new_id()])


def test_links_are_added_and_taken_away_one_by_one(document: Document) -> None:
    a, b, c = sorted(add(document, Tag, name=name) for name in "abc")
    id = add(document, Organisation, name="Ministry", tags=[a, b, b])
    assert document.all(Organisation)[0].tags == (a, b)
    with document.edit("Other tags") as edit:
        edit.set(id, tags=[c, b])
    assert document.all(Organisation)[0].tags == (b, c)
    assert sorted(op.op for op in edit.changes.ops) == ["D", "I"]
    assert edit.changes.tables == {"organisation_tags"}
    change(document, id, tags=None)
    assert document.all(Organisation)[0].tags == ()


def test_links_read_the_same_whatever_was_taken_away_and_put_back(document: Document) -> None:
    tags = [add(document, Tag, name=name) for name in "abc"]
    id = add(document, Organisation, name="Ministry", tags=tags)
    change(document, id, tags=tags[1:])
    change(document, id, tags=tags)
    found = document.get(Organisation, id)
    assert found is not None and found.tags == tuple(tags)


def test_the_same_link_made_twice_is_the_same_row(document: Document) -> None:
    tag = add(document, Tag, name="rain")
    id = add(document, Organisation, name="Ministry", tags=[tag])
    (first,) = document.connection.execute("SELECT id FROM organisation_tags").fetchone()
    change(document, id, tags=[])
    with document.edit("Again") as edit:
        edit.set(id, tags=[tag])
    assert [(op.op, op.row, op.data) for op in edit.changes.ops] == [("R", first, {})]


def test_who_refers_to_a_record_is_found(document: Document) -> None:
    moh = add(document, Organisation, name="Ministry")
    needs = [add(document, Need, organisation=moh, statement=s) for s in "ab"]
    seq = add(document, Sequence, name="Main", goals=[moh])
    person = add(document, Person, name="Ana")
    add(document, Touchpoint, people=[person])
    tie = add(document, Relationship, source=person, type="leads", target=moh)
    assert document.referring(moh) == {
        ("need", "organisation"): needs,
        ("sequence", "goals"): [seq],
        ("relationship", "target"): [tie],
    }
    assert document.referring(new_id()) == {}


# Deleting.


def test_deleting_takes_what_hangs_on_a_record_and_empties_what_only_names_it(
    document: Document,
) -> None:
    moh = add(document, Organisation, name="Ministry")
    other = add(document, Organisation, name="Other")
    ana = add(document, Person, name="Ana", organisation=moh)
    objection = add(document, Objection, organisation=moh, person=ana, statement="No")
    response = add(document, Response, headline="Yes", spokesperson=ana)
    answer = add(document, Answer, objection=objection, response=response)
    sequence = add(document, Sequence, name="Main", goals=[moh, other])
    step = add(document, Step, sequence=sequence, organisation=moh, ask="Join")
    waits = add(document, Prerequisite, step=step, organisation=moh, status="committed")
    call = add(document, Touchpoint, organisation=moh, people=[ana], objections=[objection])
    self_tie = add(document, Relationship, source=moh, type="watches", target=moh)
    with document.edit("Deleted") as edit:
        edit.delete(moh)
    for gone in (moh, objection, answer, waits, self_tie):
        assert document.record(gone) is None
    assert document.get(Person, ana) == Person(id=ana, name="Ana")
    assert document.get(Step, step) == Step(id=step, sequence=sequence, ask="Join")
    assert document.get(Touchpoint, call) == Touchpoint(id=call, people=(ana,))
    assert document.all(Sequence)[0].goals == (other,)
    assert document.get(Response, response) is not None
    assert edit.changes.rows >= {moh, objection, answer, waits, self_tie, ana, step, call}


def test_a_reference_to_two_kinds_is_emptied_too(document: Document) -> None:
    ana = add(document, Person, name="Ana")
    add(document, Champion, person=ana)
    promise = add(document, Commitment, by=ana, promise="Send the letter")
    with document.edit("Deleted") as edit:
        edit.delete(ana)
    assert document.all(Champion) == []
    assert document.get(Commitment, promise) == Commitment(id=promise, promise="Send the letter")


def test_the_initiative_cannot_be_deleted_or_doubled(document: Document) -> None:
    with pytest.raises(Refusal, match="cannot be deleted"), document.edit("x") as edit:
        edit.delete(the_initiative(document).id)
    with pytest.raises(Refusal, match="one initiative"):
        add(document, Initiative, name="Second")


# What is refused, whole.


def test_an_unknown_field_kind_or_record_is_refused_by_name(document: Document) -> None:
    with pytest.raises(Refusal, match="organisation has no field “colour”"):
        add(document, Organisation, name="x", colour="red")
    with pytest.raises(Refusal, match="no kind of record named “planet”"), document.edit("x") as e:
        e.add("planet")
    with pytest.raises(NotFound, match="There is no record"):
        change(document, new_id(), name="x")
    with pytest.raises(NotFound), document.edit("x") as e:
        e.delete("nothing")
    with pytest.raises(Refusal, match="organisation has no field colour"):
        document.all(Organisation, colour="red")


def test_a_required_field_cannot_be_left_out_or_emptied(document: Document) -> None:
    with pytest.raises(InvalidValue, match="Name: this cannot be left empty"):
        add(document, Organisation, sector="ngo")
    id = add(document, Organisation, name="x")
    with pytest.raises(InvalidValue, match="Name: this cannot be left empty"):
        change(document, id, name="  ")


def test_an_id_that_was_used_before_is_refused_also_after_deleting(document: Document) -> None:
    id = add(document, Tag, name="rain")
    with document.edit("x") as edit:
        edit.delete(id)
    with pytest.raises(Refusal, match="was used before"):
        add(document, Tag, id=id, name="again")
    with pytest.raises(Refusal, match="“mine” is not an id"):
        add(document, Tag, id="mine", name="x")


def test_an_error_inside_an_edit_takes_everything_back(document: Document) -> None:
    before, edits = list(document.connection.iterdump()), count(document)
    with pytest.raises(InvalidValue, match="Influence"), document.edit("Half") as edit:
        id = edit.add(Organisation, name="Ministry")
        edit.add(Need, organisation=id, statement="Rain")
        edit.set(id, influence=9)
    with pytest.raises(KeyboardInterrupt), document.edit("Half") as edit:
        edit.add(Organisation, name="Ministry")
        raise KeyboardInterrupt
    assert list(document.connection.iterdump()) == before
    assert count(document) == edits
    assert add(document, Tag, name="goes on")


def test_an_error_that_was_caught_inside_leaves_the_rest_of_the_edit(document: Document) -> None:
    with document.edit("Two, one of them bad") as edit:
        edit.add(Tag, name="good")
        with pytest.raises(InvalidValue):
            edit.add(Tag, name="two\nlines")
    assert [tag.name for tag in document.all(Tag)] == ["good"]


# What an edit says of itself.


def test_an_edit_that_changes_nothing_leaves_no_trace(document: Document) -> None:
    id = add(document, Organisation, name="Ministry", influence=3, tags=[])
    edits, counter = count(document), document.connection.execute("PRAGMA data_version").fetchone()
    with document.edit("Nothing") as edit:
        edit.set(id, name="Ministry", influence=3, tags=[])
    with document.edit("Nothing at all"):
        pass
    assert not edit.changes and edit.changes.edit == "" and edit.changes.ops == ()
    assert count(document) == edits
    assert document.connection.execute("PRAGMA data_version").fetchone() == counter


def test_an_edit_says_what_it_changed(document: Document) -> None:
    with document.edit("Ministry joins", author="Ben") as edit:
        id = edit.add(Organisation, name="Ministry")
        use = edit.add(UseCase, title="Rain")
        edit.set(id, use_cases=[use])
    changes = edit.changes
    assert changes and (changes.label, changes.author) == ("Ministry joins", "Ben")
    assert changes.tables == {"organisation", "use_case", "organisation_use_cases"}
    assert {id, use} < changes.rows
    assert [(op.op, op.data) for op in changes.ops[:2]] == [
        ("I", {"name": "Ministry"}),
        ("I", {"title": "Rain"}),
    ]


def test_half_characters_in_a_label_do_not_stop_the_edit(document: Document) -> None:
    with document.edit("Read “half \ud83d”", author="n\udcff") as edit:
        edit.add(Tag, name="rain")
    (row,) = document.connection.execute(
        "SELECT label, author FROM log_txn ORDER BY id DESC LIMIT 1"
    )
    assert row == ("Read “half ?”", "n?")


# No other door.


OUTSIDE = (
    "INSERT INTO tag (id, name) VALUES ('x', 'y')",
    "UPDATE initiative SET name='x'",
    "UPDATE initiative SET id='x'",
    "DELETE FROM initiative",
    "REPLACE INTO initiative SELECT * FROM initiative",
    "DELETE FROM log_op",
    "UPDATE log_txn SET label=''",
    "INSERT INTO log_site (id, author, agent) VALUES ('', '', '')",
    "DELETE FROM log_site",
)


@pytest.mark.parametrize("sql", OUTSIDE)
def test_nothing_can_be_written_outside_an_edit(
    document: Document, file: Path, opened: Callable[..., Document], sql: str
) -> None:
    tables = list(document.connection.iterdump())
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        document.connection.execute(sql)
    with document.edit("Nothing"):
        pass
    with pytest.raises(sqlite3.IntegrityError, match=r"outside an edit|an id never changes"):
        document.connection.execute(sql)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened(file, read_only=True).connection.execute(sql)
    assert list(document.connection.iterdump()) == tables


def test_an_id_never_changes(document: Document) -> None:
    add(document, Tag, name="rain")
    with pytest.raises(sqlite3.IntegrityError, match="an id never changes"), document.edit("x"):
        document.connection.execute("UPDATE tag SET id='other'")


def test_a_document_open_for_reading_refuses_edits_in_a_sentence(file, opened) -> None:  # type: ignore[no-untyped-def]
    reading = opened(file, read_only=True)
    with pytest.raises(Refusal, match="open for reading only"), reading.edit("x"):
        pass


def test_an_edit_within_an_edit_is_refused_and_both_are_taken_back(document: Document) -> None:
    with pytest.raises(Refusal), document.edit("outer") as edit:
        edit.add(Tag, name="outer")
        with document.edit("inner") as inner:
            inner.add(Tag, name="inner")
    assert document.all(Tag) == []
    add(document, Tag, name="goes on")


def test_a_record_that_others_need_cannot_be_made_to_vanish(document: Document) -> None:
    moh = add(document, Organisation, name="Ministry")
    add(document, Need, organisation=moh, statement="Rain")
    with pytest.raises(Refusal, match="cannot be without"), document.edit("x") as edit:
        edit.write_row("organisation", moh, None)
    assert document.get(Organisation, moh) is not None


def test_writing_a_row_for_undo_and_merge_logs_it_as_any_other(document: Document) -> None:
    tag = new_id()
    with document.edit("x") as edit:
        edit.write_row("tag", tag, {"name": "rain"})
    with document.edit("x") as edit:
        edit.write_row("tag", tag, {"name": "sun", "reference": "s"})
    assert edit.changes.ops[0].data == {"name": "sun", "reference": "s"}
    with document.edit("x") as edit:
        edit.write_row("tag", tag, None)
    assert edit.changes.ops[0].op == "D"


def test_a_record_that_the_same_edit_took_away_is_not_referred_to(document: Document) -> None:
    with document.edit("Added and taken away") as edit:
        partner = edit.add(Organisation, name="Ministry")
        edit.add(Person, name="Ana", organisation=partner)
        edit.delete(partner)
        with pytest.raises(InvalidValue, match="there is no partner"):
            edit.add(Person, name="Ben", organisation=partner)
