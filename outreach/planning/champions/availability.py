"""Who can be asked at all: vetoes, absence, and how many partners a person looks after already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from outreach.base.clock import day_words
from outreach.base.language import plural, tr
from outreach.network.kinds import Champion, Person
from outreach.planning import steps
from outreach.snapshot import Snapshot
from outreach.vocabulary import CHAMPION_VETOES, UNDER_WAY

USUAL_LOAD = 2
"""With how many partners at a time somebody works whose load limit nobody has set."""
_AGAINST = -2


class Availability:
    """What stands in the way of each person's speaking for us, from their champion roles."""

    def __init__(self, snapshot: Snapshot, today: dt.date) -> None:
        """Gather the roles and whom each person looks after as a messenger of open steps."""
        self._snapshot, self._today = snapshot, today
        self._roles: dict[str, list[Champion]] = {}
        for role in snapshot.champions.values():
            self._roles.setdefault(role.person, []).append(role)
        self._bound = {
            role.person
            for role in snapshot.champions.values()
            if role.veto or role.away_from or role.away_until
        }
        self.partners: dict[str, set[str]] = {}
        """By person: the partners they are to approach in steps still open."""
        for step in snapshot.steps.values():
            running = snapshot.sequences[step.sequence].status in UNDER_WAY
            if running and steps.is_open(step) and step.messenger and step.organisation:
                self.partners.setdefault(step.messenger, set()).add(step.organisation)

    def may_speak(self, person: Person, organisation: str) -> bool:
        """Whether nothing rules a person out at a partner, and they are not away."""
        if person.id not in self._bound and person.stance != _AGAINST:
            return True
        return not self.vetoes(person, organisation) and not self.absences(person.id, organisation)

    def is_hindered(self, person: Person, organisation: str) -> bool:
        """Whether there is anything in :meth:`hindrances`."""
        busy = person.id in self._roles or person.id in self.partners
        return busy and bool(self.hindrances(person, organisation))

    def is_champion(self, person: str) -> bool:
        """Whether a person has a champion role that has not lapsed."""
        return any(role.status != "lapsed" for role in self._roles.get(person, ()))

    def has_lapsed(self, person: str) -> bool:
        """Whether a person was a champion and is none any more."""
        return bool(self._roles.get(person)) and not self.is_champion(person)

    def limit(self, person: str) -> int:
        """Return with how many partners at a time a person can work; the tightest limit holds."""
        limits = [r.capacity for r in self._roles.get(person, ()) if r.capacity is not None]
        return min(limits, default=USUAL_LOAD)

    def vetoes(self, person: Person, organisation: str) -> list[str]:
        """Say what rules a person out at a partner, whatever speaks for them."""
        found = []
        for role in self._roles_at(person.id, organisation):
            if role.veto:
                words = CHAMPION_VETOES.get(role.veto, role.veto)
                found.append(tr("Must not speak there: {reason}.", reason=words))
        if person.stance == _AGAINST:
            found.append(tr("Works against us now."))
        return list(dict.fromkeys(found))

    def hindrances(self, person: Person, organisation: str) -> list[str]:
        """Say why a person cannot be asked just now, though nothing rules them out."""
        found = []
        if self.has_lapsed(person.id):
            found.append(tr("Was a champion and has lapsed."))
        found += self.absences(person.id, organisation)
        others = self.partners.get(person.id, set()) - {organisation}
        limit = self.limit(person.id)
        if len(others) >= limit:
            found.append(
                plural(
                    "Looks after {n} partner already; the limit is {limit}.",
                    "Looks after {n} partners already; the limit is {limit}.",
                    len(others),
                    limit=limit,
                )
            )
        return list(dict.fromkeys(found))

    def absences(self, person: str, organisation: str) -> list[str]:
        """Say until when a person is away, where they are."""
        found = []
        for role in self._roles_at(person, organisation):
            until = role.away_until
            begun = role.away_from is None or role.away_from <= self._today
            if (until or role.away_from) and begun and (until is None or until >= self._today):
                found.append(
                    tr("Is away until {day}.", day=day_words(until)) if until else tr("Is away.")
                )
        return found

    def _roles_at(self, person: str, organisation: str) -> Sequence[Champion]:
        roles = self._roles.get(person, ())
        return [role for role in roles if role.audience in (None, organisation)]
