"""The harness of the measurements, and the large file that they use."""

from __future__ import annotations

import datetime as dt
import itertools
import platform
import re
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
from tests.bench.plot import DARK, HEIGHT, LIGHT, ROW, WIDTH, Line, Plot


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


def test_the_page_names_its_commands_and_no_machine_by_its_name() -> None:
    page = report.page(RESULTS)
    assert "`python -m tests.bench all`" in page and "`python -m tests.bench plots`" in page
    assert platform.node() not in page and str(Path.home()) not in page


LINES = (Line("a < b", [(98, 0.002), (1_000, 0.03)]), Line("c", [(98, 0.2), (1_000, 2.0)]))


def test_the_page_shows_the_drawings_said_in_words_and_new_ones_in_their_place(
    tmp_path: Path,
) -> None:
    drawing = tmp_path / "scaling-opening.svg"
    drawing.write_text(Plot("Opening", LINES[1:]).svg(), encoding="utf-8")
    page = report.page(RESULTS)
    assert report.with_drawings(page, []) == page
    shown = report.with_drawings(page, [drawing])
    words = "Opening. c: 200 ms with 98 records, 2 s with 1,000."
    assert shown.startswith(page) and f"![{words}](scaling-opening.svg)" in shown
    assert report.with_drawings(shown, [drawing]) == shown


def _drawn(plot: Plot, tag: str) -> list[ElementTree.Element]:
    drawing = ElementTree.fromstring(plot.svg())
    return [part for part in drawing if part.tag.rpartition("}")[2] == tag]


def test_a_drawing_is_svg_and_says_in_words_what_it_shows() -> None:
    plot = Plot("Opening", LINES)
    assert [part.text for part in _drawn(plot, "title")] == ["Opening"]
    assert [part.text for part in _drawn(plot, "desc")] == [
        "a < b: 2 ms with 98 records, 30 ms with 1,000. c: 200 ms with 98 records, 2 s with 1,000."
    ]
    places = [(float(p.get("cx", 0)), float(p.get("cy", 0))) for p in _drawn(plot, "circle")]
    assert len(places) == 2, "the second line has squares"
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places)


def test_each_line_is_named_where_it_ends_and_no_name_is_over_another() -> None:
    same = tuple(Line(name * 30, [(100, 0.01), (1_000, 0.1)]) for name in ("a ", "b ", "c "))
    named = _drawn(Plot("Opening", same), "text")
    rows = [
        float(part.get("y", 0)) for part in named if (part.text or "")[:2] in ("a ", "b ", "c ")
    ]
    assert len(rows) > 3 and all(later - row >= ROW for row, later in itertools.pairwise(rows))
    assert max(rows) < HEIGHT


def test_every_part_of_a_drawing_has_a_colour_on_light_and_on_dark() -> None:
    used = re.findall(r'class="([^"]+)"', Plot("Opening", LINES).svg())
    parts = {name.removesuffix("-line") for names in used for name in names.split()}
    assert parts <= set(LIGHT) and set(DARK) == set(LIGHT)


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
