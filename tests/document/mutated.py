"""Opens files that are broken in thousands of ways, the same each time, and counts what came of it.

``python -m tests.document.mutated`` tries 2,000 of them; a number after it tries so many. The tests
try the first few hundred.
"""

from __future__ import annotations

import itertools
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from outreach.base import ids
from outreach.base.data_folder import OVERRIDE
from outreach.exchange import samples
from outreach.initiative import create
from tests.document.mutations import Sound, mutated, sound
from tests.document.strangers import Trial, tried
from tests.document.tampering import tamper

COUNT = 2000
_CHUNK = 50
_BEGUN = 1_795_521_600_000_000_000
"""24 November 2026, 12:00 UTC, in nanoseconds since 1970."""


class Tried(NamedTuple):
    """A broken file and what came of it."""

    how: str
    trial: Trial


def files(folder: Path) -> list[Sound]:
    """Make the files to be broken, the same each time: a sample, and an empty initiative."""
    paths = folder / "sample.db", folder / "empty.db"
    ticks = itertools.count(_BEGUN, 1_000_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: next(ticks))
        patch.setattr(os, "urandom", random.Random(7).randbytes)
        patch.setattr(ids, "_last", 0)
        samples.make("kestria", paths[0], "Ines").close()
        create(paths[1], "Water for all", author="Ana").close()
    for path in paths:
        tamper(path, "UPDATE _sqlite_migrations SET applied_at='2026-11-24T12:00:00.000'")
    return [sound(path) for path in paths]


def broken(seed: int, whole: list[Sound], folder: Path) -> Tried:
    """Try one file in ``folder``, which is empty before and after."""
    how, content, journal = mutated(seed, whole)
    path = folder / "plan.db"
    path.write_bytes(content)
    if journal is not None:
        (folder / "plan.db-journal").write_bytes(journal)
    try:
        return Tried(how, tried(path))
    except BaseException as error:
        error.add_note(how)
        raise
    finally:
        for left in folder.iterdir():
            left.unlink()


def _broken(whole: list[Sound], seeds: range) -> list[Tried]:
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as folder:
        os.environ[OVERRIDE] = data
        return [broken(seed, whole, Path(folder)) for seed in seeds]


def table(found: Iterable[Tried]) -> str:
    """Say how many files ended in each outcome, and how long the slowest took."""
    every = list(found)
    outcomes = Counter(one.trial.outcome for one in every)
    readable = Counter(one.trial.outcome for one in every if one.trial.readable)
    lines = [f"{'outcome':<20} {'files':>6} {'of them readable':>17}"]
    lines += [
        f"{name:<20} {count:>6} {readable[name]:>17}" for name, count in outcomes.most_common()
    ]
    slowest = max(every, key=lambda one: one.trial.seconds)
    took = sum(one.trial.seconds for one in every)
    lines += [
        f"{'all':<20} {len(every):>6} {readable.total():>17}",
        f"{took:.0f} s of one processor; the slowest {slowest.trial.seconds:.2f} s ({slowest.how})",
    ]
    return "\n".join(lines)


def main(count: int) -> None:
    """Try ``count`` files on all processors; the first that is not as it should be ends it."""
    with tempfile.TemporaryDirectory() as folder:
        whole = files(Path(folder))
    chunks = [range(at, min(at + _CHUNK, count)) for at in range(0, count, _CHUNK)]
    with ProcessPoolExecutor() as pool:
        print(table(itertools.chain(*pool.map(partial(_broken, whole), chunks))))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
