from __future__ import annotations

import datetime as dt

from outreach.document.document import Document
from outreach.document.edits import Edit
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Answer, Objection, Proof, Response
from outreach.planning.matching import Match, Matching
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 24)
OLD = dt.date(2026, 1, 1)


def responses_for(snapshot: Snapshot, objection: str, today: dt.date) -> list[Match]:
    return Matching(snapshot, today).responses_for(objection)


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


def test_a_speaker_who_knows_somebody_there_or_works_there_is_a_reason(document: Document) -> None:
    with document.edit("x") as edit:
        id = objection(edit, category="privacy")
        partner = edit.add(Organisation, name="Solacell")
        near = edit.add(Objection, organisation=partner, statement="Hm.", category="privacy")
        within = edit.add(Organisation, name="Tavano")
        own = edit.add(Objection, organisation=within, statement="So?", category="privacy")
        samir = edit.add(Person, name="Samir", organisation=within)
        greta = edit.add(Person, name="Greta", organisation=partner)
        edit.add(Relationship, source=samir, target=greta, type="trusted_by", strength=4)
        edit.add(Response, headline="Said", category="privacy", spokesperson=samir)
    snapshot = take(document)
    (far,), (there,) = responses_for(snapshot, id, TODAY), responses_for(snapshot, near, TODAY)
    (inside,) = responses_for(snapshot, own, TODAY)
    assert there.score > far.score
    assert "Samir, who says it best, knows somebody there." in there.reasons
    assert "Samir, who says it best, knows nobody there yet." in far.reasons
    assert "Samir, who says it best, works there." in inside.reasons


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


def test_what_answered_the_same_question_under_another_topic_is_offered_too(
    document: Document,
) -> None:
    with document.edit("x") as edit:
        id = objection(edit, category="reputation")
        edit.set(id, statement="Customers will say that we sold their movements.")
        other = edit.add(Organisation, name="Solacell")
        asked = edit.add(
            Objection,
            organisation=other,
            statement="Our customers say you sold movements!",
            category="privacy",
        )
        answer = edit.add(Response, headline="Counts only", category="privacy")
        edit.add(Response, headline="Never given", category="privacy")
        edit.add(Answer, objection=asked, response=answer)
    (found,) = responses_for(take(document), id, TODAY)
    assert found.response.headline == "Counts only"
    assert found.reasons[0].startswith("It answers much the same at Solacell: “Our customers")


def test_what_helped_with_partners_of_the_same_sector_counts_more(document: Document) -> None:
    with document.edit("x") as edit:
        here = edit.add(Organisation, name="Telmara", sector="private")
        id = edit.add(Objection, organisation=here, statement="No.", category="privacy")
        for headline, sector in (("Like", "private"), ("Unlike", "donor")):
            partner = edit.add(Organisation, name=headline, sector=sector)
            said = edit.add(Objection, organisation=partner, statement=headline, category="privacy")
            response = edit.add(Response, headline=headline, category="privacy")
            edit.add(Answer, objection=said, response=response, outcome="helped")
    like, unlike = responses_for(take(document), id, TODAY)
    assert (like.response.headline, unlike.response.headline) == ("Like", "Unlike")
    assert like.reasons[-1] == "With partners or questions like this one it helped in 1 of 1."


def test_a_speaker_who_cannot_just_now_counts_less_and_the_reason_is_said(
    document: Document,
) -> None:
    with document.edit("x") as edit:
        id = objection(edit, category="privacy")
        for name in ("Here", "Away"):
            person = edit.add(Person, name=name, answers=["privacy"])
            edit.add(Response, headline=name, category="privacy", spokesperson=person)
        edit.add(Champion, person=person, away_until="2026-12-01")
    here, away = responses_for(take(document), id, TODAY)
    assert (here.response.headline, away.response.headline) == ("Here", "Away")
    assert "Away: is away until 1 December 2026." in away.reasons


def test_whoever_can_answer_is_ranked_each_with_what_they_would_say(document: Document) -> None:
    with document.edit("x") as edit:
        partner = edit.add(Organisation, name="Telmara")
        boss = edit.add(
            Person, name="Boss", organisation=partner, decision_role="decision_maker", seniority=5
        )
        id = edit.add(Objection, organisation=partner, statement="No.", category="privacy")
        noor = edit.add(Person, name="Noor", organisation=partner, answers=["privacy"], seniority=4)
        edit.add(Relationship, source=noor, target=boss, type="influences")
        proof = edit.add(Proof, title="A case")
        edit.add(
            Response,
            headline="Best",
            category="privacy",
            proofs=[proof, edit.add(Proof, title="B")],
        )
        edit.add(Response, headline="Hers", category="privacy", spokesperson=noor, review_by=OLD)
    found = list(Matching(take(document), TODAY).speakers_for(id))
    said = [(one.fit.name, one.response.headline if one.response else None) for one in found]
    assert said == [("Noor", "Hers"), ("Boss", "Best")]


def test_an_answer_in_use_is_what_they_say(document: Document) -> None:
    with document.edit("x") as edit:
        id = objection(edit)
        edit.add(Person, name="Ada")
        edit.add(Response, headline="Better", review_by="2027-01-01")
        used = edit.add(Response, headline="In use", review_by="2020-01-01")
        edit.add(Answer, objection=id, response=used)
    (ada,) = list(Matching(take(document), TODAY).speakers_for(id))
    assert ada.response is not None and ada.response.headline == "In use"


def test_nobody_speaks_to_an_objection_that_is_gone(document: Document) -> None:
    assert list(Matching(take(document), TODAY).speakers_for("gone")) == []
