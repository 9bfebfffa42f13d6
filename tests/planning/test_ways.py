from __future__ import annotations

import datetime as dt

import pytest

from outreach.cadence.kinds import Touchpoint
from outreach.document.document import Document
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.planning.ways import way_to
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 24)


class Lake:
    """A few partners and people, and how they are tied."""

    def __init__(self, document: Document) -> None:
        self.document = document
        with document.edit("The lake") as edit:
            self.partners = {
                name: edit.add(Organisation, name=name)
                for name in ("Telmara", "Regulator", "Protection")
            }
            self.people = {
                name: edit.add(Person, name=name, organisation=self.partners[partner])
                for name, partner in (
                    ("Haddad", "Telmara"),
                    ("Grace", "Regulator"),
                    ("Leila", "Protection"),
                    ("Tom", "Protection"),
                )
            }
            edit.add(Champion, person=self.people["Haddad"], status="active")

    def id(self, name: str) -> str:
        return self.people.get(name) or self.partners[name]

    def tie(self, source: str, type: str, target: str, strength: int = 5, basis: str = "") -> None:
        with self.document.edit("A tie") as edit:
            ends = {"source": self.id(source), "target": self.id(target)}
            edit.add(Relationship, type=type, strength=strength, basis=basis or None, **ends)

    def way(self, target: str) -> list[tuple[str, str, str, str]]:
        """Return name, place and reason of each stop, and through whom."""
        snapshot = take(self.document)
        return [
            (stop.name, stop.place, stop.why, snapshot.name(stop.through))
            for stop in way_to(snapshot, self.id(target), TODAY)
        ]

    def names(self, target: str) -> list[str]:
        return [stop[0] for stop in self.way(target)]


@pytest.fixture
def lake(document: Document) -> Lake:
    return Lake(document)


def test_the_way_goes_from_a_champion_along_who_trusts_whom_with_the_reasons(lake: Lake) -> None:
    lake.tie("Haddad", "trusted_by", "Grace", basis="former teacher")
    lake.tie("Grace", "influences", "Leila")
    assert lake.way("Leila") == [
        ("Haddad", "Telmara", "An active champion.", ""),
        ("Grace", "Regulator", "Trusts Haddad: former teacher.", "Haddad"),
        ("Leila", "Protection", "Listens to Grace.", "Grace"),
    ]


def test_a_partner_is_reached_with_the_first_of_its_people(lake: Lake) -> None:
    lake.tie("Haddad", "trusted_by", "Leila")
    assert lake.names("Protection") == ["Haddad", "Leila"]


def test_a_partner_is_reached_with_whoever_decides_there(lake: Lake) -> None:
    lake.tie("Haddad", "trusted_by", "Leila")
    with lake.document.edit("Tom decides") as edit:
        edit.set(lake.id("Tom"), decision_role="decision_maker")
    assert lake.names("Protection") == ["Haddad", "Leila", "Tom"]


def test_inside_a_partner_one_colleague_leads_to_another(lake: Lake) -> None:
    lake.tie("Haddad", "trusted_by", "Leila")
    with lake.document.edit("Tom decides") as edit:
        edit.set(lake.id("Tom"), decision_role="decision_maker")
    assert lake.way("Tom")[-1] == ("Tom", "Protection", "Works at Protection and decides.", "Leila")


def test_a_partner_that_defers_as_a_whole_says_so_of_whoever_is_met_there(lake: Lake) -> None:
    lake.tie("Haddad", "trusted_by", "Grace")
    lake.tie("Regulator", "regulates", "Protection")
    assert lake.way("Leila")[-1] == (
        *("Leila", "Protection"),
        *("Is regulated by Regulator. Works at Protection.", "Grace"),
    )


def test_strong_ties_are_taken_rather_than_weak_ones(lake: Lake) -> None:
    lake.tie("Haddad", "trusted_by", "Leila", strength=1)
    lake.tie("Haddad", "trusted_by", "Tom", strength=5)
    assert lake.names("Protection") == ["Haddad", "Tom"]


def test_the_way_goes_round_somebody_who_is_against_us(lake: Lake) -> None:
    lake.tie("Haddad", "trusted_by", "Leila")
    lake.tie("Haddad", "trusted_by", "Tom", strength=1)
    with lake.document.edit("Leila is against it") as edit:
        edit.set(lake.id("Leila"), stance=-2)
    assert lake.names("Protection") == ["Haddad", "Tom"]


def test_somebody_we_have_spoken_with_this_year_needs_nobody_between(lake: Lake) -> None:
    with lake.document.edit("A call") as edit:
        for day in (TODAY, TODAY - dt.timedelta(days=400)):
            edit.add(Touchpoint, held_on=day, people=(lake.id("Leila"),), outcome="positive")
    assert lake.way("Protection") == [
        ("Leila", "Protection", "You have spoken: 1 contact this year.", "")
    ]


def test_a_talk_that_went_badly_opens_no_door(lake: Lake) -> None:
    with lake.document.edit("A call") as edit:
        edit.add(Touchpoint, held_on=TODAY, people=(lake.id("Leila"),), outcome="negative")
    assert lake.names("Protection") == []


def test_there_may_be_no_way(lake: Lake) -> None:
    assert lake.way("Protection") == []


def test_the_sample_leads_to_every_partner_and_always_the_same_way(kestria: Snapshot) -> None:
    for partner in kestria.organisations:
        way = way_to(kestria, partner, TODAY)
        assert way == way_to(kestria, partner, TODAY)
        assert all(stop.why.endswith(".") for stop in way)
