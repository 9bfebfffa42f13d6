"""How the command line puts things."""

from __future__ import annotations

from outreach.cli.output import counted


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(n, "record") for n in (0, 1, 1200)] == [
        "0 records",
        "1 record",
        "1,200 records",
    ]
    assert [counted(n, "person", "people") for n in (1, 2)] == ["1 person", "2 people"]
