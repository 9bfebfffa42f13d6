"""Somebody on another computer, who has a file open for editing."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

SINCE = 1_795_435_200_000
"""23 November 2026, 12:00 UTC."""


def far_lock(file: Path, seconds_old: float = 0, **said: Any) -> Path:
    """Write the lock file of Bo on “office-3”, renewed so long ago; return its path."""
    told = {
        "who": "Bo", "since": SINCE, "host": "office-3", "machine": "m", "pid": 7,
        "started": "1", "token": "t", "program": "Outreach Planner",
    }  # fmt: skip
    place = file.with_name(f".{file.name}.lock")
    place.write_text(json.dumps(told | said))
    os.utime(place, (time.time() - seconds_old,) * 2)
    return place
