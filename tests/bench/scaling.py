"""How what people wait for grows with the plan, from 100 to 100,000 records, as drawings.

Processor time is measured, so that what a disk does and whatever else runs here are left out. The
files are such as ``make_large`` makes, kept in memory where the system has a place for that.
"""

from __future__ import annotations

import datetime as dt
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from outreach.briefs.compose import pack
from outreach.briefs.content import Edition
from outreach.briefs.render import Paper, render_pack
from outreach.cadence.kinds import Sequence
from outreach.document.document import Document
from outreach.initiative import open_file
from outreach.merge.bringing import merge
from outreach.network.kinds import Organisation, Person
from outreach.planning.agenda import agenda
from outreach.planning.coverage import gaps
from outreach.planning.proposal.proposing import propose
from outreach.search.index import Index
from outreach.snapshot import KINDS, Snapshot, take
from tests.bench.make_large import make_large
from tests.bench.plot import Line, Plot

PARTNERS = (6, 30, 100, 300, 1_000, 3_000, 10_000)
"""Each brings about ten records along."""
FEWER = PARTNERS[:4]
MOST_SLOW = 1_000
"""Partners in the largest plan that is ordered and printed as a whole: it takes minutes beyond."""
TODAY = dt.date(2026, 11, 24)
LONG = 0.5
"""Seconds for which a thing is measured again and again, at most :data:`RUNS` times."""
RUNS = 15

Points = dict[tuple[str, str], list[tuple[float, float]]]
"""Records and seconds, for each plot and line."""

TITLES = {
    "opening": "Opening a plan",
    "searching": "Searching",
    "merging": "Bringing in a colleague’s copy",
    "planning": "What the plan says to do",
    "packs": "A pack of every partner’s hand-out",
}


def plots(partners: tuple[int, ...] = PARTNERS) -> dict[str, Plot]:
    """Measure with so many partners each, and return a drawing for each thing, by its name."""
    points: Points = {}
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        for number in partners:
            file = Path(name) / f"{number}.db"
            make_large(file, number, TODAY)
            records, measured = _measured(file)
            for what, seconds in measured:
                points.setdefault(what, []).append((records, seconds))
            print(f"{records:,} records measured", flush=True)
            file.unlink()
    return {
        plot: Plot(
            title,
            tuple(Line(line, tuple(found)) for (its, line), found in points.items() if its == plot),
        )
        for plot, title in TITLES.items()
    }


def _measured(file: Path) -> tuple[int, list[tuple[tuple[str, str], float]]]:
    """Return how many records there are, and the seconds of each thing."""
    with open_file(file, author="Ana").opened() as document:
        sequence = _given_a_goal(document)
    opening = _seconds(lambda: open_file(file, author="Ana").opened().close())
    with open_file(file, author="Ana", read_only=True).opened() as document:
        snapshot = take(document)
        records = sum(len(getattr(snapshot, kind)) for kind in KINDS)
        found = [
            (("opening", "until it can be edited"), opening),
            (("opening", "with every record read"), opening + _seconds(lambda: take(document))),
            *_searching(document),
            *_planning(snapshot, sequence),
        ]
    if len(snapshot.organisations) <= MOST_SLOW:
        found.append((("packs", "composed and printed as PDF"), _seconds(lambda: _pack(snapshot))))
    found += _merging(file)
    return records, found


def _given_a_goal(document: Document) -> str:
    """Say of the first sequence whose yes it is for, and return its id."""
    sequence = document.all(Sequence)[0].id
    goals = [partner.id for partner in document.all(Organisation)[:3]]
    with document.edit("Set goals") as edit:
        edit.set(sequence, goals=goals)
    return sequence


def _searching(document: Document) -> Iterator[tuple[tuple[str, str], float]]:
    words = [one.name[:5] for kind in (Organisation, Person) for one in document.all(kind)[:5]]
    with closing(Index(document)) as index:
        begun = time.process_time()
        index.refresh()
        yield ("searching", "the index, made beside the window"), time.process_time() - begun
        every = [_seconds(lambda word=word: index.find(word), 3) for word in (*words, "budget")]
        yield ("searching", "from a keystroke to what is found"), statistics.median(every)


def _planning(snapshot: Snapshot, sequence: str) -> Iterator[tuple[tuple[str, str], float]]:
    yield ("planning", "what today asks for"), _seconds(lambda: agenda(snapshot, TODAY))
    yield ("planning", "what is missing"), _seconds(lambda: gaps(snapshot, TODAY))
    if len(snapshot.organisations) <= MOST_SLOW:
        ordering = _seconds(lambda: propose(snapshot, TODAY, sequence), 3)
        yield ("planning", "the order of asks of one sequence"), ordering


def _pack(snapshot: Snapshot) -> None:
    render_pack(pack(snapshot, Edition.HANDOUT, TODAY), Paper.A4)


def _merging(file: Path) -> Iterator[tuple[tuple[str, str], float]]:
    """Bring in a copy with one edit, and one in which every tenth partner was described anew."""
    with open_file(file, author="Ana").opened() as document:
        partners = [partner.id for partner in document.all(Organisation)]
    for line, changed in (("one edit", partners[:1]), ("a tenth of the partners", partners[::10])):
        theirs = Path(shutil.copy(file, file.with_name("theirs.db")))
        with (
            open_file(theirs, author="Ben").opened() as document,
            document.edit("Described") as edit,
        ):
            for id in changed:
                edit.set(id, about="Runs clinics and a laboratory.")
        taken: list[float] = []
        while len(taken) < 3 and sum(taken) < LONG:
            copy = Path(shutil.copy(file, file.with_name("copy.db")))
            # A file from somebody else is looked through once; one's own is known.
            open_file(copy, author="Ana").opened().close()
            begun = time.process_time()
            with open_file(copy, author="Ana").opened() as document:
                merge(document, theirs)
            taken.append(time.process_time() - begun)
            copy.unlink()
        theirs.unlink()
        yield ("merging", line), statistics.median(taken)


def _seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median of the processor's seconds."""
    taken: list[float] = []
    while len(taken) < runs and sum(taken) < LONG:
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)
