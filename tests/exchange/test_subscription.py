"""The calendar beside the plan: written where it is wished for, and over nothing else."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from outreach.base.errors import Refusal
from outreach.cadence.kinds import Sequence, Step
from outreach.document.document import Document
from outreach.exchange.subscription import is_kept, keep, place

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def test_it_is_kept_once_it_is_there_and_no_more_once_it_is_deleted(document: Document) -> None:
    plan = document.path
    assert not is_kept(document, plan)
    keep(document, plan, (), NOW)
    assert is_kept(document, plan)
    with document.edit("Added") as edit:
        step = edit.add(Step, sequence=edit.add(Sequence, name="First"), ask="Meet the counsel")
    keep(document, plan, [(step, NOW.date())], NOW)
    assert b"Meet the counsel" in place(plan).read_bytes()
    place(plan).unlink()
    assert not is_kept(document, plan)


def test_another_file_of_that_name_is_left_alone(document: Document) -> None:
    place(document.path).write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "utf-8")
    before = place(document.path).read_bytes()
    with pytest.raises(Refusal, match="is no calendar of this plan"):
        keep(document, document.path, (), NOW)
    assert place(document.path).read_bytes() == before and not is_kept(document, document.path)


def test_a_link_stays_and_what_it_leads_to_is_kept(document: Document) -> None:
    keep(document, document.path, (), NOW)
    published = place(document.path).with_name("published.ics")
    place(document.path).rename(published)
    place(document.path).symlink_to(published)
    written = published.read_bytes()
    published.write_bytes(written + b"X-OLD:1\r\n")
    keep(document, document.path, (), NOW)
    assert place(document.path).is_symlink() and published.read_bytes() == written


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system knows no pipes with a name")
def test_what_is_no_file_is_not_waited_for(document: Document) -> None:
    os.mkfifo(place(document.path))
    assert not is_kept(document, document.path)
    with pytest.raises(Refusal, match="is no calendar of this plan"):
        keep(document, document.path, (), NOW)
