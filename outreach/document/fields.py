"""Field types: what a value may be, how it is stored, and what people are told about it.

Every field of every record is one of these. A value has two forms: the *stored* form, which is
what SQLite and JSON hold (text, whole number, decimal or nothing), and the *value* form that
Python code works with (a date, a bool, a tuple of words). ``None`` is "not set" in both and is
always a real value: it means nobody has judged or typed anything.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar, Self

from outreach.base.errors import InvalidValue
from outreach.base.ids import is_id
from outreach.base.language import Terms, figure, spoken, tr
from outreach.base.words import either, shown, with_commas
from outreach.document.declared import Declared
from outreach.document.texts import LONG_TEXT, SHORT_TEXT, checked_text

Stored = str | int | float | None
"""What the file and the log hold of a field."""


class Search(StrEnum):
    """How a field takes part in finding records."""

    NO = "no"
    NAME = "name"
    TEXT = "text"


class Field(Declared):
    """What is declared of a field, whatever its type."""

    label: str = spoken()
    """The words people see."""
    help: str = spoken("")
    """What the field is for, in a sentence."""
    name: str = ""
    required: bool = False
    confidential: bool = False
    """Never in a hand-out, never in a redacted copy."""
    personal: bool = False
    """Says something about a living person; erased with them."""
    search: Search = Search.NO
    for_program: bool = False
    """Only the program reads it again: people are not shown it."""
    column: ClassVar[str] = "TEXT"
    type_name: ClassVar[str] = ""

    @property
    def converts(self) -> bool:
        """Whether the value form is another than the stored one."""
        return type(self).load is not Field.load

    def check(self, value: object) -> Stored:
        """Return the stored form of ``value`` (given in either form).

        Raises:
            InvalidValue: naming this field, when the value does not fit.
        """
        blank = isinstance(value, str) and value.isspace()
        if value is None or value == "" or (blank and self.required):
            if self.required:
                raise InvalidValue(self.label, tr("this cannot be left empty."))
            return None
        return self._check(value)

    def _check(self, value: Any) -> Stored:
        raise NotImplementedError

    def load(self, stored: Stored) -> Any:
        """Return the value form of ``stored``."""
        return stored

    def range_words(self) -> str:
        """Say what values are possible, for people who read the schema or the field list."""
        return ""

    def words(self, value: object) -> str:
        """Say ``value`` (in value form) as people say it; empty when it is not set."""
        return "" if value is None else str(value)

    def but(self, **changes: Any) -> Self:
        """Return the same declaration with other values under the names in ``changes``."""
        return type(self)(**(self.__dict__ | changes))

    def refuse(self, problem: str) -> InvalidValue:
        """Build the error that says ``problem`` about this field."""
        return InvalidValue(self.label, problem)


class Text(Field):
    """Words: one line, or several when ``long``."""

    long: bool = False
    type_name: ClassVar[str] = "text"

    def _check(self, value: Any) -> Stored:
        if not isinstance(value, str):
            raise self.refuse(tr("this must be text, not {value}.", value=shown(value)))
        return checked_text(self.label, value, LONG_TEXT if self.long else SHORT_TEXT, self.long)


class Number(Field):
    """An amount with up to six decimals, such as person-days."""

    low: float = 0.0
    high: float = 1e9
    unit: str = spoken("")
    column: ClassVar[str] = "REAL"
    type_name: ClassVar[str] = "number"

    def _check(self, value: Any) -> Stored:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(tr("this must be a number, not {value}.", value=shown(value)))
        # False for nan as well.
        if not self.low <= value <= self.high:
            raise self.refuse(tr("this must be {range}.", range=self.range_words()))
        # The log is JSON written by SQLite, which keeps 15 digits of a decimal: six decimals of
        # at most nine whole digits come back exactly as they went in.
        return round(float(value), 6)

    def range_words(self) -> str:
        """Say the range and the unit."""
        unit = f" {self.unit}" if self.unit else ""
        return tr("{low} to {high}", low=f"{self.low:g}", high=f"{self.high:g}") + unit

    def words(self, value: object) -> str:
        """Say the amount with its unit."""
        if not isinstance(value, int | float):
            return ""
        return f"{figure(value)} {self.unit}".strip()


class Integer(Field):
    """A whole number."""

    low: int = 0
    high: int = 1_000_000
    unit: str = spoken("")
    column: ClassVar[str] = "INTEGER"
    type_name: ClassVar[str] = "whole number"

    def _check(self, value: Any) -> Stored:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(tr("this must be a whole number, not {value}.", value=shown(value)))
        if not self.low <= value <= self.high:
            raise self.refuse(
                tr(
                    "this must be {range}, not {value}.",
                    range=self.range_words(),
                    value=shown(value),
                )
            )
        return value

    def range_words(self) -> str:
        """Say the range and the unit."""
        unit = f" {self.unit}" if self.unit else ""
        return tr("{low} to {high}", low=self.low, high=self.high) + unit

    def words(self, value: object) -> str:
        """Say the number with its unit."""
        return "" if value is None else f"{value} {self.unit}".strip()


class Scale(Integer):
    """A person's judgement on a small scale, each of whose values has words."""

    steps: Mapping[int, str] = Terms({})
    type_name: ClassVar[str] = "scale"

    def words(self, value: object) -> str:
        """Say the value with its words: ``4 of 5, high``, or ``neutral`` for a signed scale."""
        if not isinstance(value, int):
            return ""
        meaning = self.steps.get(value, "")
        if self.low < 0:
            return meaning or str(value)
        return (
            tr("{value} of {high}, {meaning}", value=value, high=self.high, meaning=meaning)
            if meaning
            else tr("{value} of {high}", value=value, high=self.high)
        )


