"""The neutral form of an instance."""

from __future__ import annotations

import pytest

from outreach.base.errors import Refusal
from outreach.planning.order.neutral import instance_of

WRONG = [
    ([], "JSON object"),
    ({}, "base"),
    ({"base": []}, "base"),
    ({"base": [1, True]}, r"base\[1\]"),
    ({"base": [1e400]}, r"base\[0\]"),
    ({"base": [0], "n": 2}, "n: "),
    ({"base": [0, 0], "links": [[0, 2, 1]]}, r"links\[0\]"),
    ({"base": [0, 0], "links": [[0, 0, 1]]}, "two different partners"),
    ({"base": [0, 0], "links": [[0, 1]]}, "two partners and a number"),
    ({"base": [0, 0], "links": 3}, "links: this must be a list"),
    ({"base": [0, 0], "decline_harm": [[0, 1, -1]]}, r"decline_harm\[0\]"),
    ({"base": [0], "required": [1]}, r"required\[0\]"),
    ({"base": [0], "ingredients": [{"give": [1, 1], "need": 1}]}, r"ingredients\[0\].give"),
    ({"base": [0], "ingredients": [{"give": [1]}]}, r"ingredients\[0\].need"),
    ({"base": [0], "provocations": [{"opponent": 0}]}, r"provocations\[0\].triggers"),
    ({"base": [0], "max_asks": -1}, "max_asks"),
    ({"base": [0, 0], "must_precede": [[0, 1], [1, 0]]}, "circle"),
    ({"base": [0], "names": ["a", "b"]}, "names"),
    ({"base": [0], "limit": -1}, "limit"),
]


@pytest.mark.parametrize(("data", "words"), WRONG)
def test_what_does_not_fit_is_named_and_nothing_is_computed(data: object, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        instance_of(data)


def test_what_is_not_said_has_its_usual_value() -> None:
    instance = instance_of({"base": [1, 2]})
    assert (instance.n, instance.asks, instance.influence_cap, instance.limit) == (2, 2, 6, 7)
