from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from outreach.document.document import Document
from outreach.exchange.samples import make
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
        edit.set(take(document).initiative.id, coordinator=ids["speaker"])
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


def test_a_question_that_nobody_is_believed_on_is_named(
    document: Document, covered: dict[str, str]
) -> None:
    with document.edit("A topic") as edit:
        edit.set(covered["objection"], category="privacy")
    assert kinds(document) == ["nobody_can_answer"]
    with document.edit("Somebody knows") as edit:
        edit.set(covered["inside"], expertise=["privacy"])
    assert kinds(document) == []


def test_a_plan_without_a_coordinator_says_that_nobody_can_be_called(
    document: Document, covered: dict[str, str]
) -> None:
    initiative = take(document).initiative
    with document.edit("Nobody") as edit:
        edit.set(initiative.id, coordinator=None)
    (gap,) = gaps(take(document), TODAY)
    assert (gap.kind, gap.subject, gap.name) == ("no_coordinator", initiative.id, initiative.name)
    assert gap.sentence == "No coordinator is set, so no brief says whom to call."


def test_a_plan_without_partners_needs_no_coordinator_yet(document: Document) -> None:
    assert "no_coordinator" not in kinds(document)


def test_a_champion_who_has_lapsed_is_named(document: Document, covered: dict[str, str]) -> None:
    with document.edit("Lapsed") as edit:
        edit.set(covered["champion inside"], status="lapsed", audience=covered["partner"])
    assert kinds(document) == ["lone_champion", "lapsed_champion"]
    found = gaps(take(document), TODAY)
    assert found[-1].sentence == "Ada is no champion with Telmara any more."


def test_a_champion_who_is_ruled_out_reaches_nobody(
    document: Document, covered: dict[str, str]
) -> None:
    with document.edit("Refused") as edit:
        edit.set(covered["champion inside"], veto="refused")
    assert kinds(document) == ["lone_champion"]


@pytest.mark.parametrize(
    ("side", "words"), [("direct", "a direct partner"), ("stakeholder", "a wider stakeholder")]
)
def test_champions_are_looked_for_on_either_side_of_the_cause(
    document: Document, covered: dict[str, str], side: str, words: str
) -> None:
    with document.edit("A side") as edit:
        edit.set(covered["partner"], partner_type=side)
    assert kinds(document) == []
    with document.edit("Nobody inside") as edit:
        edit.set(covered["inside"], organisation=None)
    assert gaps(take(document), TODAY)[-1].sentence == f"No champion works at {words}."


def test_the_gaps_seeded_in_the_sample_are_found_and_no_others(
    kestria: Snapshot, tmp_path: Path
) -> None:
    with make("kestria", tmp_path / "seeded.db", "Ines") as file:
        by_reference = {
            record.reference: record.id
            for kind in (Objection, Response, Organisation, Need, ValueProposition)
            for record in file.all(kind)
        }
        answers = {(a.objection, a.response): a.id for a in file.all(Answer)}
        lapsing = [c.id for c in file.all(Champion) if c.person == named(file, "Dr Lucien Abara")]
        with file.edit("Seven gaps") as edit:
            edit.delete(answers[by_reference["a-o7"], by_reference["a-r7"]])
            edit.set(by_reference["a-r10"], review_by=TODAY - dt.timedelta(days=1))
            edit.set(by_reference["a-r3"], proofs=[])
            edit.set(by_reference["a-r8"], spokesperson=None)
            edit.delete(by_reference["a-n2"])
            edit.delete(by_reference["a-n3"])
            edit.delete(by_reference["a-v12"])
            edit.set(lapsing[0], status="lapsed")
        after = {(gap.kind, gap.name) for gap in gaps(take(file), TODAY)}
    before = {(gap.kind, gap.name) for gap in gaps(kestria, TODAY)}
    assert after - before == {
        ("no_response", "Solacell"),
        ("out_of_date", "Kestria Statistical Office"),
        ("no_proof", "Tavano Mobile"),
        ("no_speaker", "Tavano Mobile"),
        ("no_need", "Tavano Mobile"),
        ("no_proposition", "Kestria Mobile Industry Forum"),
        ("lapsed_champion", ""),
        ("no_champion", "Ministry of Health, Planning Directorate"),
        ("no_champion", "Ministry of Finance, Budget Office"),
    }
    assert before - after == {
        ("out_of_reach", "Tavano Mobile"),  # whoever could not reach them was taken away
        ("lone_champion", "Ministry of Health, Planning Directorate"),
        ("lone_champion", "Ministry of Finance, Budget Office"),
    }


def named(file: Document, name: str) -> str:
    (person,) = file.all(Person, name=name)
    return person.id
