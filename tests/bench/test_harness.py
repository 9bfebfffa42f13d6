"""The harness of the measurements, and the large file that they use."""

from __future__ import annotations

import datetime as dt
import platform
from pathlib import Path
from xml.etree import ElementTree

import pytest

from outreach.document import adoption, examination, log
from outreach.history.changes import entries
from outreach.history.undo import undo
from outreach.initiative import MODEL, open_file
from outreach.snapshot import Snapshot, take
from tests.bench import Row, interleaved, report, scaling, table
from tests.bench.__main__ import main
from tests.bench.make_history import make_history
from tests.bench.make_large import make_large
from tests.bench.plot import Line, Plot


@pytest.mark.parametrize(
    ("value", "target", "verdict"),
    [
        ("1.40", "≤ 1.5", "met"),
        (1.6, "≤ 1.5", "MISSED"),
        ("1,200 pages", "≥ 1,000", "met"),
        ("9 ms", "≥ 10", "MISSED"),
        (3, "", ""),
        (3, "no target", ""),
        ("ext4", "≤ 1", ""),
    ],
)
def test_a_figure_is_held_against_its_target(value: str | float, target: str, verdict: str) -> None:
    assert Row("x", value, target).verdict == verdict


def test_figures_are_printed_in_columns() -> None:
    assert table([Row("an edit", 1.23456, "≤ 1.5"), Row("disk", "ext4")]).splitlines() == [
        "what     figure  target  verdict",
        "an edit    1.23  ≤ 1.5   met",
        "disk       ext4",
    ]


RESULTS = {
    "edits": [Row("an edit", 1.23456, "≤ 1.5"), Row("disk", "ext4")],
    "merge": [Row("one | two", 9.0, "≤ 4")],
}


def test_all_figures_are_one_table_for_a_note() -> None:
    assert report.one_table(RESULTS).splitlines() == [
        "| measurement | what      | figure | target | verdict |",
        "| ----------- | --------- | ------ | ------ | ------- |",
        "| edits       | an edit   | 1.23   | ≤ 1.5  | met     |",
        "| edits       | disk      | ext4   |        |         |",
        "| merge       | one / two | 9      | ≤ 4    | MISSED  |",
    ]
    assert report.in_short(RESULTS) == "1 of 2 targets are met. Missed: merge, one | two."


def test_the_page_names_its_commands_and_shows_its_drawings_and_no_machine_by_its_name() -> None:
    page = report.page(RESULTS, ["scaling-packs.svg"])
    assert "`python -m tests.bench all`" in page and "`python -m tests.bench plots`" in page
    assert "![How the time grows: scaling-packs](scaling-packs.svg)" in page
    assert platform.node() not in page and str(Path.home()) not in page


def test_a_drawing_is_svg_and_says_in_words_what_it_shows() -> None:
    lines = (Line("a < b", [(98, 0.002), (1_000, 0.03)]), Line("c", [(98, 0.2), (1_000, 2.0)]))
    drawing = ElementTree.fromstring(Plot("Opening", lines).svg())
    said = {element.tag.rpartition("}")[2]: element.text for element in drawing}
    assert said["title"] == "Opening"
    assert said["desc"] == (
        "a < b: 2 ms with 98 records, 30 ms with 1,000. c: 200 ms with 98 records, 2 s with 1,000."
    )
    width, height = (float(drawing.attrib[side]) for side in ("width", "height"))
    places = [e.attrib for e in drawing if e.tag.endswith("circle")]
    assert len(places) == 4
    assert all(0 < float(p["cx"]) < width and 0 < float(p["cy"]) < height for p in places)


def test_how_things_grow_is_measured_from_plans_of_about_a_hundred_records() -> None:
    plots = scaling.plots((6, 8))
    assert list(plots) == ["opening", "searching", "merging", "planning", "packs"]
    for plot in plots.values():
        for line in plot.lines:
            assert [90 < records < 200 for records, _ in line.points] == [True, True]
            assert all(seconds > 0 for _, seconds in line.points)


def test_two_things_are_run_turn_and_turn_about() -> None:
    ticks = iter([0.0, 3.0, 3.0, 4.0, 4.0, 7.0, 7.0, 8.0])
    done: list[str] = []
    result = interleaved(lambda: done.append("a"), lambda: done.append("b"), 2, lambda: next(ticks))
    assert result == (3.0, 1.0, 3.0)
    assert done == ["a", "b", "a", "b"]


def test_a_measurement_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 1
    assert "No measurement named nothing. There are: " in capsys.readouterr().out


def test_the_large_file_is_the_same_each_time_and_lifelike(tmp_path: Path) -> None:
    plans: list[Snapshot] = []
    for name in "ab":
        make_large(tmp_path / name, 60, dt.date(2026, 11, 23))
        with open_file(tmp_path / name, author="Ana").opened() as document:
            assert adoption.differences(document.connection, MODEL) == []
            plans.append(take(document))
    one, other = (
        [(o.name, o.about, o.influence, len(o.tags)) for o in plan.organisations.values()]
        for plan in plans
    )
    assert one == other and len(one) == 60
    plan = plans[0]
    assert len(plan.people) > 60 and len(plan.steps) == 60
    assert plan.objections and plan.touchpoints and plan.commitments and plan.champions


def test_a_long_history_is_such_as_the_program_writes(tmp_path: Path) -> None:
    file = tmp_path / "long.db"
    make_history(file, 900)
    with open_file(file, author="Ana").opened() as document:
        db = document.connection
        assert document.alone() and adoption.differences(db, MODEL) == []
        assert examination.damage(db, MODEL) == examination.misfits(db, MODEL) == []
        assert len(log.frontier(db)) == 1
        (newest,) = entries(document, limit=1)
        assert newest.label == "About changed" and newest.changes[0].fields[0].before
        undo(document)
        assert adoption.differences(db, MODEL) == []
