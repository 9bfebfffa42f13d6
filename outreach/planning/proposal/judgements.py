"""What people judged on scales, as half-notches: the rules by which a plan becomes a problem.

One notch (two half-notches) multiplies the odds of a yes by 3. The sizes are a convention:

* stance: from active opponent to active ally -4, -2, 0, 2, 4
* interest: from very low to very high -1, -½, 0, ½, 1
* talks that have begun: in conversation 1; before that 0
* an open objection: very low or low 1, medium 2, high or very high, or blocking, 4, less what
  answers it: nothing where it has no current response, half where it has one, all where the one who
  gives it is believed on the topic and known there. All of a partner together at most 4; a
  blocking one is named even where nothing is left of it.
* the one who makes the approach: from -2 for a wrong one to 2, by how well they fit (see
  ``champions/fit.py``); nothing more where the partner listens to their own organisation, which
  counts as a tie
* a tie along which somebody listens: strength 1 or 2: 1, 3: 2, 4 or 5: 3; of several between the
  same partners the strongest
* a no that was said before and may be asked about again: -2; and who has been given no new reason
  since says no again
* a known no of somebody with high influence takes half of what their yes would have given

What is not set counts as the middle and is named as a guess.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from outreach.base.language import Terms, tr
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Objection
from outreach.planning.champions.question import severity
from outreach.planning.coverage import is_current
from outreach.planning.proposal.messengers import Messenger
from outreach.planning.ties import Ties
from outreach.snapshot import Snapshot
from outreach.vocabulary import LEVELS, SETTLED

_TAKES_A_STANCE = Terms(
    {
        -2: "{name} is an active opponent",
        -1: "{name} is a passive opponent",
        1: "{name} is a passive ally",
        2: "{name} is an active ally",
    }
)
_OUTCOMES = {"settled": 1.0, "helped": 0.75, "no_effect": 0.0, "worse": 0.0}
_WEIGHTS = {1: 1.0, 2: 1.0, 3: 2.0, 4: 3.0, 5: 3.0}
MOST_OBJECTIONS = 4.0
"""Half-notches that all open objections of a partner take together at most."""
AGAIN = 2.0
"""Half-notches that it costs to ask somebody again who said no."""
HEARD = 4
"""Influence from which a known no does harm."""


class Term(NamedTuple):
    """A part of how a partner leans, before anybody else has answered."""

    record: str
    """The record that says so."""
    field: str
    amount: float
    """Half-notches."""
    words: str


class Guess(NamedTuple):
    """Something that was not set and for which the middle was taken."""

    record: str
    field: str
    words: str


def weight_of(strength: int) -> float:
    """Return what a tie of a strength from 1 to 5 carries, in half-notches."""
    return _WEIGHTS[strength]


def harm_of(organisation: Organisation, weight: float) -> float:
    """Return what a known no of a partner takes from one who listens with ``weight``."""
    return weight // 2 if (organisation.influence or 0) >= HEARD and weight > 0 else 0.0


def terms_of(
    snapshot: Snapshot,
    organisation: Organisation,
    messenger: Messenger | None,
    today: dt.date,
    ties: Ties,
) -> tuple[list[Term], list[Guess]]:
    """Return what makes up how a partner leans, and what of it is a guess."""
    id = organisation.id
    terms, guesses = [], []
    if organisation.stance is None:
        guesses.append(
            Guess(id, "stance", tr("Where {name} stands is not set.", name=organisation.name))
        )
    elif organisation.stance:
        words = _TAKES_A_STANCE[organisation.stance].format(name=organisation.name)
        terms.append(Term(id, "stance", 2.0 * organisation.stance, words))
    if organisation.interest is None:
        guesses.append(
            Guess(id, "interest", tr("How much {name} cares is not set.", name=organisation.name))
        )
    elif organisation.interest != 3:
        words = tr("their interest is {level}", level=LEVELS[organisation.interest])
        terms.append(Term(id, "interest", (organisation.interest - 3) / 2, words))
    if organisation.status == "in_conversation":
        terms.append(Term(id, "status", 1.0, tr("talks have begun")))
    if messenger is not None and messenger.rapport:
        terms.append(Term(messenger.person, "", messenger.rapport, messenger.words))
    if organisation.status == "declined":
        words = tr(
            "they said no before; asked again they need a reason that they did "
            "not have then, and asking again has its price"
        )
        terms.append(Term(id, "ask_again", -AGAIN, words))
    terms += _objections(snapshot, organisation, today, ties)
    return terms, guesses


def _objections(
    snapshot: Snapshot, organisation: Organisation, today: dt.date, ties: Ties
) -> list[Term]:
    terms, left = [], MOST_OBJECTIONS
    for objection in snapshot.dossier(organisation.id).objections:
        if objection.status in SETTLED:
            continue
        weight = 4.0 if objection.blocking else severity(objection)
        answer = answered(snapshot, objection, today, ties)
        amount = min(left, weight * (1 - answer))
        if amount > 0:
            left -= amount
            statement = objection.statement
            words = (
                tr("they say “{statement}”, and what answers it is not enough", statement=statement)
                if answer
                else tr("they say “{statement}”, and nothing answers it yet", statement=statement)
            )
            terms.append(Term(objection.id, "severity", -amount, words))
        elif objection.blocking:
            terms.append(Term(objection.id, "severity", 0.0, _blocking(objection, answer)))
    return terms


def _blocking(objection: Objection, answer: float) -> str:
    """Say why a blocking objection takes nothing from the chance; that it blocks is said anyway."""
    if answer >= 1:
        return tr(
            "they say “{statement}”, which blocks a yes until it is settled; what answers it is "
            "enough, so it takes nothing from their chance",
            statement=objection.statement,
        )
    return tr(
        "they say “{statement}”, which blocks a yes until it is settled; their other objections "
        "take all already that objections can take from their chance",
        statement=objection.statement,
    )


def answered(snapshot: Snapshot, objection: Objection, today: dt.date, ties: Ties) -> float:
    """Return how far an objection is answered, from 0 (not at all) to 1 (settled)."""
    best = 0.0
    for answer in snapshot.dossier(objection.organisation).answers:
        if answer.objection != objection.id:
            continue
        if answer.outcome is not None:
            best = max(best, _OUTCOMES[answer.outcome])
            continue
        response = snapshot.responses[answer.response]
        if not is_current(response, today):
            continue
        speaker = snapshot.people.get(answer.spokesperson or response.spokesperson or "")
        believed = (
            speaker is not None
            and objection.category in speaker.answers
            and objection.organisation in ties.reach(speaker.id, 2)
        )
        best = max(best, 1.0 if believed else 0.5)
    return best
