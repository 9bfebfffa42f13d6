"""What of a print-out is printed once more: the pages that are out of date, or all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.briefs.content import Brief, Pack
from outreach.briefs.handout import code
from outreach.briefs.how import How
from outreach.briefs.memory import Page, how_printed, places, shown_by, unreadable
from outreach.cadence.kinds import Printout
from outreach.network.kinds import Organisation
from outreach.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Again:
    """What is printed in the place of pages of an earlier print-out."""

    how: How
    content: Brief | Pack
    only: frozenset[int] | None
    """The numbers of the pages; None for all, because the briefs have other lengths now."""
    replaces: str
    """The code of the print-out."""


def again(
    found: Printout,
    pages: Iterable[Page],
    snapshot: Snapshot,
    progress: Callable[[int, int], None] | None = None,
) -> Again:
    """Return what takes the place of those of ``pages`` that are out of date. It draws, to see.

    Args:
        found: The print-out.
        pages: Its pages, with what is out of date.
        snapshot: The plan as it is.
        progress: Told how many steps of how many are done; what it raises stops the work.

    Raises:
        Refusal: when its partners are no longer in the plan, or its record cannot be read.
    """
    from outreach.briefs.render import Paper, printed

    how = how_printed(found).without_missing(snapshot)
    if how.paper not in Paper.__members__:
        raise unreadable(found)
    if not how.partners:
        raise Refusal(
            tr(
                "The partner is no longer in the plan, so nothing was printed "
                "again. Take the pages of {code} out of use.",
                code=found.code,
            )
        )
    content = how.content(snapshot)
    now = printed(content, Paper[how.paper], progress=progress, design=how.design).pages
    same = places(now) == places(shown_by(found))
    only = frozenset(page.page for page in pages if page.stale) if same else None
    return Again(how, content, only, found.code)


def partner_of_slip(snapshot: Snapshot, typed: str) -> Organisation | None:
    """Return the partner whose code stands on an answer slip and on its brief."""
    wanted = typed.strip().upper()
    found = (one for one in snapshot.organisations.values() if code(one.id) == wanted)
    return next(found, None)
