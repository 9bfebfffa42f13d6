"""What a value proposition still lacks, and what an exchange costs, saves and leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from outreach.persuasion.kinds import ValueProposition

_LIST = re.compile(r"\n\s*(?:[-*•]|\d+[.)])|;|\n")
_SENTENCE_END = re.compile(r"[.!?…。؟](?=\s+\S)")


@dataclass(frozen=True, slots=True)
class Balance:
    """An exchange in kind in person-days, and in money; None where nobody has estimated."""

    cost: float | None
    """What it costs them."""
    offset: float | None
    """What our offer saves them."""
    money_cost: float | None
    money_offset: float | None

    @property
    def net(self) -> float:
        """What is left for them to bear, in person-days; below zero they gain."""
        return (self.cost or 0.0) - (self.offset or 0.0)

    @property
    def money_net(self) -> float:
        """What is left for them to bear, in the currency of the initiative."""
        return (self.money_cost or 0.0) - (self.money_offset or 0.0)

    @property
    def in_days(self) -> bool:
        """Whether anything was estimated in person-days."""
        return self.cost is not None or self.offset is not None

    @property
    def in_money(self) -> bool:
        """Whether anything was estimated in money."""
        return self.money_cost is not None or self.money_offset is not None


def balance(propositions: Iterable[ValueProposition]) -> Balance:
    """Add up the exchanges of some propositions, such as all of one partner."""
    offers = list(propositions)
    return Balance(
        _total(offer.partner_cost for offer in offers),
        _total(offer.offset for offer in offers),
        _total(offer.money_cost for offer in offers),
        _total(offer.money_offset for offer in offers),
    )


def lacks(offer: ValueProposition) -> tuple[str, ...]:
    """Say in a few words each what a proposition still lacks; nothing when it is whole."""
    found = []
    if offer.need is None:
        found.append("tied to no need of theirs")
    if offer.use_case is None:
        found.append("no use case")
    if not (offer.ask or "").strip():
        found.append("nothing is asked yet")
    elif not is_one_thing(offer.ask or ""):
        found.append("the ask is not one thing")
    return tuple(found)


def is_one_thing(ask: str) -> bool:
    """Whether an ask is one sentence and no list: more than one thing asked is rarely granted."""
    words = ask.strip()
    return not _LIST.search(words) and not _SENTENCE_END.search(words)


def _total(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
