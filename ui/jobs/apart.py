"""Work in a process of its own, for libraries that keep every thread of Python waiting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import ParamSpec

from outreach.base.errors import Refusal
from outreach.base.language import tr

P = ParamSpec("P")


def apart(work: Callable[P, None], *given: P.args, **named: P.kwargs) -> None:
    """Do ``work`` in a process of its own and wait for its end; call this in a lane.

    What is given to it goes there by a pipe, so nothing of it reaches a disk.

    Args:
        work: A function of a module that loads nothing of Qt.
        given: Its arguments.
        named: Those with names.

    Raises:
        Exception: whatever the work raised.
        Refusal: the process came to an end before the work did.
    """
    # A process that was forked would hold locks of threads that it does not have.
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    with here:
        # It goes on to its end when the window is closed meanwhile: nothing is left half done.
        process = context.Process(target=_do, args=(there, work, given, named))
        process.start()
        there.close()
        try:
            error = here.recv()
        except EOFError:
            error = Refusal(tr("This was stopped before it was done. Try again."))
        process.join()
    if error is not None:
        raise error


def _do(
    there: Connection,
    work: Callable[..., None],
    given: tuple[object, ...],
    named: dict[str, object],
) -> None:
    error: Exception | None = None
    try:
        work(*given, **named)
    except Exception as raised:
        error = raised
    with suppress(OSError):  # nobody hears it who is gone
        there.send(error)
