"""The cards of Today about people: whom to tell first, whom to speak to again, who said no."""

from __future__ import annotations

import datetime as dt

from outreach.base.language import plural, tr
from outreach.base.words import sentence_case
from outreach.planning.agenda import Agenda, SaidNo
from outreach.planning.surprises import Surprise
from outreach.snapshot import Snapshot
from outreach.vocabulary import PIPELINE
from ui.forms.dates import say_day
from ui.models.rows import ChipText, Row
from ui.pages.today.side import CardOfRecords
from ui.records.due import due_chip

LONG_QUIET = 30
"""Days of silence from which it is shown as late."""


class TellFirstCard(CardOfRecords):
    """Who would hear of a step that is coming from others, and was not told by us."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(tr("Tell first"))

    def show_surprises(self, found: Agenda, snapshot: Snapshot) -> None:
        """Show each partner once, opponents first; a row leads to the partner."""

        def row(one: Surprise) -> Row:
            partner = snapshot.name(snapshot.steps[one.of].organisation)
            words = tr("Would hear of {partner}", partner=partner)
            if one.through:
                words = tr(
                    "Would hear of {partner}, through {messenger}",
                    partner=partner,
                    messenger=snapshot.name(one.through),
                )
            return Row(
                id=one.organisation,
                title=one.name,
                caption=words,
                spoken=one.sentence,
            )

        self.show_rows(found.surprises, row)


class AgainCard(CardOfRecords):
    """Partners to speak to again, as the rhythm that we want with them has it."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(tr("Speak again"))

    def show_turns(self, found: Agenda) -> None:
        """Show whose turn it is, soonest first; each contact begins the interval anew."""
        self.show_rows(
            found.contacts,
            lambda turn: Row(
                id=turn.organisation,
                title=turn.name,
                caption=plural(
                    "Last spoke {day} · every day",
                    "Last spoke {day} · every {n} days",
                    turn.every,
                    day=say_day(turn.last, found.today),
                ),
                chips=(due_chip(turn.due, found.today),),
            ),
        )


class AfterNoCard(CardOfRecords):
    """Open steps with partners that have said no, and what was planned for that."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(tr("After a no"))

    def show_said_no(self, found: Agenda) -> None:
        """Show what to do instead; a row leads to the step."""

        def row(one: SaidNo) -> Row:
            plan = " ".join(one.fallback.split()) or tr("Nothing is planned for that")
            stop = tr("Stop: {rule}", rule=" ".join(one.exit_rule.split())) if one.exit_rule else ""
            caption = " · ".join(part for part in (plan, stop) if part)
            return Row(one.step, one.organisation, caption)

        self.show_rows(found.said_no, row)


class QuietCard(CardOfRecords):
    """Partners with whom nobody has spoken for a while."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(tr("Going quiet"))

    def show_quiet(self, found: Agenda, snapshot: Snapshot) -> None:
        """Show the longest silences."""
        self.show_rows(
            found.quiet,
            lambda quiet: Row(
                id=quiet.organisation,
                title=quiet.name,
                caption=_last_contact(
                    snapshot.organisations[quiet.organisation].status, quiet.last, found.today
                ),
                chips=(_silence(quiet.days),),
            ),
        )


def _silence(days: int | None) -> ChipText:
    if days is None:
        return ChipText(tr("No contact yet"), "warn")
    words = plural("{n} day", "{n} days", days)
    return ChipText(words, "danger" if days > LONG_QUIET else "warn")


def _last_contact(status: str | None, last: dt.date | None, today: dt.date) -> str:
    stage = PIPELINE.get(status or "", "")
    stage = sentence_case(stage)
    return (
        tr("{stage} · last spoke {day}", stage=stage, day=say_day(last, today)) if last else stage
    )
