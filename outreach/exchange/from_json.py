"""A whole initiative in JSON form as records to bring into a plan that is there already."""

from __future__ import annotations

from typing import Any

from outreach.base.errors import InvalidValue
from outreach.document.document import Document
from outreach.document.fields import Links, Ref
from outreach.exchange.incoming import Incoming
from outreach.exchange.json_check import Entry, checked
from outreach.exchange.keys import Ambiguous, Keys
from outreach.initiative import MODEL, the_initiative


def incoming(document: Document, data: Any) -> list[Incoming]:
    """Return the records of ``data``, each with the id of what it is here.

    What the initiative itself says comes only into a plan that holds nothing else yet: else it
    would be renamed by bringing partners in.

    Raises:
        Refusal: naming every problem in ``data`` with its place.
    """
    given = checked(data)
    keys, ids = Keys(document), dict[str, str]()
    found = [_record(keys, ids, entry) for entry in given.records]
    if not any(document.connection.execute(f'SELECT 1 FROM "{k}"').fetchone() for k in _OTHERS):
        itself = the_initiative(document)
        referring = _referring(itself.KIND.by_name, given.initiative, ids)
        values = {**itself.KIND.defaults, **referring}
        found.append(Incoming("initiative", itself.KIND, itself.id, values, whole=True))
    return found


_OTHERS = [name for name in MODEL.kinds if name != "initiative"]


def _record(keys: Keys, ids: dict[str, str], entry: Entry) -> Incoming:
    """Return a record of the data, after those that it refers to; note which one it is here."""
    values = _referring(entry.kind.by_name, entry.values, ids)
    named = str(entry.given.get("id") or "")
    known = keys.of(entry.kind)
    try:
        # What has an id that is not here may be here all the same, under another.
        id, fresh = known.find(named if named in known.ids else "", values)
    except (Ambiguous, InvalidValue) as error:
        return Incoming(entry.place, entry.kind, entry.id, values, problem=str(error))
    if fresh and named:
        id, fresh = named, False
    ids[entry.id] = id
    return Incoming(entry.place, entry.kind, id, values, fresh)


def _referring(fields: Any, values: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """Return ``values`` with the ids that records have here."""
    found = dict(values)
    for name, value in values.items():
        if isinstance(fields[name], Ref) and value:
            found[name] = ids.get(value, value)
        elif isinstance(fields[name], Links):
            found[name] = tuple(ids.get(id, id) for id in value)
    return found
