"""The lines of a visiting card, taken apart (vCard 2.1, 3.0 and 4.0).

Phones and mail programs write them in many ways: nothing is dropped for its form, and what cannot
be told apart is kept as it stands. However a line is made, reading it takes no longer than its
length.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = re.compile(r'((?:[^":]++|"[^"]*+")*+):')
"""What stands before the value: no colon in quotes ends it."""
_PARTS = re.compile(r'(?:[^";]++|"[^"]*+"|")++')
_TOKENS = re.compile(r"\\.|[^\\;,]+|.", re.DOTALL)
_ESCAPED = re.compile(r"""\\([nN\\;,:"])""")
_CHARSET = re.compile(
    "utf-?(8|16)|(us-)?ascii|iso-8859-[0-9]+|(windows-|cp)[0-9]+|koi8-[ru]"
    "|gb(2312|k|18030)|big5|shift_jis|euc-(jp|kr)",
    re.IGNORECASE,
)
"""What a card may say that it is written in; other names may mean something else to Python."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a card says."""

    name: str
    """In small letters; empty for words that are no line of a card."""
    group: str
    """What joins it to other lines of the card."""
    types: frozenset[str]
    """The words beside its name, in capitals: ``WORK``, ``PREF``."""
    value: str
    """As it was written, with its backslashes."""

    @property
    def text(self) -> str:
        """What it says."""
        return _plain(self.value).strip()

    @property
    def parts(self) -> list[str]:
        """What stands between its semicolons; several words in one place with a space."""
        return [
            " ".join(filter(None, map(_plain, _apart(part, ",")))).strip()
            for part in _apart(self.value, ";")
        ]

    @property
    def names(self) -> list[str]:
        """What stands between its semicolons, where a comma belongs to a name."""
        return [_plain(part).strip() for part in _apart(self.value, ";")]

    @property
    def listed(self) -> list[str]:
        """What stands between its commas."""
        return [said for part in _apart(self.value, ",") if (said := _plain(part).strip())]


def lines_of(card: str, encoding: str) -> Iterator[Line]:
    """Yield what a card says.

    Args:
        card: Its lines between the first and the last, each byte as the letter of Latin-1, so that
            a letter of several bytes may be divided between two lines.
        encoding: How it is written where it is not in UTF-8 and does not say.
    """
    for whole in _unfolded(card):
        head = _HEAD.match(whole)
        before, value = (head[1], whole[head.end() :]) if head else _at_colon(whole)
        yield _line(before, value, encoding)


def _unfolded(card: str) -> Iterator[str]:
    parts: list[str] = []
    quoted = goes_on = False
    for line in card.split("\n"):
        if goes_on or (parts and line[:1] in (" ", "\t")):
            parts.append(line if goes_on else line[1:])
        else:
            if parts:
                yield "".join(parts)
            parts = [line] if line.strip(" \t") else []
            quoted = "QUOTED-PRINTABLE" in line.partition(":")[0].upper()
        goes_on = bool(quoted and parts and parts[-1].endswith("="))
        if goes_on:
            parts[-1] = parts[-1][:-1]
    if parts:
        yield "".join(parts)


def _at_colon(whole: str) -> tuple[str, str]:
    """Divide a line whose quotes do not end."""
    before, colon, value = whole.partition(":")
    return (before, value) if colon else ("", whole)


def _line(before: str, value: str, encoding: str) -> Line:
    named, *beside = _PARTS.findall(before) or [""]
    group, _, name = named.rpartition(".")
    types: set[str] = set()
    charset = ""
    for said in beside:
        key, equals, what = said.partition("=")
        if equals and key.strip().upper() == "CHARSET":
            charset = what.strip('" ')
        elif equals and key.strip().upper() == "PREF":
            types.add("PREF")
        else:
            types.update(word.strip('" ').upper() for word in (what or key).split(","))
    read = _read(value.encode("latin-1"), types, charset, encoding)
    return Line(name.strip().lower().replace("_", "-"), group.lower(), frozenset(types), read)


def _read(value: bytes, types: set[str], charset: str, encoding: str) -> str:
    if types & {"B", "BASE64"}:
        try:
            return binascii.a2b_base64(value).decode().replace("\\", "\\\\")
        except ValueError:  # no text: it is kept as it came
            pass
    quoted = "QUOTED-PRINTABLE" in types
    own = [charset] if _CHARSET.fullmatch(charset) else []
    # What is quoted is written as it says; what is not was written anew with the file.
    for name in [*own, "utf-8"] if quoted else ["utf-8", *own]:
        try:
            return (binascii.a2b_qp(value) if quoted else value).decode(name)
        except (ValueError, LookupError):
            continue
    other = encoding if encoding != "utf-8" else "cp1252"
    return (binascii.a2b_qp(value) if quoted else value).decode(other, "replace")


def _apart(value: str, separator: str) -> list[str]:
    """Divide a value at a sign before which no backslash stands."""
    found: list[list[str]] = [[]]
    for token in _TOKENS.findall(value):
        if token == separator:
            found.append([])
        else:
            found[-1].append(token)
    return ["".join(tokens) for tokens in found]


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
