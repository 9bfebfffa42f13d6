"""What makes a response doubtful: it is past its review date, or its claim names no source."""

from __future__ import annotations

import datetime as dt

from outreach.base.language import tr
from outreach.persuasion.kinds import Response
from outreach.planning.coverage import has_proof, is_current
from ui.forms.dates import say_day


def response_doubts(response: Response, today: dt.date) -> list[str]:
    """Return what is to be checked before a response is used, in a few words each."""
    doubts = []
    if not is_current(response, today) and response.review_by is not None:
        doubts.append(tr("past its review date, {day}", day=say_day(response.review_by, today)))
    if not has_proof(response):
        doubts.append(tr("names no source"))
    return doubts