class Choice(Field):
    """One of a few values, each with the words people see; own words too when ``open``."""

    choices: Mapping[str, str] = Terms({})
    open: bool = False
    type_name: ClassVar[str] = "choice"

    def _check(self, value: Any) -> Stored:
        if not isinstance(value, str):
            raise self.refuse(
                tr(
                    "this must be one of {choices}, not {value}.",
                    choices=self.range_words(),
                    value=shown(value),
                )
            )
        if value in self.choices:
            return str(value)
        if not self.open:
            raise self.refuse(
                tr(
                    "this must be one of {choices}, not {value}.",
                    choices=self.range_words(),
                    value=shown(value),
                )
            )
        return checked_text(self.label, value, SHORT_TEXT, False)

    def range_words(self) -> str:
        """List the stored values."""
        stored = with_commas(self.choices)
        return tr("{choices}, or own words", choices=stored) if self.open else stored

    def words(self, value: object) -> str:
        """Say the choice in the words people see."""
        return "" if value is None else self.choices.get(str(value), str(value))


class Flag(Field):
    """Yes, no, or not set."""

    column: ClassVar[str] = "INTEGER"
    type_name: ClassVar[str] = "yes or no"

    def _check(self, value: Any) -> Stored:
        if not isinstance(value, int) or value not in (0, 1):
            raise self.refuse(
                tr("this must be yes (true) or no (false), not {value}.", value=shown(value))
            )
        return int(value)

    def load(self, stored: Stored) -> bool | None:
        """Return a bool, or None when not set."""
        return None if stored is None else bool(stored)

    def range_words(self) -> str:
        """Say how yes and no are stored."""
        return tr("1 yes, 0 no")

    def words(self, value: object) -> str:
        """Say yes or no."""
        return "" if value is None else tr("yes") if value else tr("no")


class Date(Field):
    """A day, stored as ``YYYY-MM-DD``."""

    type_name: ClassVar[str] = "date"

    def _check(self, value: Any) -> Stored:
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value.isoformat()
        try:
            day = dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.refuse(
                tr("this must be a date such as 2026-11-23, not {value}.", value=shown(value))
            ) from None
        return day.isoformat()

    def load(self, stored: Stored) -> dt.date | None:
        """Return the day."""
        return dt.date.fromisoformat(stored) if isinstance(stored, str) else None

    def range_words(self) -> str:
        """Say the form."""
        return "YYYY-MM-DD"

    def words(self, value: object) -> str:
        """Say the day in its stored form; the window says it in the person's own."""
        return value.isoformat() if isinstance(value, dt.date) else ""


class Words(Field):
    """Several short words or phrases in an order, stored as a JSON list."""

    choices: Mapping[str, str] = Terms({})
    type_name: ClassVar[str] = "words"

    def _check(self, value: Any) -> Stored:
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                raise self.refuse(tr("this must be a list of words.")) from None
        if not isinstance(value, list | tuple) or not all(isinstance(w, str) for w in value):
            raise self.refuse(tr("this must be a list of words."))
        label = self.label
        found = dict.fromkeys(checked_text(label, word, SHORT_TEXT, False) for word in value)
        if len(found) > 200:
            raise self.refuse(tr("this can hold 200 words at the most."))
        return json.dumps(list(found), ensure_ascii=False) if found else None

    def load(self, stored: Stored) -> tuple[str, ...]:
        """Return the words; an empty tuple when not set."""
        return tuple(json.loads(stored)) if isinstance(stored, str) else ()

    def range_words(self) -> str:
        """Say the form, and what is usual."""
        if not self.choices:
            return tr("a JSON list of words")
        return tr("a JSON list of words such as {choices}", choices=with_commas(self.choices))

    def words(self, value: object) -> str:
        """Say the words with commas between."""
        if not isinstance(value, tuple | list):
            return ""
        return with_commas(self.choices.get(word, word) for word in value)


class Ref(Field):
    """Another record, of one of the named kinds, by its id."""

    kinds: tuple[str, ...] = ()
    type_name: ClassVar[str] = "record"

    def _check(self, value: Any) -> Stored:
        if not is_id(value):
            raise self.refuse(
                tr("this must be the id of a record, not {value}.", value=shown(value))
            )
        return str(value)

    def range_words(self) -> str:
        """Say which kinds can be referred to."""
        return tr("id of a record: {kinds}", kinds=either(self.kinds))


class Links(Field):
    """Any number of records of one kind; stored as rows of a table of its own.

    Two people who each add a link to the same record both keep theirs when copies are merged.
    """

    kind: str = ""
    type_name: ClassVar[str] = "records"

    def check_ids(self, value: object) -> tuple[str, ...]:
        """Return the ids in ``value``, each once, in the order given.

        Raises:
            InvalidValue: when it is not a list of ids.
        """
        if value is None:
            return ()
        if not isinstance(value, list | tuple) or not all(is_id(v) for v in value):
            raise self.refuse(
                tr("this must be a list of ids of records of the kind {kind}.", kind=self.kind)
            )
        return tuple(dict.fromkeys(value))

    def _check(self, value: Any) -> Stored:
        raise TypeError("links are stored as rows of their own; use check_ids")

    def load(self, stored: Stored) -> tuple[str, ...]:
        """Return no links; they are read from their own table."""
        return ()

    def range_words(self) -> str:
        """Say which kind is linked to."""
        return tr("ids of records: {kind}", kind=self.kind)
