"""Finding anything: from a keystroke to what is found, in the smaller and the larger file.

It is processor time, of the thread that searches. Names that are in the file are typed letter by
letter, and some words that are in many texts.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from outreach.document.document import Document
from outreach.initiative import open_file
from outreach.network.kinds import Organisation, Person
from outreach.search.index import Index
from tests.bench import Row
from tests.bench.window import p95

TYPED = 24
COMMON = ("water", "clinics", "lawyers", "budget")


def rows(files: dict[str, tuple[Path, float]]) -> list[Row]:
    """Measure each of ``files``, by what it is called, with the ms that are wanted."""
    found = []
    for called, (path, most) in files.items():
        with open_file(path, author="Bench", read_only=True).opened() as document:
            begun = time.thread_time()
            index = Index(document)
            index.refresh()
            found.append(Row(f"index of {called} made beside the window (s)", _since(begun)))
            taken = [_timed(index, typed) * 1000 for typed in _keystrokes(document)]
            index.close()
        found += [
            Row(f"keystroke to what is found, {called}, median (ms)", statistics.median(taken)),
            Row(f"keystroke to what is found, {called}, p95 (ms)", p95(taken), f"≤ {most}"),
        ]
    return found


def _keystrokes(document: Document) -> Iterator[str]:
    draw = random.Random(1)
    names = [one.name for kind in (Organisation, Person) for one in document.all(kind)]
    for word in (*draw.sample(names, TYPED), *COMMON):
        for length in range(1, min(len(word), 12) + 1):
            yield word[:length]


def _timed(index: Index, typed: str) -> float:
    begun = time.thread_time()
    index.find(typed)
    return _since(begun)


def _since(begun: float) -> float:
    return time.thread_time() - begun
