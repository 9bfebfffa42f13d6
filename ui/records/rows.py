"""The rows in which what belongs to a partner is listed, one way for each kind."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from outreach.base.language import plural, tr
from outreach.base.words import listed, sentence_case
from outreach.cadence.kinds import Commitment, QuietPeriod, Touchpoint
from outreach.cause.kinds import Contribution
from outreach.document.document import Document
from outreach.document.naming import Names
from outreach.document.reading import select
from outreach.document.records import Record
from outreach.network.kinds import Champion, Person, Relationship
from outreach.network.ties import holds
from outreach.persuasion.kinds import Need, Objection, ValueProposition
from outreach.planning.propositions import lacks_with
from ui.forms.dates import say_day
from ui.models.rows import ChipText, Row, initials
from ui.records import looks
from ui.theme.tokens import Tone

NameOf: TypeAlias = Callable[[str], str]
"""Returns what a record is called, by its id."""


def record_rows(document: Document, record: type[Record], ids: Iterable[str]) -> list[Row]:
    """Return the rows of some records of one kind, in any order."""
    found = select(
        document.connection,
        record,
        "id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    names = Names(document.connection, document.model)
    make = _ROWS.get(record.KIND.name, _plain)
    made = (make(one, names.name) for one in found)
    return [
        _lacking(document, names.name, one, row) if isinstance(one, ValueProposition) else row
        for one, row in zip(found, made, strict=True)
    ]


def first_line(text: str | None) -> str:
    """Return a text in one line."""
    return " ".join((text or "").split())


def contact_title(contact: Touchpoint, name: NameOf) -> str:
    """Return how a contact is spoken of: ``Call with Nadia Mensah``."""
    how = words_of(contact, "channel") or tr("Contact")
    people = [name(id) for id in contact.people]
    if len(people) > 3:
        people = [*people[:2], plural("{n} other", "{n} others", len(people) - 2)]
    return tr("{contact} with {names}", contact=how, names=listed(people)) if people else how


def words_of(record: Record, field: str) -> str:
    """Return the words of one of a record's choices, as they stand alone; empty when not set."""
    return sentence_case(record.KIND.by_name[field].words(getattr(record, field)))


def chip_of(
    record: Record, field: str, tones: Mapping[str, Tone] | None = None
) -> tuple[ChipText, ...]:
    """Return a chip that says one of a record's choices, or none when it is not set."""
    words = words_of(record, field)
    tone = (tones or {}).get(str(getattr(record, field)), "neutral")
    return (ChipText(words, tone),) if words else ()


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _day(day: dt.date | None) -> str:
    return say_day(day, dt.date.today()) if day else ""


def _plain(record: Record, name: NameOf) -> Row:
    return Row(record.id, name(record.id), icon="file-text")


def _person(person: Person, name: NameOf) -> Row:
    return Row(
        person.id,
        person.name,
        person.job_title or "",
        chip_of(person, "decision_role"),
        initials=initials(person.name),
    )


def _champion(champion: Champion, name: NameOf) -> Row:
    person = name(champion.person)
    audience = (
        tr("With {audience}", audience=name(champion.audience))
        if champion.audience
        else tr("With anyone")
    )
    return Row(
        champion.id,
        person,
        audience,
        chip_of(champion, "status", looks.CHAMPION_TONES),
        initials=initials(person),
    )


def _relationship(tie: Relationship, name: NameOf) -> Row:
    how = tie.KIND.by_name["type"].words(tie.type)
    return Row(
        tie.id,
        f"{name(tie.source)} {how} {name(tie.target)}",
        first_line(tie.basis),
        muted=not holds(tie, dt.date.today()),
        icon="waypoints",
    )


def _need(need: Need, name: NameOf) -> Row:
    told = tr("Told by {who}", who=name(need.told_by)) if need.told_by else ""
    return Row(
        need.id,
        first_line(need.statement),
        _joined(words_of(need, "confidence") or tr("Nobody has said how sure this is"), told),
        chip_of(need, "category"),
        icon=looks.need_icon(need.confidence),
        tone="ok" if need.confidence == "stated" else "neutral",
    )


def _proposition(proposition: ValueProposition, name: NameOf) -> Row:
    need = tr("Need: {need}", need=name(proposition.need)) if proposition.need else ""
    return Row(
        proposition.id,
        proposition.headline,
        need or first_line(proposition.sentence),
        chip_of(proposition, "evidence"),
        icon="target",
    )


def _lacking(document: Document, name: NameOf, value: ValueProposition, row: Row) -> Row:
    """Return the row of a proposition that says what it lacks, if anything."""
    need = document.get(Need, value.need) if value.need else None
    lacks = "; ".join(lack.words for lack in lacks_with(value, need, name))
    if not lacks:
        return row
    chips = (ChipText(tr("Not whole yet"), "warn", "triangle-alert"), *row.chips)
    return row._replace(caption=sentence_case(f"{lacks}."), chips=chips)


def _objection(objection: Objection, name: NameOf) -> Row:
    person = name(objection.person) if objection.person else ""
    topic = words_of(objection, "category")
    tone = looks.objection_tone(objection.status)
    blocking = (ChipText(tr("Blocking"), "danger"),) if objection.blocking else ()
    return Row(
        objection.id,
        f"“{first_line(objection.statement)}”",
        _joined(person, topic),
        (*blocking, ChipText(words_of(objection, "status") or tr("Open"), tone)),
        icon="message-square-warning",
    )


def _contact(contact: Touchpoint, name: NameOf) -> Row:
    return Row(
        contact.id,
        contact_title(contact, name),
        first_line(contact.summary),
        icon=looks.channel_icon(contact.channel),
        aside=_day(contact.held_on),
    )


def _contribution(contribution: Contribution, name: NameOf) -> Row:
    return Row(
        contribution.id,
        contribution.title,
        listed([name(id) for id in contribution.use_cases]),
        chip_of(contribution, "status", looks.CONTRIBUTION_TONES),
        icon="cooking-pot",
    )


def _promise(promise: Commitment, name: NameOf) -> Row:
    if promise.by and promise.to:
        who = tr("By {giver} to {taker}", giver=name(promise.by), taker=name(promise.to))
    elif promise.by:
        who = tr("By {giver}", giver=name(promise.by))
    else:
        who = tr("To {taker}", taker=name(promise.to)) if promise.to else ""
    return Row(
        promise.id,
        first_line(promise.promise),
        who,
        chip_of(promise, "status", looks.PROMISE_TONES),
        icon="handshake",
        aside=_day(promise.due),
    )


def _quiet_period(period: QuietPeriod, name: NameOf) -> Row:
    whom = words_of(period, "sector")
    days = tr("{first} to {last}", first=_day(period.first), last=_day(period.last))
    return Row(period.id, period.why, _joined(whom or tr("Everybody"), days), icon="calendar")


_ROWS: dict[str, Callable[[Any, NameOf], Row]] = {
    "person": _person,
    "champion": _champion,
    "relationship": _relationship,
    "need": _need,
    "value_proposition": _proposition,
    "objection": _objection,
    "touchpoint": _contact,
    "contribution": _contribution,
    "commitment": _promise,
    "quiet_period": _quiet_period,
}
