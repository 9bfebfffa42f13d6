"""Rows by id, fetched a page at a time when they are looked at, and forgotten when they are not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from ui.models.ids import Ids


class HasId(Protocol):
    """Anything that knows the id of its record."""

    @property
    def id(self) -> str:
        """The record's id."""


T = TypeVar("T", bound=HasId)


class Pages(Generic[T]):
    """The ids of a list in order, and the rows of the pages that were looked at last."""

    def __init__(
        self, fetch: Callable[[Sequence[str]], Iterable[T]], size: int = 128, most: int = 64
    ) -> None:
        """Hold no ids yet.

        Args:
            fetch: returns the rows of some ids, in any order; ids that are gone may be left out.
            size: rows of a page.
            most: pages kept.
        """
        self._fetch, self._size, self._most = fetch, size, most
        self._ids = Ids()
        self._pages: OrderedDict[int, dict[str, T]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._ids)

    @property
    def ids(self) -> Sequence[str]:
        """The ids in order."""
        return self._ids

    def set(self, ids: Iterable[str]) -> None:
        """Take over another list of ids; rows are fetched anew when looked at."""
        self._ids = Ids(ids)
        self._pages.clear()

    def extend(self, ids: Iterable[str]) -> None:
        """Put more ids behind the others."""
        # The rows of the last page are fetched again, with what now belongs to it.
        self._pages.pop(len(self._ids) // self._size, None)
        self._ids.extend(ids)

    def place(self, id: str) -> int:
        """Return where ``id`` stands, or -1."""
        return self._ids.find(id)

    def row(self, place: int) -> T | None:
        """Return the row at ``place``; None when its record is gone."""
        number = place // self._size
        page = self._pages.get(number)
        if page is None:
            start = number * self._size
            wanted = self._ids[start : start + self._size]
            page = {row.id: row for row in self._fetch(wanted)}
            self._pages[number] = page
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[place])

    def forget(self, ids: Iterable[str]) -> list[int]:
        """Forget the rows of ``ids`` so that they are fetched again; return their places."""
        places = [place for place in map(self.place, ids) if place >= 0]
        for place in places:
            self._pages.pop(place // self._size, None)
        return places

    def forget_all(self) -> None:
        """Forget every row, but not the ids."""
        self._pages.clear()
