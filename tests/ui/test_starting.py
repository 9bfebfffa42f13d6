"""Starting loads what the first page needs, and nothing that is slow to load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.exchange import samples

ROOT = Path(__file__).parents[2]
SLOW = {
    *("sqlite_utils", "reportlab", "dateutil", "PIL", "click", "pypdfium2", "numpy", "holidays"),
    *("openpyxl", "icalendar", "vobject", "lxml", "pikepdf", "uharfbuzz", "rapidfuzz"),
    *("charset_normalizer", "pyrage", "zxcvbn"),
}
SCRIPT = """
import os, sys
leave = os._exit
def tell(status):
    print(" ".join(sorted(sys.modules)), flush=True)
    leave(status)
os._exit = tell
sys.argv = ["outreach", "open", sys.argv[1]]
from outreach.__main__ import main
main()
"""


@pytest.mark.parametrize("until", ["window", "1"])
def test_nothing_slow_is_loaded_before_the_first_paint(tmp_path: Path, until: str) -> None:
    file = tmp_path / "kestria.db"
    samples.make("kestria", file, "Ines").close()
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(file)],
        env={
            **os.environ,
            "OUTREACH_QUIT_AFTER_FIRST_PAINT": until,
            "XDG_CONFIG_HOME": str(tmp_path),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "PySide6" in loaded
    assert not SLOW & loaded
    said = [line for line in run.stderr.splitlines() if "This plugin does not support" not in line]
    assert said == []
