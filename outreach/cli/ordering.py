"""The command plan: in which order to ask, and why."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.cli.arguments import add_command
from outreach.cli.output import result
from outreach.planning.order.neutral import instance_of
from outreach.planning.order.solve import solve

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

MOST_BYTES = 50_000_000
"""Size of an instance's file beyond which it is not read."""


def register(commands: Commands) -> None:
    """Add the commands."""
    plans = add_command(commands, "plan", plan, "in which order to ask, and why", file=False)
    plans.add_argument(
        "--instance",
        metavar="INSTANCE",
        type=Path,
        required=True,
        help="a neutral instance as JSON: base, links, required, ingredients and so on",
    )


def plan(arguments: argparse.Namespace) -> int:
    """Print the order to ask in."""
    instance = instance_of(_read(arguments.instance))
    found = solve(instance)
    data = {
        "order": found.order,
        "probability": found.probability,
        "adaptive_probability": found.adaptive_probability,
        "proven": found.proven,
        "bound": found.bound,
        "exact": found.exact,
    }
    # Numbers by scripts for scripts: JSON whether asked for or not.
    arguments.json = True
    result(arguments, data, "")
    return 0


def _read(path: Path) -> object:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(f"“{path}” is too large for an instance, so it was not read.")
        return json.loads(path.read_bytes())
    except OSError as error:
        raise Refusal(f"“{path}” could not be read ({error.strerror}). Is it there?") from error
    except (ValueError, RecursionError) as error:
        raise Refusal(f"“{path}” is not JSON ({error}). Nothing was computed.") from error
