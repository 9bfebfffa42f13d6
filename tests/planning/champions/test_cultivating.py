"""People who could become champions where one is missing."""

from __future__ import annotations

from outreach.planning.champions.cultivating import worth_cultivating
from tests.planning.champions.people import TODAY, Network


def names(network: Network) -> list[str]:
    return [prospect.name for prospect in worth_cultivating(network.snapshot(), TODAY)]


def test_whoever_fits_and_is_no_champion_yet_is_named_with_what_is_missing(
    network: Network,
) -> None:
    ada = network.person("Ada", at=network.partner, seniority=5, distance=2, reach=2)
    network.tie(ada, network.boss)
    network.person("Far", seniority=1, reach=1, communication=1)
    (found,) = worth_cultivating(network.snapshot(), TODAY)
    assert (found.person, found.partner) == (ada, "Telmara")
    assert found.missing == (
        "Nobody has asked them yet.",
        "How widely they are heard: low.",
        "How they put things is not judged yet.",
    )


def test_champions_deciders_and_the_vetoed_are_not_cultivated(network: Network) -> None:
    for name in ("Champion", "Vetoed"):
        person = network.person(name, at=network.partner, seniority=5, distance=2)
        network.tie(person, network.boss)
        network.role(person, veto="refused" if name == "Vetoed" else None)
    assert names(network) == []


def test_a_partner_with_two_champions_needs_no_more(network: Network) -> None:
    good = network.person("Good", at=network.partner, seniority=5, distance=2)
    network.tie(good, network.boss)
    assert names(network) == ["Good"]
    for name in ("One", "Two"):
        network.role(network.person(name, at=network.partner))
    assert names(network) == []


def test_one_who_has_lapsed_is_asked_why(network: Network) -> None:
    ada = network.person("Ada", at=network.partner, seniority=5, distance=2)
    network.tie(ada, network.boss)
    network.role(ada, status="lapsed")
    (found,) = worth_cultivating(network.snapshot(), TODAY)
    assert found.missing[0] == "Was a champion and has lapsed: ask why."
