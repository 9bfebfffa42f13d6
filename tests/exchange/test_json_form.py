"""An initiative in JSON form: nothing is lost on the way out and in, and bad input is refused."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.base.errors import Refusal
from outreach.document.fields import (
    Choice,
    Date,
    Field,
    Flag,
    Integer,
    Links,
    Number,
    Ref,
    Words,
)
from outreach.document.pictures import Picture
from outreach.exchange import json_form, samples
from outreach.initiative import MODEL

SMALL: dict[str, Any] = {
    "format": "outreach-initiative",
    "version": 1,
    "initiative": {"name": "Small", "coordinator": "anna"},
    "organisation": [{"reference": "lab", "name": "The lab", "stance": 2}],
    "person": [{"reference": "anna", "name": "Anna", "organisation": "lab"}],
}


def without(data: dict[str, Any], *path: str | int) -> dict[str, Any]:
    changed = copy.deepcopy(data)
    at: Any = changed
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return changed


def refused(data: object, folder: Path) -> str:
    with pytest.raises(Refusal) as caught:
        json_form.new_from(data, folder / "new.db", "Ilsa")
    assert list(folder.iterdir()) == []
    return str(caught.value)


def round_trip(data: dict[str, Any]) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory() as folder,
        json_form.new_from(data, Path(folder) / "again.db", "Ilsa") as document,
    ):
        return json_form.read(document)


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_a_sample_goes_out_and_in_without_loss(name: str, tmp_path: Path) -> None:
    with samples.make(name, tmp_path / "one.db", "Ilsa") as one:
        exported = json_form.read(one)
        records = {kind: one.all(MODEL.kinds[kind].record) for kind in MODEL.kinds}
    with json_form.new_from(exported, tmp_path / "two.db", "Ilsa") as two:
        assert json_form.read(two) == exported
        for kind in MODEL.kinds.keys() - {"initiative"}:
            assert two.all(MODEL.kinds[kind].record) == records[kind]


def test_records_refer_to_each_other_by_reference_or_by_id(tmp_path: Path) -> None:
    data = copy.deepcopy(SMALL)
    id = "01900000-0000-7000-8000-000000000001"
    data["organisation"].append({"id": id, "name": "The ministry"})
    data["person"].append({"name": "Bo", "organisation": id})
    exported = round_trip(data)
    assert [person["organisation"] for person in exported["person"]] == ["lab", id]


def test_one_reference_may_serve_records_of_different_kinds() -> None:
    data = copy.deepcopy(SMALL)
    data["initiative"]["coordinator"] = data["person"][0]["reference"] = "lab"
    exported = round_trip(data)
    assert exported["person"][0]["organisation"] == exported["organisation"][0]["id"]
    assert round_trip(exported) == exported


def test_all_problems_are_listed_with_their_place(tmp_path: Path) -> None:
    data = copy.deepcopy(SMALL)
    data["organisation"] += [{"name": "", "stance": 7}, {"name": "B", "colour": "red"}, "C"]
    data["person"][0]["organisation"] = "nobody"
    data["dragon"] = []
    said = refused(data, tmp_path)
    assert "organisation 2, field “name”: this cannot be left empty." in said
    assert "organisation 2, field “stance”: this must be -2 to 2, not 7." in said
    assert "organisation 3, field “colour”: there is no such field." in said
    assert "organisation 4: this must be an object" in said
    assert "person 1, field “organisation”: no record of the kind organisation" in said
    assert "there is no kind of record named “dragon”" in said
    assert said.count("\n- ") == 6


def test_a_reference_that_two_records_share_is_refused_where_it_is_used(tmp_path: Path) -> None:
    data = copy.deepcopy(SMALL)
    data["organisation"].append({"reference": "lab", "name": "Another lab"})
    assert "“lab” is the reference of organisation 1 and organisation 2" in refused(data, tmp_path)


def test_two_records_cannot_have_one_id(tmp_path: Path) -> None:
    data = copy.deepcopy(SMALL)
    id = "01900000-0000-7000-8000-000000000001"
    data["organisation"][0]["id"] = data["person"][0]["id"] = id
    assert "field “id”: organisation 1 has the same id." in refused(data, tmp_path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "not an initiative in JSON form"),
        ({}, "not an initiative in JSON form"),
        ({**SMALL, "version": 2}, "version 2"),
        (without(SMALL, "initiative"), "initiative: this must be an object"),
        (without(SMALL, "initiative", "name"), "initiative, field “name”"),
        ({**SMALL, "tag": {}}, "tag: this must be a list"),
        ({**SMALL, "tag": [{"id": "7", "name": "x"}]}, "tag 1, field “id”: “7” is not an id"),
        ({**SMALL, "need": [{"statement": "x"}]}, "need 1, field “organisation”: this cannot"),
    ],
)
def test_what_is_not_an_initiative_is_refused(data: object, words: str, tmp_path: Path) -> None:
    assert words in refused(data, tmp_path)


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "new.db").write_text("mine")
    with pytest.raises(Refusal, match="exists already"):
        json_form.new_from(SMALL, tmp_path / "new.db", "Ilsa")
    assert (tmp_path / "new.db").read_text() == "mine"


TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    str.strip
)
"""What people type on one line, in any script."""


def values(field: Field, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """Return JSON values that fit ``field``; ``ids`` are the records there are, by kind."""
    if isinstance(field, Ref):
        return st.sampled_from([id for kind in field.kinds for id in ids[kind]])
    if isinstance(field, Links):
        # Links have no order of their own; they are read in the order of what they link to.
        return st.sets(st.sampled_from(ids[field.kind]), min_size=1).map(sorted)
    if isinstance(field, Flag):
        return st.booleans()
    if isinstance(field, Date):
        return st.dates().map(str)
    if isinstance(field, Choice):
        return st.sampled_from(sorted(field.choices))
    if isinstance(field, Picture):
        return st.just("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB")
    if isinstance(field, Words):
        return st.lists(TYPED, unique=True, min_size=1, max_size=4)
    if isinstance(field, Integer):
        return st.integers(field.low, field.high)
    if isinstance(field, Number):
        return st.floats(field.low, field.high).map(lambda n: round(n, 6) + 0.0)
    return TYPED


@st.composite
def initiatives(draw: st.DrawFn) -> dict[str, Any]:
    """A small initiative with two records of every kind, and any fields set."""
    ids = {
        kind: [f"01900000-0000-7000-8{n:03}-00000000000{m}" for m in range(2)]
        for n, kind in enumerate(MODEL.kinds)
    }

    def record(kind: str) -> dict[str, Any]:
        fields = MODEL.kinds[kind].fields
        optional = [field.name for field in fields if not field.required]
        wanted = draw(st.sets(st.sampled_from(optional), max_size=5))
        return {
            field.name: draw(values(field, ids))
            for field in fields
            if field.required or field.name in wanted
        }

    data: dict[str, Any] = {"format": "outreach-initiative", "version": 1}
    data["initiative"] = record("initiative")
    for kind in ids.keys() - {"initiative"}:
        data[kind] = [{"id": id, **record(kind)} for id in ids[kind]]
    return data


def by_ids(data: dict[str, Any]) -> dict[str, Any]:
    """Return ``data`` with every record named by its id."""
    listed = [r for records in data.values() if isinstance(records, list) for r in records]
    ids = {
        record[key]: record["id"]
        for key in ("reference", "id")
        for record in listed
        if key in record
    }

    def renamed(kind: str, record: dict[str, Any]) -> dict[str, Any]:
        fields = MODEL.kinds[kind].by_name
        return {
            name: [ids[name] for name in value]
            if isinstance(fields.get(name), Links)
            else ids[value]
            if isinstance(fields.get(name), Ref)
            else value
            for name, value in record.items()
        }

    return {
        kind: [renamed(kind, record) for record in value]
        if isinstance(value, list)
        else renamed(kind, value)
        if isinstance(value, dict)
        else value
        for kind, value in data.items()
    }


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(initiatives())
def test_whatever_is_typed_goes_in_and_out_without_loss(data: dict[str, Any]) -> None:
    exported = round_trip(data)
    assert by_ids(exported) == data
    assert round_trip(exported) == exported
