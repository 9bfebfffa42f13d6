"""Which characters of a brief cannot be printed, and where they stand.

Asked before a brief is saved, so that a person learns of it from a sentence and not from paper.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

from outreach.briefs.content import Brief, Handout, Pack
from outreach.briefs.part_names import part_words
from outreach.briefs.setting.faces import covers
from outreach.briefs.setting.wording import paragraphs


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """A character that no face has; it is printed as a box with its number."""

    char: str
    code_point: str
    """Such as ``U+0627``."""
    name: str
    """The character's name in the Unicode standard, in capitals, or empty when it has none."""
    partner: str
    """The partner whose brief it is in; empty for a pack's own cover."""
    field: str
    """Where in the brief, such as ``Headline`` or ``Fair questions · Our answer``."""

    @property
    def where(self) -> str:
        """Partner and field in words."""
        return f"{self.partner}: {self.field}" if self.partner else self.field


def missing(content: Brief | Pack) -> list[MissingCharacter]:
    """Return each character of ``content`` that cannot be printed, once for every place."""
    found: dict[tuple[str, str, str], None] = {}
    for partner, field, text in _strings(content):
        for part in paragraphs(text):
            for char in part:
                if not covers(char):
                    found[(char, partner, field)] = None
    return [
        MissingCharacter(char, f"U+{ord(char):04X}", unicodedata.name(char, ""), partner, field)
        for char, partner, field in found
    ]


def _strings(content: Brief | Pack) -> Iterator[tuple[str, str, str]]:
    if isinstance(content, Pack):
        for field in ("initiative", "pitch", "prepared_for"):
            yield "", part_words((field,)), getattr(content, field)
        for brief in content.briefs:
            yield from _strings(brief)
    else:
        handout = content if isinstance(content, Handout) else content.handout
        for path, text in _walk(content, ()):
            yield handout.partner, part_words(path), text


def _walk(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every string in ``value`` with the names of the fields that lead to it."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield path, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item, path)
    elif is_dataclass(value) and not isinstance(value, dt.date):
        for field in fields(value):
            step = () if field.name == "handout" else (field.name,)
            yield from _walk(getattr(value, field.name), path + step)
