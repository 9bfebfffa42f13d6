from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.jobs.lane import Lane


@pytest.fixture
def lane(qapp: object) -> Iterator[Lane]:
    """A lane, closed afterwards."""
    lane = Lane("test")
    yield lane
    lane.close()


def test_jobs_are_done_in_order_and_reported_in_the_windows_thread(
    qtbot: QtBot, lane: Lane
) -> None:
    done: list[tuple[int, threading.Thread, threading.Thread]] = []
    for n in range(5):

        def job(n: int = n) -> tuple[int, threading.Thread]:
            return n, threading.current_thread()

        lane.submit(job, lambda found: done.append((*found, threading.current_thread())))
    qtbot.waitUntil(lambda: len(done) == 5)
    assert [n for n, _, _ in done] == list(range(5))
    assert {reported for _, _, reported in done} == {threading.main_thread()}
    assert threading.main_thread() not in {worked for _, worked, _ in done}


def test_a_job_that_fails_is_reported_and_the_next_one_is_done(qtbot: QtBot, lane: Lane) -> None:
    failed: list[Exception] = []
    done: list[int] = []
    lane.submit(lambda: 1 // 0, None, failed.append)
    lane.submit(lambda: 2, done.append)
    qtbot.waitUntil(lambda: done == [2])
    assert isinstance(failed[0], ZeroDivisionError)


def test_a_call_waits_for_what_it_returns_or_raises(lane: Lane) -> None:
    assert lane.call(lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        lane.call(lambda: 1 // 0)


def test_closing_finishes_what_is_queued(qapp: object) -> None:
    lane = Lane("test")
    done: list[int] = []
    for n in range(100):
        lane.submit(lambda n=n: done.append(n))  # type: ignore[misc]
    lane.close()
    assert done == list(range(100))


def test_a_lane_that_ended_before_its_reports_came_does_no_harm(qtbot: QtBot) -> None:
    # What brought them was taken down with the lane, in the lane's thread: the program crashed.
    for _ in range(300):
        lane = Lane("ended")
        for _ in range(5):
            lane.submit(lambda: None)
        lane.end()
        QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: not any(one.name == "ended" for one in threading.enumerate()))


def test_nothing_is_reported_to_what_was_taken_down(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    lane = Lane("owned", owner)
    lane.submit(lambda: None, lambda _: done.append("while it was there"))
    lane.finish()
    lane.submit(lambda: None, lambda _: done.append("afterwards"))
    delete(owner)
    lane.finish()
    lane.close()
    assert done == ["while it was there"]
