from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from outreach.document.document import Document
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import (
    Answer,
    Need,
    Objection,
    Proof,
    Response,
    ValueProposition,
)
from outreach.planning.coverage import gaps
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def covered(document: Document) -> dict[str, str]:
    """A partner that lacks nothing; the ids of its records by what they are."""
    with document.edit("Everything there") as edit:
        ids = {"partner": edit.add(Organisation, name="Telmara")}
        partner = ids["partner"]
        ids["need"] = edit.add(Need, organisation=partner, statement="Plan the switch-off")
        ids["value"] = edit.add(ValueProposition, organisation=partner, headline="See 2G")
        ids["inside"] = edit.add(Person, name="Ada", organisation=partner)
        ids["speaker"] = edit.add(Person, name="Prof Bo")
        ids["tie"] = edit.add(
            Relationship, source=ids["speaker"], target=ids["inside"], type="trusted_by"
        )
        for name in ("inside", "speaker"):
            ids[f"champion {name}"] = edit.add(Champion, person=ids[name], status="active")
        ids["proof"] = edit.add(Proof, title="A case")
        ids["response"] = edit.add(
            Response,
            headline="Counting happens inside",
            spokesperson=ids["speaker"],
            evidence="analogous_case",
            proofs=[ids["proof"]],
            review_by=TODAY,
        )
        ids["objection"] = edit.add(Objection, organisation=partner, statement="Privacy?")
        ids["answer"] = edit.add(Answer, objection=ids["objection"], response=ids["response"])
    return ids


def kinds(document: Document) -> list[str]:
    return [gap.kind for gap in gaps(take(document), TODAY)]


def test_a_partner_that_has_everything_shows_no_gap(
    document: Document, covered: dict[str, str]
) -> None:
    assert kinds(document) == []


@pytest.mark.parametrize(
    ("what", "values", "gap"),
    [
        ("response", {"review_by": TODAY - dt.timedelta(days=1)}, "out_of_date"),
        ("response", {"proofs": []}, "no_proof"),
        ("response", {"spokesperson": None}, "no_speaker"),
        ("tie", {"type": "watches"}, "out_of_reach"),
    ],
)
def test_each_weakness_of_an_answer_is_named(
    document: Document, covered: dict[str, str], what: str, values: dict[str, Any], gap: str
) -> None:
    with document.edit("Weakened") as edit:
        edit.set(covered[what], **values)
    assert gap in kinds(document)


@pytest.mark.parametrize(
    ("what", "gap"),
    [
        ("answer", "no_response"),
        ("need", "no_need"),
        ("value", "no_proposition"),
        ("champion inside", "lone_champion"),
    ],
)
def test_each_thing_that_is_missing_is_named(
    document: Document, covered: dict[str, str], what: str, gap: str
) -> None:
    with document.edit("Taken away") as edit:
        edit.delete(covered[what])
    assert kinds(document) == [gap]


def test_a_settled_objection_needs_no_answer(document: Document, covered: dict[str, str]) -> None:
    with document.edit("Settled") as edit:
        edit.delete(covered["answer"])
        edit.set(covered["objection"], status="resolved")
    assert kinds(document) == []


def test_the_gaps_of_the_sample_are_these(kestria: Snapshot) -> None:
    found = [(gap.kind, gap.name) for gap in gaps(kestria, TODAY)]
    assert found == [
        ("out_of_reach", "Ministry of Finance, Budget Office"),
        ("out_of_reach", "Tavano Mobile"),
        ("lone_champion", "Ministry of Health, Planning Directorate"),
        ("lone_champion", "Kestria Relief Network"),
        ("lone_champion", "Ministry of Finance, Budget Office"),
        ("lone_champion", "Kestria Mobile Industry Forum"),
    ]
