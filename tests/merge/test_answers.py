"""Answers that are given with a merge: one edit, which one undo takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.base.errors import InvalidValue, Refusal
from outreach.base.language import speaking
from outreach.history.undo import redo, undo
from outreach.initiative import open_file
from outreach.merge.bringing import compare, merge, taken_back
from outreach.merge.decisions import About, Answer, Decision, Written, decide, decisions
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need
from outreach.privacy.redacting import write_redacted
from tests.merge.conftest import Pair


def disagree(pair: Pair, mine: object, theirs: object, field: str = "about") -> Decision:
    """Let both write something into a field of the partner; return what is to be decided."""
    for document, value in ((pair.mine, mine), (pair.theirs, theirs)):
        with document.edit(f"Wrote {value}") as edit:
            edit.set(pair.partner, **{field: value})
    (question,) = compare(pair.mine, pair.theirs.path).decisions
    return question


def said(pair: Pair) -> str | None:
    partner = pair.mine.get(Organisation, pair.partner)
    assert partner is not None
    return partner.about


@pytest.mark.parametrize(
    ("take", "comes_to"),
    [
        ("mine", "Mine"),
        ("theirs", "Theirs"),
        ("both", "Mine\n\nTheirs"),
        ("Own words", "Own words"),
        (Written("theirs"), "theirs"),
        (Written(None), None),
    ],
)
def test_a_merge_takes_the_answers_within_its_one_edit(
    pair: Pair, take: Answer, comes_to: str | None
) -> None:
    question = disagree(pair, "Mine", "Theirs")
    report = merge(pair.mine, pair.theirs.path, answers={question.id: take})
    assert said(pair) == comes_to
    assert decisions(pair.mine) == []
    assert report.changes.rows == {pair.partner}
    undo(pair.mine, report.edit)
    assert said(pair) == "Mine"
    redo(pair.mine)
    assert said(pair) == comes_to and decisions(pair.mine) == []


def test_what_is_not_answered_waits_and_what_is_in_force_can_be_seen(pair: Pair) -> None:
    question = disagree(pair, "Mine", "Theirs")
    merge(pair.mine, pair.theirs.path, answers={})
    (waits,) = decisions(pair.mine)
    assert waits == question
    (in_force,) = [option.words for option in waits.options if option.in_force]
    assert said(pair) == in_force
    changes = decide(pair.mine, waits.id, "mine")
    assert changes.rows == {pair.partner} and said(pair) == "Mine"
    undo(pair.mine)
    assert said(pair) == in_force, "what was in force is back"


@pytest.mark.parametrize("first", ["mine", "theirs"])
def test_a_merge_that_was_taken_back_asks_for_no_decision(pair: Pair, first: str) -> None:
    with pair.mine.edit("Added a need") as edit:
        need = edit.add(Need, organisation=pair.partner, statement="Rain")
    merge(pair.theirs, pair.mine.path)
    sides = [(pair.mine, "Mine"), (pair.theirs, "Theirs")]
    for document, words in sides if first == "mine" else sides[::-1]:
        with document.edit("Wrote") as edit:
            edit.set(pair.partner, about=words)
    with pair.mine.edit("Wrote") as edit:
        edit.set(need, statement="Mine")
    with pair.theirs.edit("Deleted") as edit:
        edit.delete(need)
    assert len(merge(pair.mine, pair.theirs.path).decisions) == 2
    undo(pair.mine)
    assert decisions(pair.mine) == [] and said(pair) == "Mine"
    kept = pair.mine.get(Need, need)
    assert kept is not None and kept.statement == "Mine"
    assert merge(pair.theirs, pair.mine.path)
    assert decisions(pair.theirs) == [], "that travels, too"


def test_a_merge_that_was_taken_back_can_be_done_again_whatever_was_changed_since(
    pair: Pair,
) -> None:
    with pair.theirs.edit("Looked them up") as edit:
        edit.set(pair.partner, country="KE", about="Theirs")
        edit.add(Person, name="Ana", organisation=pair.partner)
    merge(pair.mine, pair.theirs.path)
    undo(pair.mine)
    with pair.mine.edit("Changed since") as edit:
        edit.set(pair.partner, about="Since")
    assert not merge(pair.mine, pair.theirs.path), "all of it is here"
    redo(pair.mine, taken_back(pair.mine, pair.theirs.path.name))
    partner = pair.mine.get(Organisation, pair.partner)
    assert partner is not None and (partner.country, partner.about) == ("KE", "Since")
    assert [person.name for person in pair.mine.all(Person)] == ["Ana"]
    assert taken_back(pair.mine, pair.theirs.path.name) == ""


def test_a_merge_that_was_taken_back_is_found_in_another_language_too(pair: Pair) -> None:
    with pair.theirs.edit("Looked them up") as edit:
        edit.set(pair.partner, country="KE")
    with speaking("fr"):
        merge(pair.mine, pair.theirs.path)
    undo(pair.mine)
    assert taken_back(pair.mine, pair.theirs.path.name)


def test_an_answer_that_does_not_fit_leaves_everything_as_it_was(pair: Pair) -> None:
    question = disagree(pair, 1, 2, "influence")
    before = pair.mine.path.read_bytes()
    with pytest.raises(InvalidValue, match="Influence"):
        merge(pair.mine, pair.theirs.path, answers={question.id: Written(99)})
    with pytest.raises(Refusal, match="only one thing"):
        merge(pair.mine, pair.theirs.path, answers={question.id: "both"})
    assert pair.mine.path.read_bytes() == before


def test_both_are_not_offered_where_together_they_are_too_long(pair: Pair) -> None:
    assert disagree(pair, "a" * 300, "b" * 300, "name").both == ""


def test_an_answer_about_what_another_answer_deletes_does_no_harm(pair: Pair) -> None:
    with pair.mine.edit("Added a need") as edit:
        need = edit.add(Need, organisation=pair.partner, statement="Rain")
    merge(pair.theirs, pair.mine.path)
    with pair.mine.edit("a") as edit:
        edit.set(need, statement="Mine")
        edit.set(pair.partner, about="Mine")
    with pair.theirs.edit("b") as edit:
        edit.set(need, statement="Theirs")
    with pair.theirs.edit("c") as edit:
        edit.delete(pair.partner)
    asked = compare(pair.mine, pair.theirs.path).decisions
    answers: dict[str, Answer] = {
        question.id: "mine" if question.about is About.FIELD else "delete" for question in asked
    }
    assert len(answers) > 1
    merge(pair.mine, pair.theirs.path, answers=answers)
    assert pair.mine.record(need) is None and pair.mine.record(pair.partner) is None
    assert decisions(pair.mine) == []


def test_a_decision_about_a_record_that_is_hidden_is_put_on_record(pair: Pair) -> None:
    with pair.mine.edit("Added a need") as edit:
        need = edit.add(Need, organisation=pair.partner, statement="Rain")
    merge(pair.theirs, pair.mine.path)
    with pair.mine.edit("a") as edit:
        edit.set(need, statement="Mine")
    with pair.theirs.edit("b") as edit:
        edit.set(need, statement="Theirs")
    merge(pair.mine, pair.theirs.path)
    other = next(d for d in decisions(pair.mine) if d.record == need)
    with pair.theirs.edit("c") as edit:
        edit.delete(pair.partner)
    merge(pair.mine, pair.theirs.path)
    assert pair.mine.record(need) is None, "its partner is gone"
    decide(pair.mine, other.id, "theirs")
    for question in decisions(pair.mine):
        decide(pair.mine, question.id, "keep")
    kept = pair.mine.get(Need, need)
    assert kept is not None and kept.statement == "Theirs"
    assert decisions(pair.mine) == []


def test_what_comes_to_nothing_more_can_be_cancelled_at_every_step(pair: Pair) -> None:
    disagree(pair, "Mine", "Theirs")
    before = pair.mine.path.read_bytes()
    steps: list[tuple[int, int]] = []
    compare(pair.mine, pair.theirs.path, lambda *step: steps.append(step))
    assert [done for done, _ in steps] == list(range(steps[0][1]))

    class Stopped(Exception):
        pass

    for at in range(len(steps)):

        def stop(done: int, _: int, at: int = at) -> None:
            if done == at:
                raise Stopped

        with pytest.raises(Stopped):
            compare(pair.mine, pair.theirs.path, stop)
    with pytest.raises(Stopped):
        merge(pair.mine, pair.theirs.path, progress=stop)
    assert pair.mine.path.read_bytes() == before


def test_what_a_redacted_copy_was_made_of_is_not_only_here(pair: Pair, tmp_path: Path) -> None:
    write_redacted(pair.mine, tmp_path / "redacted.db")
    with pair.mine.edit("Added since") as edit:
        edit.add(Person, name="Ana")
    with (
        open_file(tmp_path / "redacted.db", author="Ben").opened() as theirs,
        theirs.edit("Looked them up") as edit,
    ):
        edit.set(pair.partner, country="KE")
    report = compare(pair.mine, tmp_path / "redacted.db")
    assert [one.name for one in report.only_here] == ["Ana"]
    assert [fit.name for fit in report.fits] == ["Telmara"]


def test_what_is_only_here_is_named(pair: Pair) -> None:
    with pair.mine.edit("Added") as edit:
        edit.add(Person, name="Ana")
    with pair.theirs.edit("Added") as edit:
        edit.add(Person, name="Bea")
    report = compare(pair.mine, pair.theirs.path)
    assert [(one.kind, one.name, one.author) for one in report.only_here] == [
        ("person", "Ana", "Ines")
    ]
    assert [fit.name for fit in report.fits] == ["Bea"]
