"""Small initiatives as plain values, for questions about who should speak."""

from __future__ import annotations

import datetime as dt
from typing import Any

from outreach.cause.kinds import Initiative
from outreach.document.records import Record
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Objection
from outreach.planning.champions.fit import Fit, Fitting
from outreach.planning.champions.question import of_objection, of_partner
from outreach.snapshot import KINDS, Snapshot

TODAY = dt.date(2026, 11, 24)


class Network:
    """Records that are added one by one, and the snapshot of them."""

    def __init__(self) -> None:
        self.initiative = Initiative(id="i", name="Flood data")
        self.records: dict[str, dict[str, Any]] = {name: {} for name in KINDS}
        self._fields = {kind: name for name, kind in KINDS.items()}
        self.count = 0
        self.partner = self.add(Organisation, name="Telmara", sector="private")
        self.boss = self.person("Viktor", at=self.partner, decision_role="decision_maker")
        self.set(self.boss, seniority=5, distance=0)

    def add(self, kind: type[Record], **values: Any) -> str:
        self.count += 1
        id = f"{kind.KIND.name}{self.count}"
        self.records[self._fields[kind]][id] = kind(id=id, **values)
        return id

    def set(self, id: str, **values: Any) -> None:
        for found in self.records.values():
            if id in found:
                found[id] = type(found[id])(id=id, **(found[id].values | values))

    def person(self, name: str, at: str | None = None, **values: Any) -> str:
        return self.add(Person, name=name, organisation=at, **values)

    def tie(self, source: str, target: str, type: str = "trusted_by", **values: Any) -> str:
        return self.add(Relationship, source=source, target=target, type=type, **values)

    def objection(self, category: str | None = "privacy", **values: Any) -> str:
        values = {"organisation": self.partner, "statement": "No.", **values}
        return self.add(Objection, category=category, **values)

    def role(self, person: str, **values: Any) -> str:
        return self.add(Champion, person=person, **values)

    def snapshot(self) -> Snapshot:
        return Snapshot(initiative=self.initiative, **{k: dict(v) for k, v in self.records.items()})

    def fitting(self) -> Fitting:
        return Fitting(self.snapshot(), TODAY)

    def fit(self, person: str, topic: str | None = None, objection: str = "") -> Fit:
        snapshot = self.snapshot()
        question = (
            of_objection(snapshot.objections[objection])
            if objection
            else of_partner(snapshot, self.partner, topic)
        )
        return Fitting(snapshot, TODAY).fit(snapshot.people[person], question)

    def value(self, person: str, criterion: str, topic: str | None = None) -> float:
        (share,) = [s for s in self.fit(person, topic).shares if s.criterion == criterion]
        return share.value
