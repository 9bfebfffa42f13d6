"""Opens files that are broken in thousands of ways, the same each time, and counts what came of it.

``python -m tests.document.mutated`` tries 2,000 of them, and checks and repairs each; a number
after it tries so many. The tests try the first few hundred.
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
from tests.document.strangers import Trial, repaired, tried
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


def write(seed: int, whole: list[Sound], folder: Path) -> str:
    """Write broken file ``plan.db``, with what lies beside it, into a folder; say how it is broken.

    What lies there of another goes.
    """
    how, content, journal = mutated(seed, whole)
    for left in folder.iterdir():
        left.unlink()
    (folder / "plan.db").write_bytes(content)
    if journal is not None:
        (folder / "plan.db-journal").write_bytes(journal)
    return how


def broken(seed: int, whole: list[Sound], folder: Path) -> Tried:
    """Try one file in ``folder``, where nothing else is."""
    how = write(seed, whole, folder)
    try:
        return Tried(how, tried(folder / "plan.db"))
    except BaseException as error:
        error.add_note(how)
        raise


def _broken(whole: list[Sound], seeds: range) -> list[Tried]:
    """Try some files, and check and repair each besides."""
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as place:
        os.environ[OVERRIDE] = data
        folder, clean, found = Path(place, "folder"), Path(place, "clean.db"), []
        folder.mkdir()
        for seed in seeds:
            found.append(broken(seed, whole, folder))
            write(seed, whole, folder)
            repaired(folder / "plan.db", clean)
            clean.unlink(missing_ok=True)
        return found


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
