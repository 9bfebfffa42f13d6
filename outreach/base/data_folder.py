"""Where the program keeps what belongs to the person at this computer, such as safe copies."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

OVERRIDE = "OUTREACH_DATA"
"""The environment variable that names another folder."""


def data_folder(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Path | None:
    """Return the program's folder in the person's own data; it need not exist yet.

    None when the machine does not say where its people keep their data.
    """
    if given := environment.get(OVERRIDE):
        return Path(given)
    try:
        if platform == "win32":
            local = environment.get("LOCALAPPDATA")
            return Path(local or Path.home() / "AppData" / "Local") / "Outreach Planner"
        if platform == "darwin":
            return Path.home() / "Library" / "Application Support" / "Outreach Planner"
        # Whoever gives no whole path gives none: https://specifications.freedesktop.org/basedir
        shared = Path(environment.get("XDG_DATA_HOME", ""))
        home = shared if shared.is_absolute() else Path.home() / ".local" / "share"
        return home / "outreach-planner"
    except RuntimeError:  # no home folder
        return None
