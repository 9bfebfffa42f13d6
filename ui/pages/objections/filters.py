"""What the register of objections lets through, as a value that can be kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from outreach.base.language import tr
from ui.pages.filter_boxes import TAG, Offers

OPEN, UNANSWERED, ALL = "open", "unanswered", "all"
STATES: Offers = ((OPEN, tr("Open")), (UNANSWERED, tr("Needs an answer")), (ALL, tr("All")))
BLOCKING, NOT_BLOCKING = "blocking", "not_blocking"
MORE: Mapping[str, tuple[str, Offers]] = {
    "effect": (
        tr("Effect"),
        (
            ("", tr("Blocking or not")),
            (BLOCKING, tr("Blocks a yes")),
            (NOT_BLOCKING, tr("Blocks nothing")),
        ),
    ),
    "origin": (
        tr("Origin"),
        (("", tr("Raised or expected")), ("raised", tr("Raised")), ("anticipated", tr("Expected"))),
    ),
    TAG: (tr("Tag"), (("", tr("All tags")),)),
}
"""The filters that are shown when more are asked for."""


class Filter(NamedTuple):
    """Conditions that a listed objection meets; an empty one is met by all."""

    words: str = ""
    """Stand in its words, its partner, its person or its topic."""
    topic: str = ""
    """:data:`ui.pages.objections.register.NO_TOPIC` for those about nothing."""
    state: str = OPEN
    """``open``; ``unanswered``: to which no response is matched as well; ``all``."""
    effect: str = ""
    origin: str = ""
    tag: str = ""
    """A tag's name."""


EVERYTHING = Filter(state=ALL)


def filter_from(values: Mapping[str, str]) -> Filter:
    """Return the filter that a kept view is; what it says beside that is left out."""
    return Filter(**{name: values[name] for name in Filter._fields if name in values})
