from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.base.errors import Refusal
from outreach.cadence.kinds import Touchpoint
from outreach.cause.kinds import UseCase
from outreach.document.adoption import differences
from outreach.document.document import Document
from outreach.document.log import TYPING
from outreach.history.undo import OnlyInPart, Outlook, outlook, redo, redo_label, undo, undo_label
from outreach.initiative import create, open_file
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need
from tests.history.contents import contents


def add_partner(document: Document, name: str = "Telmara") -> str:
    with document.edit(f"Added {name}") as edit:
        return edit.add(Organisation, name=name)


def rename(document: Document, id: str, name: str) -> None:
    with document.edit(f"Renamed to {name}") as edit:
        edit.set(id, name=name)


def name_of(document: Document, id: str) -> str | None:
    found = document.get(Organisation, id)
    return found.name if found else None


def test_a_new_file_has_nothing_to_undo(document: Document) -> None:
    assert undo_label(document) is None
    with pytest.raises(Refusal, match="nothing to undo"):
        undo(document)


def test_undo_takes_the_last_edit_back_and_redo_does_it_again(document: Document) -> None:
    id = add_partner(document)
    rename(document, id, "Tavano")
    assert undo_label(document) == "Renamed to Tavano"
    assert undo(document).label == "Renamed to Tavano"
    assert name_of(document, id) == "Telmara"
    assert redo_label(document) == "Renamed to Tavano"
    redo(document)
    assert name_of(document, id) == "Tavano"
    assert redo_label(document) is None


def test_undo_goes_on_to_the_edit_before(document: Document) -> None:
    id = add_partner(document)
    rename(document, id, "Tavano")
    undo(document)
    undo(document)
    assert name_of(document, id) is None
    redo(document)
    redo(document)
    assert name_of(document, id) == "Tavano"


def test_what_was_done_again_can_be_undone_again(document: Document) -> None:
    id = add_partner(document)
    rename(document, id, "Tavano")
    for _ in range(3):
        undo(document)
        assert name_of(document, id) == "Telmara"
        redo(document)
        assert name_of(document, id) == "Tavano"


def test_a_change_after_an_undo_leaves_nothing_to_redo(document: Document) -> None:
    id = add_partner(document)
    rename(document, id, "Tavano")
    undo(document)
    rename(document, id, "Health")
    assert redo_label(document) is None
    with pytest.raises(Refusal, match="nothing to redo"):
        redo(document)


def test_undo_brings_back_all_that_hung_on_a_deleted_partner(document: Document) -> None:
    with document.edit("Added all") as edit:
        case = edit.add(UseCase, title="Where people live")
        id = edit.add(Organisation, name="Telmara", use_cases=[case])
        need = edit.add(Need, organisation=id, statement="Plan the switch-off")
        person = edit.add(Person, name="Ada", organisation=id)
        talk = edit.add(Touchpoint, people=[person], organisation=id, summary="Went well")
    before = contents(document)
    with document.edit("Deleted Telmara") as edit:
        edit.delete(id)
    assert document.get(Need, need) is None
    touchpoint = document.get(Touchpoint, talk)
    assert touchpoint is not None and touchpoint.organisation is None
    undo(document)
    assert contents(document) == before


def test_undo_outlives_closing(initiative_file: Path) -> None:
    with open_file(initiative_file, author="Ines").opened() as first:
        id = add_partner(first)
        rename(first, id, "Tavano")
    with open_file(initiative_file, author="Ines").opened() as second:
        undo(second)
        assert name_of(second, id) == "Telmara"


def test_an_old_edit_is_undone_where_nothing_builds_on_it(document: Document) -> None:
    id = add_partner(document)
    with document.edit("Set the country") as edit:
        edit.set(id, country="KE")
    country = edit.changes.edit
    rename(document, id, "Tavano")
    undo(document, country)
    partner = document.get(Organisation, id)
    assert partner is not None and (partner.name, partner.country) == ("Tavano", None)
    with pytest.raises(Refusal, match="taken back already"):
        undo(document, country)


def test_what_stands_in_the_way_of_an_old_undo_is_named(document: Document) -> None:
    with document.edit("Added Telmara") as edit:
        id = edit.add(Organisation, name="Telmara")
    with document.edit("Added a need") as later:
        later.add(Need, organisation=id, statement="Plan the switch-off")
    before = contents(document)
    with pytest.raises(Refusal, match="is used by “Plan the switch-off”"):
        undo(document, edit.changes.edit)
    assert contents(document) == before


def test_an_old_edit_can_be_undone_in_part(document: Document) -> None:
    one, two = add_partner(document, "One"), add_partner(document, "Two")
    with document.edit("Set countries") as edit:
        edit.set(one, country="KE")
        edit.set(two, country="KE")
    with document.edit("Set one country") as later:
        later.set(one, country="UG")
    with pytest.raises(OnlyInPart, match=r"changed since. What can be undone: Country of “Two”\."):
        undo(document, edit.changes.edit)
    done = undo(document, edit.changes.edit, partly=True)
    assert done.kept == ("“One” was changed since.",)
    countries = [o.country for o in document.all(Organisation)]
    assert countries == ["UG", None]


