from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

from outreach.cadence.kinds import Printout
from outreach.cause.kinds import UseCase
from outreach.document.document import Document
from outreach.history.browsing import Wanted
from outreach.history.changes import FieldChange, entries
from outreach.history.undo import undo
from outreach.initiative import open_file
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need


def test_the_newest_edit_comes_first_with_author_and_time(document: Document) -> None:
    with document.edit("Added Telmara", author="Jo") as edit:
        edit.add(Organisation, name="Telmara")
    newest, oldest = entries(document)
    assert (newest.label, newest.author, newest.kind) == ("Added Telmara", "Jo", "edit")
    assert newest.at.astimezone(dt.UTC).date() == dt.date(2026, 11, 23)
    assert oldest.label.startswith("Began")


def test_values_are_told_in_words_before_and_after(document: Document) -> None:
    with document.edit("Added") as edit:
        id = edit.add(Organisation, name="Telmara", status="contacted")
    with document.edit("Moved") as edit:
        edit.set(id, status="in_conversation", influence=4)
    (change,) = entries(document)[0].changes
    assert (change.op, change.kind, change.name) == ("U", "organisation", "Telmara")
    assert change.fields == (
        FieldChange(
            "status", "Stage", "contacted", "in conversation", "contacted", "in_conversation"
        ),
        FieldChange("influence", "Influence", "", "4 of 5, high", None, 4),
    )


def test_what_only_the_program_reads_is_not_told(document: Document) -> None:
    with document.edit("Printed") as edit:
        edit.add(Printout, code="ABCDEF", name="Brief", layout="{}", pages="[]", made_from="1.1")
    (change,) = entries(document)[0].changes
    assert [field.field for field in change.fields] == ["code", "name"]


def test_references_and_links_are_told_by_name(document: Document) -> None:
    with document.edit("Added") as edit:
        case = edit.add(UseCase, title="Where people live")
        id = edit.add(Organisation, name="Telmara")
    with document.edit("Linked") as edit:
        edit.set(id, use_cases=[case])
        edit.add(Person, name="Ada", organisation=id)
    linked, added = entries(document)[0].changes
    assert linked.name == "Telmara"
    assert linked.fields == (
        FieldChange("use_cases", "Use cases", "", "Where people live", None, case),
    )
    assert FieldChange("organisation", "Organisation", "", "Telmara", None, id) in added.fields


def test_a_deleted_record_keeps_its_name_in_the_history(document: Document) -> None:
    with document.edit("Added") as edit:
        id = edit.add(Organisation, name="Telmara")
        need = edit.add(Need, organisation=id, statement="Plan the switch-off")
    with document.edit("Deleted") as edit:
        edit.delete(id)
    gone = {change.id: change for change in entries(document)[0].changes}
    assert (gone[id].op, gone[id].name) == ("D", "Telmara")
    assert ("Need", "Plan the switch-off", "") in [
        (field.label, field.before, field.after) for field in gone[need].fields
    ]


def test_the_history_of_one_record_holds_only_what_was_done_to_it(document: Document) -> None:
    with document.edit("Added two") as edit:
        one = edit.add(Organisation, name="One")
        edit.add(Organisation, name="Two")
    with document.edit("Use case") as edit:
        case = edit.add(UseCase, title="Counts")
    with document.edit("Linked") as edit:
        edit.set(one, use_cases=[case])
    found = entries(document, Wanted(record=one))
    assert [entry.label for entry in found] == ["Linked", "Added two"]
    assert [len(entry.changes) for entry in found] == [1, 1]


def test_history_can_be_asked_by_person_by_day_and_by_number(document: Document) -> None:
    for author in ("Jo", "Ines", "Jo"):
        with document.edit("Added", author=author) as edit:
            edit.add(Organisation, name="One")
    assert len(entries(document, Wanted(person="Jo"))) == 2
    assert len(entries(document, limit=1)) == 1
    assert len(entries(document, Wanted(since=dt.date(2026, 11, 23)))) == 4
    assert entries(document, Wanted(since=dt.date(2026, 11, 25))) == []


def test_an_undo_stands_in_the_history(document: Document) -> None:
    with document.edit("Added Telmara") as edit:
        edit.add(Organisation, name="Telmara")
    undo(document)
    newest = entries(document)[0]
    assert (newest.kind, newest.label) == ("undo", "Undo: Added Telmara")
    assert newest.changes[0].op == "D"


def test_a_change_by_another_tool_is_told_as_made_outside_the_program(
    initiative_file: Path,
) -> None:
    other = sqlite3.connect(initiative_file)
    other.execute("UPDATE initiative SET name='By hand'")
    other.commit()
    other.close()
    with open_file(initiative_file, author="Ines").opened() as document:
        newest = entries(document)[0]
    assert newest.kind == "adopt"
    assert "outside the program" in newest.label
    assert newest.changes[0].fields[0].after == "By hand"
