"""The order that worked, with names removed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from outreach.base.errors import NotFound, Refusal
from outreach.document.fields import Text, Words
from outreach.exchange import recipe
from outreach.exchange.samples import SAMPLES, make
from outreach.initiative import create
from outreach.snapshot import Snapshot, take
from outreach.vocabulary import CHANNELS, DECISION_ROLES, RELATIONSHIP_TYPES, ROLES, SECTORS


def sample(name: str, folder: Path) -> Snapshot:
    with make(name, folder / f"{name}.db", "Ines") as document:
        return take(document)


def typed(snapshot: Snapshot) -> set[str]:
    """Every text of a plan that somebody typed: names, addresses, asks, notes."""
    found = set()
    for records in [
        [snapshot.initiative],
        *(v.values() for v in vars(snapshot).values() if isinstance(v, dict)),
    ]:
        for record in records:
            if not hasattr(record, "KIND"):
                continue
            for field in record.KIND.fields:
                value = getattr(record, field.name)
                if isinstance(field, Text) and value:
                    found.add(value)
                if isinstance(field, Words):
                    found.update(value)
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_that_somebody_typed_is_in_it(name: str, tmp_path: Path) -> None:
    snapshot = sample(name, tmp_path)
    recipe.write(snapshot, tmp_path / "recipe.json")
    text = (tmp_path / "recipe.json").read_text("utf-8")
    written = set(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
    assert not written & (typed(snapshot) - usual())
    for person in snapshot.people.values():
        assert person.name not in text
        assert person.name.split()[-1] not in text
    for organisation in snapshot.organisations.values():
        assert organisation.name not in text
    for id in (*snapshot.people, *snapshot.organisations, *snapshot.steps):
        assert id not in text


def usual() -> set[str]:
    """Choices that the program itself offers, whoever typed the same word elsewhere."""
    return {*SECTORS, *ROLES, *CHANNELS, *RELATIONSHIP_TYPES, *DECISION_ROLES}


def test_own_words_in_a_field_of_choices_stay_behind(tmp_path: Path) -> None:
    with make("kestria", tmp_path / "a.db", "Ines") as document:
        snapshot = take(document)
        with document.edit("Own words") as edit:
            for id in snapshot.organisations:
                edit.set(id, sector="Secret sector", role="Secret role")
            for id in snapshot.steps:
                edit.set(id, channel="Secret channel")
            for id in snapshot.relationships:
                edit.set(id, type="Secret tie")
        text = json.dumps(recipe.recipe_of(take(document)))
    assert "Secret" not in text


def test_another_initiative_begins_with_it(tmp_path: Path) -> None:
    before = sample("kestria", tmp_path)
    recipe.write(before, tmp_path / "recipe.json")
    with recipe.new_from(tmp_path / "recipe.json", tmp_path / "b.db", "Rivers", "Ana") as document:
        after = take(document)
    assert after.initiative.name == "Rivers"
    assert len(after.steps) == len(before.steps) == 12
    assert len(after.prerequisites) == len(before.prerequisites)
    assert {step.status for step in after.steps.values()} == {"planned"}
    (sequence,) = after.sequences.values()
    assert [after.name(id) for id in sequence.goals] == [
        "Holds the figures 1",
        "Holds the figures 2",
    ]
    first = next(iter(after.steps.values()))
    assert after.name(first.organisation) == "Trusted go-between 1"
    assert after.relationships


def test_steps_come_in_the_order_in_which_they_were_done(tmp_path: Path) -> None:
    with make("kestria", tmp_path / "a.db", "Ines") as document:
        steps = {one.reference: id for id, one in take(document).steps.items()}
        with document.edit("Done in another order") as edit:
            edit.set(steps["a-s1-3"], done_on="2026-10-01")
            edit.set(steps["a-s1-4"], status="skipped")
        data = recipe.recipe_of(take(document))
    roles: dict[str, Any] = {one["reference"]: one["role"] for one in data["organisation"]}
    assert [roles[step["organisation"]] for step in data["step"]][:3] == [
        "data_user",
        "intermediary",
        "data_user",
    ]
    assert len(data["step"]) == 11


def test_a_plan_without_steps_has_no_recipe(tmp_path: Path) -> None:
    with create(tmp_path / "a.db", "Rivers", author="Ana") as document, pytest.raises(NotFound):
        recipe.recipe_of(take(document))


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "outreach-initiative"}'])
def test_what_is_no_recipe_makes_no_file(tmp_path: Path, text: str) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(text, "utf-8")
    with pytest.raises(Refusal):
        recipe.new_from(bad, tmp_path / "b.db", "Rivers", "Ana")
    with pytest.raises(Refusal, match="Is it there"):
        recipe.new_from(tmp_path / "nothing.json", tmp_path / "b.db", "Rivers", "Ana")
    assert not (tmp_path / "b.db").exists()


def test_a_recipe_is_never_written_over_something(tmp_path: Path) -> None:
    snapshot = sample("kestria", tmp_path)
    (tmp_path / "recipe.json").write_text("mine", "utf-8")
    with pytest.raises(Refusal):
        recipe.write(snapshot, tmp_path / "recipe.json")
    assert (tmp_path / "recipe.json").read_text("utf-8") == "mine"
