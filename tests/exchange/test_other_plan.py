"""Partners of another plan: what comes along, and what bringing them in again does."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.cause.kinds import Tag
from outreach.document.document import Document
from outreach.exchange import other_plan
from outreach.exchange.incoming import Outcome, Proposal
from outreach.exchange.proposal import propose
from outreach.exchange.taking import bring_in
from outreach.history.undo import undo
from outreach.initiative import create
from outreach.network.kinds import Organisation, Person, Relationship
from outreach.persuasion.kinds import Answer, Need, Objection, Response
from outreach.privacy.forgetting import forget
from tests.conftest import FIRST_MOMENT


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Document]:
    """Another plan: Telmara and its people, the Ministry, and what ties them."""
    hours = itertools.count(FIRST_MOMENT, 3_600_000)
    with create(
        tmp_path / "roads.db", "Roads", author="Ben", clock=lambda: next(hours)
    ) as document:
        with document.edit("Filled") as edit:
            tag = edit.add(Tag, name="Coast")
            one = edit.add(Organisation, name="Telmara", note="Beware", tags=[tag])
            two = edit.add(Organisation, name="Ministry")
            ada = edit.add(Person, name="Ada Okello", organisation=one, stance=2)
            edit.add(Person, name="Bo Lind", organisation=two)
            edit.add(Need, organisation=one, statement="Fewer outages")
            edit.add(Relationship, source=ada, type="trusts", target=two)
            objection = edit.add(Objection, organisation=one, statement="Too costly")
            response = edit.add(Response, headline="It pays")
            edit.add(Answer, objection=objection, response=response)
        yield document


def offered(document: Document, theirs: Document, *kinds: str, **how: object) -> Proposal:
    plan = other_plan.read(theirs.path, document)
    partners = [id for id, name in plan.partners if name == "Telmara"]
    along = kinds or other_plan.USUAL
    tags = other_plan.tags_by_name(document)
    return propose(document, plan.name, plan.incoming(partners, along, tags=tags, **how))  # type: ignore[arg-type]


def names(proposal: Proposal) -> set[str]:
    return {line.name for line in proposal.lines if line.outcome is Outcome.ADDED}


def test_a_partner_comes_with_its_people_needs_and_tags(
    document: Document, theirs: Document
) -> None:
    proposal = offered(document, theirs)
    assert names(proposal) == {"Telmara", "Ada Okello", "Fewer outages", "Coast"}
    bring_in(document, proposal)
    (partner,) = document.all(Organisation)
    assert (partner.name, partner.note) == ("Telmara", None)
    assert document.all(Person)[0].organisation == partner.id


def test_a_tie_comes_only_when_both_its_ends_do(document: Document, theirs: Document) -> None:
    assert "trusts" not in names(offered(document, theirs, "relationship", confidential=True))
    plan = other_plan.read(theirs.path, document)
    both = plan.incoming(confidential=True)
    assert [one.kind.name for one in both].count("relationship") == 1


def test_an_objection_brings_the_response_that_answers_it(
    document: Document, theirs: Document
) -> None:
    kinds = ("objection", "answer", "response")
    found = offered(document, theirs, *kinds, confidential=True)
    assert [line.kind.name for line in found.lines if line.outcome is Outcome.ADDED].count(
        "answer"
    ) == 1


def test_what_changed_there_comes_and_what_changed_here_stays(
    document: Document, theirs: Document
) -> None:
    bring_in(document, offered(document, theirs))
    (partner,) = document.all(Organisation)
    with document.edit("Changed here") as edit:
        edit.set(partner.id, name="Telmara Group", country="KE")
    assert not offered(document, theirs)
    with theirs.edit("Changed there") as edit:
        edit.set(partner.id, website="https://telmara.example")
    proposal = offered(document, theirs)
    (line,) = [line for line in proposal.lines if line.outcome is Outcome.CHANGED]
    assert line.after == {"website": "https://telmara.example"} and "it stays: Name" in line.why
    bring_in(document, proposal)
    (partner,) = document.all(Organisation)
    assert (partner.name, partner.country) == ("Telmara Group", "KE")


def test_an_import_that_was_undone_can_be_done_again(document: Document, theirs: Document) -> None:
    bring_in(document, offered(document, theirs))
    undo(document)
    assert document.all(Organisation) == []
    proposal = offered(document, theirs)
    bring_in(document, proposal)
    assert [one.name for one in document.all(Organisation)] == ["Telmara"]
    assert not offered(document, theirs)


def test_what_was_deleted_or_forgotten_here_does_not_come_back(
    document: Document, theirs: Document
) -> None:
    bring_in(document, offered(document, theirs))
    forget(document, document.all(Person)[0].id, "asked to be")
    (need,) = document.all(Need)
    with document.edit("Deleted") as edit:
        edit.delete(need.id)
    proposal = offered(document, theirs)
    assert not proposal and not proposal.refused
    assert sorted(line.why for line in proposal.lines if line.why) == [
        "It was deleted here. Put it back from the history if it is wanted.",
        "It was erased here, for good.",
    ]


def test_a_tag_of_the_same_name_is_used(document: Document, theirs: Document) -> None:
    with document.edit("Tagged") as edit:
        tag = edit.add(Tag, name="coast")
    bring_in(document, offered(document, theirs))
    assert document.all(Organisation)[0].tags == (tag,)
    assert len(document.all(Tag)) == 1
