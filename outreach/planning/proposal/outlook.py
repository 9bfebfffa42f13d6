"""How likely the goal is, how sure that is, whom it hangs on, and which judgement matters most."""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass

from outreach.planning.order.model import Cancelled, Instance, Stopped
from outreach.planning.order.walk import Turn, probability
from outreach.planning.proposal.bands import between, in_words, points
from outreach.planning.proposal.problem import Problem
from outreach.snapshot import Snapshot

RESAMPLES = 200
"""How often every judgement is taken to be up to one notch off."""
QUICK = 400
"""Worlds in which each of these is judged."""
NOTCH = 2.0
"""Half-notches of a notch."""
_TENTH = 0.1


@dataclass(frozen=True, slots=True)
class Outlook:
    """The chance of the goal when partners are asked in the order given."""

    probability: float
    """As judged; only for comparing, people are shown the words."""
    adaptive: float | None
    """If the order is worked out anew after each answer; None: not known."""
    low: float
    high: float
    """The middle 80 % of what it would be if every judgement were up to one notch off."""
    words: str

    @property
    def band(self) -> str:
        """The range in words."""
        return between(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Worth:
    """What one partner is worth to the goal."""

    organisation: str
    needed: bool
    """Whether nothing comes of it without them."""
    amount: float
    """Probability: of the goal with their yes less with their no; of one notch where needed."""
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """An input, with what the goal's chance would be if it were a step lower or higher."""

    record: str
    """The partner it is about, or the one who is listened to."""
    towards: str | None
    """The partner who listens, where it is about a tie."""
    words: str
    low: float
    high: float

    @property
    def swing(self) -> float:
        """How far apart the two are."""
        return abs(self.high - self.low)


def outlook_of(
    instance: Instance,
    order: tuple[int, ...],
    adaptive: float | None = None,
    cancelled: Cancelled | None = None,
) -> Outlook:
    """Return the outlook of an order."""
    chance = probability(instance, order)
    drawn = sorted(_resampled(instance, order, cancelled))
    low = drawn[round(_TENTH * (len(drawn) - 1))]
    high = drawn[round((1 - _TENTH) * (len(drawn) - 1))]
    low, high = min(low, chance), max(high, chance)
    return Outlook(chance, adaptive, low, high, in_words(chance))


def _resampled(
    instance: Instance, order: tuple[int, ...], cancelled: Cancelled | None
) -> list[float]:
    draw = random.Random(repr((instance.base, instance.links)))
    found = []
    for _ in range(RESAMPLES):
        if cancelled is not None and cancelled():
            raise Stopped
        base = tuple(b + NOTCH * draw.choice((-1, 0, 1)) for b in instance.base)
        links = tuple(
            (j, i, _kept_sign(w, draw.choice((-1.0, 0.0, 1.0)))) for j, i, w in instance.links
        )
        off = dataclasses.replace(instance, base=base, links=links)
        found.append(probability(off, order, worlds=QUICK))
    return found


def _kept_sign(weight: float, change: float) -> float:
    """Return a weight one step off, never turned into its opposite."""
    changed = weight + change
    return 0.0 if changed * weight < 0 else changed


def worths(snapshot: Snapshot, problem: Problem, turns: list[Turn]) -> tuple[Worth, ...]:
    """Return what each partner who is asked is worth, those the goal hangs on most first."""
    instance = problem.instance
    order = tuple(turn.partner for turn in turns)
    now = probability(instance, order)
    found = []
    for turn in turns:
        id = problem.partners[turn.partner]
        name = snapshot.name(id)
        if turn.partner in instance.required:
            more = probability(_shifted(instance, turn.partner, NOTCH), order) - now
            words = (
                f"Without {name} the goal is not reached. One step more from them would add "
                f"{points(more)}."
            )
            found.append(Worth(id, True, more, words))
        else:
            amount = turn.if_yes - turn.if_no
            said = f"A yes of {name} instead of a no is worth {points(amount)}."
            if amount < -0.005:
                said = f"A yes of {name} instead of a no would cost {points(amount)}."
            found.append(Worth(id, False, amount, said))
    return tuple(sorted(found, key=lambda worth: (not worth.needed, -worth.amount)))


def tornado(
    snapshot: Snapshot,
    problem: Problem,
    order: tuple[int, ...],
    most: int = 6,
    cancelled: Cancelled | None = None,
) -> tuple[Judgement, ...]:
    """Return the judgements on which the outlook hangs most, each a step lower and higher."""
    instance = problem.instance
    found = []
    asked = set(order[: instance.asks])
    for i, id in enumerate(problem.partners):
        if cancelled is not None and cancelled():
            raise Stopped
        if i in asked:
            low, high = (
                probability(_shifted(instance, i, change), order) for change in (-NOTCH, NOTCH)
            )
            words = f"how ready {snapshot.name(id)} is"
            found.append(Judgement(id, None, words, low, high))
    for at, link in enumerate(problem.links):
        low, high = (probability(_weighed(instance, at, change), order) for change in (-1.0, 1.0))
        words = f"how much it counts that {link.words}"
        found.append(Judgement(link.by, link.to, words, low, high))
    return tuple(sorted(found, key=lambda one: -one.swing)[:most])


def _shifted(instance: Instance, i: int, change: float) -> Instance:
    base = list(instance.base)
    base[i] += change
    return dataclasses.replace(instance, base=tuple(base))


def _weighed(instance: Instance, at: int, change: float) -> Instance:
    links = list(instance.links)
    j, i, w = links[at]
    links[at] = (j, i, _kept_sign(w, change))
    return dataclasses.replace(instance, links=tuple(links))
