"""What goes onto paper or into a file: drawn with its code, written, and put on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from outreach.base.errors import Refusal
from outreach.base.language import tr
from outreach.briefs.how import How
from outreach.briefs.memory import Page, newest_edit, remember
from outreach.cadence.kinds import Printout
from outreach.document.edits import Changes
from outreach.snapshot import Snapshot
from ui.pages.briefs.drawing import Drawing, OnPaper, on_paper
from ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.pages.briefs.printing import Printing

Failed = Callable[[Exception], None]
Progress = Callable[[int, int], None]
Tell = Callable[[Callable[[OnPaper], None]], None]
"""Says what came of it, and puts it on record."""


class Cancelled(Exception):
    """It was called off; it says in a sentence what that means."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written or printed."""

    how: How
    replaced: Printout | None = None
    """The print-out whose pages it takes the place of, if any."""
    pages: tuple[Page, ...] = ()
    """The pages of that, with what is out of date."""

    def on_paper(self, snapshot: Snapshot, progress: Progress, *, coded: bool) -> OnPaper:
        """Draw it. It takes a while, so it runs in a lane.

        Args:
            snapshot: The plan as it is.
            progress: Told how many steps of how many are done; what it raises stops the work.
            coded: Whether each page has a code, by which it is found again.

        Raises:
            Refusal: when nothing is left of what was printed.
        """
        if self.replaced is None:
            return on_paper(snapshot, self.how, progress, coded=coded)
        from outreach.briefs.again import again

        def first(done: int, steps: int) -> None:
            progress(done, 2 * steps)

        def second(done: int, steps: int) -> None:
            progress(steps + done, 2 * steps)

        anew = again(self.replaced, self.pages, snapshot, first)
        return on_paper(snapshot, anew.how, second, coded=coded, only=anew.only)


class Output(QObject):
    """Writes and prints in the lane for paper, and notes in the file what was put on paper."""

    drawn = Signal(int, int)
    """How many steps of how many are done of drawing what is saved or printed."""
    sent = Signal(int, int)
    """How many pages of how many the printer has."""
    ended = Signal()
    """It is done, was called off or went wrong."""

    def __init__(self, session: Session, drawing: Drawing) -> None:
        """Work on the file of ``session``."""
        super().__init__(drawing)
        self._called_off = 0
        self._leaving = False
        self._session, self._drawing = session, drawing
        self._printing: Printing | None = None
        self._say: Callable[[], None] = lambda: None
        """Tells of what was made last."""

    def save(
        self,
        order: Order,
        path: Path,
        password: str,
        saved: Callable[[OnPaper], None],
        failed: Failed,
    ) -> None:
        """Write what is ordered to ``path``, locked with ``password`` unless that is empty."""
        from outreach.briefs.saving import save_pdf

        def finish(made: OnPaper) -> None:
            pdf = made.pdf
            if password:
                from outreach.briefs.finishing import protected

                pdf = protected(pdf, password)
            save_pdf(path, pdf)

        self._make(order, finish, lambda _, tell: tell(saved), failed)

    def print_on(
        self,
        printer: QPrinter,
        order: Order,
        printed: Callable[[OnPaper], None],
        failed: Failed,
    ) -> None:
        """Print what is ordered, or the pages of it that were chosen in the printer's dialog."""
        from ui.pages.briefs.printing import Printing, chosen_pages

        def made(found: OnPaper, tell: Tell) -> None:
            if self._leaving:
                return

            def ended(error: Exception | None) -> None:
                self._printing = None
                self.ended.emit()
                if error is None:
                    tell(printed)
                elif isinstance(error, Cancelled):
                    failed(error)
                else:
                    failed(
                        Refusal(
                            tr(
                                "It could not be printed ({error}). Your plan is unchanged.",
                                error=error,
                            )
                        )
                    )

            pages = chosen_pages(printer, len(found.pages))
            self._printing = Printing(
                printer, found.pdf, pages, self._drawing.submit, self.sent.emit, ended
            )
            self._printing.begin()

        self._make(order, lambda _: None, made, failed)

    def cancel(self) -> None:
        """Call off what is being drawn to be saved or printed, and what is being printed."""
        self._called_off += 1
        self._stop_printing()

    def leave(self) -> None:
        """Let the printer have no more pages; what is being saved is saved."""
        self._leaving = True
        self._stop_printing()

    def _stop_printing(self) -> None:
        if self._printing is not None:
            self._printing.stop(
                Cancelled(tr("Cancelled. Pages that the printer already has may still come out."))
            )

    def _make(
        self,
        order: Order,
        finish: Callable[[OnPaper], None],
        go_on: Callable[[OnPaper, Tell], None],
        failed: Failed,
    ) -> None:
        """Draw what is ordered and ``finish`` it in the lane, then go on in the window's thread."""
        session = self._session
        snapshot, made_from = session.snapshot(), newest_edit(session.document)
        coded = not session.why_read_only
        called_off = self._called_off

        def step(done: int, steps: int) -> None:
            if called_off != self._called_off:
                raise Cancelled(tr("Cancelled: nothing was saved or printed."))
            self.drawn.emit(done, steps)

        def job() -> OnPaper:
            made = order.on_paper(snapshot, step, coded=coded)
            step(1, 1)
            finish(made)
            return made

        def finished(made: object) -> None:
            assert isinstance(made, OnPaper)
            self.ended.emit()

            def tell(say: Callable[[OnPaper], None]) -> None:
                self._say = partial(say, made)
                self._say()
                if made.code:
                    # What is said goes with every change of the file, such as this record. What
                    # was said last, maybe of something newer, is said again.
                    self._remember(made, made_from, order.replaced, lambda: self._say())

            go_on(made, tell)

        def stopped(error: Exception) -> None:
            self.ended.emit()
            failed(error)

        self._drawing.submit(job, finished, stopped)

    def _remember(
        self, made: OnPaper, made_from: str, replaced: Printout | None, then: Callable[[], None]
    ) -> None:
        """Put on record what was made, so that its pages can be told from newer ones."""
        if self._session.document.all(Printout, code=made.code):
            return
        replaces = replaced.code if replaced else ""
        self._session.change(
            lambda document: (
                remember(document, made.how, made_from, made.code, made.title, made.pages, replaces)
                or Changes("", "", "", ())
            ),
            lambda _: then(),
        )
