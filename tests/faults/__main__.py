"""Runs the faults that are named, or all: ``python -m tests.faults kills``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> int:
    """Print what came of it; return 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    commands = parser.add_subparsers(required=True)
    killing = commands.add_parser("kills", help="kill programs at any moment")
    killing.add_argument("--runs", type=int, default=200)
    killing.add_argument("--seed", type=int, default=0, help="of the first run")
    killing.add_argument("--folder", type=Path, help="where the files are")
    killing.set_defaults(run=_kills)
    arguments = parser.parse_args()
    return int(arguments.run(arguments))


def _kills(arguments: argparse.Namespace) -> bool:
    from tests.faults.kills import kills, table

    seeds = range(arguments.seed, arguments.seed + arguments.runs)
    killed = list(kills(seeds, arguments.folder))
    print(table(killed))
    return any(kill.problems for kill in killed)


if __name__ == "__main__":
    sys.exit(main())
