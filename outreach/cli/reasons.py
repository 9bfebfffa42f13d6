"""Commands about why they would say yes: coverage, balance."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from outreach.cli.arguments import add_command, reading, today_of
from outreach.cli.output import result, table
from outreach.planning import balance as exchanges
from outreach.planning.coverage import gaps
from outreach.planning.matrix import By, Line, matrix
from outreach.planning.propositions import incomplete
from outreach.snapshot import Snapshot, take
from outreach.vocabulary import TOPICS

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands

_BY: dict[str, By] = {"partner": "organisation", "topic": "category"}


def register(commands: Commands) -> None:
    """Add the commands."""
    covers = add_command(
        commands, "coverage", coverage, "objections and partners that lack something", past=True
    )
    which = covers.add_mutually_exclusive_group()
    which.add_argument(
        "--by",
        choices=sorted(_BY),
        help="a line for each partner or topic: how many open objections lack an answer, a proof, "
        "a speaker",
    )
    which.add_argument(
        "--propositions", action="store_true", help="value propositions that are not whole"
    )
    add_command(
        commands, "balance", balance, "what each partner gives and gets, and in all", past=True
    )


def coverage(arguments: argparse.Namespace) -> int:
    """Print what is missing before the next talk."""
    with reading(arguments) as document:
        snapshot = take(document)
    today = today_of(arguments)
    if arguments.by:
        return _matrix(arguments, snapshot, matrix(snapshot, _BY[arguments.by], today))
    if arguments.propositions:
        weak = [{"id": value.id, "sentence": said} for value, said in incomplete(snapshot)]
        words = "\n".join(one["sentence"] for one in weak)
        result(arguments, weak, words or "Every value proposition is whole.")
        return 0
    found = gaps(snapshot, today)
    words = "\n".join(gap.sentence for gap in found)
    result(arguments, found, words or "Nothing is missing.")
    return 0


def _matrix(arguments: argparse.Namespace, snapshot: Snapshot, found: list[Line]) -> int:
    rows = [(_name(snapshot, line.key), line) for line in found]
    data = [
        {
            "key": line.key,
            "name": name,
            "open": line.open,
            "blocking": line.blocking,
            "without_answer": line.answer,
            "without_proof": line.proof,
            "without_speaker": line.speaker,
        }
        for name, line in rows
    ]
    headings = (arguments.by, "open", "blocking", "no answer", "no proof", "no speaker")
    lines = [
        (name, *map(str, (line.open, line.blocking, line.answer, line.proof, line.speaker)))
        for name, line in rows
    ]
    result(arguments, data, table(headings, lines) if rows else "No objection is open.")
    return 0


def _name(snapshot: Snapshot, key: str) -> str:
    return snapshot.name(key) or TOPICS.get(key, key) or "no topic"


def balance(arguments: argparse.Namespace) -> int:
    """Print what the exchange with each partner costs it, and what all cost together."""
    with reading(arguments) as document:
        found = exchanges.balance(take(document))
    result(arguments, found, "\n\n".join(_balance(found)))
    return 0


def _balance(found: exchanges.Balance) -> Iterator[str]:
    for partner in found.partners:
        days = exchanges.Sums(partner.cost, partner.offset, partner.net)
        yield "\n".join([partner.name, *_sums(days, partner.money, found.currency)])
    yield "\n".join(["In all", *_sums(found.total, found.money, found.currency)])


def _sums(days: exchanges.Sums, money: exchanges.Sums | None, currency: str) -> Iterator[str]:
    yield f"  {exchanges.sums_words(days)}"
    if money is not None:
        yield f"  {exchanges.sums_words(money, currency or 'in money')}"
