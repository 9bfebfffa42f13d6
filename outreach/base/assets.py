"""Where the program's data files are: fonts, icons, samples, word lists."""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__).resolve()
_PLACES = (
    Path(getattr(sys, "_MEIPASS", _HERE.parents[2])) / "resources",
    _HERE.parents[1] / "resources",
)
"""The source tree or a frozen bundle; an installed wheel."""


def resource(*parts: str) -> Path:
    """Return the path of a data file or folder, such as ``resource("fonts", "Inter.ttf")``.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(
        f"The program's own file “{'/'.join(parts)}” is missing. Install the program again."
    )
