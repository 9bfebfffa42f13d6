"""Which briefs would say nearly nothing, so that it is known before they are handed out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from outreach.base.language import plural
from outreach.base.words import first_of
from outreach.snapshot import Snapshot


def without_proposition(snapshot: Snapshot, partners: Iterable[str]) -> list[str]:
    """Return the ids of those of ``partners`` that have no value proposition yet, in order.

    Without one a brief has no headline, no ask and nothing that the partner gets.
    """
    return [id for id in partners if not snapshot.dossier(id).value_propositions]


def with_proposition(snapshot: Snapshot, partners: Iterable[str]) -> list[str]:
    """Return the ids of the others."""
    return [id for id in partners if snapshot.dossier(id).value_propositions]


def about_propositions(names: Sequence[str]) -> str:
    """Say that the partners with ``names`` have no value proposition yet; empty for none."""
    if not names:
        return ""
    return plural(
        "{n} partner has no value proposition yet: {names}.",
        "{n} partners have no value proposition yet: {names}.",
        len(names),
        names=first_of(names),
    )
