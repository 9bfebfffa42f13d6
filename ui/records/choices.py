"""The records of an open file that can be chosen in references and links."""

from __future__ import annotations

from collections.abc import Sequence

from outreach.base.errors import InvalidValue
from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.cause.kinds import Tag, UseCase
from outreach.persuasion.kinds import Proof
from ui.forms.choices import Choices, Option
from ui.records.names import names_of
from ui.session import Session

MADE_BY_NAME = {record.KIND.name: record.KIND for record in (Tag, UseCase, Proof)}
"""Kinds that all partners share, and that need nothing but a name to begin with."""


def choices(session: Session) -> Choices:
    """Return the records that can be chosen, by name; some can be made by giving a new one."""
    source = _Records(session)
    create = None if session.read_only else source.create
    return Choices(options=source.options, name=source.name, create=create)


class _Records:
    """The records of a session, and the new ones that are on their way to the file."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._made: dict[str, tuple[str, str]] = {}

    def options(self, kinds: tuple[str, ...]) -> Sequence[Option]:
        """Return the records of ``kinds`` by name."""
        names = names_of(self._session)
        found = []
        for kind in kinds:
            label = self._session.document.model.kinds[kind].label if len(kinds) > 1 else ""
            found += [Option(id, name, label) for id, name in names.all_of(kind)]
        return sorted(found, key=lambda option: option.name.casefold())

    def name(self, id: str) -> str:
        """Return the name of a record; of a new one also before it is in the file."""
        found = names_of(self._session).name(id)
        return self._made[id][1] if found == id and id in self._made else found

    def create(self, kind: str, name: str) -> str | None:
        """Queue the edit that makes a record of that name; None when its kind needs more."""
        made = MADE_BY_NAME.get(kind)
        if made is None:
            return None
        known = self._known(kind, name)
        if known:
            return known
        (field,) = made.title
        try:
            made.by_name[field].check(name)
        except InvalidValue:
            return None
        id = new_id()
        self._made[id] = kind, name
        self._session.edit(
            tr("Added the {kind} {name}", kind=made.label.lower(), name=name[:120]),
            lambda edit: edit.add(kind, id=id, **{field: name}),
        )
        return id

    def _known(self, kind: str, name: str) -> str:
        """Return the record of that name, also one that is not in the file yet; empty for none."""
        wanted = name.casefold()
        there = [(option.id, option.name) for option in self.options((kind,))]
        if not self._session.settled:
            there += [(id, made) for id, (of, made) in self._made.items() if of == kind]
        return next((id for id, called in there if called.casefold() == wanted), "")
