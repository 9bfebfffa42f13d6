"""The command export: what a plan holds, for other programs."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.arguments import add_command, reading, today_of
from outreach.cli.output import note, result
from outreach.exchange.export import HELD_BACK, Form, export
from outreach.planning import steps
from outreach.snapshot import take

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    exports = add_command(commands, "export", export_, "write a list for other programs", past=True)
    exports.add_argument("out", metavar="OUT", type=Path, help="the file to make")
    exports.add_argument(
        "--format",
        choices=[str(form) for form in Form],
        help="what it is to be (default: by the end of its name)",
    )
    exports.add_argument(
        "--kind", metavar="KIND", default="", help="for CSV (default: organisation) and XLSX"
    )
    exports.add_argument(
        "--confidential", action="store_true", help="with what is confidential; else without"
    )


def export_(arguments: argparse.Namespace) -> int:
    """Write the file."""
    form = Form(arguments.format or _by_name(arguments.out))
    with reading(arguments) as document:
        days = steps.days(take(document)) if form is Form.CALENDAR else []
        export(
            document,
            arguments.out,
            form,
            kind=arguments.kind,
            confidential=arguments.confidential,
            days=days,
            now=dt.datetime.combine(today_of(arguments), dt.time(), dt.UTC),
        )
    data = {"file": str(arguments.out), "format": form, "confidential": arguments.confidential}
    result(arguments, data, f"Wrote “{arguments.out}”.")
    if form in HELD_BACK:
        note(HELD_BACK[form])
    if not arguments.confidential and form is not Form.CALENDAR:
        note("What is confidential was left out; --confidential takes it along.")
        if form is Form.JSON:
            note("Under “left_out” the file says what that was.")
    return 0


def _by_name(path: Path) -> str:
    """Return the form that the end of a file's name says; a spreadsheet where it says none."""
    end = path.suffix.lower().removeprefix(".")
    return end if end in set(Form) else Form.XLSX
