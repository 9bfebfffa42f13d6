"""Forgetting a person, and copies that say less, from the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from outreach.exchange import samples
from outreach.initiative import open_file
from outreach.merge import drafts
from outreach.merge.decisions import Written
from outreach.merge.drafts import Draft
from outreach.merge.left import files_of
from outreach.merge.review import Given
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
    for edition in ("handout", "internal"):
        out = tmp_path / f"{edition}.pdf"
        assert run("pack", kestria, "-o", out, "--edition", edition).status == 0
        read = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, check=True)
        assert person["name"] not in " ".join(read.stdout.decode().split())
        assert person["name"].encode() not in out.read_bytes()
    for record in run("history", kestria, "--json").data:
        assert person["name"] not in str(record)


def test_what_was_kept_of_a_merge_goes_as_well(run: Command, kestria: Path, tmp_path: Path) -> None:
    with open_file(kestria, author="Ines", read_only=True).opened() as document:
        id = document.id
    given = {"decision": Given(Written("Ask her first"), "")}
    drafts.keep(Draft(id, kestria, tmp_path / "ben.db", "0" * 64, given, False, 1))
    assert files_of(id)
    person = somebody(run, kestria)["name"]
    assert run("erase", kestria, "--person", person, "--reason", "They asked").status == 0
    assert files_of(id) == []


def test_without_a_reason_nothing_is_erased(run: Command, kestria: Path) -> None:
    before = kestria.read_bytes()
    refused = run("erase", kestria, "--person", somebody(run, kestria)["name"])
    assert refused.status == 1 and "Say why" in refused.err
    assert kestria.read_bytes() == before
    assert run("erase", kestria, "--person", "Nobody", "--reason", "x").status == 1


def test_a_redacted_copy_is_shown_written_and_brought_home(
    run: Command, kestria: Path, tmp_path: Path
) -> None:
    out = tmp_path / "redacted.db"
    shown = run("copy", kestria, out, "--redacted", "--dry-run", "--json")
    assert not out.exists()
    written = run("copy", kestria, out, "--redacted", "--json")
    assert written.data == shown.data
    assert written.data["left_out"]["records"]["objection"] > 0
    assert run("check", out).status == 0
    (first, *_) = run("list", out, "organisation", "--json").data
    line = {
        "label": "Renamed",
        "changes": [{"op": "set", "id": first["id"], "fields": {"name": "N"}}],
    }
    assert run("apply", out, stdin=json.dumps(line)).status == 0
    merged = run("merge", kestria, out, "--json").data
    assert [fit["name"] for fit in merged["fits"]] == ["N"]
    assert run("copy", kestria, tmp_path / "people.db", "--only", "person").status == 0
    assert run("list", tmp_path / "people.db", "organisation", "--json").data == []
    assert run("copy", kestria, tmp_path / "x.db", "--only", "people").status == 1
