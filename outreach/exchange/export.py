"""Writes what a plan holds for other programs; what is confidential only when it is asked for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from outreach.base.errors import NotFound, NotSaved, Refusal
from outreach.base.language import tr
from outreach.document.connecting import one_moment
from outreach.document.copying import write_new
from outreach.document.document import Document
from outreach.document.records import Kind
from outreach.exchange import json_form
from outreach.exchange.leaving import fields_leaving, kinds_leaving
from outreach.exchange.sheets import sheet
from outreach.initiative import MODEL, the_initiative


class Form(StrEnum):
    """What an export can be."""

    XLSX = "xlsx"
    CSV = "csv"
    VCARD = "vcf"
    CALENDAR = "ics"
    JSON = "json"


HELD_BACK = {
    Form.VCARD: (
        "Cards hold what address books know: names, work, addresses, tags and, where it was asked "
        "for, notes. Everything else of the plan is not in them."
    ),
    Form.CALENDAR: (
        "A calendar holds what has a day: steps, promises and follow-ups. Everything else of the "
        "plan is not in it."
    ),
}
"""What a form cannot hold, in a sentence; the others hold everything that they are asked for."""


def export(
    document: Document,
    target: Path,
    form: Form,
    *,
    kind: str = "",
    confidential: bool = False,
    days: Iterable[tuple[str, dt.date]] = (),
    now: dt.datetime,
) -> None:
    """Write ``document`` to ``target``, a path that is not taken.

    Args:
        document: The plan.
        target: The file to make.
        form: What it is to be.
        kind: The kind of record that a CSV holds, or the only one in a spreadsheet.
        confidential: Whether what is confidential is in it.
        days: The id and the day of each step that has one, for a calendar.
        now: The time, for a calendar.

    Raises:
        Refusal: ``target`` exists, or the kind may not leave.
        NotSaved: it cannot be written; nothing half-written stays.
    """
    if form is Form.JSON:
        content = [_json(document, confidential)]
    else:
        with one_moment(document.connection):
            content = list(_content(document, form, kind, confidential, days, now))
    try:
        write_new(target, content)
    except FileExistsError:
        raise Refusal(
            tr(
                "“{name}” exists already, so nothing was written. Choose another name.",
                name=target.name,
            )
        ) from None
    except OSError as error:
        raise NotSaved(
            tr(
                "“{target}” could not be written ({strerror}). Choose another folder.",
                target=target,
                strerror=error.strerror,
            )
        ) from error


def _content(
    document: Document,
    form: Form,
    kind: str,
    confidential: bool,
    days: Iterable[tuple[str, dt.date]],
    now: dt.datetime,
) -> Iterable[bytes]:
    if form is Form.CSV:
        from outreach.exchange.csv_out import csv_pieces

        (wanted,) = _kinds(kind or "organisation", confidential)
        return csv_pieces(sheet(document, wanted, confidential=confidential))
    if form is Form.XLSX:
        from outreach.exchange.xlsx_out import xlsx

        kinds = _kinds(kind, confidential)
        sheets = [sheet(document, one, confidential=confidential) for one in kinds]
        return [xlsx([one for one in sheets if one.rows or kind])]
    if form is Form.VCARD:
        from outreach.exchange.vcard_out import vcards

        return vcards(document, confidential=confidential)
    from outreach.exchange import ics_out

    found = ics_out.events(document, days)
    return [ics_out.calendar(document, the_initiative(document).name, found, now)]


def _json(document: Document, confidential: bool) -> bytes:
    data = json_form.read(document) if confidential else _without_confidential(document)
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _kinds(kind: str, confidential: bool) -> list[Kind]:
    found = [one for one in kinds_leaving(confidential) if kind in ("", one.name)]
    if found:
        return found
    if kind not in MODEL.kinds:
        raise NotFound(
            tr("There is no kind of record named “{kind}”. Nothing was written.", kind=kind)
        )
    raise Refusal(
        tr(
            "{plural} are confidential, so nothing was written. Ask for what "
            "is confidential if they are to leave.",
            plural=MODEL.kinds[kind].plural,
        )
    )


def _without_confidential(document: Document) -> dict[str, object]:
    """Return the plan in JSON form without what is confidential, and say what that was."""
    data = json_form.read(document)
    leaving = {kind.name: kind for kind in kinds_leaving(False)}
    names = {
        name: {f.name for f in fields_leaving(k, False)} | {"id"} for name, k in leaving.items()
    }
    found: dict[str, object] = {}
    kinds: list[str] = []
    fields: set[str] = set()
    for name, held in data.items():
        if name not in MODEL.kinds:
            found[name] = held
            continue
        if name not in leaving:
            kinds.append(name)
            continue
        records = held if isinstance(held, list) else [held]
        fields |= {f"{name}.{field}" for one in records for field in one.keys() - names[name]}
        left = [_only(one, names[name]) for one in records]
        found[name] = left if isinstance(held, list) else left[0]
    head = {name: found.pop(name) for name in ("format", "version")}
    return {**head, "left_out": {"kinds": kinds, "fields": sorted(fields)}, **found}


def _only(record: dict[str, object], names: set[str]) -> dict[str, object]:
    return {name: value for name, value in record.items() if name in names}
