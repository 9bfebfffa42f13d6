"""How far long work is, told in pieces."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], object]
"""Hears how many pieces of how many are done; what it raises ends the work, nothing changed."""


def untold(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""
