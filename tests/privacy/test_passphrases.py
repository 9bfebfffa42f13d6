"""How hard a passphrase is to guess, and one that is made."""

from __future__ import annotations

import pytest

from outreach.privacy.passphrases import made, strength


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", 0),
        ("secret", 1),
        (
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            1,
        ),
        ("Tr0ub4dour&3", 1),
        ("horse-battery", 1),
        ("horse-battery7", 2),
        ("river-kettle-amber", 3),
        ("amber-kettle-river-sandwich", 4),
        ("Ναυτίλος-θάλασσα-βροχή", 4),
        ("🌊🌊🌊", 1),
    ],
)
def test_a_passphrase_is_as_strong_as_it_is_hard_to_guess(passphrase: str, level: int) -> None:
    found = strength(passphrase)
    assert (found.level, found.weak) == (level, level < 3)
    assert bool(found.advice) is (0 < level < 4)


def test_what_anybody_would_try_first_is_weak() -> None:
    assert strength("Kestria mobility figures", ["Kestria mobility figures"]).level == 1
    assert strength("Kestria mobility figures").level > 1


def test_a_long_one_is_estimated_by_its_beginning() -> None:
    assert strength("amber kettle river sandwich " * 1000).level == 4


def test_a_passphrase_that_is_made_is_strong_and_never_the_same() -> None:
    some = {made() for _ in range(50)}
    assert len(some) == 50
    assert all(strength(one).level == 4 for one in some)
    assert len(made(3).split("-")) >= 3
