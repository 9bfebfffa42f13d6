from __future__ import annotations

import datetime as dt

from outreach.document.document import Document
from outreach.network.kinds import Organisation, Person, Relationship
from outreach.planning.ties import Ties
from outreach.snapshot import take

TODAY = dt.date(2026, 11, 23)


def test_reach_counts_ties_in_either_direction(document: Document) -> None:
    with document.edit("People") as edit:
        office = edit.add(Organisation, name="Office")
        ada, bo, cy = (edit.add(Person, name=name) for name in ("Ada", "Bo", "Cy"))
        edit.set(bo, organisation=office)
        edit.add(Relationship, source=ada, target=bo, type="trusted_by")
        edit.add(Relationship, source=cy, target=ada, type="watches")
    ties = Ties(take(document), TODAY)
    assert ties.reach(office, 2) == {office: 0, bo: 1, ada: 2}
    assert ties.reach(ada, 1) == {ada: 0, bo: 1}


def test_a_tie_that_ended_carries_nothing(document: Document) -> None:
    with document.edit("People") as edit:
        ada, bo = (edit.add(Person, name=name) for name in ("Ada", "Bo"))
        edit.add(
            Relationship, source=ada, target=bo, type="trusted_by", end_date=dt.date(2026, 1, 1)
        )
    assert Ties(take(document), TODAY).reach(ada, 3) == {ada: 0}
