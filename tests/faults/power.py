"""Cuts the power at any moment: what was written and not yet synchronised may be there or not.

Everything that SQLite does to the files of somebody at work is recorded, and then done again on a
disk of its own up to any moment. There the power goes: of what was written since a file was last
synchronised, any part may have reached the disk, in any order, sector by sector; a file that was
made or deleted may be there or not. Each disk that may be left is opened with the program.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from outreach.cli.checking import examine
from outreach.document.opening import Outcome
from outreach.initiative import open_file
from tests.faults import vfs
from tests.faults.verdict import edits_in
from tests.faults.vfs import Call
from tests.faults.work import Tell

SECTOR = 512
"""Bytes that a disk writes as a whole."""
Files = dict[str, bytes]
Kept = Callable[[], bool]
"""Decides of each thing that was not synchronised whether it reached the disk."""


class Disk:
    """A disk, with what is sure to be on it and what may be."""

    def __init__(self, files: Files) -> None:
        """Begin with ``files``, all of them on the disk for sure."""
        self._sure: Files = dict(files)
        self._now: dict[str, bytearray] = {name: bytearray(d) for name, d in files.items()}
        self._waiting: dict[str, list[Call]] = {}

    def do(self, call: Call) -> None:
        """Do what SQLite did."""
        name = Path(call.file).name
        match call.what:
            case "open":
                if name not in self._now:
                    self._now[name] = bytearray()
                    self._waiting[name] = [call]
            case "write" | "truncate":
                _change(self._now[name], call)
                self._waiting.setdefault(name, []).append(call)
            case "sync":
                self._sure[name] = bytes(self._now[name])
                self._waiting.pop(name, None)
            case "delete":
                self._now.pop(name)
                self._waiting.pop(name, None)
                if call.at:
                    self._sure.pop(name, None)

    def left(self, kept: Kept) -> Files:
        """Return the files that are there once the power is back."""
        found = {}
        for name in self._sure.keys() | self._now.keys():
            if name not in self._now and kept():
                continue  # its deletion reached the disk
            content = bytearray(self._sure.get(name, b""))
            calls = self._waiting.get(name, ())
            if calls and calls[0].what == "open":
                if not kept():
                    if name in self._sure:
                        found[name] = self._sure[name]
                    continue
                content = bytearray()
            for call in calls:
                for part in _sectors(call):
                    if kept():
                        _change(content, part)
            found[name] = bytes(content)
        return found


def _change(content: bytearray, call: Call) -> None:
    if call.what == "truncate":
        del content[call.at :]
    elif call.what == "write":
        content.extend(bytes(max(0, call.at - len(content))))
        content[call.at : call.at + len(call.data)] = call.data


def _sectors(call: Call) -> Iterator[Call]:
    """Yield a call in the parts that reach a disk or not."""
    at, data = call.at, call.data
    while call.what == "write" and data:
        size = SECTOR - at % SECTOR
        yield call._replace(at=at, data=data[:size])
        at, data = at + size, data[size:]
    if call.what == "truncate":
        yield call


class Recording(NamedTuple):
    """All that was done to the files in a folder."""

    calls: list[Call]
    moments: list[tuple[int, Files]]
    """What the files held at first, and when something was acknowledged, after how many calls."""


def record(folder: Path, work: Callable[[Tell], None]) -> Recording:
    """Record what ``work``, which tells of everything it has done, does to files in ``folder``."""
    calls: list[Call] = []

    def watch(call: Call) -> int:
        path = Path(call.file)
        if call.what != "read" and path.parent == folder and not path.name.startswith("."):
            calls.append(call)
        return vfs.OK

    moments = [(0, databases(folder))]
    with vfs.watched(watch):
        work(lambda done: moments.append((len(calls), databases(folder))))
    return Recording(calls, moments)


def databases(folder: Path) -> Files:
    """Return what the files of the program in ``folder`` hold."""
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*.db")}


def manners(seed: int) -> dict[str, Kept]:
    """Return the manners in which a disk may go dark, by their names."""
    chance = random.Random(seed).random
    return {
        "all that was written is there": lambda: True,
        "nothing but what was synchronised": lambda: False,
        "one half of the rest": lambda: chance() < 0.5,
        "most of the rest": lambda: chance() < 0.9,
        "little of the rest": lambda: chance() < 0.1,
    }


class Cut(NamedTuple):
    """What came of one cut of the power."""

    after: int
    """How many calls had been made."""
    manner: str
    problems: list[str]


def cuts(recording: Recording, place: Path, seed: int = 0, step: int = 1) -> Iterator[Cut]:
    """Cut the power after every ``step``-th call, in every manner; each outcome once.

    Args:
        recording: What was done.
        place: An empty folder, where what is left is opened.
        seed: Decides what reaches the disk.
        step: How many calls from one cut to the next.
    """
    judge = _Judge(recording, place)
    disk = Disk(recording.moments[0][1])
    seen: set[int] = set()
    for number, call in enumerate(recording.calls, start=1):
        disk.do(call)
        if number % step and call.what != "delete":
            continue
        for manner, kept in manners(seed + number).items():
            left = disk.left(kept)
            key = hash((judge.acknowledged(number), *sorted(left.items())))
            if key not in seen:
                seen.add(key)
                yield Cut(number, manner, judge.problems(number, left))


class _Judge:
    def __init__(self, recording: Recording, place: Path) -> None:
        self._moments = recording.moments
        self._place = place
        self._edits: dict[bytes, list[str]] = {}

    def acknowledged(self, number: int) -> int:
        """Return the last moment at which everything until then was to last."""
        return max(n for n, (calls, _) in enumerate(self._moments) if calls <= number)

    def problems(self, number: int, left: Files) -> list[str]:
        """Say what is wrong with the files that are left."""
        for path in self._place.iterdir():
            path.unlink()
        for name, content in left.items():
            (self._place / name).write_bytes(content)
        first = self.acknowledged(number)
        allowed = [files for _, files in self._moments[first : first + 2]]
        return [
            said
            for name in allowed[0]
            # What is as it was when something was acknowledged was judged then.
            if f"{name}-journal" in left or left[name] not in [files[name] for files in allowed]
            for said in self._of(name, allowed)
        ]

    def _of(self, name: str, allowed: list[Files]) -> Iterator[str]:
        path = self._place / name
        found = open_file(path, author="Ines")
        if found.document is not None:
            found.document.close()
        if found.outcome is not Outcome.OPENED or found.sentence:
            yield f"{name}: {found.outcome}: {found.sentence}"
        elif path.read_bytes() not in [files[name] for files in allowed]:
            yield from (f"{name}: {said}" for said in examine(path).problems)
            if edits_in(path) not in [self._edits_of(files[name]) for files in allowed]:
                yield f"{name} holds other edits than were acknowledged, or half of one"

    def _edits_of(self, content: bytes) -> list[str]:
        if content not in self._edits:
            path = self._place / "then.db"
            path.write_bytes(content)
            self._edits[content] = edits_in(path)
            path.unlink()
        return self._edits[content]


def table(came: list[Cut]) -> str:
    """Return what came of all cuts, as lines of text."""
    manners = Counter(cut.manner for cut in came)
    bad = [cut for cut in came if cut.problems]
    lines = [
        ("times the power went", len(came)),
        *[(f"  {manner}", count) for manner, count in manners.most_common()],
        ("disks with anything lost or half there", len(bad)),
    ]
    said = [f"{line:<40}  {figure:>6}" for line, figure in lines]
    said += [f"after {cut.after}, {cut.manner}: {said}" for cut in bad for said in cut.problems]
    return "\n".join(said)
