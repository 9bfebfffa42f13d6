from __future__ import annotations

import datetime as dt

from outreach.document.document import Document
from outreach.document.edits import Edit
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Answer, Objection, Proof, Response
from outreach.planning.matching import Match, responses_for
from outreach.snapshot import take

TODAY = dt.date(2026, 11, 24)


def objection(edit: Edit, **values: object) -> str:
    partner = edit.add(Organisation, name="Telmara")
    return edit.add(Objection, organisation=partner, statement="No.", **values)


def headlines(found: list[Match]) -> list[str]:
    return [match.response.headline for match in found]


def test_only_responses_on_the_topic_that_are_not_used_yet_are_offered(document: Document) -> None:
    with document.edit("x") as edit:
        id = objection(edit, category="privacy")
        used = edit.add(Response, headline="Used", category="privacy")
        edit.add(Response, headline="Other", category="privacy")
        edit.add(Response, headline="Money", category="cost")
        edit.add(Answer, objection=id, response=used)
    assert headlines(responses_for(take(document), id, TODAY)) == ["Other"]


def test_current_ones_come_first_then_those_with_proof(document: Document) -> None:
    with document.edit("x") as edit:
        id = objection(edit, category="privacy")
        proof = edit.add(Proof, title="A public case")
        edit.add(Response, headline="Plain", category="privacy", review_by="2027-01-01")
        edit.add(Response, headline="Proved", category="privacy", proofs=[proof])
        edit.add(
            Response, headline="Old", category="privacy", proofs=[proof], review_by="2026-01-01"
        )
    found = responses_for(take(document), id, TODAY)
    assert headlines(found) == ["Proved", "Plain", "Old"]
    assert "Proof: A public case." in found[0].reasons
    assert any("review date has passed" in reason for reason in found[2].reasons)


def test_a_speaker_who_knows_somebody_there_is_a_reason(document: Document) -> None:
    with document.edit("x") as edit:
        id = objection(edit, category="privacy")
        partner = edit.add(Organisation, name="Solacell")
        near = edit.add(Objection, organisation=partner, statement="Hm.", category="privacy")
        samir = edit.add(Person, name="Samir", organisation=partner)
        edit.add(Response, headline="Said", category="privacy", spokesperson=samir)
    snapshot = take(document)
    (far,), (there,) = responses_for(snapshot, id, TODAY), responses_for(snapshot, near, TODAY)
    assert there.score > far.score
    assert "Samir, who says it best, knows somebody there." in there.reasons
    assert "Samir, who says it best, knows nobody there yet." in far.reasons


def test_what_helped_elsewhere_comes_before_what_did_not(document: Document) -> None:
    with document.edit("x") as edit:
        id = objection(edit, category="privacy")
        other = objection(edit, category="privacy")
        worse = edit.add(Response, headline="A", category="privacy")
        better = edit.add(Response, headline="B", category="privacy")
        edit.add(Answer, objection=other, response=worse, outcome="worse")
        edit.add(Answer, objection=other, response=better, outcome="settled")
    found = responses_for(take(document), id, TODAY)
    assert headlines(found) == ["B", "A"]
    assert "Given once before; it helped in 1 of 1." in found[0].reasons


def test_an_objection_without_a_topic_is_offered_everything(document: Document) -> None:
    with document.edit("x") as edit:
        id = objection(edit)
        edit.add(Response, headline="A", category="privacy")
        edit.add(Response, headline="B")
    assert headlines(responses_for(take(document), id, TODAY)) == ["A", "B"]


def test_nothing_fits_an_objection_that_is_gone(document: Document) -> None:
    assert responses_for(take(document), "gone", TODAY) == []
