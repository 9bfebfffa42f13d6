"""Which champion leads where, who helps as an expert, and where people lack."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.network.kinds import Organisation
from outreach.planning.champions.assignment import assign
from outreach.planning.champions.fit import Fitting
from outreach.snapshot import Snapshot
from tests.planning.champions.people import TODAY, Network


def leads(network: Network, **importance: float) -> dict[str, str | None]:
    found = assign(network.snapshot(), TODAY, importance).leads
    return {lead.organisation: lead.person for lead in found}


def champion(
    network: Network, name: str, *friends: str, capacity: int = 1, **values: object
) -> str:
    """Return somebody of good standing whom ``friends`` trust."""
    id = network.person(name, seniority=5, communication=5, reach=5, **values)
    for friend in friends:
        network.tie(id, friend)
    network.role(id, capacity=capacity)
    return id


def test_each_partner_gets_the_champion_who_helps_most_in_all(network: Network) -> None:
    other = network.add(Organisation, name="Solacell")
    chief = network.person("Chief", at=other, seniority=5, decision_role="decision_maker")
    both = champion(network, "Both", network.boss, chief)
    one = champion(network, "One", network.boss)
    assert leads(network) == {network.partner: one, other: both}


def test_where_there_is_one_for_two_the_more_important_partner_gets_them(
    network: Network,
) -> None:
    other = network.add(Organisation, name="Solacell")
    chief = network.person("Chief", at=other, seniority=5, decision_role="decision_maker")
    both = champion(network, "Both", network.boss, chief)
    assert leads(network, **{other: 5.0}) == {network.partner: None, other: both}
    assert leads(network, **{network.partner: 5.0}) == {network.partner: both, other: None}


def test_a_wrong_champion_is_worse_than_none(network: Network) -> None:
    poor = network.person("Poor", seniority=1, communication=1, reach=1)
    network.role(poor)
    assert leads(network) == {network.partner: None}


@pytest.mark.parametrize(
    "role", [{"veto": "refused"}, {"away_until": TODAY}, {"capacity": 0}, {"status": "lapsed"}]
)
def test_who_cannot_is_not_given_anything(network: Network, role: dict[str, object]) -> None:
    ada = network.person("Ada", seniority=5, communication=5, reach=5)
    network.tie(ada, network.boss)
    network.role(ada, **role)
    assert leads(network) == {network.partner: None}


def test_who_decides_is_not_sent_to_themselves(network: Network) -> None:
    network.objection("privacy", severity=5)
    network.set(network.boss, answers=("privacy",), communication=5, reach=5)
    network.role(network.boss)
    assert leads(network) == {network.partner: None}


def test_partners_that_are_in_or_out_need_no_lead(network: Network) -> None:
    for status in ("committed", "declined", "parked"):
        network.add(Organisation, name=status, status=status)
    assert list(leads(network)) == [network.partner]


def test_an_expert_answers_what_the_lead_cannot(network: Network) -> None:
    lead = champion(network, "Lead", network.boss)
    expert = network.person("Expert", seniority=1, answers=("privacy",))
    network.role(expert, capacity=1)
    network.objection("privacy", severity=2)
    found = assign(network.snapshot(), TODAY)
    assert [one.person for one in found.leads] == [lead]
    assert [(one.topic, one.person, one.gain) for one in found.experts] == [
        ("privacy", expert, 1.0)
    ]


def test_too_few_people_for_a_topic_are_named_with_their_limits(network: Network) -> None:
    ana = network.person("Ana", answers=("privacy",))
    network.role(ana, capacity=2)
    network.objection("privacy")
    for name in ("Solacell", "Orrin"):
        network.objection("privacy", organisation=network.add(Organisation, name=name))
    (found,) = assign(network.snapshot(), TODAY).shortages
    assert found.sentence == "3 partners need somebody believed on privacy, only Ana (2)."
    assert found.people == (ana,)


def test_a_topic_that_nobody_can_answer_is_named(network: Network) -> None:
    network.role(network.person("Ana", answers=("privacy",)))
    network.objection("cost", severity=4)
    network.objection("legal", severity=1)
    (found,) = assign(network.snapshot(), TODAY).shortages
    assert found.sentence == "Nobody can answer cost at Telmara."


def test_enough_people_are_no_shortage_even_when_each_must_be_used(network: Network) -> None:
    both = network.person("Both", answers=("privacy", "cost"))
    one = network.person("One", answers=("privacy",))
    for person in (both, one):
        network.role(person, capacity=1)
    network.objection("privacy")
    network.objection("cost")
    assert assign(network.snapshot(), TODAY).shortages == ()


def test_the_sample_is_given_out_within_everybodys_limits(kestria: Snapshot) -> None:
    found = assign(kestria, TODAY)
    names = {kestria.name(one.organisation): kestria.name(one.person) for one in found.leads}
    assert names["Office of the Data Protection Commissioner"] in (
        "Prof. Ada Merrow",
        "Samir Okafor-Lind",
    )
    load: dict[str | None, int] = {}
    for one in (*found.leads, *found.experts):
        load[one.person] = load.get(one.person, 0) + 1
    assert all(number <= 2 for person, number in load.items() if person)


@settings(max_examples=40)
@given(st.data())
def test_leads_are_the_best_there_can_be(data: st.DataObject) -> None:
    network = Network()
    places = [network.partner]
    bosses = [network.boss]
    for _ in range(data.draw(st.integers(0, 2))):
        places.append(network.add(Organisation, name="Partner"))
        bosses.append(network.person("Boss", at=places[-1], decision_role="decision_maker"))
    people = []
    for _ in range(data.draw(st.integers(1, 3))):
        level = st.integers(1, 5)
        people.append(
            network.person("P", seniority=data.draw(level), communication=data.draw(level), reach=3)
        )
        network.role(people[-1], capacity=data.draw(st.integers(0, 2)))
    for person, boss in product(people, bosses):
        if data.draw(st.booleans()):
            network.tie(person, boss)
    importance = {place: data.draw(st.sampled_from([0.0, 0.5, 1.0, 3.0])) for place in places}
    snapshot = network.snapshot()
    found = assign(snapshot, TODAY, importance).leads
    total = sum(importance[lead.organisation] * lead.gain for lead in found)
    assert total == pytest.approx(_best(network, places, people, importance))


def _best(
    network: Network, places: list[str], people: list[str], importance: dict[str, float]
) -> float:
    """Return the largest sum over every way to give places to people within their limits."""
    fitting = Fitting(network.snapshot(), TODAY)
    limits = {person: fitting.availability.limit(person) for person in people}
    best = 0.0
    for way in product([None, *people], repeat=len(places)):
        if all(way.count(person) <= limits[person] for person in people):
            best = max(
                best,
                sum(
                    importance[place] * fitting.rapport(fitting.snapshot.people[person], place)
                    for place, person in zip(places, way, strict=True)
                    if person is not None
                ),
            )
    return best
