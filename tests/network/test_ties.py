"""Whether a tie holds on a day, and that everything which asks goes by the same answer."""

from __future__ import annotations

import datetime as dt

import pytest

from outreach.briefs.labels import Language, labels
from outreach.briefs.pack_parts import team
from outreach.briefs.parts_content import PackPart
from outreach.cadence.kinds import Sequence, Step
from outreach.document.document import Document
from outreach.exchange.recipe import recipe_of
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.network.ties import holds
from outreach.planning.champions.standing import Standing
from outreach.planning.deference import deferences
from outreach.planning.surprises import Grapevine
from outreach.planning.ties import Ties
from outreach.planning.ways import way_to
from outreach.snapshot import Snapshot, take

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        (None, None, True),
        (None, TODAY + 30 * DAY, True),
        (None, TODAY, True),
        (None, TODAY - DAY, False),
        (TODAY, None, True),
        (TODAY + DAY, None, False),
    ],
)
def test_a_tie_holds_from_its_first_to_its_last_day(
    start: dt.date | None, end: dt.date | None, there: bool
) -> None:
    tie = Relationship(
        id="t", source="a", type="trusted_by", target="b", start_date=start, end_date=end
    )
    assert holds(tie, TODAY) is there


@pytest.mark.parametrize(
    ("end", "there"), [(TODAY + 30 * DAY, True), (TODAY, True), (TODAY - DAY, False)]
)
def test_all_that_look_at_ties_agree_on_which_hold(
    document: Document, end: dt.date, there: bool
) -> None:
    with document.edit("Two partners and one tie") as edit:
        ministry, operator = (edit.add(Organisation, name=n) for n in ("Ministry", "Operator"))
        ana = edit.add(Person, name="Ana", organisation=ministry)
        edit.add(Champion, person=ana, status="active")
        edit.add(Relationship, source=ana, type="works_with", target=operator, end_date=end)
        edit.add(Relationship, source=ministry, type="trusted_by", target=operator, end_date=end)
        plan = edit.add(Sequence, name="Plan", goals=(ministry, operator))
        step = edit.add(Step, sequence=plan, organisation=ministry, status="done", messenger=ana)
    snapshot = take(document)
    assert _who_sees_it(snapshot, ana, operator, step) == dict.fromkeys(
        ("reach", "deference", "champions", "hearsay", "way", "map in a pack", "recipe"), there
    )


def _who_sees_it(snapshot: Snapshot, ana: str, operator: str, step: str) -> dict[str, bool]:
    sequence = next(iter(snapshot.sequences))
    pack = team(
        snapshot, list(snapshot.organisations), {PackPart.MAP}, TODAY, labels(Language.ENGLISH)
    )
    return {
        "reach": operator in Ties(snapshot, TODAY).reach(ana, 1),
        "deference": bool(deferences(snapshot, TODAY)),
        "champions": Standing(snapshot, TODAY).bond(ana, operator) is not None,
        "hearsay": bool(Grapevine(snapshot, TODAY).surprised(snapshot.steps[step])),
        "way": bool(way_to(snapshot, operator, TODAY)),
        "map in a pack": bool(pack.map and pack.map.ties),
        "recipe": "relationship" in recipe_of(snapshot, sequence, TODAY),
    }
