"""What leaves a plan as a list, and that it comes back as it was."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from outreach.base.errors import Refusal
from outreach.base.language import speaking
from outreach.cadence.kinds import Sequence, Step
from outreach.document.document import Document
from outreach.document.fields import Text
from outreach.exchange import json_form, samples, source
from outreach.exchange.export import Form, export
from outreach.exchange.table import plain_header
from outreach.exchange.taking import bring_in
from outreach.initiative import MODEL, create
from outreach.network.kinds import Organisation, Person
from tests.exchange.test_json_form import initiatives

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
FORMULAS = ["=1+2", "+1", "-1", "@SUM(A1)", "'=1", "\t=1", '=HYPERLINK("x")']


def written(document: Document, folder: Path, form: Form, **how: Any) -> Path:
    target = folder / f"out.{form}"
    target.unlink(missing_ok=True)
    export(document, target, form, now=NOW, **how)
    return target


def brought_back(path: Path, folder: Path) -> dict[str, Any]:
    """Return what a new plan holds once ``path`` was brought into it, in JSON form."""
    again = folder / "again.db"
    again.unlink(missing_ok=True)
    with create(again, "Again", author="Ines") as document:
        proposal = source.read(path).proposal(document)
        bring_in(document, proposal)
        assert not source.read(path).proposal(document)
        return json_form.read(document)


@pytest.fixture(params=samples.SAMPLES)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Document]:
    with samples.make(request.param, tmp_path / "sample.db", "Ines") as document:
        yield document


@pytest.mark.parametrize("form", [Form.XLSX, Form.JSON])
def test_a_plan_goes_out_and_comes_back_without_loss(
    form: Form, sample: Document, tmp_path: Path
) -> None:
    path = written(sample, tmp_path, form, confidential=True)
    assert brought_back(path, tmp_path) == json_form.read(sample)


def test_a_sheet_is_the_same_and_comes_back_whatever_language_is_spoken(
    sample: Document, tmp_path: Path
) -> None:
    here = openpyxl.load_workbook(written(sample, tmp_path, Form.XLSX, confidential=True))
    with speaking("fr"):
        path = written(sample, tmp_path, Form.XLSX, confidential=True)
        there = openpyxl.load_workbook(path)
        assert here.sheetnames == there.sheetnames
        for one, other in zip(here, there, strict=True):
            assert list(one.values) == list(other.values)
        assert brought_back(path, tmp_path) == json_form.read(sample)


@settings(
    # Of whole spreadsheets not the smallest is sought: that would take minutes.
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(initiatives())
def test_whatever_is_typed_goes_into_a_spreadsheet_and_back(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    with json_form.new_from(data, folder / "one.db", "Ines") as document:
        path = written(document, folder, Form.XLSX, confidential=True)
        assert brought_back(path, folder) == json_form.read(document)


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV])
def test_no_cell_is_a_formula_and_every_character_comes_back(
    form: Form, document: Document, tmp_path: Path
) -> None:
    odd = [*FORMULAS, "_x0041_", "a\x01b", " ends ", "a;b", "“so”", "direct partner"]
    with document.edit("Added") as edit:
        for text in odd:
            edit.add(Organisation, name="P", note=text, sector=text.strip("\t"))
        edit.add(Organisation, name="Long", about="a\nb" * 33_000)
    path = written(document, tmp_path, form, confidential=True)
    if form is Form.XLSX:
        cells = [cell for row in openpyxl.load_workbook(path)["Partners"] for cell in row]
        assert all(cell.data_type != "f" for cell in cells)
    else:
        rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert not source.read(path).proposal(document)
    back = brought_back(path, tmp_path)
    assert back["organisation"] == json_form.read(document)["organisation"]


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV, Form.VCARD, Form.JSON, Form.CALENDAR])
def test_what_is_confidential_stays_unless_it_is_asked_for(
    form: Form, document: Document, tmp_path: Path
) -> None:
    with document.edit("Added") as edit:
        partner = edit.add(Organisation, name="Telmara", note="Zanzibar secret", stance=2)
        edit.add(Person, name="Ada", organisation=partner, why="Zanzibar", note="Zanzibar")
        edit.add("objection", organisation=partner, statement="Zanzibar is dear")
        edit.add("relationship", source=partner, target=partner, type="Zanzibar")
        edit.add("touchpoint", organisation=partner, summary="Zanzibar", next_on="2026-12-01")
    path = written(document, tmp_path, form)
    content = path.read_bytes()
    if form is Form.XLSX:
        book = openpyxl.load_workbook(path)
        content = repr([c.value for s in book for row in s for c in row]).encode()
    assert b"Telmara" in content and b"Zanzibar" not in content


def test_a_spreadsheet_has_headings_filters_and_real_dates(
    document: Document, tmp_path: Path
) -> None:
    with document.edit("Added") as edit:
        sequence = edit.add(Sequence, name="First")
        edit.add(Step, sequence=sequence, ask="Meet", due=dt.date(2026, 12, 1))
    sheet = openpyxl.load_workbook(written(document, tmp_path, Form.XLSX))["Steps"]
    headers = [cell.value for cell in sheet[1]]
    assert headers[:2] == ["Partner", "Ask"] and sheet.auto_filter.ref and sheet.freeze_panes
    due = sheet.cell(2, headers.index("Date") + 1)
    assert due.is_date and due.value == dt.datetime(2026, 12, 1)
    assert sheet.column_dimensions["B"].width > 5


def test_people_go_out_as_cards_and_come_back_to_themselves(
    document: Document, tmp_path: Path
) -> None:
    with document.edit("Added") as edit:
        tag = edit.add("tag", name="Coast, east")
        partner = edit.add(Organisation, name="Größe; & Söhne", website="https://g.example")
        edit.add(Organisation, name="Alone")
        edit.add(Person, name="Ada Okello", organisation=partner, email="a@x.example", tags=[tag])
    path = written(document, tmp_path, Form.VCARD, confidential=True)
    proposal = source.read(path).proposal(document)
    assert not proposal.refused
    assert [line.outcome for line in proposal.lines if line.kind.name == "person"] == ["left alone"]


def test_a_calendar_names_each_step_the_same_every_time(document: Document, tmp_path: Path) -> None:
    with document.edit("Added") as edit:
        sequence = edit.add(Sequence, name="First")
        step = edit.add(Step, sequence=sequence, ask="Meet, and eat", pitch="Long\nwords")
        edit.add("commitment", promise="Send the draft", due=dt.date(2026, 12, 5))
    days = [(step, dt.date(2026, 12, 1))]
    one = icalendar.Calendar.from_ical(
        written(document, tmp_path, Form.CALENDAR, days=days).read_bytes()
    )
    with document.edit("Moved") as edit:
        edit.set(step, ask="Meet")
    other = icalendar.Calendar.from_ical(
        written(document, tmp_path, Form.CALENDAR, days=days).read_bytes()
    )
    first, second = (c.walk("VEVENT")[0] for c in (one, other))
    assert (
        (first["uid"], first["dtstart"].dt)
        == (step, dt.date(2026, 12, 1))
        == (
            second["uid"],
            second["dtstart"].dt,
        )
    )
    assert second["sequence"] > first["sequence"]
    assert str(first["summary"]) == "Meet, and eat"
    assert len(one.walk("VEVENT")) == 2


def test_a_file_that_is_there_stays(document: Document, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine")
    with pytest.raises(Refusal, match="exists already"):
        export(document, tmp_path / "out.csv", Form.CSV, now=NOW)
    with pytest.raises(Refusal, match="are confidential"):
        written(document, tmp_path, Form.XLSX, kind="objection")
    with pytest.raises(Refusal, match="no kind of record"):
        written(document, tmp_path, Form.XLSX, kind="wizard")


def test_no_two_fields_of_a_kind_stand_under_one_heading() -> None:
    for kind in MODEL.kinds.values():
        plain = [plain_header(field.label) for field in kind.fields]
        assert len(set(plain)) == len(plain), kind.name


def test_json_that_leaves_something_out_can_still_be_read(sample: Document, tmp_path: Path) -> None:
    path = written(sample, tmp_path, Form.JSON)
    back = brought_back(path, tmp_path)
    assert len(back["person"]) == len(sample.all(Person))
    assert json.loads(path.read_text("utf-8"))["format"]


def test_json_says_what_was_left_out_of_it_and_coming_back_takes_nothing_away(
    sample: Document, tmp_path: Path
) -> None:
    whole = json_form.read(sample)
    path = written(sample, tmp_path, Form.JSON)
    data = json.loads(path.read_text("utf-8"))
    left_out = data.pop("left_out")
    for name, held in whole.items():
        if name in left_out["kinds"]:
            assert name not in data and MODEL.kinds[name]
            continue
        for before, after in zip(_listed(held), _listed(data[name]), strict=True):
            gone = {f"{name}.{field}" for field in before.keys() - after.keys()}
            assert gone <= set(left_out["fields"])
            assert all(before[field] == value for field, value in after.items())
    assert "objection" in left_out["kinds"] or "organisation.note" in left_out["fields"]
    assert not source.read(path).proposal(sample), "here everything is as it was"
    assert "left_out" not in json.loads(
        written(sample, tmp_path, Form.JSON, confidential=True).read_text("utf-8")
    )


def _listed(held: Any) -> list[dict[str, Any]]:
    return [one for one in (held if isinstance(held, list) else [held]) if isinstance(one, dict)]


def test_long_texts_are_never_cut(document: Document, tmp_path: Path) -> None:
    (longest,) = [f for f in Organisation.KIND.fields if isinstance(f, Text) and f.name == "note"]
    text = "\x02_x0041_" * 12_000
    assert longest.check(text) == text
    with document.edit("Added") as edit:
        edit.add(Organisation, name="Long", note=text)
    path = written(document, tmp_path, Form.XLSX, confidential=True)
    assert not source.read(path).proposal(document)
