"""A list of ids that takes little room: a million of them are 36 MB instead of 93."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload


class Ids(Sequence[str]):
    """Ids in order. Those of records are all of one length, and stand in one row of bytes."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        """Take over ``ids``."""
        self._width = 0
        self._packed = bytearray()
        self._others: list[str] | None = None
        """Ids of several lengths or with other letters, as short lists have that are no records."""
        self.extend(ids)

    def extend(self, ids: Iterable[str]) -> None:
        """Put more ids behind the others."""
        for id in ids:
            if self._others is None:
                self._width = self._width or len(id)
                if id and id.isascii() and len(id) == self._width:
                    self._packed += id.encode("ascii")
                    continue
                self._others = list(self)
                self._packed.clear()
            self._others.append(id)

    def find(self, id: str) -> int:
        """Return where ``id`` stands first, or -1."""
        if self._others is not None:
            return self._others.index(id) if id in self._others else -1
        if not id or len(id) != self._width or not id.isascii():
            return -1
        sought, at = id.encode("ascii"), -1
        while (at := self._packed.find(sought, at + 1)) >= 0:
            # Half of one and half of the next may spell it too.
            if not at % self._width:
                return at // self._width
        return -1

    def __len__(self) -> int:
        if self._others is not None:
            return len(self._others)
        return len(self._packed) // self._width if self._width else 0

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        if self._others is not None:
            return self._others[place]
        if isinstance(place, slice):
            return [self._at(n) for n in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(f"there is no id at {place}")
        return self._at(place % len(self))

    def __iter__(self) -> Iterator[str]:
        return (self[n] for n in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        raise TypeError("a list of ids that can grow has no hash")

    def _at(self, place: int) -> str:
        begin = place * self._width
        return self._packed[begin : begin + self._width].decode("ascii")
