"""The command about many files: rollup."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.arguments import add_command, today_of
from outreach.cli.output import counted, note, result
from outreach.rollup.gather import files_in, roll_up

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    rolls = add_command(
        commands, "rollup", rollup, "many initiatives in one overview, to read only", file=False
    )
    rolls.add_argument("out", metavar="OUT", type=Path, help="the overview to make, such as all.db")
    rolls.add_argument(
        "places", metavar="FILE", type=Path, nargs="+", help="files, and folders of files"
    )
    rolls.add_argument("--confidential", action="store_true", help="take confidential fields along")
    rolls.add_argument(
        "--parquet", metavar="FOLDER", type=Path, help="write each table as a Parquet file as well"
    )


def rollup(arguments: argparse.Namespace) -> int:
    """Write an overview of many files; exit with 1 when one of them is not in it."""
    paths = files_in(arguments.places)
    watched = sys.stderr.isatty()

    def progress(done: int, total: int, name: str) -> None:
        if watched:
            print(f"\r{done} of {total} files\033[K", end="", file=sys.stderr, flush=True)

    try:
        made = roll_up(
            paths,
            arguments.out,
            today=today_of(arguments),
            confidential=arguments.confidential,
            progress=progress,
        )
    finally:
        if watched:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
    for left in made.left:
        note(f"Left out: {left.name}. {left.why}")
    data = {"file": str(arguments.out), **made._asdict()}
    if arguments.parquet is not None:
        from outreach.rollup.parquet import write_parquet

        data["parquet"] = [str(path) for path in write_parquet(arguments.out, arguments.parquet)]
    files, records = counted(made.files, "file"), counted(made.records, "record")
    result(arguments, data, f"Wrote “{arguments.out}”: {files}, {records}.")
    return 1 if made.left else 0
