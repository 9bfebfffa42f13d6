"""The harness of the measurements, and the large file that they use."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from outreach.document import adoption, examination, log
from outreach.history.changes import entries
from outreach.history.undo import undo
from outreach.initiative import MODEL, open_file
from outreach.snapshot import Snapshot, take
from tests.bench import Row, interleaved, table
from tests.bench.__main__ import main
from tests.bench.make_history import make_history
from tests.bench.make_large import make_large


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
