"""What holds of fits whatever the initiative: tried over 500 generated ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.cause.kinds import Initiative
from outreach.network.kinds import Organisation
from outreach.planning.champions.fit import USUAL_WEIGHTS, Fit
from outreach.planning.champions.question import of_partner
from outreach.vocabulary import RELATIONSHIP_TYPES, SECTORS, TOPICS
from tests.planning.champions.people import Network

levels = st.none() | st.integers(1, 5)
topics = st.sets(st.sampled_from(list(TOPICS)), max_size=3).map(sorted).map(tuple)


@st.composite
def initiatives(draw: st.DrawFn) -> tuple[Network, str]:
    """Return an initiative and a person in it."""
    network = Network()
    sectors = draw(st.lists(st.sampled_from([*SECTORS, None]), max_size=3))
    others = [network.add(Organisation, name="Partner", sector=sector) for sector in sectors]
    places = [network.partner, *others]
    people = [network.boss]
    for _ in range(draw(st.integers(1, 5))):
        values: dict[str, Any] = {
            name: draw(levels) for name in ("seniority", "communication", "reach")
        }
        values["distance"] = draw(st.none() | st.integers(0, 3))
        values["answers"], values["expertise"] = draw(topics), draw(topics)
        people.append(network.person("Person", at=draw(st.sampled_from([*places, None])), **values))
    for _ in range(draw(st.integers(0, 8))):
        ends = draw(st.lists(st.sampled_from([*people, *places]), min_size=2, max_size=2))
        network.tie(*ends, draw(st.sampled_from(list(RELATIONSHIP_TYPES))), strength=draw(levels))
    for category in draw(st.lists(st.sampled_from(list(TOPICS)), max_size=4)):
        network.objection(category, severity=draw(levels))
    own = st.none() | st.floats(0, 10)
    weights = {f"weight_{name}": draw(own) for name in USUAL_WEIGHTS}
    network.initiative = Initiative(id="i", name="x", **weights)
    return network, draw(st.sampled_from(people[1:]))


@settings(max_examples=500)
@given(initiatives())
def test_the_explanation_adds_up(drawn: tuple[Network, str]) -> None:
    network, person = drawn
    fit = network.fit(person)
    assert 0 <= fit.score <= 100
    assert sum(share.points for share in fit.shares) == fit.score
    assert fit.exact == pytest.approx(fit.score, abs=0.5 + 1e-9)
    total = sum(share.weight for share in fit.shares)
    means = sum(share.weight * share.value for share in fit.shares)
    assert fit.exact == pytest.approx(100 * means / total if total else 0)
    assert all(0 <= share.value <= 1 and share.words.endswith(".") for share in fit.shares)


BETTER = ("answers", "expertise", "communication", "reach", "seniority", "tie", "stronger")
"""What can be said for somebody."""


@settings(max_examples=500)
@given(initiatives(), st.data())
def test_what_speaks_for_somebody_never_lowers_their_score_or_rank(
    drawn: tuple[Network, str], data: st.DataObject
) -> None:
    network, person = drawn
    before, place = network.fit(person), rank(network, person)
    _better(network, person, data)
    after = network.fit(person)
    assert after.exact >= before.exact - 1e-9
    assert after.score >= before.score
    # Where two come out the same but for rounding, either may be named first.
    ahead = {fit.person for fit in ranked(network) if fit.exact > after.exact + 1e-9}
    assert len(ahead) <= place


def _better(network: Network, person: str, data: st.DataObject) -> None:
    """Say one more thing for somebody: that they are senior enough, trusted, or know about it."""
    had = network.snapshot().people[person]
    change = data.draw(st.sampled_from(BETTER))
    if change in ("answers", "expertise"):
        network.set(person, **{change: tuple(TOPICS)})
    elif change == "seniority":
        # As senior as the most senior of those to be convinced: what the score calls enough.
        people = network.snapshot().people
        decide = network.fitting().standing.deciders(network.partner)
        ranks = [people[id].seniority for id in decide]
        if person not in decide and (known := [rank for rank in ranks if rank is not None]):
            network.set(person, seniority=max(known))
    elif change == "tie":
        network.tie(person, network.boss, data.draw(st.sampled_from(list(RELATIONSHIP_TYPES))))
    elif change == "stronger":
        for id, tie in list(network.records["relationships"].items()):
            if tie.source == person and tie.strength is not None:
                network.set(id, strength=min(tie.strength + 1, 5))
    else:
        level = getattr(had, change) or data.draw(st.integers(3, 5))
        network.set(person, **{change: min(level + 1, 5)})


def ranked(network: Network) -> list[Fit]:
    fitting = network.fitting()
    return fitting.ranked(of_partner(fitting.snapshot, network.partner))


def rank(network: Network, person: str) -> int:
    return [fit.person for fit in ranked(network)].index(person)


@settings(max_examples=500)
@given(initiatives())
def test_what_is_found_quickly_is_what_is_judged_in_words(drawn: tuple[Network, str]) -> None:
    network, _ = drawn
    fitting = network.fitting()
    question, people = of_partner(fitting.snapshot, network.partner), fitting.snapshot.people
    found = fitting.ranked(question)
    assert {fit.person for fit in found} == people.keys()
    order = [(bool(fit.vetoes), bool(fit.hindrances), -fit.exact) for fit in found]
    assert order == sorted(order)
    values = fitting.values([people[fit.person] for fit in found], question)
    assert values == [pytest.approx(fit.exact / 100) for fit in found]
