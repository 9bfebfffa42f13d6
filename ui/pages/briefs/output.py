"""What goes onto paper or into a file: drawn with its code, written, and put on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

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
Tell = Callable[[Callable[[OnPaper], None]], None]
"""Says what came of it, and puts it on record."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written or printed."""

    how: How
    replaced: Printout | None = None
    """The print-out whose pages it takes the place of, if any."""
    pages: tuple[Page, ...] = ()
    """The pages of that, with what is out of date."""

    def on_paper(self, snapshot: Snapshot, *, coded: bool) -> OnPaper:
        """Draw it. It takes a while, so it runs in a lane.

        Raises:
            Refusal: when nothing is left of what was printed.
        """
        if self.replaced is None:
            return on_paper(snapshot, self.how, coded=coded)
        from outreach.briefs.again import again

        anew = again(self.replaced, self.pages, snapshot)
        return on_paper(snapshot, anew.how, coded=coded, only=anew.only)


class Output:
    """Writes and prints in the lane for paper, and notes in the file what was put on paper."""

    def __init__(self, session: Session, drawing: Drawing) -> None:
        """Work on the file of ``session``."""
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
            def ended(error: Exception | None) -> None:
                self._printing = None
                if error is None:
                    tell(printed)
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
            self._printing = Printing(printer, found.pdf, pages, self._drawing.submit, ended)

        self._make(order, lambda _: None, made, failed)

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

        def job() -> OnPaper:
            made = order.on_paper(snapshot, coded=coded)
            finish(made)
            return made

        def finished(made: object) -> None:
            assert isinstance(made, OnPaper)

            def tell(say: Callable[[OnPaper], None]) -> None:
                self._say = partial(say, made)
                self._say()
                if made.code:
                    # What is said goes with every change of the file, such as this record. What
                    # was said last, maybe of something newer, is said again.
                    self._remember(made, made_from, order.replaced, lambda: self._say())

            go_on(made, tell)

        self._drawing.submit(job, finished, failed)

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
