"""What each partner gives and gets, and what is left to carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.document.document import Document
from outreach.exchange.samples import make
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import ValueProposition
from outreach.planning.balance import Sums, balance, exchange, sums_words
from outreach.snapshot import take


@pytest.mark.parametrize(
    ("sample", "total"), [("kestria", (268, 190, 78)), ("alder", (235, 320, -85))]
)
def test_the_samples_add_up(sample: str, total: Sums, tmp_path: Path) -> None:
    with make(sample, tmp_path / "sample.db", "Ilsa") as document:
        found = balance(take(document))
    assert found.total == total
    assert found.total.net == sum(partner.net for partner in found.partners)
    assert found.money is None


def test_a_partner_says_what_it_gives_and_gets_over_all_its_propositions(
    document: Document,
) -> None:
    with document.edit("x") as edit:
        partner = edit.add(Organisation, name="Telmara")
        for gives, cost in (("Counts", 10.5), ("A room", None)):
            edit.add(
                ValueProposition,
                organisation=partner,
                headline="Offer",
                partner_gives=gives,
                partner_gets="Tables",
                partner_cost=cost,
            )
    found = exchange(take(document), partner)
    assert found.gives == ("Counts", "A room")
    assert found.gets == ("Tables", "Tables")
    assert (found.cost, found.offset, found.net, found.not_estimated) == (10.5, 0, 10.5, 1)


def test_money_and_days_are_never_added_to_each_other(document: Document) -> None:
    initiative = take(document).initiative.id
    with document.edit("x") as edit:
        edit.set(initiative, currency="EUR")
        partner = edit.add(Organisation, name="Telmara")
        edit.add(ValueProposition, organisation=partner, headline="A", partner_cost=2, offset=3)
        edit.add(ValueProposition, organisation=partner, headline="B", money_cost=500)
    found = balance(take(document))
    assert (found.total, found.money, found.currency) == ((2, 3, -1), (500, 0, 500), "EUR")
    assert found.partners[0].not_estimated == 0


def test_a_partner_without_a_proposition_has_no_exchange(document: Document) -> None:
    with document.edit("x") as edit:
        edit.add(Organisation, name="Telmara")
    assert balance(take(document)) == ((0, 0, 0), None, "", ())


def test_decimals_add_up_as_people_add_them(document: Document) -> None:
    with document.edit("x") as edit:
        partner = edit.add(Organisation, name="Telmara")
        for _ in range(3):
            edit.add(ValueProposition, organisation=partner, headline="A", partner_cost=0.1)
    assert exchange(take(document), partner).cost == 0.3


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        (Sums(30, 22, 8), "30 person-days; our offer saves them 22; left to carry: 8."),
        (Sums(1, 2.5, -1.5), "1 person-days; our offer saves them 2.5; they gain 1.5."),
        (Sums(2, 2, 0), "2 person-days; our offer saves them 2; nothing is left to carry."),
    ],
)
def test_a_balance_in_words(sums: Sums, words: str) -> None:
    assert sums_words(sums) == f"It costs them {words}"


def test_a_balance_of_money_in_words() -> None:
    assert sums_words(Sums(1500000, 0, 1500000), "EUR") == (
        "It costs them 1,500,000 EUR; our offer saves them 0; left to carry: 1,500,000."
    )
