"""Commands about who should speak: champions."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from outreach.base.errors import Refusal
from outreach.cli.arguments import add_command, reading, today_of
from outreach.cli.finding import find
from outreach.cli.output import result
from outreach.planning.champions.fit import (
    Fit,
    champions_for_objection,
    champions_for_partner,
)
from outreach.snapshot import take

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

MOST = 5
"""People whom the words name where no number is asked for; JSON names everybody."""


def register(commands: Commands) -> None:
    """Add the commands."""
    adds = add_command(
        commands, "champions", champions, "who should speak, best first, and why", past=True
    )
    what = adds.add_mutually_exclusive_group(required=True)
    what.add_argument("--objection", metavar="ID", help="who can answer this objection")
    what.add_argument("--organisation", metavar="ID", help="who can win this partner over")
    adds.add_argument(
        "--topic", metavar="TOPIC", help="with --organisation: on this topic, such as privacy"
    )
    adds.add_argument(
        "--most", metavar="N", type=int, default=MOST, help=f"name so many people (default {MOST})"
    )


def champions(arguments: argparse.Namespace) -> int:
    """Print who should speak, best first, each with reasons."""
    if arguments.topic and arguments.objection:
        raise Refusal(
            "An objection has a topic of its own. Give --topic with --organisation, or leave it "
            "out."
        )
    with reading(arguments) as document:
        snapshot, today = take(document), today_of(arguments)
        if arguments.objection:
            id = find(document, arguments.objection, ("objection",))
            found = champions_for_objection(snapshot, id, today)
        else:
            id = find(document, arguments.organisation, ("organisation",))
            found = champions_for_partner(snapshot, id, today, arguments.topic)
    result(arguments, [_data(fit) for fit in found], _words(found, max(arguments.most, 0)))
    return 0


def _data(fit: Fit) -> dict[str, Any]:
    return {
        "id": fit.person,
        "name": fit.name,
        "score": fit.score,
        "reasons": fit.reasons,
        "champion": fit.champion,
        "available": fit.available,
        "vetoes": fit.vetoes,
        "hindrances": fit.hindrances,
        "shares": fit.shares,
    }


def _words(found: list[Fit], most: int) -> str:
    said = [
        "\n".join([f"{fit.score:3}  {fit.name}", *(f"     {reason}" for reason in fit.reasons)])
        for fit in found[:most]
    ]
    if len(found) > most:
        said.append(f"{len(found) - most} more; --most shows more of them, --json all.")
    return "\n\n".join(said) or "Nobody is on record yet."
