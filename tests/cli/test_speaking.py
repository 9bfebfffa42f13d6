"""champions."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Command

TODAY = ("--today", "2026-11-24")


def test_champions_are_ranked_with_reasons_and_shares_that_add_up(run: Command, file: Path) -> None:
    found = run("champions", file, "--objection", "a-o3", *TODAY, "--json").data
    assert {"id", "name", "score", "reasons"} <= found[0].keys()
    for one in found:
        assert sum(share["points"] for share in one["shares"]) == one["score"]
        assert all(isinstance(reason, str) for reason in one["reasons"])
    scores = [one["score"] for one in found if one["available"]]
    assert scores == sorted(scores, reverse=True)


def test_champions_for_a_topic_at_a_partner(run: Command, file: Path) -> None:
    said = run("champions", file, "--organisation", "Tavano Mobile", "--topic", "privacy", *TODAY)
    assert said.out.splitlines()[0] == " 87  Noor Asadi"
    assert "more; --most shows more of them, --json all." in said.out


def test_an_objection_brings_its_own_topic(run: Command, file: Path) -> None:
    said = run("champions", file, "--objection", "a-o3", "--topic", "privacy")
    assert said.status == 1
    assert "A topic goes with --organisation." in said.err


def test_what_is_not_there_is_refused(run: Command, file: Path) -> None:
    said = run("champions", file, "--objection", "a-o99")
    assert said.status == 1 and "There is no objection with" in said.err


def test_one_question_at_a_time(run: Command, file: Path) -> None:
    assert run("champions", file).status == 2


def test_partners_are_given_out(run: Command, file: Path) -> None:
    found = run("champions", file, "--assign", *TODAY, "--json").data
    assert found.keys() == {"leads", "experts", "shortages"}
    assert {"organisation", "partner", "person", "name", "gain"} <= found["leads"][0].keys()
    said = run("champions", file, "--assign", *TODAY).out
    assert f"Tavano Mobile: {found['leads'][0]['name']}" in said.splitlines()


def test_who_could_become_a_champion(run: Command, file: Path) -> None:
    found = run("champions", file, "--cultivate", *TODAY, "--json").data
    assert all({"name", "partner", "score", "missing"} <= one.keys() for one in found)
    assert run("champions", file, "--cultivate", *TODAY).status == 0
