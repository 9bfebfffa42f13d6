from __future__ import annotations

import datetime as dt

from outreach.document.document import Document
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Answer, Objection, Proof, Response
from outreach.planning.matrix import Line, matrix
from outreach.snapshot import take

TODAY = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)


def test_each_open_objection_counts_where_it_lacks_something(document: Document) -> None:
    with document.edit("Prepared") as edit:
        covered, bare = (edit.add(Organisation, name=name) for name in ("Telmara", "Health"))
        ada = edit.add(Person, name="Ada", organisation=covered)
        proof = edit.add(Proof, title="A law")
        sound = edit.add(
            Response, headline="It is lawful", spokesperson=ada, evidence="measured", proofs=[proof]
        )
        old = edit.add(
            Response, headline="Old", evidence="measured", review_by=TODAY.replace(day=1)
        )
        for partner, topic, blocking, response in (
            (covered, "legal", True, sound),
            (bare, "legal", None, old),
            (bare, "cost", True, None),
        ):
            objection = edit.add(
                Objection, organisation=partner, statement="No", category=topic, blocking=blocking
            )
            if response:
                edit.add(Answer, objection=objection, response=response)
        edit.add(Objection, organisation=bare, statement="Solved", status="resolved")
    snapshot = take(document)
    assert matrix(snapshot, "organisation", TODAY) == [
        Line(bare, open=2, blocking=1, answer=2, proof=2, speaker=2),
        Line(covered, open=1, blocking=1, answer=0, proof=0, speaker=0),
    ]
    assert [
        (line.key, line.open, line.lacking) for line in matrix(snapshot, "category", TODAY)
    ] == [
        ("legal", 2, 3),
        ("cost", 1, 3),
    ]
