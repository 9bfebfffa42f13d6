"""Kills people's programs at any moment while they are at work, and looks at what is left.

A program that has loaded everything makes a child of itself for each kill; the child tells through
a pipe what is done, and is killed after a while that the seed decides.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from outreach.base.data_folder import OVERRIDE
from tests.faults import verdict, work
from tests.faults.work import Done, Work


class Killed(NamedTuple):
    """What came of one kill."""

    seed: int
    done: list[Done]
    """What was acknowledged before."""
    journals: int
    """How many files were half written, to be taken back at the next opening."""
    problems: list[str]


def kills(seeds: range, folder: Path | None = None) -> Iterator[Killed]:
    """Kill one child for each seed.

    Args:
        seeds: One for each kill.
        folder: Where the files are; by default among temporary files.
    """
    with tempfile.TemporaryDirectory(dir=folder) as name, own_data(Path(name)):
        begin = Path(name) / "begin"
        begin.mkdir()
        work.prepare(begin)
        edits = set(verdict.edits_in(begin / work.PLAN))
        whole = _seconds(begin, Path(name) / "whole")
        for seed in seeds:
            place = Path(name) / str(seed)
            shutil.copytree(begin, place)
            done = _killed(place, seed, random.Random(-seed - 1).uniform(0, whole))
            journals = len(list(place.glob("*.db-journal")))
            problems = verdict.problems(place, done, edits)
            shutil.rmtree(place)
            yield Killed(seed, done, journals, problems)


@contextmanager
def own_data(folder: Path) -> Iterator[None]:
    """Keep what the program keeps in the person's own data below ``folder``."""
    before = os.environ.get(OVERRIDE)
    os.environ[OVERRIDE] = str(folder / "data")
    try:
        yield
    finally:
        os.environ.pop(OVERRIDE)
        if before is not None:
            os.environ[OVERRIDE] = before


def _seconds(begin: Path, place: Path) -> float:
    """Return how long everything takes that is to be interrupted."""
    shutil.copytree(begin, place)
    begun = time.monotonic()
    if (child := os.fork()) == 0:
        _child(place, 0, os.open(os.devnull, os.O_WRONLY))
    assert os.waitpid(child, 0)[1] == 0, "the work cannot be done at all"
    return time.monotonic() - begun


def _killed(place: Path, seed: int, seconds: float) -> list[Done]:
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        _child(place, seed, writing)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        lines = pipe.read().splitlines()
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"{seed}: the child failed"
    return [Done(*json.loads(line)) for line in lines]


def _child(place: Path, seed: int, pipe: int) -> None:
    """Work until killed; never returns."""
    try:
        Work(place, seed, lambda one: _tell(pipe, one)).all()
        os._exit(0)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(1)


def _tell(pipe: int, one: Done) -> None:
    # In one piece: a pipe takes so little at once or not at all.
    os.write(pipe, json.dumps(one).encode() + b"\n")


def table(killed: list[Killed]) -> str:
    """Return what came of all kills, as lines of text."""
    told = Counter(one.what for kill in killed for one in kill.done)
    lines = [
        ("programs killed", len(killed)),
        ("  while a file was half written", sum(kill.journals > 0 for kill in killed)),
        ("things acknowledged before", sum(told.values())),
        *[(f"  {what}", count) for what, count in told.most_common()],
        ("folders with anything lost or half there", sum(bool(k.problems) for k in killed)),
    ]
    width = max(len(line) for line, _ in lines)
    said = [f"{line:<{width}}  {figure:>6}" for line, figure in lines]
    said += [f"seed {kill.seed}: {problem}" for kill in killed for problem in kill.problems]
    return "\n".join(said)
