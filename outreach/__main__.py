"""Starts the program: ``python -m outreach``, and the command ``outreach``."""

from __future__ import annotations

import sys
from pathlib import Path

from outreach.base.errors import Refusal
from outreach.cli.main import main as run_command


def main() -> None:
    """Run the command that the program was started with, and exit with its status."""
    sys.exit(run_command(sys.argv[1:], _open_window))


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
