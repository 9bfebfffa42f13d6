"""Starts the program: ``python -m outreach``, and the command ``outreach``.

It stands above all levels: it hands the command line a way to open the window. The window by itself
is started without the command line, which would only make it wait.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from outreach.base.errors import Refusal


def main() -> None:
    """Run the command that the program was started with, and exit with its status."""
    if getattr(sys, "frozen", False):
        # In a bundle, work in a process of its own (ui/jobs/apart.py) begins here as well.
        from multiprocessing import freeze_support

        freeze_support()
    argv = sys.argv[1:]
    if not argv or (len(argv) == 2 and argv[0] == "open" and not argv[1].startswith("-")):
        # Starting makes many objects and no rubbish; the collector would only walk over them.
        gc.disable()
        try:
            sys.exit(_open_window(Path(argv[1]) if argv else None))
        except Refusal as refusal:
            sys.exit(str(refusal))
    from outreach.cli.main import main as run_command

    sys.exit(run_command(argv, _open_window))


def _open_window(path: Path | None) -> int:
    # Only here, so that a command needs nothing of what draws windows.
    try:
        from ui.app import run
    except ImportError as error:
        raise Refusal(
            f"The window could not be loaded ({error}). Nothing was lost. Install the program "
            "again; the other commands work without a window."
        ) from error
    return run(path)


if __name__ == "__main__":
    main()
