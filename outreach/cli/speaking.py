"""Commands about who should speak: champions."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from outreach.base.errors import Refusal
from outreach.cli.arguments import add_command, reading, today_of
from outreach.cli.finding import find
from outreach.cli.output import result
from outreach.planning.champions.assignment import Assignment, Expert, Lead, assign
from outreach.planning.champions.cultivating import Prospect, worth_cultivating
from outreach.planning.champions.fit import (
    Fit,
    champions_for_objection,
    champions_for_partner,
)
from outreach.snapshot import Snapshot, take
from outreach.vocabulary import TOPICS

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
    what.add_argument(
        "--assign", action="store_true", help="who leads with which partner, and where people lack"
    )
    what.add_argument(
        "--cultivate", action="store_true", help="who could become a champion where one is missing"
    )
    adds.add_argument(
        "--topic", metavar="TOPIC", help="with --organisation: on this topic, such as privacy"
    )
    adds.add_argument(
        "--most", metavar="N", type=int, default=MOST, help=f"name so many people (default {MOST})"
    )


def champions(arguments: argparse.Namespace) -> int:
    """Print who should speak, best first, each with reasons."""
    if arguments.topic and not arguments.organisation:
        raise Refusal("A topic goes with --organisation. Leave it out, or say which partner.")
    with reading(arguments) as document:
        snapshot, today = take(document), today_of(arguments)
        if arguments.assign:
            return _assign(arguments, snapshot, assign(snapshot, today))
        if arguments.cultivate:
            return _cultivate(arguments, worth_cultivating(snapshot, today))
        if arguments.objection:
            id = find(document, arguments.objection, ("objection",))
            found = champions_for_objection(snapshot, id, today)
        else:
            id = find(document, arguments.organisation, ("organisation",))
            found = champions_for_partner(snapshot, id, today, arguments.topic)
    result(arguments, [_data(fit) for fit in found], _words(found, max(arguments.most, 0)))
    return 0


def _assign(arguments: argparse.Namespace, snapshot: Snapshot, found: Assignment) -> int:
    leads = [
        {**one._asdict(), "partner": snapshot.name(one.organisation), "name": _name(snapshot, one)}
        for one in found.leads
    ]
    experts = [
        {**one._asdict(), "partner": snapshot.name(one.organisation), "name": _name(snapshot, one)}
        for one in found.experts
    ]
    data = {"leads": leads, "experts": experts, "shortages": found.shortages}
    lines = [f"{one['partner']}: {one['name'] or 'nobody yet'}" for one in leads]
    lines += [
        f"{one['partner']}: {one['name']} answers on {TOPICS.get(one['topic'], one['topic'])}"
        for one in experts
    ]
    lines += [one.sentence for one in found.shortages]
    result(arguments, data, "\n".join(lines) or "No partner is left to be won over.")
    return 0


def _name(snapshot: Snapshot, one: Lead | Expert) -> str:
    return snapshot.name(one.person)


def _cultivate(arguments: argparse.Namespace, found: list[Prospect]) -> int:
    said = [
        "\n".join([f"{one.partner}: {one.name} ({one.score})", *(f"  {m}" for m in one.missing)])
        for one in found
    ]
    result(arguments, found, "\n\n".join(said) or "Nobody else comes into question yet.")
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
