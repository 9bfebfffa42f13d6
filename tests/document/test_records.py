"""Declarations: what is written once about a kind of record, and the records read from a file."""

from __future__ import annotations

from typing import Any

import pytest

from outreach.document.fields import Links, Ref
from outreach.document.records import Kind, Model, Record, links, ref, text
from outreach.initiative import MODEL
from outreach.network.kinds import Organisation, Person
from outreach.persuasion.kinds import Need

KINDS = pytest.mark.parametrize("kind", MODEL.kinds.values(), ids=lambda k: k.name)
TABLES = pytest.mark.parametrize("table", MODEL.tables.values(), ids=lambda k: k.name)


@KINDS
def test_every_kind_has_words_for_people(kind: Kind) -> None:
    assert kind.label[0].isupper() and kind.plural[0].isupper()
    assert kind.help.endswith(".")
    assert "!" not in kind.help


@KINDS
def test_every_kind_has_fields_by_which_people_know_its_records(kind: Kind) -> None:
    assert kind.title
    assert set(kind.title) <= kind.by_name.keys()


@KINDS
def test_every_field_has_a_label_and_help_that_is_a_sentence(kind: Kind) -> None:
    for field in kind.fields:
        assert field.label, field.name
        assert not field.help or field.help.endswith((".", "?")), (kind.name, field.help)


@KINDS
def test_every_kind_can_keep_the_key_of_another_system(kind: Kind) -> None:
    assert "reference" in kind.by_name


@TABLES
def test_every_reference_leads_to_a_kind_that_exists(table: Kind) -> None:
    for field in table.columns:
        if isinstance(field, Ref):
            assert field.kinds and set(field.kinds) <= MODEL.kinds.keys()
    for field in table.links:
        assert field.kind in MODEL.kinds


@TABLES
def test_names_can_stand_in_sql_without_harm(table: Kind) -> None:
    for name in (table.name, *table.by_name):
        assert name.replace("_", "").isalnum() and name == name.lower()
    assert "id" not in table.by_name


@KINDS
def test_no_field_is_called_as_what_every_record_says_of_itself(kind: Kind) -> None:
    assert not {"id", "kind"} & kind.by_name.keys()


def test_what_hangs_on_a_record_is_known_from_the_declarations() -> None:
    found = {(table.name, field.name) for table, field in MODEL.referring["need"]}
    assert found == {("value_proposition", "need")}
    assert ("person_tags", "tag") in {(t.name, f.name) for t, f in MODEL.referring["tag"]}


def test_the_table_of_links_belongs_to_the_kind_that_declares_them() -> None:
    assert MODEL.owner(MODEL.tables["person_tags"]) is Person.KIND
    assert MODEL.owner(Person.KIND) is Person.KIND


def test_a_kind_of_ones_own_is_declared_as_a_class() -> None:
    class Place(
        Record, kind="place", label="Place", plural="Places", title="name", help="A place."
    ):
        name: str = text("Name", required=True)
        near: tuple[str, ...] = links("place", "Near")
        part_of: str | None = ref("place", "Part of")

    model = Model([Place])
    assert [f.name for f in Place.KIND.fields] == ["name", "near", "part_of", "reference"]
    assert [f.name for f in Place.KIND.columns] == ["name", "part_of", "reference"]
    assert isinstance(Place.KIND.by_name["near"], Links)
    assert list(model.tables) == ["place", "place_near"]
    place = Place(id="1", name="Hill")
    assert (place.name, place.near, place.part_of) == ("Hill", (), None)


def test_a_record_is_a_value() -> None:
    one, same = Need(id="1", statement="Rain"), Need(id="1", statement="Rain")
    assert one == same and hash(one) == hash(same)
    assert one != Need(id="1", statement="Sun")
    assert one.values["statement"] == "Rain" and one.values["category"] is None
    assert repr(one) == "Need('1', {'statement': 'Rain'})"
    with pytest.raises(AttributeError, match="change it through an edit"):
        one.statement = "Sun"


@pytest.mark.parametrize("values", [{"colour": "red"}, {"Name": "x"}])
def test_a_record_refuses_fields_that_are_not_declared(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="organisation has no field"):
        Organisation(id="1", **values)
