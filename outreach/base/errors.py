"""Errors that a person can meet. Each is a sentence: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def _again(kind: type[Refusal], said: tuple[str, ...], more: dict[str, Any]) -> Refusal:
    error = kind.__new__(kind, *said)
    vars(error).update(more)
    return error


class Refusal(Exception):
    """Something was refused and nothing was changed; ``str()`` of it is shown to the person."""

    def __reduce__(self) -> tuple[Callable[..., Refusal], tuple[object, ...]]:
        """Go whole from one process to another, whatever it was made of."""
        return _again, (type(self), self.args, vars(self))


class InvalidValue(Refusal):
    """A value does not fit the field that it was given for."""

    def __init__(self, field: str, problem: str) -> None:
        """Name the ``field`` by its label and say the ``problem`` as the rest of a sentence."""
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class NotFound(Refusal):
    """A record that was asked for is not in the file."""


class NotSaved(Refusal):
    """The file could not be written: disk full, stick removed, folder read-only, file locked."""

    def __init__(self, sentence: str, why: str = "") -> None:
        """Say it in full; ``why`` is the reason alone, where what is safe is said beside it."""
        super().__init__(sentence)
        self.why = why or sentence


def expected(error: Exception) -> Refusal:
    """Return ``error`` as the refusal that it is; raise it where it is a mistake of the program."""
    if not isinstance(error, Refusal):
        raise error
    return error
