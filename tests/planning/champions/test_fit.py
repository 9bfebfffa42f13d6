"""How well a person fits a question."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from outreach.cause.kinds import Initiative
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Answer, Response
from outreach.planning.champions.fit import (
    USUAL_WEIGHTS,
    Fitting,
    champions_for_objection,
    champions_for_partner,
)
from outreach.planning.champions.question import Question
from outreach.snapshot import Snapshot
from tests.planning.champions.people import TODAY, Network


def id_of(snapshot: Snapshot, reference: str) -> str:
    records = (*snapshot.organisations.values(), *snapshot.objections.values())
    (id,) = [record.id for record in records if record.reference == reference]
    return id


def test_for_privacy_at_the_operator_counsel_outranks_the_technology_officer_who_decides(
    kestria: Snapshot,
) -> None:
    found = champions_for_partner(kestria, id_of(kestria, "a-tavano"), TODAY, "privacy")
    places = {fit.name: place for place, fit in enumerate(found)}
    assert places["Noor Asadi"] == 0 < places["Viktor Hale"]
    counsel, officer = found[0], found[places["Viktor Hale"]]
    assert counsel.score > officer.score
    said = " ".join(counsel.reasons)
    assert "They have Viktor Hale’s ear." in said
    assert "They are believed on privacy." in said
    assert "They work there and stand outside the decision." in said
    assert "They make the decision themselves." in " ".join(officer.reasons)


def test_whoever_taught_the_deputy_commissioner_answers_his_question(kestria: Snapshot) -> None:
    found = champions_for_objection(kestria, id_of(kestria, "a-o2"), TODAY)
    assert found[0].name == "Prof. Ada Merrow"
    assert "Samir Okafor-Lind trusts them." in " ".join(found[0].reasons)


@pytest.mark.parametrize(
    ("type", "strength", "value"),
    [
        ("trusted_by", 5, 1.0),
        ("influences", 3, 1.0),
        ("trusted_by", None, 1.0),
        ("trusted_by", 2, 0.5),
        ("works_with", 5, 0.5),
        ("watches", 5, 0.0),
    ],
)
def test_trust_counts_more_than_acquaintance_and_watching_opens_no_door(
    network: Network, type: str, strength: int | None, value: float
) -> None:
    ada = network.person("Ada")
    network.tie(ada, network.boss, type, strength=strength)
    assert network.value(ada, "relationship") == value


def test_trust_runs_one_way(network: Network) -> None:
    ada = network.person("Ada")
    network.tie(network.boss, ada, "trusted_by")
    assert network.value(ada, "relationship") == 0.5


def test_a_tie_that_has_ended_counts_no_more(network: Network) -> None:
    ada = network.person("Ada")
    tie = network.tie(ada, network.boss, end_date=TODAY)
    assert network.value(ada, "relationship") == 1.0
    network.set(tie, end_date=TODAY - dt.timedelta(days=1))
    assert network.value(ada, "relationship") == 0.0


def test_a_friend_of_somebody_who_is_trusted_counts_a_little(network: Network) -> None:
    ada, bo = network.person("Ada"), network.person("Bo")
    network.tie(bo, network.boss)
    network.tie(ada, bo, "works_with")
    assert network.value(ada, "relationship") == 0.25
    assert "They know Bo, who has Viktor’s ear. (7)" in network.fit(ada).reasons


def test_who_decides_alone_has_nobody_but_themselves_to_win_over(network: Network) -> None:
    assert network.value(network.boss, "relationship") == 0.0
    assert "They are the one to be won over. (0)" in network.fit(network.boss).reasons


def test_whoever_asked_is_not_the_best_to_answer(network: Network) -> None:
    noor = network.person("Noor", at=network.partner)
    network.tie(noor, network.boss)
    own = network.objection(person=noor)
    anybodys = network.objection()
    assert network.fit(noor, objection=own).exact < network.fit(noor, objection=anybodys).exact


def test_where_nobody_decides_on_record_those_nearest_to_the_decision_count(
    network: Network,
) -> None:
    other = network.add(Organisation, name="Solacell")
    near = network.person("Near", at=other, distance=1)
    network.person("Far", at=other, distance=3)
    assert Fitting(network.snapshot(), TODAY).standing.deciders(other) == (near,)


@pytest.mark.parametrize(
    ("seniority", "value"), [(5, 1.0), (4, 0.6), (3, 0.25), (2, 0.0), (None, 0.5)]
)
def test_enough_seniority_counts_and_too_little_does_not(
    network: Network, seniority: int | None, value: float
) -> None:
    ada = network.person("Ada", seniority=seniority)
    assert network.value(ada, "seniority") == value


def test_far_above_is_no_better_than_far_below(network: Network) -> None:
    network.set(network.boss, seniority=2)
    ranks = [network.value(network.person("Ada", seniority=n), "seniority") for n in (3, 4, 5)]
    assert ranks == [1.0, 0.75, 0.0]


@pytest.mark.parametrize(("distance", "value"), [(0, 0.2), (1, 0.7), (2, 1.0), (3, 1.0)])
def test_at_the_partner_itself_those_outside_the_decision_are_heard_best(
    network: Network, distance: int, value: float
) -> None:
    ada = network.person("Ada", at=network.partner, distance=distance)
    assert network.value(ada, "distance") == value


def test_somebody_of_the_same_sector_counts_more_than_an_outsider(network: Network) -> None:
    peer = network.person("P", at=network.add(Organisation, name="Solacell", sector="private"))
    assert network.value(peer, "distance") == 1.0
    assert network.value(network.person("Ada"), "distance") == 0.5


def test_being_believed_counts_more_than_knowing(network: Network) -> None:
    believed = network.person("Ada", answers=("privacy",))
    knows = network.person("Bo", expertise=("privacy", "law"))
    regulation = network.person("Cy", expertise=("regulation",))
    assert network.value(believed, "topic", "privacy") == 1.0
    assert network.value(knows, "topic", "privacy") == 0.5
    assert network.value(regulation, "topic", "regulator") == 0.5
    assert network.value(regulation, "topic", "privacy") == 0.0


def test_whose_answer_helped_before_is_believed_on_that_topic(network: Network) -> None:
    ada = network.person("Ada")
    response = network.add(Response, headline="Counts only", spokesperson=ada)
    network.add(Answer, objection=network.objection("fairness"), response=response)
    assert network.value(ada, "topic", "fairness") == 0.0
    network.add(
        Answer, objection=network.objection("fairness"), response=response, outcome="helped"
    )
    assert network.value(ada, "topic", "fairness") == 1.0


def test_a_heavy_objection_counts_more_than_a_light_one(network: Network) -> None:
    network.objection("privacy", severity=5)
    network.objection("cost", severity=1)
    network.objection("legal", severity=5, status="resolved")
    heavy = network.person("Ada", answers=("privacy",))
    light = network.person("Bo", answers=("cost",))
    assert network.value(heavy, "topic") == pytest.approx(4 / 5)
    assert network.value(light, "topic") == pytest.approx(1 / 5)


def test_the_initiative_weighs_the_criteria_as_it_likes(network: Network) -> None:
    ada = network.person("Ada", answers=("privacy",))
    usual = network.fit(ada, "privacy")
    assert {s.criterion: s.weight for s in usual.shares} == USUAL_WEIGHTS
    network.initiative = Initiative(id="i", name="x", **{f"weight_{n}": 0.0 for n in USUAL_WEIGHTS})
    assert network.fit(ada, "privacy").score == 0
    values = network.initiative.values | {"weight_topic": 2.0}
    network.initiative = Initiative(id="i", **values)
    assert network.fit(ada, "privacy").score == 100


def test_who_is_ruled_out_comes_last_and_who_cannot_just_now_before_them(
    network: Network,
) -> None:
    best, away, plain = (network.person(name) for name in ("Best", "Away", "Plain"))
    network.tie(best, network.boss)
    network.tie(away, network.boss)
    network.role(best, audience=network.partner, veto="refused")
    network.role(away, away_until=TODAY)
    found = champions_for_partner(network.snapshot(), network.partner, TODAY)
    assert [fit.person for fit in found] == [network.boss, plain, away, best]
    assert found[-1].reasons[0] == "Must not speak there: the partner refuses them."
    assert found[-2].reasons[0] == "Is away until 24 November 2026."


def test_a_fit_without_words_is_the_same_fit(network: Network) -> None:
    ada = network.person("Ada", seniority=3, answers=("cost",))
    network.tie(ada, network.boss, "works_with")
    fitting = Fitting(network.snapshot(), TODAY)
    question = Question(network.partner, {"cost": 1.0})
    person = fitting.snapshot.people[ada]
    fit = fitting.fit(person, question)
    assert fitting.values([person], question) == [pytest.approx(fit.exact / 100)]


def test_rapport_leaves_the_topic_out_and_runs_from_minus_two_to_two(network: Network) -> None:
    good = network.person(
        "Good", at=network.partner, seniority=5, distance=2, communication=5, reach=5
    )
    network.tie(good, network.boss)
    poor = network.person("Poor", seniority=1, communication=1, reach=1)
    network.objection("privacy")
    fitting = Fitting(network.snapshot(), TODAY)
    people = fitting.snapshot.people
    assert fitting.rapport(people[good], network.partner) == pytest.approx(2)
    assert fitting.rapport(people[poor], network.partner) == pytest.approx(4 * (0.75 / 8.5 - 0.5))


def test_a_fit_is_a_plain_value(network: Network) -> None:
    assert dataclasses.asdict(network.fit(network.boss))["name"] == "Viktor"
