from __future__ import annotations

import datetime as dt
from pathlib import Path

from outreach.exchange import samples
from outreach.planning.attention import ATTENTION, in_need
from outreach.snapshot import take

TODAY = dt.date(2026, 11, 24)


def test_partners_are_named_for_each_reason(tmp_path: Path) -> None:
    with samples.make("kestria", tmp_path / "plan.db", "Ines") as document:
        with document.edit("Prepared") as edit:
            new = edit.add("organisation", name="Newcomer", status="in_conversation")
            objection = edit.add("objection", organisation=new, statement="Why us?")
            sequence = edit.add("sequence", name="Main")
            edit.add("step", sequence=sequence, organisation=new, due=TODAY - dt.timedelta(1))
        found = in_need(take(document), TODAY)
        assert objection and found.keys() == ATTENTION.keys()
        assert all(new in ids for ids in found.values())
        with document.edit("Answered") as edit:
            response = edit.add("response", headline="Because")
            edit.add("answer", objection=objection, response=response)
            edit.add("need", organisation=new, statement="Time")
        found = in_need(take(document), TODAY)
        assert {reason for reason, ids in found.items() if new in ids} == {
            "quiet",
            "late",
            "no_proposition",
            "no_champion",
        }
