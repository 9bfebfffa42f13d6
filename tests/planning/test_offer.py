from __future__ import annotations

from pathlib import Path

import pytest

from outreach.base.ids import new_id
from outreach.exchange import samples
from outreach.persuasion.kinds import ValueProposition
from outreach.planning.offer import Balance, balance, is_one_thing, lacks


@pytest.mark.parametrize(
    ("sample", "cost", "offset", "net"), [("kestria", 268, 190, 78), ("alder", 235, 320, -85)]
)
def test_the_balance_of_a_sample_adds_up(
    tmp_path: Path, sample: str, cost: float, offset: float, net: float
) -> None:
    with samples.make(sample, tmp_path / "plan.db", "Ines") as document:
        found = balance(document.all(ValueProposition))
    assert (found.cost, found.offset, found.net) == (cost, offset, net)
    assert found.in_days and not found.in_money


def test_what_nobody_estimated_is_not_nought() -> None:
    assert balance([]) == Balance(None, None, None, None)
    assert not balance([]).in_days


@pytest.mark.parametrize(
    ("ask", "one"),
    [
        ("Counts by district, every month", True),
        ("Run one test on last year's counts.", True),
        ("Send the counts. Join the board.", False),
        ("Send the counts; join the board", False),
        ("- counts\n- a seat", False),
    ],
)
def test_an_ask_of_several_things_is_seen(ask: str, one: bool) -> None:
    assert is_one_thing(ask) == one


def test_a_proposition_says_what_it_lacks() -> None:
    partner = new_id()
    bare = ValueProposition(id=new_id(), organisation=partner, headline="You gain")
    assert lacks(bare) == ("tied to no need of theirs", "no use case", "nothing is asked yet")
    whole = ValueProposition(
        id=new_id(),
        organisation=partner,
        headline="You gain",
        need=new_id(),
        use_case=new_id(),
        ask="Send counts. And come.",
    )
    assert lacks(whole) == ("the ask is not one thing",)
