"""The order that worked, with names removed."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach.base.errors import Refusal
from outreach.cadence.kinds import Prerequisite, Sequence, Step
from outreach.document.document import Document
from outreach.document.edits import Edit
from outreach.document.fields import Choice, Date, Field, Links, Ref, Text, Words
from outreach.document.pictures import Picture
from outreach.document.records import Record
from outreach.exchange.incoming import ORDER
from outreach.exchange.recipe import KINDS, new_from_recipe, recipe_of, write_recipe
from outreach.exchange.samples import SAMPLES, make
from outreach.initiative import MODEL, the_initiative
from outreach.network.kinds import Organisation, Relationship
from outreach.snapshot import Snapshot, take

TODAY, START = dt.date(2026, 11, 23), dt.date(2027, 1, 4)


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Snapshot:
    with make(request.param, tmp_path / "sample.db", "Ines") as document:
        return take(document)


@pytest.fixture
def kestria(tmp_path: Path) -> Document:
    return make("kestria", tmp_path / "kestria.db", "Ines")


def recipe(snapshot: Snapshot) -> dict[str, Any]:
    return recipe_of(snapshot, next(iter(snapshot.sequences)), TODAY)


def declared() -> set[str]:
    """Return every value of every choice that the program offers by itself."""
    fields = [field for kind in MODEL.kinds.values() for field in kind.fields]
    return {value for f in fields if isinstance(f, Choice | Words) for value in f.choices}


def typed(document: Document) -> Iterator[str]:
    """Yield every word of a file that somebody typed, and every id, reference and date."""
    for kind in MODEL.kinds.values():
        for record in document.all(kind.record):
            yield record.id
            for field in kind.columns:
                yield from _typed(field, record)


def _typed(field: Field, record: Record) -> Iterator[str]:
    value = getattr(record, field.name)
    if isinstance(field, Text | Date) and value:
        yield str(value)
    if isinstance(field, Choice) and value and value not in field.choices:
        yield value
    if isinstance(field, Words):
        yield from (word for word in value if word not in field.choices)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_that_was_typed_is_in_a_recipe(name: str, tmp_path: Path) -> None:
    with make(name, tmp_path / "a.db", "Ines") as document:
        text = json.dumps(recipe(take(document)), ensure_ascii=False)
        words = list(typed(document))
    words = [word for word in words if word not in declared()]  # such as a tag “privacy”
    assert len(words) > 500
    assert [word for word in words if f'"{word}"' in text or (len(word) > 9 and word in text)] == []


@pytest.mark.parametrize("seed", range(3))
def test_nothing_of_a_plan_that_is_full_of_words_is_in_its_recipe(
    document: Document, seed: int
) -> None:
    """Every field of every kind says something of its own, choices that are open too."""
    with document.edit("Full of words") as edit:
        _fill(edit, document, seed)
    text = json.dumps(recipe(take(document)), ensure_ascii=False)
    assert "step-1" in text
    assert re.findall('[^"]*(?:zq|2026)[^"]*', text) == []


def _fill(edit: Edit, document: Document, seed: int) -> None:
    known: dict[str, list[str]] = {"initiative": [the_initiative(document).id]}
    order = sorted(MODEL.kinds, key=lambda kind: (ORDER[kind], kind))
    for number in range(seed, seed + 3):
        for name in order:
            kind = MODEL.kinds[name]
            values = {f.name: _value(f, f"zq{number}{name}", known, number) for f in kind.fields}
            values = {field: value for field, value in values.items() if value is not None}
            if name == "initiative":
                edit.set(known["initiative"][0], **values)
            else:
                known.setdefault(name, []).append(edit.add(name, **values))


def _value(field: Field, word: str, known: dict[str, list[str]], number: int) -> Any:
    if isinstance(field, Picture):
        return None
    if isinstance(field, Text):
        return f"{word} {field.name}"
    if isinstance(field, Words):
        return [f"{word} {field.name}"]
    if isinstance(field, Choice) and field.name != "status":
        return f"{word} {field.name}" if field.open else next(iter(field.choices))
    if isinstance(field, Choice) and field.required:
        return next(iter(field.choices))
    if isinstance(field, Date):
        return dt.date(2026, 10, 1 + number)
    if isinstance(field, Ref):
        return next((known[kind][-1] for kind in field.kinds if kind in known), None)
    if isinstance(field, Links):
        return known.get(field.kind)
    return None


def test_a_recipe_tells_roles_waits_and_the_days_between(sample: Snapshot) -> None:
    told = recipe(sample)
    assert told["format"] == "outreach-recipe" and told.keys() - {*KINDS} == {
        *("format", "version", "coordinator")
    }
    assert len(told["step"]) == 12 and len(told["prerequisite"]) == 17
    days = [step["day"] for step in told["step"]]
    assert days[0] == 0 and days == sorted(days)
    assert {step["ask"] for step in told["step"]} <= {"Something in kind", "Money"}


def test_partners_are_called_by_their_sector_and_part(kestria: Document) -> None:
    names = [partner["name"] for partner in recipe(take(kestria))["organisation"]]
    assert "Private company: holds the figures 1" in names
    assert "Government: regulator 2" in names
    assert len(set(names)) == len(names)


def test_objections_are_told_by_their_topic_with_what_settled_them(kestria: Document) -> None:
    (objection,) = [
        o for o in kestria.all(MODEL.kinds["objection"].record) if o.reference == "a-o3"
    ]
    (answer, *_) = [
        a
        for a in kestria.all(MODEL.kinds["answer"].record)
        if a.values["objection"] == objection.id
    ]
    with kestria.edit("Settled") as edit:
        edit.set(answer.id, outcome="settled")
    told = recipe(take(kestria))
    by_reference = {
        one["reference"]: one for kind in KINDS for one in told[kind] if "reference" in one
    }
    (settled, *_) = told["answer"]
    assert by_reference[settled["objection"]]["statement"].startswith("An objection about ")
    assert by_reference[settled["response"]]["headline"].startswith("What settled an objection")


def test_the_order_is_that_in_which_steps_were_done_and_skipped_ones_are_left_out(
    document: Document,
) -> None:
    with document.edit("A plan") as edit:
        plan = edit.add(Sequence, name="Plan", start_date=dt.date(2026, 10, 1))
        for day, status, role in (
            (9, "done", "regulator"), (4, "done", "funder"), (5, "skipped", "advocate"),
        ):  # fmt: skip
            partner = edit.add(Organisation, name="X", role=role)
            done = dt.date(2026, 10, day) if status == "done" else None
            edit.add(Step, sequence=plan, organisation=partner, status=status, done_on=done)
        no = edit.add(Organisation, name="No", role="convener", status="declined")
        edit.add(Step, sequence=plan, organisation=no, status="done")
    told = recipe(take(document))
    assert [partner["role"] for partner in told["organisation"]] == ["funder", "regulator"]
    assert [step["day"] for step in told["step"]] == [0, 5]


def test_a_new_plan_begins_with_a_recipe(sample: Snapshot, tmp_path: Path) -> None:
    with new_from_recipe(recipe(sample), "North", tmp_path / "new.db", "Ana", START) as document:
        found = take(document)
    assert (found.initiative.name, found.initiative.start_date) == ("North", START)
    assert found.name(found.initiative.coordinator).startswith("Somebody")
    assert {step.status for step in found.steps.values()} == {"planned"}
    assert len(found.steps) == 12 and len(found.prerequisites) == 17


def test_a_recipe_of_a_plan_made_from_it_says_the_same(sample: Snapshot, tmp_path: Path) -> None:
    first = recipe(sample)
    with new_from_recipe(first, "North", tmp_path / "new.db", "Ana", START) as document:
        again = recipe(take(document))
    for kind in ("organisation", "step", "prerequisite", "sequence", "relationship"):
        told = [{k: v for k, v in one.items() if k != "ask"} for one in first[kind]]
        assert [{k: v for k, v in one.items() if k != "ask"} for one in again[kind]] == told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "outreach-initiative"}, "no recipe"),
        ({"version": 2}, "in version 2"),
        ({"touchpoint": []}, "holds no “touchpoint”"),
        ({"step": [{"sequence": "nowhere"}]}, "step 1, field “sequence”"),
        ({"coordinator": "nobody"}, "field “coordinator”"),
    ],
)
def test_what_is_no_recipe_is_refused_and_no_file_is_made(
    kestria: Document, tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        new_from_recipe(recipe(take(kestria)) | change, "N", tmp_path / "n.db", "Ana", START)
    assert not (tmp_path / "n.db").exists()


def test_own_words_in_a_field_of_choices_stay_behind(kestria: Document) -> None:
    with kestria.edit("Own words") as edit:
        for organisation in kestria.all(Organisation):
            edit.set(organisation.id, sector="Secret sector", role="Secret role")
        for step in kestria.all(Step):
            edit.set(step.id, channel="Secret channel")
        for tie in kestria.all(Relationship):
            edit.set(tie.id, type="Secret tie")
    told = recipe(take(kestria))
    assert "Secret" not in json.dumps(told) and "relationship" not in told


def test_whom_a_step_waits_for_is_told_even_where_no_step_asks_them(document: Document) -> None:
    with document.edit("A plan") as edit:
        plan = edit.add(Sequence, name="Plan")
        asked, other = (edit.add(Organisation, name=name) for name in ("Health", "Bank"))
        step = edit.add(Step, sequence=plan, organisation=asked)
        edit.add(Prerequisite, step=step, organisation=other, status="committed")
    assert recipe(take(document))["prerequisite"] == [
        {"step": "step-1", "organisation": "partner-2", "status": "committed"}
    ]


def test_a_sequence_without_steps_has_no_recipe(document: Document) -> None:
    with document.edit("Empty") as edit:
        edit.add(Sequence, name="Plan")
    with pytest.raises(Refusal, match="no step that could be told"):
        recipe(take(document))


def test_a_recipe_overwrites_nothing(sample: Snapshot, tmp_path: Path) -> None:
    target = tmp_path / "recipe.json"
    told = write_recipe(sample, next(iter(sample.sequences)), target, TODAY)
    assert json.loads(target.read_text("utf-8")) == told
    with pytest.raises(Refusal, match="exists already"):
        write_recipe(sample, next(iter(sample.sequences)), target, TODAY)
