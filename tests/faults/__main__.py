"""Runs the faults that are named: ``python -m tests.faults kills``, ``power`` or ``disks``."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.faults.work import Tell, Work


def main() -> int:
    """Print what came of it; return 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, help, run in (
        ("kills", "kill programs at any moment", _kills),
        ("power", "cut the power after every call, in every manner", _power),
        ("disks", "let the disk fail at every call, in every manner", _disks),
    ):
        command = commands.add_parser(name, help=help)
        command.add_argument("--runs", type=int, default=200 if name == "kills" else 1)
        command.add_argument("--seed", type=int, default=0, help="of the first run")
        command.add_argument("--step", type=int, default=1, help="calls from one to the next")
        command.add_argument("--folder", type=Path, help="where the files are")
        command.set_defaults(run=run)
    arguments = parser.parse_args()
    run: Callable[[argparse.Namespace], bool] = arguments.run
    return int(run(arguments))


def _kills(arguments: argparse.Namespace) -> bool:
    from tests.faults.kills import kills, table

    seeds = range(arguments.seed, arguments.seed + arguments.runs)
    killed = list(kills(seeds, arguments.folder))
    print(table(killed))
    return any(kill.problems for kill in killed)


def _power(arguments: argparse.Namespace) -> bool:
    from tests.faults import work
    from tests.faults.kills import own_data
    from tests.faults.power import cuts, record, table

    came = []
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name, own_data(Path(name)):
        begin, place = Path(name, "begin"), Path(name, "place")
        begin.mkdir()
        place.mkdir()
        work.prepare(begin)
        for seed in range(arguments.seed, arguments.seed + arguments.runs):
            at_work = shutil.copytree(begin, Path(name, str(seed)))
            recording = record(at_work, partial(_work, at_work, seed))
            came += cuts(recording, place, seed, arguments.step)
    print(table(came))
    return any(cut.problems for cut in came)


def _work(folder: Path, seed: int, tell: Tell) -> None:
    Work(folder, seed, tell).in_databases()


def _disks(arguments: argparse.Namespace) -> bool:
    from tests.faults import work
    from tests.faults.failing import FAULTS, JOBS, failures, table
    from tests.faults.kills import own_data

    came = []
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name, own_data(Path(name)):
        begin, place = Path(name, "begin"), Path(name, "place")
        begin.mkdir()
        place.mkdir()
        work.prepare(begin)
        for fault in FAULTS:
            for job in JOBS:
                came += failures(begin, place, job, fault, arguments.step)
    print(table(came))
    return any(failed.problems for failed in came)


if __name__ == "__main__":
    sys.exit(main())
