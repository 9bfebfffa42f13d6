"""How fast packs are printed, beside a bare canvas and other programs for the same texts.

Typst is measured where its package can be imported; nothing else of the project needs it.
"""

from __future__ import annotations

import datetime as dt
import importlib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from outreach.base.assets import resource
from outreach.briefs import compose
from outreach.briefs.content import Edition, Pack
from outreach.briefs.how import Design
from outreach.briefs.render import Paper, _pack_parts, render, render_pack
from outreach.briefs.setting.typesetter import Setter
from outreach.briefs.setting.wording import paragraphs
from outreach.initiative import open_file
from outreach.network.kinds import Organisation
from outreach.snapshot import Snapshot, take
from tests.bench import Row
from tests.bench import paper_yardsticks as yardsticks
from tests.bench.make_large import make_large
from tests.briefs import samples

_PARTNERS = 500
_RUNS = 3
TODAY = dt.date(2026, 11, 24)


class Cost(NamedTuple):
    """What making a pack takes."""

    seconds: float
    """Of a processor."""
    memory: float
    """The most, in MB."""


def rows() -> list[Row]:
    """Measure, and return a row for each result with its target."""
    one = _median(lambda: render(samples.usual(), Paper.A4), 15)
    pack = _pack(_PARTNERS)
    drawn = _strings(pack)
    sheets = yardsticks.sheets_of(Setter(), pack, Paper.A4)
    texts = yardsticks.platypus_texts(sheets)
    packs, replays, flows = [], [], []
    for _ in range(_RUNS):
        paragraphs.cache_clear()
        packs.append(_seconds(lambda: render_pack(pack, Paper.A4)))
        replays.append(_seconds(lambda: yardsticks.bare_canvas(drawn, Paper.A4)))
        flows.append(_seconds(lambda: yardsticks.platypus(sheets, texts, Paper.A4)))
    # The least of each: a processor that is shared makes a run slower, never faster.
    ours, replay, flow = min(packs), min(replays), min(flows)
    few, many = _grown(_pack_alone)
    plan_few, plan_many = _grown(_plan_alone)
    typst = _typst(sheets)
    return [
        Row("One brief to PDF, warm (ms)", round(one * 1000, 1), "≤ 250"),
        Row("Pack of 500, tagged (pages)", len(drawn), "no target"),
        Row("Pack over a bare canvas (ratio)", round(ours / replay, 2), "≤ 2.0"),
        Row("Platypus in one pass over pack (ratio)", round(flow / ours, 2), "≥ 2.2"),
        Row(
            "Typst over pack (ratio)",
            round(typst / ours, 2) if typst else "not installed",
            "≥ 2.5",
        ),
        Row("Pack (pages per second)", round(len(drawn) / ours), "no target"),
        Row("Most memory of it (MB)", round(few.memory), "≤ 250"),
        Row(
            "2,000 partners over 4 times 500 (ratio)",
            round(many.seconds / few.seconds / 4, 2),
            "≤ 1.25",
        ),
        Row(
            "The same of a plan that all have joined (ratio)",
            _growth(plan_few, plan_many),
            "≤ 1.25",
        ),
    ]


def _typst(sheets: list[yardsticks.Sheets]) -> float | None:
    """Return the seconds of all processors that Typst takes, if it is there."""
    with suppress(ModuleNotFoundError), TemporaryDirectory() as folder:
        typst: Any = importlib.import_module("typst")
        source = Path(folder, "pack.typ")
        source.write_text(yardsticks.typst_source(sheets, Paper.A4), encoding="utf-8")
        fonts = [str(resource("fonts", "manifest.json").parent)]
        return _seconds(
            lambda: typst.compile(str(source), font_paths=fonts, ignore_system_fonts=True)
        )
    return None


def _grown(alone: Callable[[int], Cost]) -> tuple[Cost, Cost]:
    """Return what 500 partners take, and 2,000: the least of a few runs in turn."""
    runs = [(alone(_PARTNERS), alone(4 * _PARTNERS)) for _ in range(_RUNS)]
    return min(few for few, _ in runs), min(many for _, many in runs)


def _growth(few: Cost, many: Cost) -> float:
    return round(many.seconds / few.seconds / 4, 2)


def _pack_alone(partners: int) -> Cost:
    """Measure a pack of made-up briefs in a process of its own."""
    return _alone(f"_pack({partners})", "render_pack(made, bench.Paper.A4)")


def _plan_alone(partners: int) -> Cost:
    """Measure composing and printing a plan that all have joined, in a process of its own."""
    return _alone(f"_joined({partners})", "render_pack(bench._composed(made), bench.Paper.A4)")


def _alone(prepared: str, measured: str) -> Cost:
    code = (
        "import time\n"
        "from tests.bench import bench_briefs as bench\n"
        f"made = bench.{prepared}\n"
        "begin = time.process_time()\n"
        f"bench.{measured}\n"
        "print(time.process_time() - begin, bench.most_memory())"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    return Cost(float(said[0]), float(said[1]))


def _joined(partners: int) -> Snapshot:
    """Return a plan in which every partner is committed."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "plan.db")
        make_large(file, partners, TODAY)
        with open_file(file, author="Ana").opened() as document:
            with document.edit("All have joined") as edit:
                for partner in document.all(Organisation):
                    edit.set(partner.id, status="committed")
            return take(document)


def _composed(plan: Snapshot) -> Pack:
    """Return the hand-outs of every partner."""
    return compose.pack(plan, Edition.HANDOUT, TODAY)


def most_memory() -> float:
    """Return the most memory, in MB, that this process ever had."""
    if sys.platform == "linux":
        # Not by getrusage: there, a new process begins with what the one that started it had.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    resource_use = importlib.import_module("resource").getrusage(0)
    most: float = resource_use.ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
    return most


def _pack(partners: int) -> Pack:
    """Return a pack in which no two briefs say the same; two of five take three pages."""
    kinds = (samples.usual(), samples.long(), *samples.other_alphabets(), samples.long())
    briefs = tuple(_renamed(kinds[n % len(kinds)], n) for n in range(partners))
    return replace(samples.pack(Edition.HANDOUT), briefs=briefs)


def _renamed(value: Any, number: int) -> Any:
    """Return ``value`` with ``number`` in every string, so that no text is met twice."""
    if isinstance(value, str):
        return f"{number} {value}" if value else value
    if isinstance(value, tuple):
        return tuple(_renamed(item, number) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: _renamed(getattr(value, field.name), number) for field in fields(value)
        }
        return type(value)(**parts)
    return value


def _strings(pack: Pack) -> list[list[yardsticks.String]]:
    """Return the strings of every page of ``pack``, cover and contents too."""
    setter = Setter()
    parts = _pack_parts(setter, pack, Paper.A4, Design.BROADSHEET, lambda _done, _steps: None)
    count = sum(len(part.pages) for part in parts)
    whole = [part.laid_out.page(setter, page, 1, count) for part in parts for page in part.pages]
    return [list(yardsticks.strings_of(page, Paper.A4)) for page in whole]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _median(work: Callable[[], object], runs: int) -> float:
    work()
    return statistics.median(_seconds(work) for _ in range(runs))


if __name__ == "__main__":
    for row in rows():
        print(f"{row.name:40} {row.value!s:>10}   {row.target}")
