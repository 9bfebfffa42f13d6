"""Why each step stands where it stands, in words, with the numbers they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from outreach.base.language import figure, tr
from outreach.base.words import either
from outreach.planning.order.model import Instance
from outreach.planning.order.walk import Judge, Turn
from outreach.planning.proposal.bands import in_words, is_extreme, points
from outreach.planning.proposal.problem import Link, Problem
from outreach.snapshot import Snapshot
from outreach.vocabulary import STATUS_WAITED_FOR

WORTH_SAYING = 0.01
"""What moving a step must cost, in probability, to be named as a reason."""

MOST_MOVED = 40
"""Partners up to whom it is worked out for all what it would cost to ask them first or last; of
more partners it is for the first in the order, the fewer the longer each takes."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step stands where it stands."""

    kind: str
    """``waits``, ``helped``, ``helps``, ``provokes``, ``calmed``, ``answers``, ``champion``,
    ``objection``, ``again``, ``adds``, ``earlier``, ``later``, ``optional``, ``pinned``,
    ``to_wait`` (a wait that is new) or ``guess``."""
    words: str
    records: tuple[str, ...] = ()
    """Ids of what it rests on."""
    numbers: dict[str, float] = field(default_factory=dict)
    """What the words were made from, unrounded; all can be recomputed from the instance."""


def reasons_for(
    snapshot: Snapshot,
    problem: Problem,
    order: tuple[int, ...],
    at: int,
    turn: Turn,
    judge: Judge,
) -> tuple[Reason, ...]:
    """Return why the partner at place ``at`` of ``order`` stands there, weightiest kind first."""
    return tuple(_reasons(_Place(snapshot, problem, order, at, turn, judge)))


@dataclass(frozen=True, slots=True)
class _Place:
    snapshot: Snapshot
    problem: Problem
    order: tuple[int, ...]
    at: int
    turn: Turn
    judge: Judge

    @property
    def id(self) -> str:
        return self.problem.partners[self.turn.partner]

    @property
    def name(self) -> str:
        return self.snapshot.name(self.id)

    def is_before(self, partner: str) -> bool:
        number = self.problem.number[partner]
        return number in self.order[: self.at]


def _reasons(place: _Place) -> Iterator[Reason]:
    yield from _waiting(place)
    yield from _helped(place)
    yield from _helping(place)
    yield from _provoking(place)
    yield from _answer(place)
    yield from _standing(place)
    yield from _adding(place)
    yield from _elsewhere(place)


def _waiting(place: _Place) -> Iterator[Reason]:
    for one in place.problem.waits:
        if one.partner == place.id:
            name = place.snapshot.name(one.for_)
            words = tr(
                "It waits for {name} to be {status}.",
                name=name,
                status=STATUS_WAITED_FOR[one.status],
            )
            yield Reason("waits", words, (one.step, one.for_))
        elif one.for_ == place.id:
            name = place.snapshot.name(one.partner)
            words = tr(
                "{name} waits for {other} to be {status}.",
                name=name,
                other=place.name,
                status=STATUS_WAITED_FOR[one.status],
            )
            yield Reason("waits", words, (one.step, one.partner))


def _lift(instance: Instance, link: Link, to: int) -> tuple[float, float]:
    """Return a partner's chance without anybody, and with the one link."""
    return (
        instance.chance_under(to, 0.0),
        instance.chance_under(to, link.weight),
    )


def _helped(place: _Place) -> Iterator[Reason]:
    instance = place.problem.instance
    for link in place.problem.links:
        if link.to == place.id and place.is_before(link.by):
            without, with_ = _lift(instance, link, place.turn.partner)
            words = tr(
                "{listening}: with a yes of {other} first, {name} goes from {before} to {after}.",
                listening=link.words,
                other=place.snapshot.name(link.by),
                name=place.name,
                before=in_words(without),
                after=in_words(with_),
            )
            numbers = {"without": without, "with": with_, "weight": link.weight}
            yield Reason("helped", words, (link.by, link.to), numbers)


def _helping(place: _Place) -> Iterator[Reason]:
    instance = place.problem.instance
    for link in place.problem.links:
        if link.by == place.id and not place.is_before(link.to):
            without, with_ = _lift(instance, link, place.problem.number[link.to])
            words = tr(
                "{listening}: a yes of {name} takes {other} from {before} to {after}.",
                listening=link.words,
                name=place.name,
                other=place.snapshot.name(link.to),
                before=in_words(without),
                after=in_words(with_),
            )
            numbers = {"without": without, "with": with_, "weight": link.weight}
            yield Reason("helps", words, (link.by, link.to), numbers)


