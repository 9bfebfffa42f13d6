"""Where the editors of references get the records from that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
