"""Reads visiting cards (vCard 2.1, 3.0 and 4.0) as a table, one card a row.

The file is read line by line and pictures, sounds and keys are passed over, so one that carries
pictures of fifty megabytes takes no more memory than another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from outreach.base.errors import Refusal
from outreach.base.ids import is_id
from outreach.base.language import plural, thousands, tr
from outreach.exchange.csv_file import found_encoding
from outreach.exchange.headers import FAMILY, GIVEN, KIND, MIDDLE
from outreach.exchange.mapping import Mapping
from outreach.exchange.table import MOST_ROWS, Cell, Table

LONGEST_CARD = 1_000_000
"""Characters of a card without its pictures."""
_PIECE = 1 << 16
_PASSED_OVER = ("PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE")
_COLUMNS = {
    "Name": "name",
    "First name": GIVEN,
    "Middle name": MIDDLE,
    "Last name": FAMILY,
    "Kind": KIND,
    "Organisation": "organisation",
    "Job title": "job_title",
    "E-mail": "email",
    "Telephone": "phone",
    "Website": "website",
    "Language": "language",
    "Tags": "tags",
    "Notes": "note",
    "UID": "reference",
    "Id": "id",
}
"""The columns of the table, and what they mean."""
_ALSO = ("Other e-mail", "Other telephone", "Website of the person", "Address", "Birthday", "More")
"""Columns that go to the notes."""
_KNOWN = (
    *("version", "n", "fn", "org", "title", "role", "email", "tel", "url", "note", "uid", "adr"),
    *("categories", "bday", "kind", "lang", "rev", "prodid", "profile", "nickname"),
    *("x-abshowas", "x-ablabel", "x-abuid"),
)
"""Lines of a card that are read above, or say nothing of whom it is of."""


def read_vcards(path: Path) -> Table | None:
    """Return the cards in the file at ``path``; None when there are none.

    Raises:
        Refusal: a card is larger than any is.
        OSError: it cannot be read.
    """
    table = Table("", (*_COLUMNS, *_ALSO), [], unit="card")
    pictures: list[str] = []
    for number, card in enumerate(_cards(path, pictures), start=1):
        if number > MOST_ROWS:
            raise Refusal(
                tr(
                    "It holds more than {most} cards, so nothing was brought in.",
                    most=thousands(MOST_ROWS),
                )
            )
        try:
            found = _row(card)
        except _Unreadable as error:
            table.unread.append((number, str(error)))
        else:
            table.rows.append((number, [found.get(header) for header in table.headers]))
    count = len(table.rows) + len(table.unread)
    table.about = plural("{n} visiting card", "{n} visiting cards", count)
    if pictures:
        table.about = plural(
            "{cards}, without the one picture in them",
            "{cards}, without the {n} pictures in them",
            len(pictures),
            cards=table.about,
        )
    return table if table.rows or table.unread else None


def meaning() -> Mapping:
    """Return what the columns of such a table mean."""
    return Mapping("person", (*_COLUMNS.values(), *("+" for _ in _ALSO)))


class _Unreadable(Exception):
    pass


def _cards(path: Path, pictures: list[str]) -> Iterator[str]:
    """Yield each card as text, unfolded as far as its pictures are left out.

    What is left out is noted in ``pictures``, by its name in the card.
    """
    with path.open("rb") as file:
        encoding = found_encoding(file)
    with path.open("r", encoding=encoding, errors="replace", newline=None) as text:
        card: list[str] | None = None
        size, passing = 0, False
        for line in _lines(text):
            word = line.strip().upper()
            if word == "BEGIN:VCARD":
                card, size, passing = [], 0, False
            elif word == "END:VCARD" and card is not None:
                yield "".join(card)
                card = None
            elif card is not None:
                if line[:1] not in " \t":
                    name = word.partition(":")[0].partition(";")[0].rpartition(".")[2]
                    # In 2.1 the lines of a picture need not be indented; they hold no colon.
                    if name in _PASSED_OVER:
                        pictures.append(name)
                    passing = name in _PASSED_OVER or (passing and ":" not in line)
                if not passing:
                    size += len(line)
                    card.append(line)
                if size > LONGEST_CARD:
                    raise Refusal(
                        tr(
                            "A card in “{name}” is longer than {most} characters, so "
                            "nothing was brought in.",
                            name=path.name,
                            most=thousands(LONGEST_CARD),
                        )
                    )
        if card:
            yield "\0"


def _lines(text: Any) -> Iterator[str]:
    """Yield lines; what is longer than a piece comes in several, the others as if indented."""
    goes_on = False
    while piece := text.readline(_PIECE):
        yield f" {piece}" if goes_on else piece
        goes_on = not piece.endswith("\n")


def _row(card: str) -> dict[str, Cell]:
    if card == "\0":
        raise _Unreadable(tr("the file ends in the middle of it."))
    parsed = _parsed(card)
    uid = _first(parsed, "uid")
    ours = is_id(uid.removeprefix("urn:uuid:"))
    found: dict[str, Cell] = {"Name": _first(parsed, "fn"), "UID": None if ours else uid}
    found["Id"] = uid.removeprefix("urn:uuid:") if ours else None
    name = next(iter(parsed.get("n", ())), None)
    titles: list[str] = []
    if name is not None and not isinstance(name.value, str):
        for header, part in (("First name", "given"), ("Middle name", "additional")):
            found[header] = _joined(getattr(name.value, part))
        found["Last name"] = _joined(name.value.family)
        titles = [
            said for part in ("prefix", "suffix") if (said := _joined(getattr(name.value, part)))
        ]
    if found["Name"]:
        # The name as a whole is how its bearer writes it.
        found["First name"] = found["Middle name"] = found["Last name"] = None
        titles = [said for said in titles if said not in str(found["Name"])]
    company = _first(parsed, "kind") or _first(parsed, "x-abshowas")
    if company.casefold() in ("org", "company", "group"):
        found["Kind"] = "organisation"
    _rest(parsed, found, titles)
    return found


def _rest(parsed: dict[str, list[Any]], found: dict[str, Cell], titles: list[str]) -> None:
    labels = {one.group: _label(_text(one)) for one in parsed.get("x-ablabel", ()) if one.group}
    org = next(iter(parsed.get("org", ())), None)
    units = [] if org is None else [org.value] if isinstance(org.value, str) else list(org.value)
    found["Organisation"] = units[0] if units else None
    jobs = [_text(one) for name in ("title", "role") for one in parsed.get(name, ())]
    found["Job title"] = next(filter(None, jobs), None)
    found["Language"] = _first(parsed, "lang")
    for header, other, name in (
        ("E-mail", "Other e-mail", "email"),
        ("Telephone", "Other telephone", "tel"),
    ):
        lines = _once(_preferred(parsed.get(name, ())))
        said = [_text(one).removeprefix("tel:").removeprefix("mailto:") for one in lines]
        found[header] = said[0] if said else None
        if lines and (label := labels.get(lines[0].group or "")):
            titles = [*titles, f"{label}: {said[0]}"]
        others = zip(said[1:], lines[1:], strict=True)
        found[other] = ", ".join(_labelled(words, one, labels) for words, one in others)
    sites = _once(_preferred(parsed.get("url", ())))
    organisation = found.get("Kind") or not (found["Name"] or found.get("Last name"))
    found["Website" if organisation else "Website of the person"] = (
        _text(sites[0]) if sites else None
    )
    tags = [tag for one in parsed.get("categories", ()) for tag in _listed(one.value)]
    found["Tags"] = json.dumps(tags) if tags else None
    found["Notes"] = "\n".join(map(_text, parsed.get("note", ())))
    found["Address"] = "; ".join(
        _labelled(_address(one.value), one, labels) for one in parsed.get("adr", ())
    )
    found["Birthday"] = _first(parsed, "bday")
    departments = list(filter(None, units[1:]))
    more = [*titles]
    more += [tr("department {name}", name=", ".join(departments))] if departments else []
    more += [
        tr("also {job}", job=job)
        for job in dict.fromkeys(filter(None, jobs))
        if job != found["Job title"]
    ]
    more += [
        tr("website {address}", address=_labelled(_text(one), one, labels)) for one in sites[1:]
    ]
    more += [
        tr("called {name}", name=_text(one)) for one in parsed.get("nickname", ()) if _text(one)
    ]
    more += [
        f"{name.removeprefix('x-').replace('-', ' ')} {_labelled(_text(one), one, labels)}"
        for name, lines in parsed.items()
        if name not in _KNOWN
        for one in lines
        if _text(one)
    ]
    found["More"] = "; ".join(more)


def _once(lines: Iterable[Any]) -> list[Any]:
    """Return the lines that say something, each thing said once."""
    return list({said: line for line in reversed(list(lines)) if (said := _text(line))}.values())[
        ::-1
    ]


def _label(said: str) -> str:
    """Return what somebody wrote beside a line; Apple marks its own words: ``_$!<Manager>!$_``."""
    return said.removeprefix("_$!<").removesuffix(">!$_")


def _labelled(words: str, line: Any, labels: dict[str, str]) -> str:
    label = labels.get(line.group or "", "")
    return f"{label}: {words}" if label else words


def _parsed(card: str) -> dict[str, list[Any]]:
    """Return the card's lines by their names.

    Raises:
        _Unreadable: it is no card.
    """
    import vobject  # type: ignore[import-untyped]

    try:
        text = f"BEGIN:VCARD\n{card}END:VCARD\n"
        read = next(vobject.readComponents(text, allowQP=True, ignoreUnreadable=True))
        return {str(name): list(lines) for name, lines in read.contents.items()}
    except Exception as error:
        # The library raises whatever it meets: of anything, in a file from anybody.
        raise _Unreadable(tr("it cannot be read as a visiting card.")) from error


def _preferred(lines: Iterable[Any]) -> list[Any]:
    def rank(line: Any) -> int:
        params = {key.upper(): [str(v).upper() for v in vs] for key, vs in line.params.items()}
        return 0 if "PREF" in params or "PREF" in params.get("TYPE", ()) else 1

    return sorted(lines, key=rank)


def _first(parsed: dict[str, list[Any]], name: str) -> str:
    return next((text for one in parsed.get(name, ()) if (text := _text(one))), "")


def _text(line: Any) -> str:
    value = line.value
    return (value if isinstance(value, str) else _joined(value)).strip()


def _joined(value: Any) -> str:
    return value if isinstance(value, str) else " ".join(map(str, filter(None, value or ())))


def _listed(value: Any) -> list[str]:
    words = value.split(",") if isinstance(value, str) else value
    return [str(word).strip() for word in words if str(word).strip()]


def _address(value: Any) -> str:
    if isinstance(value, str):
        return value
    parts = (value.box, value.extended, value.street, value.code, value.city, value.region)
    return ", ".join(filter(None, map(_joined, (*parts, value.country))))
