"""What the list of partners lets through, as a value that can be kept under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

MOST_VIEWS = 50


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


class Passing:
    """Keeps views for as long as the page is there, where no preferences are at hand."""

    partner_views: str = "{}"


def views_from(text: str) -> dict[str, Filter]:
    """Return the filters that were kept, by their names.

    Raises:
        ValueError: it is not what :func:`views_to` writes.
    """
    kept: Any = json.loads(text or "{}")
    if not isinstance(kept, dict):
        raise ValueError("not a list of views")
    return {str(name): _filter(values) for name, values in kept.items()}


def views_to(views: Mapping[str, Filter]) -> str:
    """Return filters and their names as a text to keep."""
    return json.dumps({name: view._asdict() for name, view in views.items()}, ensure_ascii=False)


def _filter(values: Any) -> Filter:
    if not isinstance(values, dict):
        raise ValueError("not a view")
    return Filter(**{n: str(values[n]) for n in Filter._fields if n in values})
