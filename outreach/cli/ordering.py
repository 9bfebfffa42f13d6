"""The command plan: in which order to ask and why, and what if somebody says no."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.errors import Refusal
from outreach.cli.arguments import add_command, day, reading, today_of
from outreach.cli.finding import find
from outreach.cli.output import note, result
from outreach.cli.proposals import proposal_data, proposal_words, what_if_data, what_if_words
from outreach.document.document import Document
from outreach.planning.order.neutral import instance_of
from outreach.planning.order.solve import solve
from outreach.planning.proposal.assuming import Assumed
from outreach.planning.proposal.proposing import propose
from outreach.planning.proposal.what_if import what_if
from outreach.snapshot import take
from outreach.vocabulary import STANCES

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

MOST_BYTES = 50_000_000
"""Size of an instance's file beyond which it is not read."""


def register(commands: Commands) -> None:
    """Add the commands."""
    plans = add_command(
        commands, "plan", plan, "in which order to ask, and why", file=False, past=True
    )
    plans.add_argument("file", metavar="FILE", type=Path, nargs="?", help="the initiative's file")
    plans.add_argument(
        "--goal",
        metavar="ID",
        help="a sequence, or a partner whose yes it is for (default: the first running sequence)",
    )
    plans.add_argument(
        "--by", metavar="DATE", type=day, help="the day by which the goal is to be reached"
    )
    plans.add_argument(
        "--what-if",
        metavar="WHAT",
        action="append",
        default=[],
        help="declines:PARTNER, joins:PARTNER, stands:PARTNER=-2 to 2, leaves:PERSON, "
        "slips:STEP=DATE or tie:RELATIONSHIP=1 to 5, or =none; can be repeated; nothing is written",
    )
    plans.add_argument(
        "--instance",
        metavar="INSTANCE",
        type=Path,
        help="instead of a file a neutral instance as JSON: base, links, required and so on",
    )


def plan(arguments: argparse.Namespace) -> int:
    """Print the order to ask in, or what would be different."""
    if arguments.instance is not None:
        if arguments.file is not None:
            raise Refusal("Give a file or an instance, not both. Nothing was computed.")
        return _instance(arguments)
    if arguments.file is None:
        note("Say which file the order is for, or give an instance with --instance.")
        return 2
    with reading(arguments) as document:
        goal = (
            find(document, arguments.goal, ("sequence", "organisation")) if arguments.goal else None
        )
        what = _assumed(document, arguments.what_if)
        snapshot = take(document)
    today = today_of(arguments)
    if what is None:
        found = propose(snapshot, today, goal, arguments.by)
        data, words = proposal_data(snapshot, found), proposal_words(snapshot, found)
    else:
        other = what_if(snapshot, today, what, goal, arguments.by)
        data, words = what_if_data(snapshot, other), what_if_words(snapshot, other)
    result(arguments, data, words)
    return 0


def _instance(arguments: argparse.Namespace) -> int:
    found = solve(instance_of(_read(arguments.instance)))
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


def _assumed(document: Document, given: list[str]) -> Assumed | None:
    """Return what the arguments assume; None for nothing.

    Raises:
        Refusal: when one of them makes no sense.
    """
    declined, joined, left = set(), set(), set()
    strengths: dict[str, int | None] = {}
    stances: dict[str, int] = {}
    dates = {}
    for text in given:
        verb, _, rest = text.partition(":")
        valued = verb in ("slips", "tie", "stands")
        name, _, value = rest.rpartition("=") if valued else (rest, "", "")
        if verb == "declines":
            declined.add(find(document, name, ("organisation",)))
        elif verb == "joins":
            joined.add(find(document, name, ("organisation",)))
        elif verb == "leaves":
            left.add(find(document, name, ("person",)))
        elif verb == "slips" and name:
            try:
                dates[find(document, name, ("step",))] = day(value)
            except argparse.ArgumentTypeError as error:
                raise Refusal(f"“{text}”: {error}. Nothing was computed.") from None
        elif verb == "tie" and value in ("none", "1", "2", "3", "4", "5"):
            strength = None if value == "none" else int(value)
            strengths[find(document, name, ("relationship",))] = strength
        elif verb == "stands" and value in map(str, STANCES):
            stances[find(document, name, ("organisation",))] = int(value)
        else:
            raise Refusal(
                f"“{text}” says nothing that can be tried out. Use declines:PARTNER, "
                "joins:PARTNER, stands:PARTNER=-2 to 2, leaves:PERSON, slips:STEP=DATE, or "
                "tie:RELATIONSHIP=1 to 5 or =none."
            )
    if not given:
        return None
    return Assumed(
        frozenset(declined), frozenset(joined), frozenset(left), strengths, stances, dates
    )
