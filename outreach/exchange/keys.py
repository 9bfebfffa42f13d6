"""Finds the record here that a record of a source is: by id, by reference, by what it says."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from outreach.base.ids import new_id
from outreach.base.language import plural, tr
from outreach.document.document import Document
from outreach.document.fields import Choice, Ref, Text
from outreach.document.records import Kind
from outreach.initiative import MODEL


def plain_name(text: str) -> str:
    """Return a name without case, width and spaces that make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Ambiguous(Exception):
    """Several records could be meant; ``str()`` says which."""


class Keys:
    """What the records of a plan, and of what comes in, are known by."""

    def __init__(self, document: Document) -> None:
        """Look records up in ``document``."""
        self._document = document
        self._kinds: dict[str, _KindKeys] = {}

    def of(self, kind: Kind) -> _KindKeys:
        """Return the keys of the records of one kind."""
        found = self._kinds.get(kind.name)
        if found is None:
            found = self._kinds[kind.name] = _KindKeys(kind)
            names = found.names
            columns = "".join(f', "{name}"' for name in names)
            for id, *values in self._document.connection.execute(
                f'SELECT id{columns} FROM "{kind.name}" ORDER BY id'
            ):
                found.add(id, dict(zip(names, values, strict=True)))
        return found

    def record(self, kinds: tuple[str, ...], name: str) -> str | None:
        """Return the id of the one record of ``kinds`` called ``name``; None when there is none.

        Raises:
            Ambiguous: there are several.
        """
        found: list[str] = []
        for kind in kinds:
            keys = self.of(MODEL.kinds[kind])
            if name in keys.ids:
                return name
            found += keys.called(name)
        if len(set(found)) > 1:
            raise Ambiguous(
                plural(
                    "“{name}” could be any of {n} record",
                    "“{name}” could be any of {n} records",
                    len(set(found)),
                    name=name,
                )
            )
        return found[0] if found else None


class _KindKeys:
    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.ids: set[str] = set()
        self.by_reference: defaultdict[str, list[str]] = defaultdict(list)
        self.by_name: defaultdict[str, list[str]] = defaultdict(list)
        self._by_mail: defaultdict[str, list[str]] = defaultdict(list)
        self._values: dict[str, dict[str, Any]] = {}
        self._called: dict[str, tuple[str, ...]] = {}
        self._apart = [
            field.name
            for field in kind.columns
            if isinstance(field, Ref | Choice) and field.required
        ]
        titles = [kind.by_name[name] for name in kind.title]
        self._in_words = all(isinstance(field, Text) for field in titles)
        # Named by what it joins, such as a tie, where no words do: then that is its key.
        self._title = [field.name for field in titles if isinstance(field, Text)] or kind.title
        looked_at = {*kind.title, *self._apart, "name", "reference", "email", "organisation"}
        self.names = [field.name for field in kind.columns if field.name in looked_at]
        """The fields by which a record is found again."""

    def add(self, id: str, values: Mapping[str, Any]) -> None:
        """Know a record from now on."""
        self._add(id, values, self._name(values))

    def _add(self, id: str, values: Mapping[str, Any], name: str) -> None:
        self.ids.add(id)
        self._called.clear()
        self._values[id] = {field: values[field] for field in self.names if field in values}
        if reference := values.get("reference"):
            self.by_reference[reference].append(id)
        if name:
            self.by_name[name].append(id)
        if self.kind.name == "person" and (mail := values.get("email")):
            self._by_mail[str(mail).casefold()].append(id)

    def called(self, name: str) -> tuple[str, ...]:
        """Return the records that ``name`` is the reference or the name of."""
        found = self._called.get(name)
        if found is None:
            # A list names the same organisation thousands of times.
            ids = self.by_reference.get(name) or self.by_name.get(plain_name(name), [])
            found = self._called[name] = tuple(ids)
        return found

    def name(self, id: str) -> str:
        """Return what a record is called, without case; empty where words do not name it."""
        return self._name(self._values[id]) if self._in_words else ""

    def find(self, id: str, values: Mapping[str, Any]) -> tuple[str, bool]:
        """Return the id of the record that ``values`` are of, and whether it was drawn now.

        Args:
            id: The id that the source gives; may be empty.
            values: Its fields.

        Raises:
            Ambiguous: several records could be meant.
        """
        if id:
            self.add(id, values) if id not in self.ids else None
            return id, False
        name = self._name(values)
        for look in (self._of_reference, self._of_mail, self._of_name):
            found = look(values, name)
            if len(found) > 1:
                raise Ambiguous(
                    tr(
                        "{count} {records} here could be meant. Combine them first, or name "
                        "the id.",
                        count=len(found),
                        records=self.kind.plural.lower(),
                    )
                )
            if found:
                return found[0], False
        fresh = new_id()
        self._add(fresh, values, name)
        return fresh, True

    def _of_reference(self, values: Mapping[str, Any], _: str) -> list[str]:
        return self.by_reference.get(values.get("reference") or "", [])

    def _of_mail(self, values: Mapping[str, Any], name: str) -> list[str]:
        """Return who has the same address and, in part, the same name: an office has one, too."""
        mail = values.get("email")
        return [
            id
            for id in (self._by_mail.get(str(mail).casefold(), ()) if mail else ())
            if not name or _near(name, plain_name(str(self._values[id].get("name"))))
        ]

    def _of_name(self, values: Mapping[str, Any], name: str) -> list[str]:
        found = self.by_name.get(name, []) if name else []
        if self.kind.name == "person":
            return self._of_person(found, values)
        # Two sources that number their records mean two records by two numbers.
        return [
            id
            for id in found
            if all(self._values[id].get(name) == values.get(name) for name in self._apart)
            and not _differ(self._values[id], values, "reference")
        ]

    def _of_person(self, found: list[str], values: Mapping[str, Any]) -> list[str]:
        near = [
            id
            for id in found
            if not _differ(self._values[id], values, "reference")
            and not _differ(self._values[id], values, "organisation")
        ]
        exact = [
            id for id in near if self._values[id].get("organisation") == values.get("organisation")
        ]
        return exact or near

    def _name(self, values: Mapping[str, Any]) -> str:
        words = [str(values.get(name) or "") for name in self._title]
        return plain_name(" ".join(words)) if all(words) else ""


def _near(one: str, other: str) -> bool:
    """Whether two names may be one person’s: part of each other, or J. Lind and Jo Lind."""
    words, others = one.split(), other.split()
    if set(words) <= set(others) or set(words) >= set(others):
        return True
    return words[-1] == others[-1] and words[0][0] == others[0][0]


def _differ(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
    mine, theirs = one.get(name), other.get(name)
    return bool(mine and theirs and mine != theirs)
