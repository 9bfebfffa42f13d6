"""With whom a contact was: a partner, people, or both, found by a part of a name."""

from __future__ import annotations

from collections.abc import Sequence

from outreach.base.language import tr
from outreach.document.fields import Links
from outreach.network.kinds import Person
from ui.forms.choices import Option
from ui.forms.records import TokensEditor
from ui.session import Session
from ui.theme import measure

_FIELD = Links(label=tr("With"), name="with", kind="person")
"""What stands in it is taken apart into a partner and people before anything is saved."""


class WhomEditor(TokensEditor):
    """Partners and people as chips. The people of the partner at hand are offered first."""

    def __init__(self, session: Session) -> None:
        """Offer everybody in the file."""
        # One contact does not last long enough for anybody to join or leave.
        snapshot = session.snapshot()
        self._partners = {id: one.name for id, one in snapshot.organisations.items()}
        self._people = snapshot.people
        super().__init__(_FIELD)
        self._adder.setPlaceholderText(tr("Partner or person"))
        measure.maximum_width(self._adder, 176)

    def offered(self) -> list[Option]:
        """Return who can be added: people there, then all others, then partners."""
        partner = self.partner()
        people = sorted(
            self._people.values(),
            key=lambda p: (not partner or p.organisation != partner, p.name.casefold()),
        )
        options = [self._option(person) for person in people]
        if not partner:
            places = sorted(self._partners.items(), key=lambda pair: pair[1].casefold())
            options += [Option(id, name) for id, name in places]
        return [option for option in options if option.id not in self._keys]

    def words_of(self, key: str) -> str:
        """Return the name on a chip; of a person, also where they work."""
        person = self._people.get(key)
        return self._option(person).words if person else self._partners.get(key, "")

    def key_of(self, words: str) -> str:
        """Return whom the words name, or the only one in whose name they are."""
        found = self._adder.id_of(words)
        if found is None:
            raise ValueError(
                tr("“{words}” is not in the plan. Choose one of the names.", words=words[:40])
            )
        return found

    def partner(self) -> str:
        """Return the partner with which it was, or of the first person; empty for none."""
        for key in self._keys:
            if key in self._partners:
                return key
        for person in self.people():
            if self._people[person].organisation:
                return self._people[person].organisation or ""
        return ""

    def people(self) -> Sequence[str]:
        """Return the people with whom it was."""
        return [key for key in self._keys if key in self._people]

    def _option(self, person: Person) -> Option:
        return Option(person.id, person.name, self._partners.get(person.organisation or "", ""))
