"""Clocks that are set back, or years ahead: edits keep their order, and nothing is lost for it.

The clock is that of the machine: ids, edits, safe copies and locks all go by it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.cause.kinds import Tag
from outreach.cli.checking import examine
from outreach.document import log
from outreach.document.backups import Backups, Why
from outreach.document.document import Document
from outreach.history.changes import entries
from outreach.history.undo import redo, redo_label, undo, undo_label
from outreach.initiative import open_file
from outreach.merge.bringing import merge
from tests.faults.work import PLAN

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
YEAR = 365 * DAY
NOON = 1_795_435_200
"""23 November 2026, 12:00 UTC, in seconds since 1970."""

Set = Callable[[float], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Set the clock of the machine, which then stands still."""

    def set_it(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: seconds)
        monkeypatch.setattr(time, "time_ns", lambda: round(seconds * 1e9))

    set_it(NOON)
    return set_it


@pytest.fixture
def plan(begin: Path, tmp_path: Path) -> Path:
    return shutil.copy(begin / PLAN, tmp_path / PLAN)


def opened(plan: Path, author: str = "Ines") -> Document:
    return open_file(plan, author=author).opened()


def rename(document: Document, id: str, name: str) -> None:
    with document.edit(f"To {name}") as edit:
        edit.set(id, name=name)


def add(document: Document, name: str) -> str:
    with document.edit(f"Added {name}") as edit:
        return edit.add(Tag, name=name)


def name(document: Document, id: str) -> str:
    tag = document.get(Tag, id)
    assert tag is not None
    return tag.name


def newest_first(document: Document, count: int) -> list[str]:
    return [entry.label for entry in entries(document)][:count]


SHIFTS = {
    "an hour back": -HOUR,
    "a year back": -YEAR,
    "to the first of January 1970": -NOON,
    "five years ahead": 5 * YEAR,
    "seventy years ahead": 70 * YEAR,
}


@pytest.mark.parametrize("again", [False, True], ids=["same window", "opened again"])
@pytest.mark.parametrize("shift", SHIFTS.values(), ids=SHIFTS)
def test_whatever_the_clock_does_the_last_edit_counts_and_the_history_keeps_its_order(
    plan: Path, clock: Set, shift: float, again: bool
) -> None:
    document = opened(plan)
    id = add(document, "one")
    for moment, name_then in ((shift, "two"), (shift + MINUTE, "three"), (0, "four")):
        if again:
            document.close()
        clock(NOON + moment)
        if again:
            document = opened(plan)
        rename(document, id, name_then)
    assert name(document, id) == "four"
    assert newest_first(document, 4) == ["To four", "To three", "To two", "Added one"]
    for then in ("three", "two", "one"):
        undo(document)
        assert name(document, id) == then
    while redo_label(document):
        redo(document)
    assert name(document, id) == "four" and undo_label(document) == "To four"
    document.close()
    assert examine(plan).problems == []


@pytest.mark.parametrize("shift", SHIFTS.values(), ids=SHIFTS)
def test_copies_of_people_whose_clocks_disagree_come_to_the_same(
    plan: Path, tmp_path: Path, clock: Set, shift: float
) -> None:
    with opened(plan) as mine:
        id = add(mine, "begun")
    theirs = Path(shutil.copy(plan, tmp_path / "theirs.db"))
    clock(NOON + shift)
    with opened(theirs, "Ben") as their:
        add(their, "theirs")
        rename(their, id, "by Ben")
    clock(NOON + HOUR)
    with opened(plan) as mine:
        add(mine, "mine")
        merge(mine, theirs)
        rename(mine, id, "by Ines, who saw it")
        held = {tag.id: tag.name for tag in mine.all(Tag)}
    with opened(theirs, "Ben") as their:
        merge(their, plan)
        assert {tag.id: tag.name for tag in their.all(Tag)} == held
    assert held[id] == "by Ines, who saw it" and len(held) == 3
    assert examine(plan).problems == examine(theirs).problems == []


def test_a_clock_years_ahead_does_not_push_others_ahead(
    plan: Path, tmp_path: Path, clock: Set
) -> None:
    with opened(plan) as mine:
        id = add(mine, "begun")
    theirs = Path(shutil.copy(plan, tmp_path / "theirs.db"))
    clock(NOON + 60 * YEAR)
    with opened(theirs, "Ben") as their:
        rename(their, id, "from the future")
    clock(NOON + HOUR)
    steps = 20
    with opened(plan) as mine, opened(theirs, "Ben") as their:
        merge(mine, theirs)
        for number in range(steps):
            rename(mine, id, f"mine {number}")
            merge(their, plan)
            rename(their, id, f"theirs {number}")
            merge(mine, theirs)
        add(mine, "another")
        places = [edit.hlc for edit in log.edits(mine.connection)]
        shown = [edit.at_ms for edit in log.edits(mine.connection)]
    here, there = (NOON + HOUR) * 1000 << 16, (NOON + 60 * YEAR) * 1000 << 16
    assert places[-1] == here, "what they did not touch goes by our clock"
    assert max(places) <= there + 2 * steps, "each edit of theirs is one step on, not a minute"
    assert max(shown) == (NOON + 60 * YEAR) * 1000 and shown[-1] == (NOON + HOUR) * 1000


def test_a_clock_beyond_2100_is_said_and_when_it_is_right_again_it_goes_on(
    plan: Path, clock: Set
) -> None:
    with opened(plan) as document:
        clock(NOON + 80 * YEAR)
        with pytest.raises(log.Refusal, match="clock of this computer is set wrong"):
            add(document, "too late")
        clock(NOON)
        add(document, "in time")
        assert [tag.name for tag in document.all(Tag)] == ["in time"]


# Safe copies.


@pytest.fixture
def many(plan: Path, tmp_path: Path, clock: Set) -> Backups:
    """Safe copies of the last thirty days, one a day."""
    backups = Backups(tmp_path / "safe")
    with opened(plan) as document:
        for day in range(30, 0, -1):
            clock(NOON - day * DAY)
            backups.before(document, Why.ASKED)
            add(document, f"day {day}")
    clock(NOON)
    return backups


def test_a_day_with_the_clock_years_ahead_does_not_take_the_safe_copies_away(
    plan: Path, many: Backups, clock: Set
) -> None:
    with opened(plan) as document:
        before = many.of(document.id)
        clock(NOON + 5 * YEAR)
        many.before(document, Why.ASKED)
        add(document, "ahead")
        clock(NOON)
        many.before(document, Why.ASKED)
        after = many.of(document.id)
    assert len(after) >= len(before) - 4
    assert {copy.path for copy in before[:10]} <= {copy.path for copy in after}


@pytest.mark.parametrize("shift", SHIFTS.values(), ids=SHIFTS)
def test_the_copy_of_the_day_is_taken_whatever_the_clock_says(
    plan: Path, many: Backups, clock: Set, shift: float
) -> None:
    with opened(plan) as document:
        many.before_edit(document)
        add(document, "today")
        clock(NOON + shift)
        many.before_edit(document)
        add(document, "then")
        clock(NOON + DAY)
        many.before_edit(document)
        assert many.trouble == ""
        newest = {copy.at_ms // 1000 for copy in many.of(document.id)}
        assert NOON in newest and NOON + DAY in newest
