"""Every number that is stated is recomputed here from the model, written down a second time."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from outreach.cadence.kinds import Sequence
from outreach.network.kinds import Relationship
from outreach.planning.order.model import Instance
from outreach.planning.proposal.assuming import Assumed
from outreach.planning.proposal.bands import between, in_words, points
from outreach.planning.proposal.proposing import Proposal, propose
from outreach.planning.proposal.reasons import Reason
from outreach.planning.proposal.what_if import what_if
from outreach.snapshot import Snapshot
from tests.planning.order import brute
from tests.planning.proposal.conftest import TODAY, references
from tests.planning.proposal.plans import plan_of

STATED = re.compile(r"about even|about \d+ in \d+|hardly any chance|almost certain|next to nothing")


def provoked() -> Snapshot:
    """Return a plan in which an active opponent watches a partner, and half of the goals do."""
    plan = plan_of(8, 3)
    organisations = {
        id: type(one)(
            id=id, **{**one.values, "use_cases": ("u",), "stance": -2 if id == "o7" else one.stance}
        )
        for id, one in plan.organisations.items()
    }
    watches = Relationship(id="w", source="o7", target="o1", type="watches", strength=4)
    ties = {**plan.relationships, "w": watches}
    sequence = Sequence(id="s", name="Plan", goals=("o0", "o2", "o3"), goals_enough=2)
    return dataclasses.replace(
        plan, organisations=organisations, relationships=ties, sequences={"s": sequence}
    )


PLANS = {"eight": lambda: plan_of(8), "nine": lambda: plan_of(9, 5), "provoked": provoked}


@pytest.fixture(scope="module", params=PLANS)
def proposal(request: pytest.FixtureRequest) -> Proposal:
    return propose(PLANS[request.param](), TODAY)


def reasons(found: Proposal) -> Iterator[tuple[int, Reason]]:
    for step in found.steps:
        for reason in step.reasons:
            yield found.problem.number[step.organisation], reason


def lean(instance: Instance, i: int, more: float = 0.0) -> float:
    """Return the chance of a partner whom only ``more`` half-notches pull."""
    pull = max(-instance.influence_cap, min(instance.influence_cap, more))
    leaning = max(-instance.limit, min(instance.limit, instance.base[i] + pull))
    return float(1 / (1 + 3 ** (-leaning / 2)))


def given(instance: Instance, order: tuple[int, ...], i: int, yes: bool) -> float:
    """Return the chance of the goal where ``i`` answers so, and all required before it said yes."""
    place = order.index(i)

    def value(at: int, joined: frozenset[int], declined: frozenset[int]) -> tuple[float, float]:
        """Return how likely it comes so far, and how likely it comes so far and to the goal."""
        if at == len(order):
            return 1.0, float(brute.reached(instance, joined))
        one = order[at]
        p = brute.chance(instance, one, joined, declined)
        with_, without = joined | {one}, declined | {one}
        if one == i:
            share = p if yes else 1 - p
            _, won = value(at + 1, *((with_, declined) if yes else (joined, without)))
            return share, share * won
        if at < place and one in instance.required:
            came, won = value(at + 1, with_, declined)
            return p * came, p * won
        a, b = value(at + 1, with_, declined), value(at + 1, joined, without)
        return p * a[0] + (1 - p) * b[0], p * a[1] + (1 - p) * b[1]

    came, won = value(0, frozenset(), frozenset())
    return won / came if came else 0.0


def test_what_a_tie_gives_is_that_of_the_model(proposal: Proposal) -> None:
    instance, number = proposal.problem.instance, proposal.problem.number
    for _, reason in reasons(proposal):
        if reason.kind in ("helps", "helped") and "weight" in reason.numbers:
            by, to = (number[id] for id in reason.records)
            weight = reason.numbers["weight"]
            assert (by, to, weight) in instance.links
            alone, with_ = lean(instance, to), lean(instance, to, weight)
            assert reason.numbers["without"] == pytest.approx(alone)
            assert reason.numbers["with"] == pytest.approx(with_)
            assert STATED.findall(reason.words) == [in_words(alone), in_words(with_)]


def test_what_a_yes_and_a_no_lead_to_is_that_of_the_model(proposal: Proposal) -> None:
    instance, order = proposal.problem.instance, proposal.order
    seen = 0
    for i, reason in reasons(proposal):
        if reason.kind != "answers":
            continue
        seen += 1
        numbers = reason.numbers
        assert numbers["cold"] == pytest.approx(lean(instance, i))
        assert numbers["if_yes"] == pytest.approx(given(instance, order, i, True))
        assert numbers["if_no"] == pytest.approx(given(instance, order, i, False))
        parts = [in_words(numbers["chance"])]
        if in_words(numbers["cold"]) != parts[0]:
            parts.append(in_words(numbers["cold"]))
        parts += [in_words(numbers["if_yes"]), in_words(numbers["if_no"])]
        assert STATED.findall(reason.words) == parts
    assert seen == len(proposal.steps)


def test_what_another_place_would_cost_is_that_of_the_model(proposal: Proposal) -> None:
    instance, order = proposal.problem.instance, proposal.order
    now = brute.of_order(instance, order)
    for i, reason in reasons(proposal):
        if reason.kind in ("earlier", "later"):
            rest = tuple(j for j in order if j != i)
            moved = (i, *rest) if reason.kind == "earlier" else (*rest, i)
            cost = now - brute.of_order(instance, moved)
            assert reason.numbers["now"] - reason.numbers["then"] == pytest.approx(cost)
            assert STATED.findall(reason.words) == [points(cost)]


def test_what_somebody_is_made_of_is_what_was_judged(proposal: Proposal) -> None:
    for id, terms in proposal.problem.terms.items():
        base = proposal.problem.instance.base[proposal.problem.number[id]]
        assert base == pytest.approx(sum(term.amount for term in terms))
    for i, reason in reasons(proposal):
        if "amount" in reason.numbers:
            id = proposal.problem.partners[i]
            amounts = [term.amount for term in proposal.problem.terms[id]]
            assert reason.numbers["amount"] in amounts


def test_a_campaign_is_said_with_the_weight_that_it_has() -> None:
    found = propose(provoked(), TODAY)
    said = [reason for _, reason in reasons(found) if reason.kind in ("calmed", "provokes")]
    assert said
    weights = {one.w for one in found.problem.instance.provocations}
    assert {reason.numbers["weight"] for reason in said} <= weights


def test_the_outlook_is_that_of_the_model_and_in_its_band(proposal: Proposal) -> None:
    outlook = proposal.outlook
    assert outlook.probability == pytest.approx(
        brute.of_order(proposal.problem.instance, proposal.order)
    )
    assert outlook.words == in_words(outlook.probability)
    assert outlook.low <= outlook.probability <= outlook.high
    assert outlook.band == between(outlook.low, outlook.high)


def test_what_partners_are_worth_is_that_of_the_model(proposal: Proposal) -> None:
    instance, order = proposal.problem.instance, proposal.order
    asked = tuple(i for i in order if proposal.problem.partners[i] in _worthy(proposal))
    for worth in proposal.worths:
        i = proposal.problem.number[worth.organisation]
        if worth.needed:
            base = list(instance.base)
            base[i] += 2
            better = dataclasses.replace(instance, base=tuple(base))
            rest = tuple(j for j in order if j not in asked)
            amount = brute.of_order(better, (*asked, *rest)) - brute.of_order(
                instance, (*asked, *rest)
            )
        else:
            amount = given(instance, order, i, True) - given(instance, order, i, False)
        assert worth.amount == pytest.approx(amount)
        assert STATED.findall(worth.words) == [points(amount)]


def _worthy(proposal: Proposal) -> set[str]:
    return {worth.organisation for worth in proposal.worths}


def test_the_judgements_that_matter_are_those_of_the_model(proposal: Proposal) -> None:
    instance, order, number = proposal.problem.instance, proposal.order, proposal.problem.number
    assert proposal.matters
    for one in proposal.matters:
        for change, stated in ((-1, one.low), (1, one.high)):
            if one.towards is None:
                base = list(instance.base)
                base[number[one.record]] += 2 * change
                other = dataclasses.replace(instance, base=tuple(base))
            else:
                ends = number[one.record], number[one.towards]
                links = tuple(
                    (j, i, max(0.0, w + change) if (j, i) == ends else w)
                    for j, i, w in instance.links
                )
                other = dataclasses.replace(instance, links=links)
            assert stated == pytest.approx(brute.of_order(other, order))


def test_the_chance_by_a_day_is_that_of_those_who_answer_by_then(kestria: Snapshot) -> None:
    found = propose(kestria, TODAY)
    assert found.by_date
    last = found.by_date[-1]
    assert last.probability == pytest.approx(
        brute.of_order(found.problem.instance, found.order), abs=1e-9
    )
    assert all(one.words == in_words(one.probability) for one in found.by_date)


def test_what_would_be_different_is_the_difference_of_both_outlooks(kestria: Snapshot) -> None:
    ids = references(kestria)
    found = what_if(kestria, TODAY, Assumed(joined=frozenset({ids["a-dpa"]})))
    was, now = (brute.of_order(one.problem.instance, one.order) for one in (found.now, found.then))
    assert STATED.findall(found.comparison.outlook) == [
        in_words(now),
        points(now - was),
        in_words(was),
    ]
