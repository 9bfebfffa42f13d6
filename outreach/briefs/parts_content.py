"""What a pack holds beside its briefs, as values.

As with briefs there are two types: :class:`Shared` is fit for anybody's eyes and has no field for
anything confidential; :class:`Team` is for the coordinator's team alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class PackPart(StrEnum):
    """A part of a pack that may be left out."""

    BRIEFS = "briefs"
    MAP = "map"
    TIMELINE = "timeline"
    REGISTER = "register"
    CONTRIBUTIONS = "contributions"
    BALANCE = "balance"
    SIGN_IN = "sign-in"
    SLIPS = "slips"


@dataclass(frozen=True, slots=True)
class Node:
    """A partner on the map."""

    name: str
    standing: str
    """``joined``, ``talking`` or ``other``."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A line on the map, between two nodes by their places."""

    one: int
    other: int
    words: str
    """What it says, such as ``Ministry of Health trusts Kestria University``."""


@dataclass(frozen=True, slots=True)
class Map:
    """Who is in, who is talked to, and what ties them."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    left_out: int
    """Partners that there is no room for: those with the fewest ties."""


@dataclass(frozen=True, slots=True)
class PutsIn:
    """What one partner puts in."""

    partner: str
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip on which a partner answers by hand; the code brings the answer home."""

    code: str
    partner: str
    ask: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What of a pack may be given away."""

    map: Map | None = None
    contributions: tuple[PutsIn, ...] = ()
    sign_in: tuple[str, ...] = ()
    """Who is expected."""
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A step on the time line."""

    date: dt.date | None
    words: str
    done: bool


@dataclass(frozen=True, slots=True)
class PartnerTime:
    """A partner's row on the time line."""

    partner: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An objection with its answer and who gives it."""

    topic: str
    partner: str
    quote: str
    weight: str
    answer: str
    speaker: str
    out_of_date: bool
    """There is no current answer with a proof."""


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """What a partner gives and gets, and what it comes to in person-days."""

    partner: str
    gives: str
    gets: str
    cost: str
    offset: str
    net: str


@dataclass(frozen=True, slots=True)
class Team:
    """What of a pack is for the team alone."""

    map: Map | None = None
    timeline: tuple[PartnerTime, ...] = ()
    register: tuple[RegisterEntry, ...] = ()
    balance: tuple[BalanceRow, ...] = ()
