"""The two samples come complete, and in the very form in which an export writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from outreach.base.assets import resource
from outreach.base.errors import Refusal
from outreach.document import adoption
from outreach.exchange import json_form
from outreach.exchange.samples import SAMPLES, make
from outreach.initiative import MODEL
from outreach.network.kinds import Person
from outreach.persuasion.kinds import Objection

COUNTS = {
    "kestria": {
        "use_case": 3,
        "organisation": 12,
        "person": 18,
        "relationship": 17,
        "need": 13,
        "value_proposition": 12,
        "objection": 10,
        "response": 10,
        "answer": 13,
        "sequence": 1,
        "step": 12,
        "prerequisite": 17,
        "touchpoint": 5,
        "commitment": 2,
    },
    "alder": {
        "use_case": 3,
        "organisation": 12,
        "person": 16,
        "relationship": 15,
        "need": 12,
        "value_proposition": 12,
        "objection": 11,
        "response": 10,
        "answer": 14,
        "sequence": 1,
        "step": 12,
        "prerequisite": 17,
        "touchpoint": 4,
        "commitment": 2,
    },
}


@pytest.fixture(params=SAMPLES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_sample_holds_every_record(name: str, tmp_path: Path) -> None:
    with make(name, tmp_path / "sample.db", "Ilsa") as document:
        for kind, count in COUNTS[name].items():
            assert len(document.all(MODEL.kinds[kind].record)) == count, kind


def test_a_sample_is_written_as_an_export_writes_it(name: str, tmp_path: Path) -> None:
    with make(name, tmp_path / "sample.db", "Ilsa") as document:
        exported = json_form.read(document)
    for records in exported.values():
        if isinstance(records, list):
            for record in records:
                del record["id"]
    kept = json.loads(resource("samples", f"{name}.json").read_text(encoding="utf-8"))
    assert exported == kept


def test_a_sample_comes_in_as_one_edit_of_its_author(name: str, tmp_path: Path) -> None:
    with make(name, tmp_path / "sample.db", "Ilsa") as document:
        rows = document.connection.execute(
            "SELECT t.kind, s.author FROM log_txn t JOIN log_site s ON s.ord = t.site"
        ).fetchall()
        assert rows == [("edit", "Ilsa"), ("import", "Ilsa")]
        assert adoption.differences(document.connection, MODEL) == []


def test_notes_that_are_never_to_be_printed_are_flagged(tmp_path: Path) -> None:
    with make("kestria", tmp_path / "sample.db", "Ilsa") as document:
        unprinted = {person.name for person in document.all(Person, why_unprinted=1)}
    assert unprinted == {"Viktor Hale", "Daniel Osei-Brandt"}


def test_objections_that_a_contact_heard_were_raised_that_day(tmp_path: Path) -> None:
    with make("kestria", tmp_path / "sample.db", "Ilsa") as document:
        heard = {o.reference: str(o.raised_on) for o in document.all(Objection) if o.raised_on}
    assert heard == {"a-o9": "2026-10-13", "a-o2": "2026-11-05", "a-o3": "2026-11-17"}


def test_a_sample_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="There are: kestria, alder"):
        make("atlantis", tmp_path / "sample.db", "Ilsa")
    assert not (tmp_path / "sample.db").exists()


def test_a_sample_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "sample.db"
    path.write_text("mine")
    with pytest.raises(Refusal, match="exists already"):
        make("alder", path, "Ilsa")
    assert path.read_text() == "mine"
