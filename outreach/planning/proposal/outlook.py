"""How likely the goal is, how sure that is, whom it hangs on, and which judgement matters most."""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass

from outreach.base.language import tr
from outreach.planning.order.meanfield import MeanField
from outreach.planning.order.model import Cancelled, Instance, rebased
from outreach.planning.order.walk import Judge, Turn
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
    chance = Judge(instance, cancelled=cancelled).probability(instance, order)
    drawn = sorted(_resampled(instance, order, cancelled))
    low = drawn[round(_TENTH * (len(drawn) - 1))]
    high = drawn[round((1 - _TENTH) * (len(drawn) - 1))]
    low, high = min(low, chance), max(high, chance)
    return Outlook(chance, adaptive, low, high, in_words(chance))


def _resampled(
    instance: Instance, order: tuple[int, ...], cancelled: Cancelled | None
) -> list[float]:
    draw = random.Random(repr((instance.base, instance.links)))
    judge = Judge(instance, QUICK, cancelled)
    found = []
    for _ in range(RESAMPLES):
        base = tuple(b + NOTCH * draw.choice((-1, 0, 1)) for b in instance.base)
        links = tuple(
            (j, i, _kept_sign(w, draw.choice((-1.0, 0.0, 1.0)))) for j, i, w in instance.links
        )
        off = dataclasses.replace(rebased(instance, base), links=links)
        found.append(judge.probability(off, order))
    return found


def _kept_sign(weight: float, change: float) -> float:
    """Return a weight one step off, never turned into its opposite."""
    changed = weight + change
    return 0.0 if changed * weight < 0 else changed


def worths(
    snapshot: Snapshot, problem: Problem, turns: list[Turn], judge: Judge
) -> tuple[Worth, ...]:
    """Return what each partner who is asked is worth, those the goal hangs on most first."""
    instance = problem.instance
    order = tuple(turn.partner for turn in turns)
    now = judge.probability(instance, order)
    found = []
    for turn in turns:
        id = problem.partners[turn.partner]
        name = snapshot.name(id)
        if turn.partner in instance.required:
            better = _shifted(instance, turn.partner, NOTCH)
            more = judge.probability(better, order) - now
            words = tr(
                "Without {name} the goal is not reached. One step more from them "
                "would add {points}.",
                name=name,
                points=points(more),
            )
            found.append(Worth(id, True, more, words))
        else:
            amount = turn.if_yes - turn.if_no
            said = tr(
                "A yes of {name} instead of a no is worth {points}.",
                name=name,
                points=points(amount),
            )
            if amount < -0.005:
                said = tr(
                    "A yes of {name} instead of a no would cost {points}.",
                    name=name,
                    points=points(amount),
                )
            found.append(Worth(id, False, amount, said))
    return tuple(sorted(found, key=lambda worth: (not worth.needed, -worth.amount)))


def tornado(
    snapshot: Snapshot,
    problem: Problem,
    order: tuple[int, ...],
    judge: Judge,
    most: int = 6,
) -> tuple[Judgement, ...]:
    """Return the judgements on which the outlook hangs most, each a step lower and higher."""
    instance = problem.instance
    found = []
    for i, at in _steepest(instance, order, 3 * most):
        if at is None:
            id = problem.partners[i]
            changed = [_shifted(instance, i, change) for change in (-NOTCH, NOTCH)]
            words, towards = tr("how ready {name} is", name=snapshot.name(id)), None
        else:
            link = problem.links[at]
            changed = [_weighed(instance, at, change) for change in (-1.0, 1.0)]
            words, id, towards = (
                tr("how much it counts that {fact}", fact=link.words),
                link.by,
                link.to,
            )
        low, high = (judge.probability(one, order) for one in changed)
        found.append(Judgement(id, towards, words, low, high))
    return tuple(sorted(found, key=lambda one: -one.swing)[:most])


def _steepest(
    instance: Instance, order: tuple[int, ...], most: int
) -> list[tuple[int, int | None]]:
    """Return partners, and links by their place, whose change moves the quick estimate most."""
    field = MeanField(instance)
    field.forward(order)
    steep = field.backward(order)
    found: list[tuple[float, int, int | None]] = [
        (abs(steep[i]) * NOTCH, i, None) for i in order[: instance.asks]
    ]
    found += [
        (abs(steep[i]) * field.q[j] * (field.place[j] < field.place[i]), i, at)
        for at, (j, i, _) in enumerate(instance.links)
    ]
    found.sort(key=lambda one: (-one[0], one[1], one[2] is not None, one[2] or 0))
    return [(i, at) for _, i, at in found[:most]]


def _shifted(instance: Instance, i: int, change: float) -> Instance:
    base = list(instance.base)
    base[i] += change
    return rebased(instance, tuple(base))


def _weighed(instance: Instance, at: int, change: float) -> Instance:
    links = list(instance.links)
    j, i, w = links[at]
    links[at] = (j, i, _kept_sign(w, change))
    return dataclasses.replace(instance, links=tuple(links))
