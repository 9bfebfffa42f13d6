"""Where the editors of references get the records from that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """A record that can be chosen."""

    id: str
    name: str
    detail: str = ""
    """What tells it from others of the same name, such as where a person works."""

    @property
    def words(self) -> str:
        """Name and detail together, as the list of choices shows them."""
        return f"{self.name} · {self.detail}" if self.detail else self.name


@dataclass(frozen=True, slots=True)
class Choices:
    """Asked by the editors when a person opens them, not before."""

    options: Callable[[tuple[str, ...]], Sequence[Option]]
    """Returns the records of the kinds named, in the order in which they are offered."""
    name: Callable[[str], str]
    """Returns the name of a record by its id."""
    create: Callable[[str, str], str | None] | None = None
    """Makes a record of a kind with a name and returns its id; None when it cannot be made."""


NO_CHOICES = Choices(options=lambda kinds: (), name=lambda id: "")


def meant(words: str, usual: Mapping[str, str]) -> str:
    """Return which of the ``usual`` values is meant by what was typed, or what was typed.

    The beginning of one of them is enough, as long as no other begins so: the list that opens
    below shows it. ``usual`` has what people read for each value.
    """
    wanted = words.casefold()
    for value, said in usual.items():
        if wanted in (said.casefold(), value.casefold()):
            return value
    begun = [value for value, said in usual.items() if said.casefold().startswith(wanted)]
    return begun[0] if wanted and len(begun) == 1 else words
