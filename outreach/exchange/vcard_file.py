"""Reads visiting cards (vCard 2.1, 3.0 and 4.0) as a table, one card a row.

The file is read line by line and pictures, sounds and keys are passed over, so one that carries
pictures of fifty megabytes takes no more memory than another.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from outreach.base.errors import Refusal
from outreach.base.ids import is_id
from outreach.base.language import plural, thousands, tr
from outreach.exchange.card_lines import Line, lines_of
from outreach.exchange.csv_file import found_encoding
from outreach.exchange.headers import FAMILY, GIVEN, KIND, MIDDLE
from outreach.exchange.mapping import Mapping
from outreach.exchange.table import MOST_ROWS, Cell, Table

LONGEST_CARD = 1_000_000
"""Characters of a card without its pictures."""
CUT = "\0"
"""Stands for a card that does not end."""
_PIECE = 1 << 16
_BLANK = " \t\r\n"
_MARK = "ï»¿"
"""How the mark at the beginning of a file in UTF-8 looks, byte for byte."""
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
    with path.open("rb") as file:
        encoding = found_encoding(file)
    for number, card in enumerate(_cards(path, encoding, pictures), start=1):
        if number > MOST_ROWS:
            raise Refusal(
                tr(
                    "It holds more than {most} cards, so nothing was brought in.",
                    most=thousands(MOST_ROWS),
                )
            )
        try:
            found = _row(card, encoding)
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


def _cards(path: Path, encoding: str, pictures: list[str]) -> Iterator[str]:
    """Yield each card as :func:`lines_of` takes it; one that stands in another comes before that.

    What is left out is noted in ``pictures``, by its name in the card.
    """
    wide = encoding.startswith("utf-16")
    with path.open("r", encoding=encoding if wide else "latin-1", errors="replace") as text:
        opened: list[list[str]] = []
        size, passing = 0, False
        for line in _lines(text, wide=wide):
            word = line.strip(_BLANK).upper()
            if word in ("BEGIN:VCARD", "AGENT:BEGIN:VCARD"):
                opened.append([])
                passing = False
            elif word == "END:VCARD" and opened:
                yield "".join(opened.pop())
                size = size if opened else 0
                passing = False
            elif opened:
                if line[:1] not in " \t":
                    name = word.partition(":")[0].partition(";")[0].rpartition(".")[2]
                    # In 2.1 the lines of a picture need not be indented; they hold no colon.
                    if name in _PASSED_OVER:
                        pictures.append(name)
                    passing = name in _PASSED_OVER or (passing and ":" not in line)
                if not passing:
                    opened[-1].append(line)
            size += 0 if passing else len(line)
            if opened and size > LONGEST_CARD:
                raise Refusal(
                    tr(
                        "A card in “{name}” is longer than {most} characters, so "
                        "nothing was brought in.",
                        name=path.name,
                        most=thousands(LONGEST_CARD),
                    )
                )
        yield from (CUT for _ in opened)


def _lines(text: TextIO, *, wide: bool) -> Iterator[str]:
    """Yield lines, each byte as a letter: one of several bytes may be divided between two.

    What is longer than a piece comes in several, the others as if indented.
    """
    goes_on = False
    first = True
    while piece := text.readline(_PIECE):
        if wide:
            piece = piece.encode("utf-8", "replace").decode("latin-1")
        if first:
            piece = piece.removeprefix(_MARK)
            first = False
        yield f" {piece}" if goes_on else piece
        goes_on = not piece.endswith("\n")


def _row(card: str, encoding: str) -> dict[str, Cell]:
    if card == CUT:
        raise _Unreadable(tr("the file ends in the middle of it."))
    parsed: dict[str, list[Line]] = {}
    for line in lines_of(card, encoding):
        parsed.setdefault(line.name, []).append(line)
    uid = _first(parsed, "uid")
    ours = is_id(uid.removeprefix("urn:uuid:"))
    found: dict[str, Cell] = {"Name": _first(parsed, "fn"), "UID": None if ours else uid}
    found["Id"] = uid.removeprefix("urn:uuid:") if ours else None
    titles: list[str] = []
    if parsed.get("n"):
        family, given, middle, *others = [*parsed["n"][0].parts, "", "", ""]
        found["First name"], found["Middle name"], found["Last name"] = given, middle, family
        titles = list(filter(None, others))
    if found["Name"]:
        # The name as a whole is how its bearer writes it.
        found["First name"] = found["Middle name"] = found["Last name"] = None
        titles = [said for said in titles if said not in str(found["Name"])]
    company = _first(parsed, "kind") or _first(parsed, "x-abshowas")
    if company.casefold() in ("org", "company", "group"):
        found["Kind"] = "organisation"
    _rest(parsed, found, titles)
    return found


def _rest(parsed: dict[str, list[Line]], found: dict[str, Cell], titles: list[str]) -> None:
    labels = {one.group: _label(one.text) for one in parsed.get("x-ablabel", ()) if one.group}
    units = [name for one in parsed.get("org", ()) for name in one.names]
    found["Organisation"] = units[0] if units else None
    jobs = [one.text for name in ("title", "role") for one in parsed.get(name, ())]
    found["Job title"] = next(filter(None, jobs), None)
    found["Language"] = _first(parsed, "lang")
    for header, other, name in (
        ("E-mail", "Other e-mail", "email"),
        ("Telephone", "Other telephone", "tel"),
    ):
        lines = _once(_preferred(parsed.get(name, ())))
        said = [one.text.removeprefix("tel:").removeprefix("mailto:") for one in lines]
        found[header] = said[0] if said else None
        if lines and (label := labels.get(lines[0].group or "")):
            titles = [*titles, f"{label}: {said[0]}"]
        others = zip(said[1:], lines[1:], strict=True)
        found[other] = ", ".join(_labelled(words, one, labels) for words, one in others)
    sites = _once(_preferred(parsed.get("url", ())))
    organisation = found.get("Kind") or not (found["Name"] or found.get("Last name"))
    found["Website" if organisation else "Website of the person"] = sites[0].text if sites else None
    tags = [tag for one in parsed.get("categories", ()) for tag in one.listed]
    found["Tags"] = json.dumps(tags) if tags else None
    found["Notes"] = "\n".join(one.text for one in parsed.get("note", ()))
    found["Address"] = "; ".join(
        _labelled(_address(one.parts), one, labels) for one in parsed.get("adr", ())
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
    more += [tr("website {address}", address=_labelled(one.text, one, labels)) for one in sites[1:]]
    more += [tr("called {name}", name=one.text) for one in parsed.get("nickname", ()) if one.text]
    more += [
        f"{name.removeprefix('x-').replace('-', ' ')} {_labelled(one.text, one, labels)}".strip()
        for name, lines in parsed.items()
        if name not in _KNOWN
        for one in lines
        if one.text
    ]
    found["More"] = "; ".join(more)


def _once(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that say something, each thing said once."""
    return list({said: line for line in reversed(list(lines)) if (said := line.text)}.values())[
        ::-1
    ]


def _label(said: str) -> str:
    """Return what somebody wrote beside a line; Apple marks its own words: ``_$!<Manager>!$_``."""
    return said.removeprefix("_$!<").removesuffix(">!$_")


def _labelled(words: str, line: Line, labels: dict[str, str]) -> str:
    label = labels.get(line.group, "")
    return f"{label}: {words}" if label else words


def _preferred(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: "PREF" not in line.types)


def _first(parsed: dict[str, list[Line]], name: str) -> str:
    return next((one.text for one in parsed.get(name, ()) if one.text), "")


def _address(parts: list[str]) -> str:
    """Return an address with its code before the town."""
    return ", ".join(filter(None, [*parts[:3], *parts[5:6], *parts[3:5], *parts[6:]]))
