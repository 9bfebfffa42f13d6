"""Draws a brief or a pack as the real PDF, in a lane, and its pages as pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from outreach.base.language import tr
from outreach.briefs.compose import in_sequence
from outreach.briefs.content import Brief, Edition, Handout, Pack
from outreach.briefs.how import Design, How, usual_design, usual_language
from outreach.briefs.labels import Language
from outreach.briefs.lacking import with_proposition, without_proposition
from outreach.briefs.parts_content import PackPart
from outreach.planning.coverage import nobody_to_call
from outreach.snapshot import Snapshot
from ui.jobs.lane import Lane


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be on paper."""

    partner: str
    """A partner's id; empty for a pack of all partners."""
    edition: Edition
    paper: str
    """``A4`` or ``LETTER``."""
    day: dt.date
    prepared_for: str = ""
    """A name on the cover of a pack, or empty."""
    design: str = ""
    language: str = ""
    """Values of their enumerations; empty for what the initiative says."""
    only_with_proposition: bool = False
    """Whether a pack leaves out partners of whom its briefs would say nearly nothing."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF and what is to be known of it before it is handed out."""

    wanted: Wanted
    name: str
    """The partner's name, or the initiative's for a pack."""
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    """Width and height of each page in points."""
    missing: tuple[str, ...]
    """Characters that cannot be printed, each once, with their code points."""
    promised: tuple[str, ...]
    """Partners named as already in, who have only promised."""
    bare: tuple[str, ...]
    """Partners without a value proposition, whether they were left out or not."""
    may_leave_out: bool
    """Whether it is a pack in which somebody is left without those."""
    nobody_to_call: str
    """A sentence that says so, where a partner reads nothing of whom to call; else empty."""
    how: How
    """How it was put on paper."""


class Outdated(Exception):
    """Something else was asked for meanwhile."""


