"""coverage and balance."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Command

TODAY = ("--today", "2026-11-23")


def test_coverage_lists_gaps_as_sentences(run: Command, file: Path) -> None:
    found = run("coverage", file, *TODAY, "--json").data
    assert {"kind", "subject", "name", "sentence"} <= found[0].keys()
    said = run("coverage", file, *TODAY).out.splitlines()
    assert said == [gap["sentence"] for gap in found]
    assert any("Dr Lucien Abara is the only champion" in sentence for sentence in said)


def test_balance_has_a_total_and_every_partner(run: Command, file: Path) -> None:
    found = run("balance", file, "--json").data
    assert found["total"] == {"cost": 268, "offset": 190, "net": 78}
    tavano = next(p for p in found["partners"] if p["name"] == "Tavano Mobile")
    assert (tavano["cost"], tavano["offset"], tavano["net"]) == (66, 52, 14)
    assert tavano["gives"] and tavano["gets"]


def test_balance_in_words(run: Command, file: Path) -> None:
    said = run("balance", file).out.splitlines()
    assert said[-2:] == [
        "In all",
        "  It costs them 268 person-days; our offer saves them 190; left to carry: 78.",
    ]


def test_coverage_by_partner_and_by_topic(run: Command, file: Path) -> None:
    by_topic = run("coverage", file, "--by", "topic", *TODAY, "--json").data
    assert sum(line["open"] for line in by_topic) == 9
    said = run("coverage", file, "--by", "partner", *TODAY).out.splitlines()
    assert said[0].split("  ")[0] == "partner"
    assert any(line.startswith("Tavano Mobile") for line in said)


def test_propositions_that_are_not_whole_are_named(run: Command, file: Path) -> None:
    assert run("coverage", file, "--propositions").out == "Every value proposition is whole.\n"
