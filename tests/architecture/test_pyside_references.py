"""The pinned Qt survives a long session on this Python.

PySide6 6.12.0 takes no reference on the None, True and False that Qt calls return. Up to Python
3.11 these run out, and the program dies in the middle of a day's work; a short test passes all the
same. A newer PySide6 may be pinned when this test passes with it on Python 3.11.
"""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    changed = Signal(int)

source, heard = Source(), []
source.changed.connect(heard.append)
for number in range(5_000):
    source.changed.emit(number)
for number in range(20_000):
    source.setObjectName(str(number))
print(len(heard), source.objectName())
"""


def test_five_thousand_signals_and_twenty_thousand_names_leave_python_alive() -> None:
    session = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert (session.returncode, session.stdout, session.stderr) == (0, "5000 19999\n", "")
