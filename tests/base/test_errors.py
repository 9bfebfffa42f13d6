"""Errors a person meets are sentences that name what they are about."""

from __future__ import annotations

from outreach.base.errors import InvalidValue, NotFound, NotSaved, Refusal


def test_an_invalid_value_names_its_field() -> None:
    error = InvalidValue("Influence", "this must be 1 to 5, not 9.")
    assert str(error) == "Influence: this must be 1 to 5, not 9."
    assert (error.field, error.problem) == ("Influence", "this must be 1 to 5, not 9.")


def test_every_error_for_people_is_a_refusal() -> None:
    assert all(issubclass(e, Refusal) for e in (InvalidValue, NotFound, NotSaved))
