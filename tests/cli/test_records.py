"""kinds, list and get."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.initiative import MODEL
from tests.cli.running import Command, Said


def names(said: Said) -> list[str]:
    return [record["name"] for record in said.data]


def test_kinds_tells_every_field_of_every_kind(run: Command) -> None:
    told = {kind["name"]: kind for kind in run("kinds", "--json").data}
    assert list(told) == list(MODEL.kinds)
    for kind in MODEL.kinds.values():
        fields = {field["name"]: field for field in told[kind.name]["fields"]}
        assert list(fields) == list(kind.by_name)
        for field in kind.fields:
            assert fields[field.name]["confidential"] == field.confidential
            assert fields[field.name]["personal"] == field.personal
            assert fields[field.name]["type"] == field.type_name
            assert fields[field.name]["range"] == field.range_words()


def test_kinds_in_words_names_them_too(run: Command) -> None:
    said = run("kinds").out
    assert "organisation: Any organisation to be moved" in said
    assert "confidential" in said


def test_list_prints_records_with_id_and_kind(run: Command, file: Path) -> None:
    found = run("list", file, "organisation", "--json").data
    assert len(found) == 12
    assert {record["kind"] for record in found} == {"organisation"}
    assert found[0]["name"] == "Kestria Statistical Office"
    assert found[0]["stance"] == 2
    assert len(found[0]["use_cases"]) == 3


def test_list_in_words_is_a_table(run: Command, file: Path) -> None:
    lines = run("list", file, "step").out.splitlines()
    assert lines[0].split() == ["reference", "name", "status", "id"]
    assert len(lines) == 13
    assert lines[1].startswith("a-s1-1")


def test_every_kind_can_be_listed(run: Command, file: Path) -> None:
    for kind in MODEL.kinds:
        assert isinstance(run("list", file, kind, "--json").data, list), kind


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (["stance=-2"], ["Digital Rights Kestria"]),
        (["status=contacted", "influence=5"], 2),
        (["status=in conversation"], ["Tavano Mobile", "Halyard Development Fund"]),
        (["use_cases=a-uc3", "sector=ngo"], ["Kestria Relief Network"]),
        (["name=Solacell"], ["Solacell"]),
        (["note="], 12),
        (["status="], 0),
    ],
)
def test_list_where(run: Command, file: Path, where: list[str], found: list[str] | int) -> None:
    said = run("list", file, "organisation", "--where", *where, "--json")
    assert (names(said) if isinstance(found, list) else len(said.data)) == found


def test_list_where_may_be_given_again(run: Command, file: Path) -> None:
    said = run(
        *("list", file, "person", "--where", "organisation=Tavano Mobile"),
        *("--where", "expertise=privacy", "--json"),
    )
    assert names(said) == ["Noor Asadi"]


def test_list_where_knows_yes_and_no_and_days_and_numbers(run: Command, file: Path) -> None:
    assert len(run("list", file, "objection", "--where", "blocking=yes", "--json").data) == 5
    assert len(run("list", file, "objection", "--where", "blocking=false", "--json").data) == 5
    held = run("list", file, "touchpoint", "--where", "held_on=2026-10-22", "--json").data
    assert [contact["summary"] for contact in held] == ["Two field checks agreed."]
    cost = run("list", file, "value_proposition", "--where", "partner_cost=30", "--json").data
    assert [value["reference"] for value in cost] == ["a-v1"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["dragon"], "There is no kind of record called “dragon”"),
        (["person", "--where", "colour=red"], "whose fields are: name, organisation"),
        (["person", "--where", "name"], "no FIELD=VALUE"),
        (["organisation", "--where", "status=comitted"], "Stage: this must be one of"),
        (["organisation", "--where", "stance=high"], "Stance: this must be a whole number"),
        (["person", "--where", "organisation=Nobody"], "There is no partner with the"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(
    run: Command, file: Path, arguments: list[str], words: str
) -> None:
    refused = run("list", file, *arguments)
    assert (refused.status, refused.out) == (1, "")
    assert words in refused.err


@pytest.mark.parametrize("name", ["a-moh", "Ministry of Health, Planning Directorate"])
def test_get_finds_a_record_by_reference_and_by_name(run: Command, file: Path, name: str) -> None:
    record = run("get", file, name, "--json").data
    assert (record["kind"], record["reference"]) == ("organisation", "a-moh")
    assert run("get", file, record["id"], "--json").data == record


def test_get_tells_what_refers_to_the_record(run: Command, file: Path) -> None:
    record = run("get", file, "a-p13", "--json").data
    referring = {(r["kind"], r["field"]) for r in record["referred_by"]}
    assert referring == {
        ("champion", "person"),
        ("relationship", "source"),
        ("response", "spokesperson"),
        ("step", "person"),
        ("step", "messenger"),
        ("touchpoint", "people"),
    }


def test_get_in_words_says_values_as_people_do(run: Command, file: Path) -> None:
    said = run("get", file, "a-tavano").out
    assert "Partner: Tavano Mobile" in said
    assert "Stage: in conversation" in said
    assert "Influence: 5 of 5, very high" in said


def test_a_name_that_two_records_have_is_refused_with_both(run: Command, file: Path) -> None:
    add = '{"changes": [{"op": "add", "kind": "%s", "fields": {"name": "Twin"}}]}\n'
    applied = run("apply", file, "--json", stdin=add % "person" + add % "organisation")
    refused = run("get", file, "Twin")
    assert refused.status == 1
    assert "“Twin” could be any of 2 records" in refused.err
    for entry in applied.data:
        assert entry["ids"][0] in refused.err


def test_a_record_that_is_not_there_is_not_found(run: Command, file: Path) -> None:
    refused = run("get", file, "a-nobody")
    assert refused.status == 1
    assert "There is no record with the id, reference or name “a-nobody”" in refused.err


def test_words_that_would_steer_the_terminal_are_not_obeyed(run: Command, file: Path) -> None:
    change = '{"changes": [{"op": "set", "id": "a-moh", "fields": {"note": "\\u001b[2J"}}]}'
    assert run("apply", file, stdin=change).status == 0
    assert "\x1b" not in run("get", file, "a-moh").out
    assert run("get", file, "a-moh", "--json").data["note"] == "\x1b[2J"


def test_marks_that_turn_the_direction_of_a_terminal_are_not_obeyed(
    run: Command, file: Path
) -> None:
    change = '{"changes": [{"op": "set", "id": "a-moh", "fields": {"note": "a\u202eb"}}]}'
    assert run("apply", file, stdin=change).status == 0
    assert "Private note: a�b" in run("get", file, "a-moh").out


def test_a_number_that_cannot_be_read_is_refused(run: Command, file: Path) -> None:
    refused = run("list", file, "organisation", "--where", "influence=" + "[" * 100_000)
    assert refused.err.startswith("Influence: this must be a whole number")


def test_half_a_character_finds_nothing(run: Command, file: Path) -> None:
    assert "There is no record" in run("get", file, "a\udcff").err


def test_kinds_tells_what_the_steps_of_a_scale_mean(run: Command) -> None:
    (partner,) = [kind for kind in run("kinds", "--json").data if kind["name"] == "organisation"]
    steps = {field["name"]: field["steps"] for field in partner["fields"]}
    assert steps["stance"]["-2"] == "active opponent"
    assert steps["name"] is None
    assert "-2 active opponent" in run("kinds").out
