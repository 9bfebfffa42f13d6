"""The six criteria by which a person fits a question, each from 0 to 1, with words for why.

The steps are judgements, to be seen and argued with; of all of them only that a relationship
counts has evidence behind it (Markham 1998, 53 champions: what they did made no difference, how
they stood with those they talked to did).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from outreach.base.language import Terms, tr
from outreach.network.kinds import Person
from outreach.planning.champions.question import Question
from outreach.planning.champions.standing import Standing, sector_words
from outreach.snapshot import Snapshot
from outreach.vocabulary import LEVELS, TOPICS

UNKNOWN = 0.5
"""What a criterion counts when nobody has judged the person on it."""
_RANKS = {-2: 0.25, -1: 0.6, 0: 1.0, 1: 1.0, 2: 0.75}
"""By how many steps somebody outranks whom they talk to; enough is better than most."""
_PLACES = {0: 0.2, 1: 0.7, 2: 1.0, 3: 1.0}
"""By distance from the decision, for people of the partner itself."""
_OTHER_SECTOR = 0.5
_OWN_QUESTION = 0.5
"""The most that a tie counts for whoever asked: somebody else should be the one to answer."""


class Judgement(NamedTuple):
    """What a criterion counts for one person and question, and why."""

    value: float
    """From 0 to 1."""
    sentence: str
    """With ``{name}``, ``{other}`` where names stand."""
    about: tuple[str, ...] = ()
    """Ids of the people and partners named, or words."""

    def words(self, snapshot: Snapshot) -> str:
        """Say why."""
        names = (snapshot.name(id) or id for id in self.about)
        return self.sentence.format(**dict(zip(("name", "other"), names, strict=False)))


Criterion = Callable[[Standing, Person, Question], Judgement]


def relationship(standing: Standing, person: Person, question: Question) -> Judgement:
    """Judge the best tie to whoever decides, to who asked, or to the partner as a whole."""
    found = _best_tie(standing, person, question)
    if person.id == question.objector and found.value > _OWN_QUESTION:
        return Judgement(_OWN_QUESTION, tr("They asked this themselves."))
    return found


def _best_tie(standing: Standing, person: Person, question: Question) -> Judgement:
    deciders = standing.deciders(question.organisation)
    asked = (question.objector,) if question.objector else ()
    others = [other for other in (*asked, *deciders) if other != person.id]
    if not others:
        if person.id in (*asked, *deciders):
            return Judgement(0.0, tr("They are the one to be won over."))
        others = [question.organisation]
    targets = (*others, question.organisation)
    bonds = {other: standing.bond(person.id, other) for other in targets}
    for other, bond in bonds.items():
        if bond and bond.trusted:
            trusted = bond.type == "trusted_by"
            said = tr("{name} trusts them.") if trusted else tr("They have {name}’s ear.")
            return Judgement(1.0, said, (other,))
    for other, bond in bonds.items():
        if bond and other != person.organisation:
            return Judgement(0.5, tr("They and {name} know each other."), (other,))
    if person.organisation == question.organisation:
        return Judgement(0.5, tr("They work with {name}."), (others[0],))
    return _through(standing, person, targets)


def _through(standing: Standing, person: Person, targets: tuple[str, ...]) -> Judgement:
    """Judge a tie to somebody whom one of ``targets`` trusts."""
    for between in standing.bonds.get(person.id, {}):
        for target in targets:
            bond = standing.bond(between, target)
            if bond and bond.trusted:
                said = tr("They know {name}, who has {other}’s ear.")
                return Judgement(0.25, said, (between, target))
    return Judgement(0.0, tr("No tie to {name} is on record."), (targets[0],))


def topic(standing: Standing, person: Person, question: Question) -> Judgement:
    """Judge how far they are believed on what has to be answered, weighed by severity."""
    total = sum(question.topics.values())
    if not total:
        return Judgement(1.0, tr("No topic has to be answered."))
    credences = {name: standing.credence(person, name) for name in question.topics}
    value = sum(question.topics[name] * credence for name, credence in credences.items()) / total
    best = max(credences, key=lambda name: (credences[name], question.topics[name]))
    on = TOPICS.get(best, best)
    if credences[best] == 1.0:
        said = tr("They are believed on {topic}.", topic=on)
    elif credences[best] == 0.5:
        said = tr("They know about {topic}.", topic=on)
    else:
        said = tr("Nothing says that they are believed on {topic}.", topic=on)
    return Judgement(value, _as_it_is(said))


def seniority(standing: Standing, person: Person, question: Question) -> Judgement:
    """Judge their rank against the most senior of those they have to convince."""
    people = standing.snapshot.people
    others = standing.deciders(question.organisation) or (question.objector or "",)
    ranks = {id: people[id].seniority for id in others if id in people}
    judged = {id: rank for id, rank in ranks.items() if rank is not None}
    if person.seniority is None or not judged:
        return Judgement(UNKNOWN, tr("Their seniority against whoever decides is not judged yet."))
    highest = max(judged, key=lambda id: judged[id])
    gap = person.seniority - judged[highest]
    if person.id == highest:
        said = tr("They hold the rank that decides.")
    elif gap in (0, 1):
        said = tr("They are senior enough to talk to {name}.")
    else:
        said = tr("They rank far above {name}.") if gap > 1 else tr("They rank below {name}.")
    return Judgement(_RANKS.get(gap, 0.0), said, (highest,))


def distance(standing: Standing, person: Person, question: Question) -> Judgement:
    """Judge whether they stand near enough to be heard and far enough to be disinterested."""
    if person.organisation == question.organisation:
        place = person.distance
        if place is None:
            place = {"decision_maker": 0, "approver": 1}.get(person.decision_role or "", 2)
        said = {0: tr("They make the decision themselves."), 1: tr("They shape the decision.")}.get(
            place, tr("They work there and stand outside the decision.")
        )
        return Judgement(_PLACES.get(place, 1.0), said)
    sector = standing.sector(person.organisation)
    if sector and sector == standing.sector(question.organisation):
        said = tr("They come from the same sector ({sector}).", sector=sector_words(sector))
        return Judgement(1.0, _as_it_is(said))
    return Judgement(_OTHER_SECTOR, tr("They come from outside."))


def communication(standing: Standing, person: Person, question: Question) -> Judgement:
    """Judge how well they put things to people who are no experts."""
    if person.communication is None:
        return Judgement(UNKNOWN, tr("How they put things is not judged yet."))
    level = LEVELS[person.communication]
    said = tr("How they put things: {level}.", level=level)
    return Judgement((person.communication - 1) / 4, said)


def reach(standing: Standing, person: Person, question: Question) -> Judgement:
    """Judge how widely they are heard."""
    if person.reach is None:
        return Judgement(UNKNOWN, tr("How widely they are heard is not judged yet."))
    said = tr("How widely they are heard: {level}.", level=LEVELS[person.reach])
    return Judgement((person.reach - 1) / 4, said)


def _as_it_is(said: str) -> str:
    """Return a sentence that is whole, so that no name is put into what a team wrote."""
    return said.replace("{", "{{").replace("}", "}}")


CRITERIA: Mapping[str, Criterion] = {
    "relationship": relationship,
    "topic": topic,
    "seniority": seniority,
    "distance": distance,
    "communication": communication,
    "reach": reach,
}
"""The criteria by name, in the order in which they are shown."""
CRITERION_WORDS = Terms(
    {
        "relationship": "Ties to whoever decides",
        "topic": "Believed on the topic",
        "seniority": "Senior enough",
        "distance": "Distance from the decision",
        "communication": "Puts things well",
        "reach": "Widely heard",
    }
)
