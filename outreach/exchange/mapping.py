"""What the columns of a table mean: guessed, adjusted by the person, and remembered.

What was chosen is remembered for tables with the same headers, in the person's own data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from outreach.base.data_folder import data_folder
from outreach.base.digest import sha256
from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.document.copying import private_folder, write_over
from outreach.document.fields import Date, Links, Ref
from outreach.exchange import headers
from outreach.exchange.cells import DayOrder, as_text, day_order
from outreach.exchange.headers import (
    FAMILY,
    GIVEN,
    ID,
    KIND,
    LEFT_OUT,
    MORE,
    NOTES,
    OF_ID,
    PARTS,
    SECTOR,
)
from outreach.exchange.table import Table, plain_header
from outreach.initiative import MODEL

_SEVERAL = (NOTES, LEFT_OUT)
"""What several columns can mean."""
_GOES_ON = re.compile(r"(.+) continued \d+")
_SAYS_NOTHING = re.compile(r".* \d+ (label|type)|photo|.* yomi|phonetic .*")
"""What stands over columns that say what kind of telephone it is, and such."""

_TYPES = ("type", "kind")
"""What stands over a column that says person or organisation, or what sort of organisation."""
_KINDS = frozenset(
    [
        "person",
        "people",
        "individual",
        "contact",
        "human",
        "household",
        "organisation",
        "organization",
        "organisations",
        "organizations",
    ]
)
"""What such a column says where it tells people from organisations."""


@dataclass(slots=True)
class Mapping:
    """What a table holds, and what each of its columns means."""

    kind: str
    """The kind of record that a row is; empty for a table that is left out."""
    targets: tuple[str, ...]
    """For each column: a field, or what :mod:`~outreach.exchange.headers` names."""
    order: DayOrder = DayOrder.DAY_FIRST
    order_said: bool = True
    """Whether the dates themselves say their order, or there are none."""


def guessed(table: Table, kind: str = "") -> Mapping:
    """Guess what ``table`` holds from what stands over its columns, and from its dates."""
    plain = [plain_header(header) for header in table.headers]
    kind = kind or _kind_of(table.name, plain)
    if not kind:
        return Mapping("", (LEFT_OUT,) * len(plain))
    meanings = _meanings(table, kind, plain)
    taken: set[str] = set()
    found = []
    for header in plain:
        says_something = header and not _SAYS_NOTHING.fullmatch(header)
        target = meanings.get(header, NOTES if says_something else LEFT_OUT)
        if begun := _GOES_ON.fullmatch(header):
            goes_on = meanings.get(begun[1], NOTES)
            found.append(goes_on if goes_on in _SEVERAL else goes_on + MORE)
            continue
        if target in taken:
            target = NOTES
        if target not in _SEVERAL:
            taken.add(target)
        found.append(target)
    if GIVEN in taken or FAMILY in taken:
        # Where the parts of a name are given, the whole is the same again.
        found = [LEFT_OUT if target == "name" else target for target in found]
    if "note" not in MODEL.kinds[kind].by_name:
        found = [LEFT_OUT if target == NOTES else target for target in found]
    mapping = Mapping(kind, tuple(found))
    mapping.order, mapping.order_said = _order(table, mapping)
    return mapping


def _meanings(table: Table, kind: str, plain: Sequence[str]) -> dict[str, str]:
    """Return what the headers of ``table`` mean, where its cells say which of two it is."""
    found = dict(headers.targets(kind))
    sector = {"person": SECTOR, "organisation": "sector"}.get(kind)
    has_sector = any(found.get(header) == sector for header in plain)
    for place, header in enumerate(plain):
        if header not in _TYPES or found.get(header) != KIND or sector is None:
            continue
        said = {as_text(cells[place]).strip().casefold() for _, cells in table.rows} - {""}
        if said and not said & _KINDS:
            found[header] = NOTES if has_sector else sector
    return found


def _kind_of(name: str, plain: Sequence[str]) -> str:
    called = plain_header(name)
    for kind in MODEL.kinds.values():
        if called == kind.name or called in headers.names_of(kind):
            return kind.name
    if "id" in plain and (ours := _our_kind(plain)):
        return ours
    if {"from", "to"} <= set(plain):
        return "relationship"
    person = headers.targets("person")
    known = [person[header] for header in plain if header in person]
    if set(known) & {*PARTS, "email", "job_title"} or {"name", "organisation"} <= set(known):
        return "person"
    organisation = headers.targets("organisation")
    if any(organisation.get(header) == "name" for header in plain):
        return "organisation"
    return ""


def _our_kind(plain: Sequence[str]) -> str:
    """Return the kind of which an export of this program has these headers; empty for none."""
    headings = [header for header in plain if header and not _GOES_ON.fullmatch(header)]
    for kind in MODEL.kinds.values():
        labels = {label for field in kind.fields for label in headers.labels_of(field)}
        if all(h == "id" or h in labels or h.removesuffix(" id") in labels for h in headings):
            return kind.name
    return ""


def _order(table: Table, mapping: Mapping) -> tuple[DayOrder, bool]:
    fields = MODEL.kinds[mapping.kind].by_name
    days = [n for n, t in enumerate(mapping.targets) if isinstance(fields.get(t), Date)]
    order = next(
        (o for n in days if (o := day_order(cells[n] for _, cells in table.rows)) is not None), None
    )
    unsaid = any(
        isinstance(cells[n], str) and "/" in str(cells[n]) for _, cells in table.rows for n in days
    )
    return order or DayOrder.DAY_FIRST, order is not None or not unsaid


def choices(kind: str) -> dict[str, str]:
    """Return what a column of a table of ``kind`` can mean, with its words."""
    declared = MODEL.kinds[kind]
    found = {LEFT_OUT: tr("Leave it out")}
    if "note" in declared.by_name:
        found[NOTES] = tr("Into the notes, with its heading")
    if kind == "person":
        found |= {
            GIVEN: tr("First name"),
            headers.MIDDLE: tr("Middle name"),
            FAMILY: tr("Last name"),
            SECTOR: tr("Sector of the organisation"),
        }
    if kind in ("person", "organisation"):
        found[KIND] = tr("Person or organisation")
    for field in declared.fields:
        found[field.name] = field.label
        if isinstance(field, Ref | Links):
            found[field.name + OF_ID] = tr("{label}: id", label=field.label)
    return found | {ID: tr("Id in this program")}


def checked(table: Table, given: Any) -> Mapping:
    """Return the mapping that ``given`` describes: ``{"kind": …, "columns": {header: field}}``.

    Columns that are not named are guessed.

    Raises:
        Refusal: what it names is not there.
    """
    if not isinstance(given, dict) or given.keys() - {"kind", "columns", "dates"}:
        raise Refusal(tr("A mapping must be an object with “kind”, “columns” and “dates”."))
    kind = given.get("kind", "")
    if kind and kind not in MODEL.kinds:
        raise Refusal(tr("There is no kind of record named “{kind}”.", kind=kind))
    mapping = guessed(table, kind)
    columns = given.get("columns", {})
    if not mapping.kind or not isinstance(columns, dict):
        raise Refusal(tr("The mapping must say which “kind” of record a row is."))
    allowed = choices(mapping.kind)
    found = list(mapping.targets)
    for header, target in columns.items():
        if header not in table.headers:
            raise Refusal(
                tr(
                    "No column is called “{header}”. There are: {headers}.",
                    header=header,
                    headers=_listed(table.headers),
                )
            )
        if target not in allowed and not str(target).endswith(MORE):
            raise Refusal(
                tr(
                    "“{target}” is nothing that a {kind} has. “outreach kinds” lists what is.",
                    target=target,
                    kind=mapping.kind,
                )
            )
        found[table.headers.index(header)] = target
    mapping.targets = tuple(found)
    mapping.order, mapping.order_said = _order(table, mapping)
    if (order := given.get("dates")) is not None:
        if order not in set(DayOrder):
            raise Refusal(tr("“dates” must be “day first” or “month first”."))
        mapping.order, mapping.order_said = DayOrder(order), True
    return mapping


def _listed(words: Sequence[str]) -> str:
    return with_commas(f"“{word}”" for word in words if word)


# --- remembered --------------------------------------------------------------------------


def remembered(table: Table, folder: Path | None = None) -> Mapping | None:
    """Return what was chosen for a table with these headers; None when it was not."""
    place = _place(table, folder)
    try:
        said = json.loads(place.read_text("utf-8")) if place else None
        if said is None:
            return None
        mapping = Mapping(said["kind"], tuple(said["targets"]), DayOrder(said["order"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    allowed = choices(mapping.kind) if mapping.kind in MODEL.kinds else {}
    fits = len(mapping.targets) == len(table.headers) and all(
        t in allowed or t.endswith(MORE) for t in mapping.targets
    )
    return mapping if fits else None


def remember(table: Table, mapping: Mapping, folder: Path | None = None) -> None:
    """Remember what was chosen; where nothing can be written, nothing is."""
    place = _place(table, folder)
    if place is None or not mapping.kind:
        return
    said = {key: value for key, value in asdict(mapping).items() if key != "order_said"}
    with suppress(OSError):
        private_folder(place.parent)
        write_over(place, json.dumps(said).encode(), private=True)


def _place(table: Table, folder: Path | None) -> Path | None:
    data = data_folder()
    whole = folder or (data / "mappings" if data else None)
    name = sha256(json.dumps([table.name, *table.headers]))[:24]
    return whole / f"{name}.json" if whole else None
