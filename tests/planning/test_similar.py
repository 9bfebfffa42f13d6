from __future__ import annotations

import datetime as dt

from outreach.document.document import Document
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Answer, Objection, Response
from outreach.planning.matching import Matching
from outreach.planning.similar import Similar, similar_to
from outreach.snapshot import take


def add(document: Document, statement: str, **values: object) -> str:
    with document.edit("Heard") as edit:
        partner = edit.add(Organisation, name="Telmara")
        return edit.add(Objection, organisation=partner, statement=statement, **values)


def similar(document: Document, objection: str) -> list[Similar]:
    snapshot = take(document)
    return similar_to(snapshot, Matching(snapshot, dt.date(2026, 11, 24)), objection)


def test_the_same_topic_and_the_same_words_make_objections_alike(document: Document) -> None:
    one = add(document, "Customers will say we sold their movements.", category="reputation")
    alike = add(document, "Customers think their movements were sold.", category="reputation")
    topic = add(document, "The papers!", category="reputation")
    add(document, "Who pays?", category="cost")
    found = similar(document, one)
    assert [like.objection.id for like in found] == [alike, topic]
    assert found[0].reason == "It is about reputation too. It says much the same."
    assert found[1].reason == "It is about reputation too."


def test_settled_ones_come_first_with_what_settled_them(document: Document) -> None:
    one = add(document, "Who pays?", category="cost")
    add(document, "Who pays for servers?", category="cost")
    old = add(document, "Nobody budgeted for it.", category="cost", status="resolved")
    with document.edit("Answered") as edit:
        first = edit.add(Response, headline="We pay")
        second = edit.add(Response, headline="It is cheap")
        worse = edit.add(Answer, objection=old, response=second, outcome="worse")
        settled = edit.add(Answer, objection=old, response=first, outcome="settled")
    like = similar(document, one)[0]
    assert like.objection.id == old and like.settled
    assert [answer.id for answer in like.tried] == [settled, worse]


def test_what_has_nothing_in_common_is_not_shown(document: Document) -> None:
    one = add(document, "Who pays?")
    add(document, "Is it lawful?")
    assert similar(document, one) == []
    assert similar(document, "nobody") == []
