"""Tells how far long work is, and lets it be ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.base.progress import Progress

T = TypeVar("T")

STEP = 500
"""After so many pieces of work it is told."""


class Stopped(Refusal):
    """The person ended it."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(tr("You stopped it, so nothing was brought in."))


def telling(pieces: Iterable[T], total: int, progress: Progress | None) -> Iterator[T]:
    """Yield ``pieces``, about ``total`` of them, and tell ``progress`` how far that is."""
    for n, piece in enumerate(pieces):
        if progress is not None and n % STEP == 0:
            progress(min(n, total), total)
        yield piece
