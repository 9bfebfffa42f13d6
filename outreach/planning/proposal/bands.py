"""Chances in words, rounded: the order is robust to wrong judgements, the number is not."""

from __future__ import annotations

from outreach.base.language import tr

_LEAST, _MOST = 0.01, 0.985
"""Below and from which a probability is told without a number."""


def is_extreme(chance: float) -> bool:
    """Whether the words of a probability hold no number."""
    return not _LEAST <= chance < _MOST


def in_words(chance: float) -> str:
    """Return a probability as people say it: “about 3 in 10”, never sharper than a tenth."""
    if chance < _LEAST:
        return tr("hardly any chance")
    if chance < 0.07:
        return tr("about 1 in 20")
    if chance >= _MOST:
        return tr("almost certain")
    if chance > 0.93:
        return tr("about 19 in 20")
    tenths = max(1, min(9, round(chance * 10)))
    return tr("about even") if tenths == 5 else tr("about {tenths} in 10", tenths=tenths)


def between(low: float, high: float) -> str:
    """Return a range of probabilities in words; one when both sound the same."""
    one, other = in_words(low), in_words(high)
    return one if one == other else tr("{least} to {most}", least=one, most=other)


def points(difference: float) -> str:
    """Return how far two probabilities are apart, in words, whichever is larger."""
    hundredths = abs(difference) * 100
    if hundredths < 0.5:
        return tr("next to nothing")
    if hundredths < 2:
        return tr("about 1 in 100")
    if hundredths < 7:
        return tr("about 5 in 100")
    return tr("about {tenths} in 10", tenths=round(hundredths / 10) or 1)
