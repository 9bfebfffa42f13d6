"""What a cell of a table means as the value of a field."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any

from outreach.base.errors import InvalidValue
from outreach.base.language import ENGLISH, LANGUAGES, in_every_language, speaking, tr
from outreach.base.words import shown
from outreach.document.fields import Choice, Date, Field, Flag, Integer, Number, Scale, Text, Words
from outreach.exchange.table import Cell

_YES = frozenset({"yes", "y", "true", "1", "x", "✓", "ja", "oui", "si", "sí", "sim", "نعم"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "não", "لا"})
_DAY = re.compile(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})")
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAMED_DAY = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y")


class DayOrder(StrEnum):
    """How a date such as 3/4/2026 is meant."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def value_of(field: Field, cell: Cell, order: DayOrder, *, exact: bool = False) -> Any:
    """Return what ``cell`` means as the ``field``, which is no reference and no link.

    Args:
        field: Where it is to go.
        cell: What stands in the table.
        order: How dates are meant.
        exact: Whether the cell was written by this program, so that each character counts.

    Raises:
        InvalidValue: when it means nothing there.
    """
    if isinstance(cell, str):
        if exact and isinstance(field, Text | Choice | Words):
            return _exact(field, cell)
        if not (isinstance(field, Text) and field.long):
            cell = cell.strip()
        if not cell or cell.isspace():
            return None
    elif cell is None:
        return None
    if isinstance(field, Text):
        text = as_text(cell)
        return field.check(text if field.long else " ".join(text.splitlines()))
    if isinstance(field, Date):
        return _day(field, cell, order)
    if isinstance(field, Flag):
        return _flag(field, cell)
    if isinstance(field, Scale):
        return _step(field, cell)
    if isinstance(field, Integer | Number):
        return _number(field, cell)
    text = as_text(cell)
    if isinstance(field, Choice):
        return _choice(field, text)
    if isinstance(field, Words):
        return tuple(_choice(field, word) for word in several(text))
    return field.check(text)


def literal(text: str) -> str:
    """Return a cell that means just ``text``, where that would mean something else."""
    return f"“{text}”"


def _exact(field: Field, cell: str) -> Any:
    if isinstance(field, Words):
        return tuple(json.loads(cell)) if cell[:1] == "[" else _split(field, cell)
    if isinstance(field, Choice):
        return _chosen(field, cell)
    return cell


def _split(field: Words, cell: str) -> tuple[str, ...]:
    stored = _exactly(field)
    return tuple(stored.get(word, word) for word in cell.split("; "))


def _chosen(field: Choice, cell: str) -> str:
    if cell[:1] == "“" and cell[-1:] == "”" and len(cell) > 2:
        return cell[1:-1]
    return cell if cell in field.choices else _exactly(field).get(cell, cell)


@cache
def _exactly(field: Choice | Words) -> dict[str, str]:
    """Return the stored values by their words as they are written into files: in English."""
    with speaking(ENGLISH):
        return {words: value for value, words in field.choices.items()}


def as_text(cell: Cell) -> str:
    """Return a cell as a person reads it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def several(text: str) -> tuple[str, ...]:
    """Return the words or names in a cell: a list as JSON, or with semicolons, commas or lines."""
    if text.lstrip().startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list) and all(isinstance(word, str) for word in found):
            return tuple(found)
    for mark in (";", "\n", ":::", ","):
        if mark in text:
            return tuple(dict.fromkeys(filter(None, (p.strip(" :*") for p in text.split(mark)))))
    return (text.strip(),) if text.strip() else ()


def day_order(cells: Iterable[Cell]) -> DayOrder | None:
    """Find out how the dates of a column are meant; None when they do not say."""
    for cell in cells:
        match = _DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match and len(match[1]) < 3:
            if int(match[1]) > 12:
                return DayOrder.DAY_FIRST
            if int(match[2]) > 12:
                return DayOrder.MONTH_FIRST
    return None


def _day(field: Field, cell: Cell, order: DayOrder) -> dt.date:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = as_text(cell)
    day_text = text.split("T")[0].split(" 0")[0] if re.match(r"\d{4}-", text) else text
    try:
        if match := _DAY.fullmatch(day_text):
            return _figures(match, order)
        for form in _NAMED_DAY:
            try:
                return dt.datetime.strptime(day_text, form).date()
            except ValueError:
                continue
    except ValueError:
        pass
    raise field.refuse(tr("this must be a date, not {text}.", text=shown(text)))


def _figures(match: re.Match[str], order: DayOrder) -> dt.date:
    one, two, three = map(int, match.groups())
    if len(match[1]) == 4:
        return dt.date(one, two, three)
    year = three + 2000 if len(match[3]) <= 2 else three
    if "." not in match[0] and order is DayOrder.MONTH_FIRST:
        one, two = two, one
    return dt.date(year, two, one)


def _flag(field: Field, cell: Cell) -> bool:
    text = as_text(cell).casefold()
    if text in _YES or cell is True:
        return True
    if text in _NO or cell is False:
        return False
    raise field.refuse(tr("this must be yes or no, not {value}.", value=shown(as_text(cell))))


def _step(field: Scale, cell: Cell) -> Any:
    """Return a step of a scale: its number, its words, or both as “4 of 5, high”."""
    text = as_text(cell)
    value = _steps(field).get(text.casefold())
    return _number(field, cell) if value is None else value


@cache
def _steps(field: Scale) -> dict[str, int]:
    """Return the steps of a scale by all that they are called, in any language."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        with speaking(language):
            for value, words in field.steps.items():
                found.setdefault(words.casefold(), value)
                found.setdefault(field.words(value).casefold(), value)
    return found


def _number(field: Field, cell: Cell) -> Any:
    if isinstance(cell, int | float):
        return cell
    text = as_text(cell)
    for unit in in_every_language(lambda: getattr(field, "unit", "")):
        text = text.removesuffix(unit)
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?", text) or re.fullmatch(r"[+-]?\d+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    text = text.replace(",", "")
    try:
        number = float(text)
    except ValueError:
        raise InvalidValue(
            field.label, tr("this must be a number, not {value}.", value=shown(as_text(cell)))
        ) from None
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _choice(field: Choice | Words, text: str) -> str:
    """Return the stored value that ``text`` means; own words stay as they are."""
    return text if text in field.choices else _choices(field).get(text.casefold(), text)


@cache
def _choices(field: Choice | Words) -> dict[str, str]:
    """Return the values of a field by all that they are called, in any language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            for stored, words in field.choices.items():
                found.setdefault(stored.casefold(), stored)
                found.setdefault(words.casefold(), stored)
    return found


def escaped(text: str) -> str:
    """Return ``text`` as a spreadsheet holds it: what XML cannot hold is spelt out."""
    return _UNFIT.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
