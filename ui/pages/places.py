"""Which pages there are, where they stand in the sidebar, and which records each shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from outreach.base.language import tr

if TYPE_CHECKING:
    # For their names only: the sidebar is painted before any of it is loaded.
    from ui.navigation import Navigator
    from ui.pages.page import Page
    from ui.preferences import Preferences
    from ui.session import Session

    Make = Callable[[Session, Navigator, Preferences], Page]


class Place(NamedTuple):
    """A page's entry in the sidebar."""

    id: str
    label: str
    icon: str
    section: int
    make: Make
    """Builds the page; called on the first visit, which is also when its code is loaded."""
    kinds: tuple[str, ...] = ()
    """The kinds of records that are shown here and not on the partners' page."""
    always: bool = True
    """Whether it is in the sidebar also while there is nothing on it."""


def _today(session: Session, navigator: Navigator, _: Preferences) -> Page:
    from ui.pages.today.page import TodayPage

    return TodayPage(session, navigator)


def _partners(session: Session, navigator: Navigator, preferences: Preferences) -> Page:
    from ui.pages.partners.page import PartnersPage

    return PartnersPage(session, navigator, preferences)


def _map(session: Session, navigator: Navigator, _: Preferences) -> Page:
    from ui.pages.map.page import MapPage

    return MapPage(session, navigator)


def _sequence(session: Session, navigator: Navigator, _: Preferences) -> Page:
    from ui.pages.sequence.page import SequencePage

    return SequencePage(session, navigator)


def _contributions(session: Session, navigator: Navigator, _: Preferences) -> Page:
    from ui.pages.contributions.page import ContributionsPage

    return ContributionsPage(session, navigator)


def _objections(session: Session, navigator: Navigator, preferences: Preferences) -> Page:
    from ui.pages.objections.page import ObjectionsPage

    return ObjectionsPage(session, navigator, preferences=preferences)


def _champions(session: Session, navigator: Navigator, _: Preferences) -> Page:
    from ui.pages.champions.page import ChampionsPage

    return ChampionsPage(session, navigator)


def _briefs(session: Session, navigator: Navigator, preferences: Preferences) -> Page:
    from ui.pages.briefs.page import BriefsPage

    return BriefsPage(session, navigator, preferences=preferences)


def _initiative(session: Session, navigator: Navigator, _: Preferences) -> Page:
    from ui.pages.initiative import InitiativePage

    return InitiativePage(session, navigator)


def _history(session: Session, navigator: Navigator, _: Preferences) -> Page:
    from ui.pages.history.page import HistoryPage

    return HistoryPage(session, navigator)


def _merge(session: Session, navigator: Navigator, _: Preferences) -> Page:
    from ui.pages.merge.page import MergePage

    return MergePage(session, navigator)


PLACES = (
    Place("today", tr("Today"), "sun", 0, _today),
    Place("partners", tr("Partners"), "users", 0, _partners),
    Place("map", tr("Map"), "waypoints", 0, _map, ("map_place",)),
    Place(
        "sequence",
        tr("Sequence"),
        "cooking-pot",
        0,
        _sequence,
        ("sequence", "step", "prerequisite"),
    ),
    Place("contributions", tr("Contributions"), "layers", 0, _contributions, ("contribution",)),
    Place(
        "objections",
        tr("Objections"),
        "message-square-warning",
        1,
        _objections,
        ("objection", "response", "answer"),
    ),
    Place("champions", tr("Champions"), "award", 1, _champions),
    Place("briefs", tr("Briefs"), "file-text", 2, _briefs, ("printout",)),
    Place(
        "initiative",
        tr("Initiative"),
        "soup",
        2,
        _initiative,
        ("initiative", "use_case", "proof", "tag"),
    ),
    Place("history", tr("History"), "history", 2, _history),
    Place("merge", tr("Merge review"), "git-merge", 2, _merge, always=False),
)
"""In the order of the sidebar; the first is shown when a file is opened. The merge review is
there only while there is anything in it."""


def page_of(kind: str) -> str:
    """Return the id of the page where records of ``kind`` are shown."""
    return next((place.id for place in PLACES if kind in place.kinds), "partners")
