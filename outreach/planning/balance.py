"""The exchange with each partner: what they give and get, what it costs them, what we take off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from outreach.base.language import figure, tr
from outreach.persuasion.kinds import ValueProposition
from outreach.snapshot import Snapshot


def person_days() -> str:
    """Return the unit of what was estimated in days."""
    return tr("person-days")


class Sums(NamedTuple):
    """A cost, what our offers save of it, and what is left to carry."""

    cost: float
    offset: float
    net: float
    """Cost less offset; below 0, the partner gains."""


class Exchange(NamedTuple):
    """The exchange with one partner over all its value propositions."""

    organisation: str
    name: str
    gives: tuple[str, ...]
    gets: tuple[str, ...]
    cost: float
    """In person-days, as all three; what nobody has estimated counts nothing."""
    offset: float
    net: float
    money: Sums | None
    """In the currency of the initiative; None when no sum of money is on record."""
    not_estimated: int
    """How many of its value propositions say neither days nor money."""


class Balance(NamedTuple):
    """The exchanges with all partners that have a value proposition."""

    total: Sums
    """In person-days."""
    money: Sums | None
    currency: str
    """Empty when the initiative names none."""
    partners: tuple[Exchange, ...]


def balance(snapshot: Snapshot) -> Balance:
    """Add up the exchanges of an initiative."""
    partners = tuple(
        exchange(snapshot, id)
        for id in snapshot.organisations
        if snapshot.dossier(id).value_propositions
    )
    every = list(snapshot.value_propositions.values())
    currency = snapshot.initiative.currency or ""
    return Balance(days_of(every), money_of(every), currency, partners)


def exchange(snapshot: Snapshot, organisation: str) -> Exchange:
    """Add up the exchange with one partner."""
    found = snapshot.dossier(organisation).value_propositions
    days = days_of(found)
    return Exchange(
        organisation=organisation,
        name=snapshot.name(organisation),
        gives=tuple(value.partner_gives for value in found if value.partner_gives),
        gets=tuple(value.partner_gets for value in found if value.partner_gets),
        cost=days.cost,
        offset=days.offset,
        net=days.net,
        money=money_of(found),
        not_estimated=sum(not in_days(value) and not _in_money(value) for value in found),
    )


def sums_words(sums: Sums, unit: str | None = None) -> str:
    """Say in a sentence what an exchange costs a partner and what is left of it."""
    unit = person_days() if unit is None else unit
    cost, offset = f"{figure(sums.cost)} {unit}".rstrip(), figure(sums.offset)
    left, gained = figure(sums.net), figure(-sums.net)
    if sums.net > 0:
        return tr(
            "It costs them {cost}; our offer saves them {offset}; left to carry: {left}.",
            cost=cost,
            offset=offset,
            left=left,
        )
    if sums.net < 0:
        return tr(
            "It costs them {cost}; our offer saves them {offset}; they gain {gained}.",
            cost=cost,
            offset=offset,
            gained=gained,
        )
    return tr(
        "It costs them {cost}; our offer saves them {offset}; nothing is left to carry.",
        cost=cost,
        offset=offset,
    )


def in_days(value: ValueProposition) -> bool:
    """Whether anything of a proposition was estimated in person-days."""
    return value.partner_cost is not None or value.offset is not None


def _in_money(value: ValueProposition) -> bool:
    return value.money_cost is not None or value.money_offset is not None


def days_of(found: Iterable[ValueProposition]) -> Sums:
    """Add up some propositions in person-days; what nobody has estimated counts nothing."""
    return _sums((value.partner_cost, value.offset) for value in found)


def money_of(found: Iterable[ValueProposition]) -> Sums | None:
    """Add up some propositions in money; None when no sum of money is on record."""
    pairs = [(value.money_cost, value.money_offset) for value in found if _in_money(value)]
    return _sums(pairs) if pairs else None


def _sums(pairs: Iterable[tuple[float | None, float | None]]) -> Sums:
    pairs = list(pairs)
    # The file keeps six decimals; adding decimals up must not invent more.
    cost = round(sum(cost or 0.0 for cost, _ in pairs), 6)
    offset = round(sum(offset or 0.0 for _, offset in pairs), 6)
    return Sums(cost, offset, round(cost - offset, 6))
