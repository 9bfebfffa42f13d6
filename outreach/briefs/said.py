"""Which part of a content each printed text says: how a page knows what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Said(str):
    """Text that knows which parts of a content it says, such as ``briefs.2.headline``."""

    __slots__ = ("parts",)
    parts: tuple[str, ...]

    def __new__(cls, text: str, parts: tuple[str, ...]) -> Self:
        """Return ``text`` as what says ``parts``."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made


def located(content: T, path: str = "") -> T:
    """Return a copy of a content in which every text knows where it belongs."""
    found: Any = content
    if isinstance(content, str) and not isinstance(content, Enum):
        found = Said(content, (path,))
    elif isinstance(content, tuple):
        found = tuple(located(item, f"{path}.{n}") for n, item in enumerate(content))
    elif is_dataclass(content) and not isinstance(content, type):
        found = replace(
            content,
            **{
                field.name: located(getattr(content, field.name), f"{path}.{field.name}".strip("."))
                for field in fields(content)
            },
        )
    result: T = found
    return result


def parts_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the parts of a content that ``texts`` say."""
    found: tuple[str, ...] = ()
    for text in texts:
        if text.__class__ is Said:
            found += text.parts
    return found


def worded(form: str, *texts: str) -> str:
    """Return ``texts`` put into ``form``, saying what they say."""
    return Said(form.format(*texts), parts_of(texts))
