"""Which records are listed together: those of a partner, or those of the whole plan."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from outreach.document.fields import Links, Ref
from outreach.document.records import Kind, Record

_THEIR_PEOPLE = "SELECT id FROM person WHERE organisation=:partner"


@dataclass(frozen=True)
class Relation:
    """A kind of record that belongs to a partner through its fields, or to the whole plan."""

    record: type[Record]
    by: tuple[str, ...]
    """The fields that refer to the partner or to its people; none for records of the whole plan."""
    order: str = "id"
    """SQL: in which order they are listed."""
    preset: str = ""
    """The field that a new one refers to the partner with; empty when a person must say."""
    add: str = ""
    """What the button that adds one says."""
    icon: str = ""
    question: str = ""
    """Asked while there is none."""
    also: tuple[str, ...] = ()
    """Fields that a new one is asked for besides those that it cannot be without."""
    usual: Callable[[dt.date], dict[str, object]] | None = None
    """What a new one says of itself besides, on the day on which it is added."""
    logged: bool = False
    """Whether a new one is asked for in the dialog that logs a contact."""

    @property
    def kind(self) -> Kind:
        """The kind of the records."""
        return self.record.KIND

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields that a new one is asked for: what it cannot be without, and :attr:`also`."""
        names = (f.name for f in self.kind.fields if f.required or f.name in self.also)
        return tuple(name for name in names if name != self.preset)

    def ids(self, connection: sqlite3.Connection, partner: str) -> list[str]:
        """Return the ids of the partner's records of this kind, in order."""
        found = connection.execute(
            f'SELECT id FROM "{self.kind.name}" WHERE {self._belongs()} ORDER BY {self.order}',
            {"partner": partner},
        )
        return [id for (id,) in found]

    def count(self, connection: sqlite3.Connection, partner: str) -> int:
        """Return how many there are."""
        ((number,),) = connection.execute(
            f'SELECT count(*) FROM "{self.kind.name}" WHERE {self._belongs()}',
            {"partner": partner},
        )
        return int(number)

    def _belongs(self) -> str:
        return " OR ".join(self._through(self.kind.by_name[name]) for name in self.by) or "1"

    def _through(self, by: object) -> str:
        """Say in SQL that a record belongs to the partner through the field ``by``."""
        if isinstance(by, Links):
            table, owner = self.kind.link_table(by), self.kind.name
            return f'id IN (SELECT "{owner}" FROM "{table}" WHERE "{by.kind}" IN ({_THEIR_PEOPLE}))'
        assert isinstance(by, Ref)
        ways = {"organisation": "=:partner", "person": f" IN ({_THEIR_PEOPLE})"}
        return " OR ".join(f'"{by.name}"{ways[kind]}' for kind in by.kinds)


@dataclass(frozen=True)
class Section:
    """One or more kinds of records that are looked at together."""

    id: str
    label: str
    relations: tuple[Relation, ...]
