"""How each outcome of opening a file looks: what is said, and what can be done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from outreach.base.clock import day_words, moment
from outreach.base.language import plural, tr
from outreach.document.keeping import Kept, left
from outreach.document.lock import OVERDUE_SECONDS, Holder, holder, silence
from outreach.document.outcomes import Opening, Outcome
from ui.theme.tokens import Tone


class Way(Enum):
    """What can be done about a file that is not simply open."""

    READ = "read"
    COPY = "copy"
    """Save a copy of it and edit that."""
    CLEAN_COPY = "clean copy"
    """Save what is sound of it as a new file and edit that."""
    AGAIN = "again"
    TAKE_OVER = "take over"
    """Edit it although somebody else seems to have it."""
    ANOTHER = "another"
    KEPT = "kept"
    """Save what stood in for it when it could not be written, and edit that."""
    COPIES = "copies"
    """Go back to a safe copy."""
    UNSEAL = "unseal"
    """Open what is sealed in it to a new file."""
    FORGET = "forget"
    """Take it out of the files that were open last."""
    BACK = "back"
    """Leave it, and go on with what was there before."""


class Offer(NamedTuple):
    """One way on, as it is offered."""

    way: Way
    icon: str
    words: str
    line: str
    """What to expect of it."""


class Face(NamedTuple):
    """What is shown instead of the pages."""

    icon: str
    tone: Tone
    title: str
    text: str
    offers: tuple[Offer, ...]
    found: tuple[str, ...] = ()
    """Everything that is wrong with the file, for those who want to know."""


_LOOKS: Mapping[Outcome, tuple[str, Tone, str]] = {
    Outcome.MISSING: ("search", "warn", tr("The plan is not there")),
    Outcome.UNREADABLE: ("circle-alert", "danger", tr("The plan cannot be read")),
    Outcome.NOT_AN_INITIATIVE: ("circle-alert", "warn", tr("This is not a plan")),
    Outcome.NEWER: ("history", "info", tr("The plan is ahead of this program")),
    Outcome.DAMAGED: ("triangle-alert", "danger", tr("The plan is damaged")),
    Outcome.SEALED: ("lock", "info", tr("The plan is sealed")),
    Outcome.LOCKED: ("hourglass", "warn", tr("Another program is busy with the plan")),
    Outcome.STRANGE: ("shield-question-mark", "warn", tr("The plan is not as it should be")),
    Outcome.IN_USE: ("users-round", "info", tr("Somebody else is editing the plan")),
    Outcome.READ_ONLY: ("triangle-alert", "warn", tr("Another program changed the plan")),
}

_THERE_AGAIN = tr("Once the folder, stick or network drive is there again")
_AGAIN = {
    Outcome.MISSING: _THERE_AGAIN,
    Outcome.UNREADABLE: _THERE_AGAIN,
    Outcome.LOCKED: tr("Once the other program is done"),
    Outcome.IN_USE: tr("Once it is closed there"),
}
"""What may pass by itself, and when."""
_ANOTHER = Offer(Way.ANOTHER, "folder-open", tr("Choose another file…"), tr("From this computer"))
_FORGET = Offer(
    Way.FORGET, "x", tr("Take it off the list"), tr("Only its name here: no file is deleted")
)
_READ_SOUND = Offer(
    Way.READ, "file-text", tr("Read what is sound of it"), tr("Nothing in it is changed")
)
_UNSEAL = Offer(
    Way.UNSEAL,
    "lock",
    tr("Give its passphrase…"),
    tr("It is opened to a new file; this one stays as it is"),
)
_CLEAN = Offer(
    Way.CLEAN_COPY,
    "shield-check",
    tr("Save a repaired copy…"),
    tr("A new file with all that can be read"),
)
_READ = Offer(Way.READ, "file-text", tr("Read it"), tr("You are told as soon as it is free"))
_COPY = Offer(
    Way.COPY, "copy", tr("Save a copy and edit that…"), tr("The two can be merged again afterwards")
)


def face_of(path: Path, opening: Opening, *, listed: bool = False) -> Face | None:
    """Return what is shown for ``opening``; None when the pages are, with at most a banner.

    Args:
        path: The file.
        opening: What came of opening it.
        listed: Whether the file is among those that were open last.
    """
    if opening.document is not None and not opening.rescuable:
        if opening.outcome is not Outcome.IN_USE:
            return None
        found = holder(path)
        return _in_use(path, opening, found) if found is not None else free(path)
    icon, tone, title = _LOOKS[opening.outcome]
    offers = [*_for_what_it_holds(opening), *_for(opening.outcome)]
    if opening.document is None:
        offers += _kept(path)
    offers += [*_earlier(opening), _ANOTHER]
    if listed and opening.document is None:
        offers.append(_FORGET)
    return Face(icon, tone, title, _briefly(opening), tuple(offers), opening.found)


def free(path: Path) -> Face:
    """Return what is shown once whoever had the file at ``path`` has closed it."""
    edit = Offer(Way.AGAIN, "pencil", tr("Edit it"), tr("With everything that was saved there"))
    text = tr("“{name}” is not open elsewhere any more.", name=path.name)
    return Face("circle-check", "ok", tr("The plan is free now"), text, (edit, _READ, _ANOTHER))


def _for_what_it_holds(opening: Opening) -> Sequence[Offer]:
    read = (_READ_SOUND,) if opening.document is not None else ()
    return (*read, _CLEAN) if opening.rescuable else read


def stand_in_of(path: Path) -> Kept | None:
    """Return the newest whole plan that was kept when the file at ``path`` could not be written."""
    return next((kept for kept in reversed(left(path)) if kept.stand_in), None)


def _kept(path: Path) -> Sequence[Offer]:
    kept = stand_in_of(path)
    if kept is None:
        return ()
    line = tr("The whole plan, with changes of {when}", when=_when(moment(kept.at_ms)))
    return (Offer(Way.KEPT, "save", tr("Save what was kept of it…"), line),)


def _when(at: dt.datetime) -> str:
    return f"{day_words(at.date())}, {at:%H:%M}"


def _earlier(opening: Opening) -> Sequence[Offer]:
    if opening.latest is None:
        return ()
    line = tr("The latest was taken on {when}", when=_when(opening.latest.at))
    return (Offer(Way.COPIES, "history", tr("Go back to a safe copy…"), line),)


def _for(outcome: Outcome) -> Sequence[Offer]:
    if outcome is Outcome.SEALED:
        return (_UNSEAL,)
    when = _AGAIN.get(outcome)
    return (Offer(Way.AGAIN, "redo-2", tr("Try again"), when),) if when else ()


def _briefly(opening: Opening) -> str:
    """Return the sentence without the particulars that are shown below on request."""
    brief = opening.sentence
    for one in opening.found:
        if not brief.startswith(one):
            brief = brief.replace(one, "")
    return " ".join(brief.split())


def _in_use(path: Path, opening: Opening, found: Holder) -> Face:
    quiet = silence(path, found)
    icon, tone, title = _LOOKS[Outcome.IN_USE]
    if found.who:
        title = tr("{who} is editing the plan", who=found.who)
    offers = [_READ, _COPY, *_for(Outcome.IN_USE)]
    text = opening.sentence
    if quiet > OVERDUE_SECONDS:
        said = tr("Nothing tells who has it, and the note of it is damaged.")
        if found.token:
            said = plural(
                "Nothing was heard from there for {n} minute.",
                "Nothing was heard from there for {n} minutes.",
                round(quiet / 60),
            )
        text += f" {said} " + tr("The program may have crashed.")
        line = tr("If it still runs there, it keeps its changes there")
        offers.append(Offer(Way.TAKE_OVER, "lock", tr("Open it all the same"), line))
    elif not (found.here and found.process.started):
        clock = dt.datetime.now() + dt.timedelta(seconds=OVERDUE_SECONDS - quiet + 60)
        text += " " + tr(
            "If the program there has crashed, try again from {clock}.", clock=f"{clock:%H:%M}"
        )
    return Face(icon, tone, title, text, (*offers, _ANOTHER))