class Drawing(QObject):
    """One lane for all that has to do with paper; only what was asked for last is told."""

    drawn = Signal(object)
    """A :class:`Drawn`."""
    progress = Signal(int, int)
    """How many steps of how many are done."""
    failed = Signal(str)
    """A sentence: the brief cannot be drawn."""
    pictures = Signal(object)
    """Pictures of pages by their index."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start the lane."""
        super().__init__(parent)
        self._lane = Lane("paper")
        self._number = 0
        self._picture_number = 0
        if parent is not None:
            # A function, not a method: Qt drops methods of what is already gone.
            parent.destroyed.connect(lambda: self.close())

    def finish(self) -> None:
        """Drop what is only to be looked at, and wait until what is being saved is on record."""
        self._number += 1  # what is being drawn sees that it is out of date, and ends
        self._lane.finish()

    def close(self) -> None:
        """Drop what is under way and end the lane."""
        self._number += 1
        self._lane.close()

    def draw(self, snapshot: Snapshot, wanted: Wanted) -> None:
        """Queue the drawing of ``wanted``; what was asked for before is dropped."""
        self._number += 1
        number = self._number

        def step(done: int, steps: int) -> None:
            if number != self._number:
                raise Outdated
            self.progress.emit(done, steps)

        def job() -> Drawn:
            step(0, 1)
            return draw(snapshot, wanted, step)

        def done(drawn: Drawn) -> None:
            if number == self._number:
                self.drawn.emit(drawn)

        def failed(error: Exception) -> None:
            if isinstance(error, Outdated) or number != self._number:
                return
            self.failed.emit(_sentence(error))

        self._lane.submit(job, done, failed)

    def cancel(self) -> None:
        """Stop drawing what was asked for; what is shown stays."""
        self._number += 1

    def picture(self, drawn: Drawn, pages: Sequence[int], scale: float) -> None:
        """Queue pictures of some pages at ``scale`` pixels for a point."""
        self._picture_number += 1
        number, version = self._picture_number, self._number

        def job() -> dict[int, QImage]:
            if number != self._picture_number or version != self._number:
                raise Outdated
            return pictures(drawn.pdf, pages, scale)

        def done(found: dict[int, QImage]) -> None:
            if version == self._number:
                self.pictures.emit(found)

        def failed(error: Exception) -> None:
            if not isinstance(error, Outdated):
                self.failed.emit(_sentence(error))

        self._lane.submit(job, done, failed)

    def submit(
        self,
        job: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Queue another job about paper, such as saving."""
        self._lane.submit(job, done, failed)


class OnPaper(NamedTuple):
    """A PDF, and what its pages show."""

    how: How
    content: Brief | Pack
    title: str
    pdf: bytes
    pages: tuple[tuple[int, tuple[str, ...]], ...]
    """The number of each page, and the parts of the content that it shows."""
    code: str
    """The code on its pages; empty for what is only looked at."""


def on_paper(
    snapshot: Snapshot,
    how: How,
    progress: Callable[[int, int], None] | None = None,
    *,
    coded: bool = False,
    only: frozenset[int] | None = None,
) -> OnPaper:
    """Return what ``how`` asks for as a PDF. It loads what draws, so it runs in a lane.

    Args:
        snapshot: The plan as it is.
        how: What is to be on paper.
        progress: Told how many steps of how many are done.
        coded: Whether each page has a code, by which it is found again.
        only: Numbers of the pages that are drawn; None for all.
    """
    from outreach.briefs.codes import code_of
    from outreach.briefs.render import Paper, printed, title_of

    content = how.content(snapshot)
    code = code_of(content, how, sorted(only or ())) if coded else ""
    pdf, pages = printed(content, Paper[how.paper], code, progress, only, how.design)
    return OnPaper(how, content, title_of(content), pdf, pages, code)


def draw(
    snapshot: Snapshot, wanted: Wanted, progress: Callable[[int, int], None] | None = None
) -> Drawn:
    """Return ``wanted`` as a PDF to be looked at, with what is to be known of it."""
    from outreach.briefs.render import missing

    made = on_paper(snapshot, how_of(snapshot, wanted), progress)
    lacking = missing(made.content)
    asked = _asked_of(snapshot, wanted)
    bare = without_proposition(snapshot, asked)
    return Drawn(
        wanted=wanted,
        name=snapshot.name(wanted.partner) or snapshot.initiative.name,
        pdf=made.pdf,
        sizes=_sizes(made.pdf),
        missing=tuple(dict.fromkeys(f"{m.char} ({m.code_point})" for m in lacking)),
        promised=_promised(snapshot, made.content),
        bare=tuple(map(snapshot.name, bare)),
        nobody_to_call=nobody_to_call(snapshot),
        may_leave_out=made.how.bound and 0 < len(bare) < len(asked),
        how=made.how,
    )


def how_of(snapshot: Snapshot, wanted: Wanted) -> How:
    """Return how what is wanted is put on paper: a pack holds all partners and all parts.

    Where every partner would be left out, none is: a pack of nobody is of no use.
    """
    partners = _asked_of(snapshot, wanted)
    if wanted.only_with_proposition:
        partners = with_proposition(snapshot, partners) or partners
    return How(
        partners=tuple(partners),
        edition=wanted.edition,
        today=wanted.day,
        bound=not wanted.partner,
        paper=wanted.paper,
        prepared_for=wanted.prepared_for,
        parts=tuple(PackPart) if not wanted.partner else (PackPart.BRIEFS,),
        design=Design(wanted.design) if wanted.design else usual_design(snapshot),
        language=Language(wanted.language) if wanted.language else usual_language(snapshot),
    )


def _asked_of(snapshot: Snapshot, wanted: Wanted) -> list[str]:
    """Return the partners that are asked for, before any is left out."""
    return [wanted.partner] if wanted.partner else in_sequence(snapshot)


def pictures(pdf: bytes, pages: Sequence[int], scale: float) -> dict[int, QImage]:
    """Return pictures of some pages at ``scale`` pixels for a point."""
    import pypdfium2

    found = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for index in pages:
            bitmap = document[index].render(scale=scale, prefer_bgrx=True)
            size, form = (bitmap.width, bitmap.height), QImage.Format.Format_RGB32
            picture = QImage(bytes(bitmap.buffer), *size, bitmap.stride, form)
            found[index] = picture.copy()  # the bytes are not kept
    finally:
        document.close()
    return found


def _sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(document.get_page_size(index) for index in range(len(document)))
    finally:
        document.close()


def _promised(snapshot: Snapshot, content: Brief | Pack) -> tuple[str, ...]:
    briefs = content.briefs if isinstance(content, Pack) else (content,)
    named: set[str] = set()
    for one in briefs:
        named.update((one if isinstance(one, Handout) else one.handout).already_in)
    return tuple(
        partner.name
        for partner in snapshot.organisations.values()
        if partner.status == "committed" and partner.name in named
    )


def _sentence(error: Exception) -> str:
    return tr("The PDF could not be drawn, and nothing was saved or lost. ({error})", error=error)
