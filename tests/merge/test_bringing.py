"""A colleague's copy: what fits, what needs a decision, and that only this file is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from outreach.base.errors import Refusal
from outreach.document.adoption import differences
from outreach.document.document import Document
from outreach.document.fold import fold
from outreach.history.changes import entries
from outreach.history.undo import outlook, redo, undo, undo_label
from outreach.initiative import create
from outreach.merge.bringing import MOST_ERASURES, compare, merge
from outreach.merge.decisions import About, decide, decisions
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need
from outreach.privacy.forgetting import forget
from outreach.snapshot import Latest, take
from tests.merge.conftest import Pair


def test_changes_of_different_fields_both_fit(pair: Pair) -> None:
    mine, theirs, partner = pair
    with mine.edit("a") as edit:
        edit.set(partner, country="KE")
    with theirs.edit("b") as edit:
        edit.set(partner, influence=4)
        person = edit.add(Person, name="Ana", organisation=partner)
    before = theirs.path.read_bytes()
    report = merge(mine, theirs.path)
    assert [(fit.name, fit.done) for fit in report.fits] == [
        ("Telmara", "changed"),
        ("Ana", "added"),
    ]
    assert [(f.label, f.before, f.author) for f in report.fits[0].fields] == [
        ("Influence", "", "Ben")
    ]
    assert report.decisions == [] and decisions(mine) == []
    found = mine.get(Organisation, partner)
    assert found is not None and (found.country, found.influence) == ("KE", 4)
    assert mine.get(Person, person) is not None
    assert theirs.path.read_bytes() == before
    assert not merge(mine, theirs.path), "merging again brings nothing"
    assert not merge(mine, mine.path), "nor does a file bring itself anything"


def test_comparing_says_the_same_and_changes_nothing(pair: Pair) -> None:
    mine, theirs, partner = pair
    with theirs.edit("b") as edit:
        edit.set(partner, name="Telmara Group")
    before = mine.path.read_bytes()
    said = compare(mine, theirs.path)
    assert mine.path.read_bytes() == before
    report = merge(mine, theirs.path)
    assert (said.fits, said.decisions) == (report.fits, report.decisions)


def test_two_values_for_one_field_wait_and_the_answer_travels(
    pair: Pair,
) -> None:
    mine, theirs, partner = pair
    with mine.edit("a") as edit:
        edit.set(partner, about="Mine")
    with theirs.edit("b") as edit:
        edit.set(partner, about="Theirs")
    (question,) = merge(mine, theirs.path).decisions
    assert (question.about, question.before) == (About.FIELD, "An operator")
    assert [(o.take, o.words, o.author) for o in question.options] == [
        ("mine", "Mine", "Ines"),
        ("theirs", "Theirs", "Ben"),
    ]
    decide(mine, question.id, "both")
    found = mine.get(Organisation, partner)
    assert found is not None and found.about == "Mine\n\nTheirs"
    assert decisions(mine) == []
    assert not merge(theirs, mine.path).decisions, "nobody is asked twice"
    assert theirs.get(Organisation, partner) == found


def test_keeping_what_stands_is_a_decision_too(pair: Pair) -> None:
    mine, theirs, partner = pair
    for document, words in ((mine, "Mine"), (theirs, "Theirs")):
        with document.edit("x") as edit:
            edit.set(partner, about=words)
    (question,) = merge(mine, theirs.path).decisions
    in_force = next(option for option in question.options if option.in_force)
    decide(mine, question.id, in_force.take)
    assert decisions(mine) == []
    merge(theirs, mine.path)
    assert decisions(theirs) == []


def test_a_record_that_was_changed_elsewhere_outlives_its_deletion(
    pair: Pair,
) -> None:
    mine, theirs, partner = pair
    with mine.edit("a") as edit:
        edit.delete(partner)
    with theirs.edit("b") as edit:
        edit.set(partner, influence=5)
    (question,) = merge(mine, theirs.path).decisions
    assert question.about is About.DELETION
    assert mine.get(Organisation, partner) is not None
    decide(mine, question.id, "delete")
    assert mine.get(Organisation, partner) is None and decisions(mine) == []


def test_what_needs_a_deleted_record_is_hidden_until_it_is_back(
    pair: Pair,
) -> None:
    mine, theirs, partner = pair
    with mine.edit("a") as edit:
        edit.delete(partner)
    with theirs.edit("b") as edit:
        need = edit.add(Need, organisation=partner, statement="Plan the switch-off")
    latest = Latest(mine)
    latest.snapshot()
    (question,) = merge(mine, theirs.path).decisions
    assert question.about is About.MISSING
    assert mine.get(Need, need) is None and latest.snapshot() == take(mine)
    decide(mine, question.id, "keep")
    assert latest.snapshot() == take(mine)
    assert mine.get(Organisation, partner) is not None
    assert mine.get(Need, need) is not None and decisions(mine) == []


def test_one_undo_takes_a_merge_back_and_a_redo_brings_it_again(
    pair: Pair,
) -> None:
    mine, theirs, partner = pair
    for name in ("One", "Two"):
        with theirs.edit(name) as edit:
            edit.set(partner, name=name)
    merge(mine, theirs.path)
    undo(mine)
    found = mine.get(Organisation, partner)
    assert found is not None and found.name == "Telmara"
    redo(mine)
    found = mine.get(Organisation, partner)
    assert found is not None and found.name == "Two"


def test_once_a_merge_is_taken_back_undo_goes_on_with_what_was_done_before_it(pair: Pair) -> None:
    mine, theirs, partner = pair
    with mine.edit("Mine") as edit:
        edit.set(partner, influence=5)
    for name in ("One", "Two"):
        with theirs.edit(name) as edit:
            edit.set(partner, name=name)
    merge(mine, theirs.path)
    undo(mine)
    assert undo_label(mine) == "Mine"
    undo(mine)
    found = mine.get(Organisation, partner)
    assert found is not None and found.influence != 5
    redo(mine)
    redo(mine)
    found = mine.get(Organisation, partner)
    assert found is not None and (found.name, found.influence) == ("Two", 5)


def test_what_went_with_a_merge_is_done_again_with_it(
    pair: tuple[Document, Document, str],
) -> None:
    mine, theirs, partner = pair
    with theirs.edit("Renamed") as edit:
        edit.set(partner, name="Tavano")
    merge(mine, theirs.path)
    undo(mine)
    renamed = edit.changes.edit
    assert "Do that again instead" in outlook(mine, renamed).refusal
    told = {entry.label: entry.taken_back for entry in entries(mine)}
    assert told["Renamed"] and not told["Added Telmara"]


def test_taking_back_very_many_records_takes_the_hidden_ones_too(
    pair: tuple[Document, Document, str],
) -> None:
    mine, theirs, partner = pair
    with mine.edit("Imported", kind="import") as edit:
        seen = [edit.add(Organisation, name=f"Partner {n}") for n in range(250)]
        needs = [edit.add(Need, organisation=partner, statement=f"{n}") for n in range(250)]
    imported = edit.changes.edit
    with theirs.edit("Gone") as edit:
        edit.delete(partner)
    merge(mine, theirs.path)
    assert mine.get(Organisation, seen[0]) and mine.get(Need, needs[0]) is None
    undo(mine, imported)
    states = fold(mine.connection, [*seen, *needs])
    assert not any(state.alive for state in states.values())
    assert differences(mine.connection, mine.model) == []


def test_an_undo_that_changes_nothing_comes_along_too(
    pair: tuple[Document, Document, str],
) -> None:
    mine, theirs, partner = pair
    with theirs.edit("Decided to keep it") as edit:
        edit.affirm("organisation", partner, {})
    merge(mine, theirs.path)
    assert not undo(theirs).changes
    assert merge(mine, theirs.path).edits == 1
    assert not merge(mine, theirs.path), "merging again brings nothing"
    with mine.edit("a") as edit:
        edit.set(partner, country="KE")


def test_another_initiative_is_refused(document: Document, tmp_path: Path) -> None:
    create(tmp_path / "other.db", "Roads", author="Ben").close()
    with pytest.raises(Refusal, match="of another initiative"):
        merge(document, tmp_path / "other.db")


def test_what_was_changed_by_hand_in_a_copy_comes_along(
    pair: Pair,
) -> None:
    mine, theirs, partner = pair
    theirs.close()
    with closing(sqlite3.connect(theirs.path)) as db:
        db.execute("UPDATE organisation SET name='By hand'")
        db.commit()
    before = theirs.path.read_bytes()
    merge(mine, theirs.path)
    found = mine.get(Organisation, partner)
    assert found is not None and found.name == "By hand"
    assert theirs.path.read_bytes() == before


def test_a_copy_whose_log_was_tampered_with_is_refused_whole(
    pair: Pair,
) -> None:
    mine, theirs, partner = pair
    with theirs.edit("b") as edit:
        edit.set(partner, name="Theirs")
    theirs.close()
    with closing(sqlite3.connect(theirs.path)) as db:
        db.execute("UPDATE log_op SET data=replace(data, 'Theirs', 'Forged')")
        db.execute("UPDATE log_meta SET value = value + 1 WHERE key='change_counter'")
        db.commit()
    before = mine.path.read_bytes()
    with pytest.raises(Refusal, match=r"nothing was changed.*damaged"):
        merge(mine, theirs.path)
    assert mine.path.read_bytes() == before


def test_a_copy_that_takes_words_out_of_many_texts_asks_first(pair: Pair) -> None:
    with pair.mine.edit("Added") as edit:
        person = edit.add(Person, name="Ada Okello")
        for n in range(MOST_ERASURES):
            edit.add(Organisation, name=f"Partner {n}", about="Ada Okello knows them.")
    merge(pair.theirs, pair.mine.path)
    forget(pair.theirs, person, "asked to be")
    found = compare(pair.mine, pair.theirs.path)
    assert (len(found.erasures), len(found.scrubbed)) == (1, MOST_ERASURES)
    with pytest.raises(Refusal, match="1 record here for ever, and texts of 3 more"):
        merge(pair.mine, pair.theirs.path)
    assert pair.mine.get(Person, person) is not None
    merge(pair.mine, pair.theirs.path, erase_many=True)
    assert pair.mine.get(Person, person) is None
    assert b"Ada Okello" not in pair.mine.content()
