from __future__ import annotations

import datetime as dt

import pytest

from outreach.document.document import Document
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.planning.deference import active_champions, deferences, influence, moved_by
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("type", "said"),
    [
        ("trusted_by", "Bo trusts Ada"),
        ("influences", "Bo listens to Ada"),
        ("regulates", "Bo is regulated by Ada"),
        ("funds", "Bo is funded by Ada"),
        ("leads", "Bo is led by Ada"),
        ("reports_to", "Ada reports to Bo"),
        ("watches", "Ada watches Bo"),
        ("works_with", ""),
        ("went to school with", ""),
    ],
)
def test_a_tie_is_read_from_the_side_that_defers(document: Document, type: str, said: str) -> None:
    with document.edit("People") as edit:
        ada, bo = (edit.add(Person, name=name) for name in ("Ada", "Bo"))
        edit.add(Relationship, source=ada, target=bo, type=type)
    snapshot = take(document)
    found = [
        f"{snapshot.name(one.who)} {one.words} {snapshot.name(one.to)}"
        for one in deferences(snapshot, TODAY)
    ]
    assert found == ([said] if said else [])


def test_a_tie_that_ended_moves_nobody(document: Document) -> None:
    with document.edit("People") as edit:
        ada, bo = (edit.add(Person, name=name) for name in ("Ada", "Bo"))
        ended = dt.date(2026, 1, 1)
        edit.add(Relationship, source=ada, target=bo, type="funds", end_date=ended)
    assert deferences(take(document), TODAY) == []


@pytest.fixture
def lake(document: Document) -> Snapshot:
    """Haddad of Telmara, a champion: the regulator trusts him, and data protection follows it."""
    with document.edit("The lake") as edit:
        telmara, regulator, protection = (
            edit.add(Organisation, name=name) for name in ("Telmara", "Regulator", "Protection")
        )
        haddad = edit.add(Person, name="Haddad", organisation=telmara)
        nadia = edit.add(Person, name="Nadia", organisation=telmara)
        grace = edit.add(Person, name="Grace", organisation=regulator)
        edit.add(Champion, person=haddad, status="active")
        edit.add(Relationship, source=haddad, target=grace, type="trusted_by", strength=2)
        edit.add(Relationship, source=haddad, target=regulator, type="influences", strength=4)
        edit.add(Relationship, source=haddad, target=nadia, type="trusted_by")
        edit.add(Relationship, source=regulator, target=protection, type="influences")
    return take(document)


def named(snapshot: Snapshot, *ids: str) -> list[str]:
    return sorted(snapshot.name(id) for id in ids)


def test_champions_stand_for_themselves_and_others_in_their_organisation(lake: Snapshot) -> None:
    found = influence(lake, TODAY)
    assert named(lake, *found.nodes) == ["Haddad", "Protection", "Regulator", "Telmara"]
    assert named(lake, *active_champions(lake)) == ["Haddad"]
    assert {lake.name(who): lake.name(at) for who, at in found.home.items()} == {
        "Haddad": "Haddad",
        "Nadia": "Telmara",
        "Grace": "Regulator",
    }


def test_of_several_ties_between_the_same_two_the_strongest_speaks(lake: Snapshot) -> None:
    said = [(lake.name(a.who), a.words, lake.name(a.to)) for a in influence(lake, TODAY).arrows]
    assert said == [
        ("Regulator", "listens to", "Haddad"),
        ("Telmara", "trusts", "Haddad"),
        ("Protection", "listens to", "Regulator"),
    ]


def test_a_champion_moves_whoever_defers_to_those_they_move_but_not_their_own(
    lake: Snapshot,
) -> None:
    found = {lake.name(id): named(lake, *moved) for id, moved in _moved(lake).items()}
    assert found["Haddad"] == ["Protection", "Regulator"]
    assert found["Regulator"] == ["Protection"] and found["Protection"] == []


def _moved(snapshot: Snapshot) -> dict[str, set[str]]:
    return moved_by(snapshot, influence(snapshot, TODAY))


def test_an_active_champion_is_listened_to_by_the_partner_they_win_over(
    document: Document,
) -> None:
    with document.edit("People") as edit:
        fund = edit.add(Organisation, name="Fund")
        ada, bo = (edit.add(Person, name=name) for name in ("Ada", "Bo"))
        edit.add(Champion, person=ada, audience=fund, status="active")
        edit.add(Champion, person=bo, audience=fund, status="lapsed")
    snapshot = take(document)
    ((who, to, *_),) = influence(snapshot, TODAY).arrows
    assert named(snapshot, who, to) == ["Ada", "Fund"]
