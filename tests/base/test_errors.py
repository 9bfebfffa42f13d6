"""Errors a person meets are sentences that name what they are about."""

from __future__ import annotations

import pickle

import pytest

from outreach.base.errors import InvalidValue, NotFound, NotSaved, Refusal
from outreach.document.causality import Entangled


def test_an_invalid_value_names_its_field() -> None:
    error = InvalidValue("Influence", "this must be 1 to 5, not 9.")
    assert str(error) == "Influence: this must be 1 to 5, not 9."
    assert (error.field, error.problem) == ("Influence", "this must be 1 to 5, not 9.")


def test_every_error_for_people_is_a_refusal() -> None:
    assert all(issubclass(e, Refusal) for e in (InvalidValue, NotFound, NotSaved))


@pytest.mark.parametrize(
    "error",
    [
        Refusal("There is no such folder."),
        InvalidValue("Passphrase", "this holds a character that cannot be stored."),
        NotFound("There is no such partner."),
        NotSaved("The copy could not be written (disk full).", "disk full"),
        Entangled(),
    ],
)
def test_what_is_said_goes_whole_from_one_process_to_another(error: Refusal) -> None:
    there = pickle.loads(pickle.dumps(error))
    assert type(there) is type(error) and str(there) == str(error)
    assert vars(there) == vars(error)
