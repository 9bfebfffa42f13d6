"""How much room a field has on the page of a brief."""

from __future__ import annotations

import pytest

from outreach.briefs.room import PLACES, lines_too_many
from outreach.initiative import MODEL


def test_a_text_that_fits_is_no_line_too_long():
    assert lines_too_many("value_proposition", "headline", "See the whole picture once a year") == 0
    assert lines_too_many("need", "statement", "") == 0


def test_a_text_that_does_not_is_too_long_by_the_lines_that_are_over():
    one = "Counting happens inside the operator. "
    over = [lines_too_many("response", "say", one * count) for count in (5, 20, 40)]
    assert over[0] == 0 and 0 < over[1] < over[2]
    assert lines_too_many("response", "say", "\n".join("Line" for _ in range(8))) == 3


@pytest.mark.parametrize("kind", PLACES)
def test_every_field_that_has_a_place_is_declared(kind):
    assert set(PLACES[kind]) <= set(MODEL.kinds[kind].by_name)
