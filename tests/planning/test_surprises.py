"""No surprises: who hears of a step second-hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.cadence.kinds import Sequence, Step, Touchpoint
from outreach.document.document import Document
from outreach.exchange.samples import make
from outreach.initiative import the_initiative
from outreach.network.kinds import Organisation, Person, Relationship
from outreach.planning.surprises import Grapevine, Surprise
from outreach.snapshot import Snapshot, take

Made = Callable[[str], Snapshot]

TODAY = dt.date(2026, 11, 23)


def by_reference(snapshot: Snapshot, reference: str) -> str:
    return next(id for id, step in snapshot.steps.items() if step.reference == reference)


def surprises(snapshot: Snapshot, step: str, today: dt.date = TODAY) -> list[Surprise]:
    return Grapevine(snapshot, today).surprised(snapshot.steps[step])


def before(snapshot: Snapshot, reference: str) -> dict[str, Surprise]:
    return {one.name: one for one in surprises(snapshot, by_reference(snapshot, reference))}


@pytest.fixture
def critic_was_told(tmp_path: Path) -> Snapshot:
    with make("kestria", tmp_path / "told.db", "Ines") as document:
        step = by_reference(take(document), "a-s1-6")
        with document.edit("Told the critic") as edit:
            edit.set(step, status="done")
        return take(document)


def test_the_critic_hears_of_the_operator_s_step_while_its_own_is_not_done(
    kestria: Snapshot,
) -> None:
    found = before(kestria, "a-s1-8")
    critic = found["Digital Rights Kestria"]
    assert kestria.name(critic.through) == "Office of the Data Protection Commissioner"
    assert critic.step == by_reference(kestria, "a-s1-6")
    assert critic.sentence == (
        "Digital Rights Kestria is likely to hear of it through Office of the Data Protection "
        "Commissioner and has not been told. Their own step comes before and is not done."
    )


def test_who_was_told_is_not_surprised(critic_was_told: Snapshot) -> None:
    assert "Digital Rights Kestria" not in before(critic_was_told, "a-s1-8")


def test_who_is_in_or_was_spoken_to_is_not_surprised(kestria: Snapshot) -> None:
    found = before(kestria, "a-s1-8")
    # In, ours, and spoken to on 5 November.
    assert not found.keys() & {
        "Orrin Institute of Technology, Geography Lab",
        "Kestria Statistical Office",
        "Office of the Data Protection Commissioner",
    }


def test_opponents_come_first(kestria: Snapshot) -> None:
    step = by_reference(kestria, "a-s1-8")
    stances = [
        kestria.organisations[one.organisation].stance or 0 for one in surprises(kestria, step)
    ]
    assert stances == sorted(stances) and stances[0] == -2


def test_who_is_tied_directly_hears_from_the_partner_itself(kestria: Snapshot) -> None:
    solacell = before(kestria, "a-s1-8")["Solacell"]
    assert solacell.through == ""
    assert solacell.sentence.startswith("Solacell is likely to hear of it from Tavano Mobile")


def test_along_which_ties_they_hear_is_said(kestria: Snapshot) -> None:
    critic = before(kestria, "a-s1-8")["Digital Rights Kestria"]
    assert (critic.of, critic.links) == (by_reference(kestria, "a-s1-8"), 2)
    assert critic.how == (
        "Digital Rights Kestria watches Office of the Data Protection Commissioner; "
        "Office of the Data Protection Commissioner regulates Tavano Mobile"
    )


def _network(document: Document) -> dict[str, str]:
    """Make a line of partners, A to D, of which A is approached."""
    with document.edit("A line") as edit:
        ids = {name: edit.add(Organisation, name=name) for name in "ABCD"}
        for one, other in ("AB", "BC", "CD"):
            edit.add(Relationship, source=ids[one], target=ids[other], type="works_with")
        plan = edit.add(Sequence, name="Plan")
        ids["step"] = edit.add(Step, sequence=plan, organisation=ids["A"])
    return ids


def names(document: Document, step: str, today: dt.date = TODAY) -> list[str]:
    snapshot = take(document)
    return [one.name for one in surprises(snapshot, step, today)]


def test_word_goes_two_ties_far(document: Document) -> None:
    ids = _network(document)
    assert names(document, ids["step"]) == ["B", "C"]


def test_a_contact_tells_them_and_one_that_is_to_come_does_not(document: Document) -> None:
    ids = _network(document)
    with document.edit("Talks") as edit:
        edit.add(Touchpoint, organisation=ids["B"], held_on=TODAY)
        edit.add(Touchpoint, organisation=ids["C"], held_on=TODAY + dt.timedelta(days=1))
    assert names(document, ids["step"]) == ["C"]


def test_a_tie_that_has_ended_carries_nothing(document: Document) -> None:
    ids = _network(document)
    with document.edit("Ended") as edit:
        for tie in document.all(Relationship):
            edit.set(tie.id, end_date=TODAY)
    assert names(document, ids["step"]) == ["B", "C"]
    assert names(document, ids["step"], TODAY + dt.timedelta(days=1)) == []


def test_people_carry_word_between_the_places_where_they_work(document: Document) -> None:
    ids = _network(document)
    with document.edit("People") as edit:
        ana = edit.add(Person, name="Ana", organisation=ids["A"])
        dan = edit.add(Person, name="Dan", organisation=ids["D"])
        edit.add(Relationship, source=dan, target=ana, type="reports_to")
    snapshot = take(document)
    found = surprises(snapshot, ids["step"], TODAY)
    assert {one.name: one.how for one in found}["D"] == "Dan (D) reports to Ana (A)"


def test_word_does_not_go_through_ourselves(document: Document) -> None:
    ids = _network(document)
    with document.edit("We are B") as edit:
        us = edit.add(Person, name="Ana", organisation=ids["B"])
        edit.set(the_initiative(document).id, coordinator=us)
    assert names(document, ids["step"]) == []


def test_a_step_without_a_partner_surprises_nobody(document: Document) -> None:
    ids = _network(document)
    with document.edit("Nobody") as edit:
        edit.set(ids["step"], organisation=None)
    assert names(document, ids["step"]) == []
