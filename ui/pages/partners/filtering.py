"""What the list of partners lets through, as a value that can be kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Filter(NamedTuple):
    """Conditions that a listed partner meets; an empty one is met by all."""

    words: str = ""
    stage: str = ""
    kind: str = ""
    """``partner_type:…`` or ``role:…``."""
    tag: str = ""
    """A tag's name: a kept filter is for other plans as well, where ids are others."""
    attention: str = ""
    """A reason of :data:`outreach.planning.attention.ATTENTION`, or ``any``."""


def filter_from(values: Mapping[str, str]) -> Filter:
    """Return the filter that a kept view is; what it says beside that is left out."""
    return Filter(**{name: values[name] for name in Filter._fields if name in values})