def test_what_can_be_taken_back_is_told_beforehand_and_nothing_is_changed(
    document: Document,
) -> None:
    with document.edit("Added two") as edit:
        first, second = edit.add(Organisation, name="One"), edit.add(Organisation, name="Two")
    with document.edit("Described") as edit:
        edit.set(first, about="Runs clinics")
        edit.set(second, about="Runs wells")
    described = edit.changes.edit
    assert outlook(document, described) == Outlook(False, "", (), "")
    with document.edit("Again") as edit:
        edit.set(first, about="Runs labs")
    before = contents(document)
    assert outlook(document, described).kept == ("“One” was changed since.",)
    assert outlook(document, described).refusal == ""
    assert outlook(document, described).rest == "Who they are of “Two”"
    with document.edit("And again") as edit:
        edit.set(second, about="Runs labs, too")
    found = outlook(document, described)
    assert "Nothing of “Described” is left to undo" in found.refusal
    undo(document)
    assert contents(document) == before


def test_an_edit_that_was_taken_back_can_be_done_again_whatever_came_after(
    document: Document,
) -> None:
    id = add_partner(document)
    with document.edit("Described") as edit:
        edit.set(id, about="Runs clinics")
    described = edit.changes.edit
    undo(document, described)
    rename(document, id, "Tavano")
    assert redo_label(document) is None
    assert outlook(document, described) == Outlook(True, "", (), "")
    redo(document, described)
    found = document.get(Organisation, id)
    assert found is not None
    assert (found.name, found.about) == ("Tavano", "Runs clinics")
    with pytest.raises(Refusal, match="was not taken back, so there is nothing to do again"):
        redo(document, described)


def test_undo_in_part_restores_a_record_once_and_as_it_was(document: Document) -> None:
    old = add_partner(document, "Old")
    with document.edit("Replaced it") as edit:
        edit.delete(old)
        new = edit.add(Organisation, name="New")
    rename(document, new, "Newer")
    undo(document, edit.changes.edit, partly=True)
    assert (name_of(document, old), name_of(document, new)) == ("Old", "Newer")
    assert differences(document.connection, document.model) == []


def test_what_went_with_the_last_that_built_on_it_comes_back_with_it(document: Document) -> None:
    with document.edit("Added two") as edit:
        id = edit.add(Organisation, name="One")
        edit.add(Organisation, name="Two")
    with document.edit("Set the country") as later:
        later.set(id, country="KE")
    undo(document, edit.changes.edit, partly=True)
    before = contents(document)
    undo(document)
    assert document.all(Organisation) == []
    redo(document)
    assert contents(document) == before


def test_a_clock_set_back_between_an_undo_and_its_redo_does_no_harm(initiative_file: Path) -> None:
    now = 1_795_435_200_000
    clock = itertools.chain([now] * 4, itertools.repeat(now - 60_000))
    opening = open_file(initiative_file, author="Ines", clock=lambda: next(clock))
    with opening.opened() as document:
        id = add_partner(document)
        for text in ("R", None):
            with document.edit("Typed", kind=TYPING) as edit:
                edit.set(id, about=text)
        undo(document)
        redo(document)
        assert (undo_label(document), redo_label(document)) == ("Typed", None)
        undo(document)
        assert redo_label(document) == "Typed"


def test_undoing_an_edit_that_is_not_there_is_refused(document: Document) -> None:
    with pytest.raises(Refusal, match="no edit “elsewhere"):
        undo(document, "elsewhere.1")


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["add", "need", "set", "clear", "link", "delete", "undo", "redo"]),
        st.integers(0, 20),
    ),
    max_size=10,
)


def act(document: Document, what: str, n: int) -> None:
    """Do something at random that a person could do; what cannot be done is refused."""
    partners = [o.id for o in document.all(Organisation)]
    cases = [u.id for u in document.all(UseCase)]
    some = partners[n % len(partners)] if partners else ""
    if what == "undo" and undo_label(document):
        undo(document)
    elif what == "redo" and redo_label(document):
        redo(document)
    with document.edit(f"{what} {n}") as edit:
        if what == "add":
            edit.add(Organisation, name=f"Partner {n}")
            edit.add(UseCase, title=f"Use {n}")
        elif what == "need" and some:
            edit.add(Need, organisation=some, statement=f"Need {n}")
        elif what in ("set", "clear") and some:
            edit.set(some, influence=n % 5 + 1 if what == "set" else None)
        elif what == "link" and some:
            edit.set(some, use_cases=cases[: n % 3])
        elif what == "delete" and some:
            edit.delete(some)


@given(ACTIONS)
def test_undoing_everything_returns_to_the_start_and_redoing_to_the_end(
    actions: list[tuple[str, int]],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        create(Path(folder) / "a.db", "A", author="Ines") as document,
    ):
        start = contents(document)
        for what, n in actions:
            act(document, what, n)
        while redo_label(document):
            redo(document)
        end = contents(document)
        while undo_label(document):
            undo(document)
        assert contents(document) == start
        while redo_label(document):
            redo(document)
        assert contents(document) == end
        assert differences(document.connection, document.model) == []
