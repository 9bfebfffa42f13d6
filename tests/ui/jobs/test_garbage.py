"""What the window no longer needs is taken down in the window's thread, and nowhere else."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from outreach.base.sweeping import without_sweeping
from ui.jobs.garbage import Collector, collect
from ui.jobs.lane import Lane


class Dropped:
    """Refers to itself, as windows do by way of their signals; only the collector finds it."""

    def __init__(self, taken_down: list[int]) -> None:
        self.itself, self.taken_down = self, taken_down

    def __del__(self) -> None:
        self.taken_down.append(threading.get_ident())


def drop_many(taken_down: list[int]) -> None:
    for _ in range(20_000):
        Dropped(taken_down)


@pytest.fixture
def lane(qapp: object) -> Iterator[Lane]:
    lane = Lane("test")
    yield lane
    lane.close()


def test_a_lane_takes_nothing_down(lane: Lane) -> None:
    taken_down: list[int] = []
    lane.call(lambda: drop_many(taken_down))
    assert taken_down == []
    gc.collect()
    assert set(taken_down) == {threading.get_ident()}


def test_the_window_collects_while_it_waits(lane: Lane, qtbot: QtBot) -> None:
    taken_down: list[int] = []
    drop_many(taken_down)
    qtbot.waitUntil(lambda: len(taken_down) == 20_000)
    assert set(taken_down) == {threading.get_ident()}


def test_one_collector_serves_all_lanes(lane: Lane, qapp: Collector) -> None:
    other = Lane("other")
    assert len(qapp.findChildren(Collector)) == 1
    other.close()


def test_nothing_is_collected_while_a_lane_makes_what_stays(lane: Lane, qtbot: QtBot) -> None:
    taken_down: list[int] = []
    with without_sweeping():
        drop_many(taken_down)
        collect()
        assert taken_down == []
    collect()
    assert len(taken_down) > 0
