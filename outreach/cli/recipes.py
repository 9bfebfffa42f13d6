"""The command recipe: the order that worked, with names removed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.arguments import add_command, reading, today_of
from outreach.cli.output import counted, note, result
from outreach.cli.sequences import add_sequence_option, chosen_sequence
from outreach.exchange.recipe import write_recipe
from outreach.snapshot import take

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    writes = add_command(
        commands, "recipe", recipe, "the order that worked, with names removed, as a template"
    )
    writes.add_argument("out", metavar="OUT", type=Path, help="the file to make, such as best.json")
    add_sequence_option(writes)


def recipe(arguments: argparse.Namespace) -> int:
    """Write the recipe of a sequence to a file."""
    with reading(arguments) as document:
        sequence = chosen_sequence(document, arguments)
        told = write_recipe(take(document), sequence.id, arguments.out, today_of(arguments))
    steps, partners = len(told["step"]), len(told.get("organisation", ()))
    data = {"file": str(arguments.out), "steps": steps, "partners": partners}
    words = (
        f"Wrote “{arguments.out}”: {counted(steps, 'step')}, {counted(partners, 'partner')} "
        "without their names."
    )
    result(arguments, data, words)
    note(
        "Names, notes and dates were left out. Whoever knows your plan may still see from the "
        "parts that partners play which one it was."
    )
    return 0
