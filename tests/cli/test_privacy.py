"""Forgetting a person from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.exchange import samples
from tests.cli.running import Command


@pytest.fixture
def kestria(tmp_path: Path) -> Path:
    samples.make("kestria", tmp_path / "kestria.db", "Ines").close()
    return tmp_path / "kestria.db"


def somebody(run: Command, file: Path) -> dict[str, str]:
    """The person of the sample to whom most leads."""
    people = run("list", file, "person", "--json").data
    found = [
        (len(run("erase", file, "--person", p["id"], "--dry-run", "--json").out), p) for p in people
    ]
    return dict(max(found, key=lambda one: one[0])[1])


def test_a_person_is_shown_and_then_erased(run: Command, kestria: Path, tmp_path: Path) -> None:
    person = somebody(run, kestria)
    before = kestria.read_bytes()
    shown = run("erase", kestria, "--person", person["name"], "--dry-run", "--json").data
    assert kestria.read_bytes() == before
    assert shown["goes"] and shown["stays"]
    done = run(
        "erase", kestria, "--person", person["name"], "--reason", "They asked", "--delete-copies"
    )
    assert done.status == 0 and done.out.startswith("Erased, with ")
    assert "Paper, and copies that others have" in done.err
    text = kestria.read_bytes().decode(errors="replace")
    assert person["name"] not in text
    assert run("check", kestria).status == 0
    assert run("pack", kestria, "-o", tmp_path / "pack.pdf").status == 0
    for record in run("history", kestria, "--json").data:
        assert person["name"] not in str(record)


def test_without_a_reason_nothing_is_erased(run: Command, kestria: Path) -> None:
    before = kestria.read_bytes()
    refused = run("erase", kestria, "--person", somebody(run, kestria)["name"])
    assert refused.status == 1 and "Say why" in refused.err
    assert kestria.read_bytes() == before
    assert run("erase", kestria, "--person", "Nobody", "--reason", "x").status == 1
