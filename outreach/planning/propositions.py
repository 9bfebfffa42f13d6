"""What a value proposition still lacks before it can win anybody over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.persuasion.kinds import Need, ValueProposition
from outreach.snapshot import Snapshot

_ASKS = re.compile(r"[;\n]|[.?!]\s+\S|\bas well as\b|\bin addition\b|,\s+and\s", re.IGNORECASE)
"""What separates one request from another; a plain “and” joins one thing more often than two."""
_CLOSER = re.compile(
    r"\s*(?:after|as|at|before|by|during|each|every|for|from|in|of|on|once|over|per|through|to|"
    r"under|until|which|who|with|within|without)\b",
    re.IGNORECASE,
)
"""How a part between commas begins that says more closely what is asked: no further request."""


class Lack(NamedTuple):
    """Something that a value proposition lacks."""

    kind: str
    """``no_need``, ``others_need``, ``no_use_case``, ``no_ask``, ``several_asks``, ``no_offer`` or
    ``no_source``."""
    words: str
    """What is the matter with it, such as ``tied to no need of theirs``."""


def lacks(snapshot: Snapshot, value: ValueProposition) -> list[Lack]:
    """Return what ``value`` lacks, gravest first."""
    return lacks_with(value, snapshot.needs.get(value.need or ""), snapshot.name)


def lacks_with(
    value: ValueProposition, need: Need | None, name: Callable[[str], str]
) -> list[Lack]:
    """Return the same of a proposition whose ``need`` is at hand; ``name`` says ids in words."""
    return list(_lacks(value, need, name))


def incomplete(snapshot: Snapshot) -> list[tuple[ValueProposition, str]]:
    """Return the value propositions that lack something, each with a sentence that says what."""
    return [
        (value, f"{snapshot.name(value.organisation)}: “{value.headline}”: {said}.")
        for value in snapshot.value_propositions.values()
        if (said := with_commas(lack.words for lack in lacks(snapshot, value)))
    ]


def _lacks(
    value: ValueProposition, need: Need | None, name: Callable[[str], str]
) -> Iterator[Lack]:
    if need is None:
        yield Lack("no_need", tr("tied to no need of theirs"))
    elif need.organisation != value.organisation:
        yield Lack(
            "others_need",
            tr("tied to a need of {organisation}", organisation=name(need.organisation)),
        )
    if value.use_case is None:
        yield Lack("no_use_case", tr("no use case"))
    if not value.ask:
        yield Lack("no_ask", tr("asks for nothing yet"))
    elif is_several(value.ask):
        yield Lack("several_asks", tr("the ask is not one thing"))
    if not value.partner_gets:
        yield Lack("no_offer", tr("says nothing of what they get"))
    if not value.proofs and value.evidence not in (None, "own_estimate"):
        yield Lack("no_source", tr("claims a case or a measurement and names no source"))


def is_several(ask: str) -> bool:
    """Whether a request asks for more than one thing, as far as its form tells."""
    words = ask.strip().rstrip(".!?;")
    further = [part for part in words.split(",")[1:] if not _CLOSER.match(part)]
    return bool(_ASKS.search(words)) or len(further) > 1
