from __future__ import annotations

import datetime as dt

from outreach.document.document import Document
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Answer, Objection, Response
from outreach.planning.matching import Matching
from outreach.planning.speakers import Candidate, candidates_for
from outreach.snapshot import take

TODAY = dt.date(2026, 11, 24)


def prepare(document: Document) -> dict[str, str]:
    """A partner whose decider trusts Ada; Bo knows nobody; both can speak about the law."""
    with document.edit("Prepared") as edit:
        there = edit.add(Organisation, name="Telmara")
        boss = edit.add(
            Person, name="Vi", organisation=there, decision_role="decision_maker", seniority=4
        )
        ada = edit.add(Person, name="Ada", answers=["legal"], seniority=4)
        bo = edit.add(Person, name="Bo", answers=["legal"])
        edit.add(Relationship, source=ada, type="trusted_by", target=boss)
        objection = edit.add(
            Objection, organisation=there, person=boss, statement="Is it lawful?", category="legal"
        )
        hers = edit.add(Response, headline="It is", category="legal", spokesperson=ada)
        other = edit.add(Response, headline="Ask the court", category="legal", spokesperson=bo)
    return {
        "ada": ada,
        "bo": bo,
        "boss": boss,
        "objection": objection,
        "hers": hers,
        "other": other,
    }


def speakers(document: Document, objection: str) -> list[Candidate]:
    snapshot = take(document)
    return candidates_for(snapshot, Matching(snapshot, TODAY), objection)


def test_each_is_given_what_they_say_best(document: Document) -> None:
    ids = prepare(document)
    found = speakers(document, ids["objection"])
    assert [(s.fit.name, s.response.headline if s.response else "") for s in found] == [
        ("Ada", "It is"),
        ("Bo", "Ask the court"),
    ]
    assert found[0].strength == "strong" and found[1].strength == "possible"
    assert found[0].reasons == ("Vi trusts them.", "They are believed on law.")


def test_who_asked_and_who_must_not_speak_there_are_left_out(document: Document) -> None:
    ids = prepare(document)
    with document.edit("Vetoed") as edit:
        edit.add(Champion, person=ids["ada"], veto="refused")
    found = speakers(document, ids["objection"])
    assert [speaker.fit.person for speaker in found] == [ids["bo"]]


def test_an_answer_that_is_chosen_already_is_named(document: Document) -> None:
    ids = prepare(document)
    with document.edit("Chosen") as edit:
        answer = edit.add(Answer, objection=ids["objection"], response=ids["hers"])
    first, second = speakers(document, ids["objection"])
    assert (first.answer, second.answer) == (answer, None)
    assert speakers(document, "nobody") == []