def _provoking(place: _Place) -> Iterator[Reason]:
    partners, name = place.problem.partners, place.snapshot.name
    for one in place.problem.instance.provocations:
        opponent = name(partners[one.opponent])
        triggers = [partners[t] for t in one.triggers]
        named = either(map(name, triggers))
        numbers = {"weight": one.w}
        if place.turn.partner == one.opponent and not all(map(place.is_before, triggers)):
            words = tr(
                "{opponent} is asked before {partners}, whose yes would make them "
                "campaign against this.",
                opponent=opponent,
                partners=named,
            )
            yield Reason("calmed", words, (place.id, *triggers), numbers)
        elif place.turn.partner in one.triggers:
            targets = [partners[t] for t in one.targets if not place.is_before(partners[t])]
            before = place.is_before(partners[one.opponent])
            if not targets and not before:
                words = tr(
                    "A yes of {name} makes {opponent} campaign; those whom it could "
                    "turn have answered by then.",
                    name=place.name,
                    opponent=opponent,
                )
                yield Reason("provokes", words, (partners[one.opponent], place.id), numbers)
            elif not before:
                words = tr(
                    "A yes of {name} makes {opponent} campaign against this.",
                    name=place.name,
                    opponent=opponent,
                )
                yield Reason("provokes", words, (partners[one.opponent], place.id), numbers)


def _answer(place: _Place) -> Iterator[Reason]:
    turn = place.turn
    cold = place.problem.instance.chance_under(turn.partner, 0.0)
    numbers = {
        "cold": cold,
        "chance": turn.chance,
        "if_yes": turn.if_yes,
        "if_no": turn.if_no,
    }
    chance = _chance(turn.chance)
    words = tr("At this place they say yes with {chance}.", chance=chance)
    if in_words(cold) != in_words(turn.chance):
        words = tr(
            "At this place they say yes with {chance} (alone: {alone}).",
            chance=chance,
            alone=in_words(cold),
        )
    words += " " + tr(
        "If they do, the goal stands at {if_yes}; if not, at {if_no}.",
        if_yes=in_words(turn.if_yes),
        if_no=in_words(turn.if_no),
    )
    yield Reason("answers", words, (place.id,), numbers)


def _chance(chance: float) -> str:
    said = in_words(chance)
    return said if is_extreme(chance) else tr("a chance of {chance}", chance=said)


def _standing(place: _Place) -> Iterator[Reason]:
    for term in place.problem.terms[place.id]:
        numbers = {"amount": term.amount}
        said = f"{term.words[0].upper()}{term.words[1:]}."
        if term.record in place.snapshot.objections:
            yield Reason("objection", said, (term.record,), numbers)
        elif term.record in place.snapshot.people:
            yield Reason("champion", said, (term.record,), numbers)
        elif term.field == "ask_again":
            yield Reason("again", said, (place.id,), numbers)
        elif term.record != place.id:
            yield Reason("helped", said, (term.record, place.id), numbers)
    for guess in place.problem.guesses:
        if guess.record == place.id:
            yield Reason("guess", guess.words + " " + tr("The middle was taken."), (place.id,))


def _adding(place: _Place) -> Iterator[Reason]:
    for contribution in place.snapshot.dossier(place.id).contributions:
        if contribution.status != "withdrawn":
            words = tr("They would put in: {title}.", title=contribution.title)
            yield Reason("adds", words, (contribution.id,))
    yield from _filling(place)
    if place.turn.partner in place.problem.instance.required:
        yield Reason("adds", tr("The goal needs {name}.", name=place.name), (place.id,))


def _filling(place: _Place) -> Iterator[Reason]:
    """Say how much of what a use case still takes the partner would put in."""
    for one in place.problem.takes:
        if one.left and (gives := one.give.get(place.id)):
            words = tr(
                "That is {gives} of the {left} that “{title}” still takes.",
                gives=figure(gives),
                left=figure(one.left),
                title=one.title,
            )
            numbers = {"gives": gives, "left": one.left}
            yield Reason("adds", words, (place.id, one.use_case), numbers)


def _elsewhere(place: _Place) -> Iterator[Reason]:
    """Say what it would cost to ask first, or last, where that is allowed."""
    instance, order = place.problem.instance, place.order
    if place.at * len(order) >= MOST_MOVED**2:
        return
    now = place.judge.probability(instance, order)
    rest = [i for i in order if i != place.turn.partner]
    last = min(instance.asks, len(order)) - 1
    for kind, to in (("earlier", 0), ("later", last)):
        moved = (*rest[:to], place.turn.partner, *rest[to:])
        if to == place.at or not instance.is_allowed(moved):
            continue
        then = place.judge.probability(instance, moved)
        if now - then >= WORTH_SAYING:
            cost = points(now - then)
            words = (
                tr("Asking them first instead would cost {points}.", points=cost)
                if kind == "earlier"
                else tr("Asking them last instead would cost {points}.", points=cost)
            )
            yield Reason(kind, words, (place.id,), {"now": now, "then": then})
