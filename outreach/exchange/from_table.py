"""Rows of a table as records to bring in, by what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from outreach.base.errors import InvalidValue
from outreach.base.ids import is_id, new_id
from outreach.base.language import tr
from outreach.base.words import shown, with_commas
from outreach.document.document import Document
from outreach.document.fields import Field, Links, Ref
from outreach.document.records import Kind
from outreach.exchange.cells import as_text, several, value_of
from outreach.exchange.headers import ID, KIND, MORE, NOTES, OF_ID, PARTS, SECTOR
from outreach.exchange.incoming import Extra, Incoming
from outreach.exchange.keys import Ambiguous, Keys, plain_name
from outreach.exchange.mapping import Mapping
from outreach.exchange.table import Cell, Table
from outreach.initiative import MODEL, the_initiative

_MADE = ("organisation", "tag", "use_case")
"""Kinds of which a record is made where one is named that is not there."""
_ORGANISATIONS = ("org", "compan", "institution", "agency", "household", "firm")
_PEOPLE = ("person", "individual", "contact", "people", "human")


class Reader:
    """Turns tables into records; those of one table are known to the next."""

    def __init__(self, document: Document) -> None:
        """Find again in ``document`` what is there already."""
        self._document, self._keys = document, Keys(document)
        self._begun = any(
            document.connection.execute(f'SELECT 1 FROM "{kind}" LIMIT 1').fetchone()
            for kind in MODEL.kinds
            if kind != "initiative"
        )

    def incoming(self, table: Table, mapping: Mapping) -> Iterator[Incoming]:
        """Yield the records of ``table``, and those that its rows name and that are not there."""
        for number, why in table.unread:
            place = table.place(number)
            yield Incoming(place, MODEL.kinds[mapping.kind], new_id(), {}, True, why)
        if mapping.kind == "initiative":
            yield from self._initiative(table, mapping)
            return
        columns = _Columns(table, mapping)
        for number, cells in table.rows:
            place = table.place(number)
            where = f"{table.name}, {place}" if table.name else place
            yield from self._row(where, columns, cells)

    def _initiative(self, table: Table, mapping: Mapping) -> Iterator[Incoming]:
        """Yield what the initiative itself says, when the plan holds nothing else yet."""
        if self._begun:
            return
        itself, columns = the_initiative(self._document), _Columns(table, mapping)
        for number, cells in table.rows[:1]:
            for one in self._row(table.place(number), columns, cells):
                if one.kind.name == "initiative":
                    one.id, one.fresh, one.whole = itself.id, False, True
                    one.values = {**itself.KIND.defaults, **one.values}
                yield one

    def _row(self, place: str, columns: _Columns, cells: list[Cell]) -> Iterator[Incoming]:
        row = _Row(self._keys, place, columns)
        try:
            row.read(cells)
            id, fresh = self._keys.of(row.kind).find(row.id, row.values)
        except (InvalidValue, Ambiguous) as error:
            # As far as it was read, so that it can be named.
            yield Incoming(place, row.kind, new_id(), row.values, True, str(error))
            return
        yield from row.named
        note = (
            tr("No place was found for: {fields}.", fields=with_commas(row.homeless))
            if row.homeless
            else ""
        )
        yield Incoming(place, row.kind, id, row.values, fresh, note=note)


class _Columns:
    """What the columns of a table mean, as it is the same for all of its rows."""

    def __init__(self, table: Table, mapping: Mapping) -> None:
        self.kind, self.order = MODEL.kinds[mapping.kind], mapping.order
        # What names the record comes first: a line that is refused is named by it.
        titles = (*self.kind.title, "name")
        columns = enumerate(zip(table.headers, mapping.targets, strict=True))
        self.meant = sorted(
            ((place, header, target) for place, (header, target) in columns if target),
            key=lambda column: column[2] not in titles,
        )
        """Which cells mean something: the place, what stands over it, and what it means."""
        self.with_parts = any(target in PARTS for _, _, target in self.meant)
        self.sectors: dict[str, Any] = {}
        """The sectors that were given so far, by organisation: many work for the same one."""
        self.with_ids = any(target.endswith(OF_ID) for _, _, target in self.meant)


class _Row:
    """One row on its way to a record."""

    def __init__(self, keys: Keys, place: str, columns: _Columns) -> None:
        self._keys, self._place, self._columns = keys, place, columns
        self.kind: Kind = columns.kind
        self.id = ""
        self.values: dict[str, Any] = {}
        self.named: list[Incoming] = []
        """Records that the row names and that are not there."""
        self.homeless: list[str] = []
        """Headers of what has no place in a record of this kind."""
        self._extra: list[str] = []

    def read(self, cells: list[Cell]) -> None:
        """Read the cells.

        Raises:
            InvalidValue: one means nothing where it belongs.
            Ambiguous: one names several records.
        """
        given: dict[str, Cell] = {}
        for place, header, target in self._columns.meant:
            cell = cells[place]
            if cell is None or cell == "":
                continue
            if target == NOTES:
                self._extra.append(f"{header}: {as_text(cell).strip()}")
            elif target.endswith(MORE):
                name = target.removesuffix(MORE)
                given[name] = f"{as_text(given.get(name))}{as_text(cell)}"
            else:
                given[target] = cell
        self._take_kind(given.pop(KIND, None))
        self._take_id(given.pop(ID, None))
        given = self._named(given)
        sector = given.pop(SECTOR, None)
        for target, cell in given.items():
            if not self._columns.with_ids:
                self._take(target, cell, None)
            elif not target.endswith(OF_ID):
                self._take(target, cell, given.get(target + OF_ID))
            elif target.removesuffix(OF_ID) not in given:
                self._take(target.removesuffix(OF_ID), cell, cell)
        self._take_sector(sector)
        if "note" not in self.kind.by_name:
            self.homeless += [line.partition(":")[0] for line in self._extra]
        elif self._extra or not self.id:
            # Beside what stands in the notes here, unless the row is of this very record.
            lines = (*_lines(self.values.pop("note", None)), *self._extra)
            self.values |= {"note": Extra(lines)} if lines else {}

    def _take_kind(self, cell: Cell) -> None:
        if cell is None:
            return
        said = as_text(cell).casefold()
        if any(word in said for word in _ORGANISATIONS):
            self.kind = MODEL.kinds["organisation"]
        elif any(word in said for word in _PEOPLE):
            self.kind = MODEL.kinds["person"]
        elif said:
            self._extra.append(tr("Type: {words}", words=as_text(cell)))

    def _take_sector(self, cell: Cell) -> None:
        """Give a sector to the organisation that the row is of, or that its person works for."""
        if cell is None:
            return
        kind = MODEL.kinds["organisation"]
        sector = value_of(kind.by_name["sector"], cell, self._columns.order)
        if self.kind is kind:
            self.values.setdefault("sector", sector)
        elif id := self.values.get("organisation"):
            if self._columns.sectors.get(id) != sector:
                self._columns.sectors[id] = sector
                self.named.append(Incoming(self._place, kind, id, {"sector": sector}))
        else:
            self._extra.append(f"{tr('Sector of the organisation')}: {as_text(cell).strip()}")

    def _take_id(self, cell: Cell) -> None:
        if cell is None:
            return
        text = as_text(cell).strip()
        if is_id(text):
            self.id = text
        elif text:
            # The id of another program is what the record is found by again.
            self.values["reference"] = text

    def _named(self, given: dict[str, Cell]) -> dict[str, Cell]:
        """Return ``given`` with the name in one, first, where only parts of it are given."""
        if self._columns.with_parts:
            parts = [as_text(given.pop(part, None)).strip() for part in PARTS]
            if any(parts) and not given.get("name"):
                given.pop("name", None)
                given = {"name": " ".join(filter(None, parts)), **given}
        if self.kind.name == "person" and not given.get("name") and given.get("organisation"):
            # An entry without a person is of the organisation itself.
            self.kind = MODEL.kinds["organisation"]
        if self.kind.name == "organisation" and "organisation" in given:
            organisation = given.pop("organisation")
            given = {"name": given.pop("name", organisation), **given}
        return given

    def _take(self, target: str, cell: Cell, id: Cell) -> None:
        field = self.kind.by_name.get(target)
        if field is None:
            label = self._columns.kind.by_name[target].label
            self._extra.append(f"{label}: {as_text(cell).strip()}")
        elif isinstance(field, Links):
            ids, names = several(as_text(id)), several(as_text(cell))
            if self._are_called(field, ids, as_text(cell)):
                names = ids
            elif len(ids) != len(names):
                ids = ("",) * len(names)
            pairs = zip(names, ids, strict=True)
            found = (self._one(field, (field.kind,), name, id) for name, id in pairs)
            self.values[target] = tuple(filter(None, found))
        elif isinstance(field, Ref):
            self.values[target] = self._one(field, field.kinds, as_text(cell).strip(), as_text(id))
        else:
            exact = bool(self.id)
            self.values[target] = value_of(field, cell, self._columns.order, exact=exact)

    def _one(self, field: Field, kinds: tuple[str, ...], name: str, id: str) -> str | None:
        """Return the record that a cell names; one is made where that is possible."""
        if id and is_id(id) and self._is_called(kinds, id, name):
            return id
        if not name:
            return None
        found = self._keys.record(kinds, name)
        if found is not None:
            return found
        if kinds[0] not in _MADE or len(kinds) > 1:
            wanted = MODEL.one_of(kinds)
            raise field.refuse(
                tr("there is no {kind} called {name}.", kind=wanted, name=shown(name))
            )
        kind = MODEL.kinds[kinds[0]]
        values = {kind.title[0]: value_of(kind.by_name[kind.title[0]], name, self._columns.order)}
        made, fresh = self._keys.of(kind).find("", values)
        if fresh:
            self.named.append(Incoming(self._place, kind, made, values, True))
        return made

    def _are_called(self, field: Links, ids: tuple[str, ...], cell: str) -> bool:
        """Whether a cell names just the records with these ids, which are all there."""
        keys = self._keys.of(MODEL.kinds[field.kind])
        if not ids or not all(id in keys.ids for id in ids):
            return False
        return plain_name("; ".join(map(keys.name, ids))) == plain_name(cell)

    def _is_called(self, kinds: tuple[str, ...], id: str, name: str) -> bool:
        """Whether a record with that id is there, and was not given another name in the table."""
        for kind in kinds:
            keys = self._keys.of(MODEL.kinds[kind])
            if id in keys.ids:
                called = keys.name(id)
                return name in ("", id) or not called or called == plain_name(name)
        return False


def _lines(value: Any) -> list[str]:
    return value.splitlines() if isinstance(value, str) else []
