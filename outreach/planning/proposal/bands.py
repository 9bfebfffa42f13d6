"""Chances in words, rounded: the order is robust to wrong judgements, the number is not."""

from __future__ import annotations


def in_words(chance: float) -> str:
    """Return a probability as people say it: “about 3 in 10”, never sharper than a tenth."""
    if chance < 0.01:
        return "hardly any chance"
    if chance < 0.07:
        return "about 1 in 20"
    if chance >= 0.985:
        return "almost certain"
    if chance > 0.93:
        return "about 19 in 20"
    tenths = max(1, min(9, round(chance * 10)))
    return "about even" if tenths == 5 else f"about {tenths} in 10"


def between(low: float, high: float) -> str:
    """Return a range of probabilities in words; one when both sound the same."""
    one, other = in_words(low), in_words(high)
    return one if one == other else f"{one} to {other}"


def points(difference: float) -> str:
    """Return how far two probabilities are apart, in words, whichever is larger."""
    hundredths = abs(difference) * 100
    if hundredths < 0.5:
        return "next to nothing"
    if hundredths < 2:
        return "about 1 in 100"
    if hundredths < 7:
        return "about 5 in 100"
    return f"about {round(hundredths / 10) or 1} in 10"
