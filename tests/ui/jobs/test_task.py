from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from ui.jobs.task import Task


@pytest.fixture
def task(qapp: object) -> Iterator[Task]:
    task = Task("test")
    yield task
    task.close()


def test_work_is_done_in_a_thread_of_its_own_and_told_of_in_the_windows(
    task: Task, qtbot: QtBot
) -> None:
    found: list[tuple[threading.Thread, threading.Thread]] = []
    task.start(
        lambda tell, given_up: threading.current_thread(),
        lambda thread: found.append((thread, threading.current_thread())),
    )
    assert task.running
    qtbot.waitUntil(lambda: bool(found))
    (worker, teller), here = found[0], threading.current_thread()
    assert worker is not here and teller is here and not task.running


def test_progress_is_told_in_steps_that_matter(task: Task, qtbot: QtBot) -> None:
    told: list[float] = []
    done: list[int] = []
    task.progress.connect(told.append)

    def work(tell: Callable[[float], None], given_up: Callable[[], bool]) -> int:
        for n in range(1000):
            tell(n / 1000)
        return 1

    task.start(work, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert 30 < len(told) <= 50 and told == sorted(told)


def test_nothing_is_heard_of_work_that_was_given_up(task: Task, qtbot: QtBot) -> None:
    heard: list[str] = []
    begun, ended = threading.Event(), threading.Event()

    def work(tell: Callable[[float], None], given_up: Callable[[], bool]) -> str:
        begun.set()
        while not given_up():
            pass
        ended.set()
        return "first"

    task.start(work, heard.append)
    qtbot.waitUntil(begun.is_set)
    task.start(lambda tell, given_up: "second", heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["second"] and ended.is_set()


def test_an_error_comes_to_whoever_asked_to_hear_of_it(task: Task, qtbot: QtBot) -> None:
    heard: list[Exception] = []

    def work(tell: Callable[[float], None], given_up: Callable[[], bool]) -> None:
        raise ValueError("no")

    task.start(work, lambda _: None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert str(heard[0]) == "no" and not task.running


def test_work_goes_on_to_its_end_unheard_when_the_task_is_destroyed(qtbot: QtBot) -> None:
    heard: list[int] = []
    begun, ended = threading.Event(), threading.Event()

    def work(tell: Callable[[float], None], given_up: Callable[[], bool]) -> int:
        begun.set()
        while not given_up():
            pass
        tell(0.5)
        ended.set()
        return 1

    task = Task("test")
    task.start(work, heard.append)
    qtbot.waitUntil(begun.is_set)
    shiboken6.delete(task)
    qtbot.waitUntil(ended.is_set)
    qtbot.wait(20)
    assert heard == []
