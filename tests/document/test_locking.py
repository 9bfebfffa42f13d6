"""Folders that cannot lock files: a real SQLite in a process whose system refuses to lock."""

from __future__ import annotations

import errno
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.document.opening import Outcome
from outreach.initiative import open_file

ROOT = Path(__file__).parents[2]
FCNTL = {"x86_64": 72, "aarch64": 25}

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in FCNTL,
    reason="the system can only be made to refuse on Linux",
)

NO_LOCKS = """
import ctypes, os, sys
from pathlib import Path
from struct import pack
from outreach.cause.kinds import Tag
from outreach.initiative import open_file

file, call, errno = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])

# A filter of the kernel's: fcntl(…, F_SETLK or F_SETLKW, …) fails with this error.
LOAD, EQUAL, RETURN, ALLOW, FAIL = 0x20, 0x15, 0x06, 0x7FFF0000, 0x50000
steps = [
    (LOAD, 0, 0, 0), (EQUAL, 0, 5, call), (LOAD, 0, 0, 24), (EQUAL, 2, 0, 6), (EQUAL, 1, 0, 7),
    (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, FAIL | errno), (RETURN, 0, 0, ALLOW),
]
program = ctypes.create_string_buffer(b"".join(pack("HBBI", *step) for step in steps))
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0
held = ctypes.create_string_buffer(pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
assert libc.prctl(22, 2, held, 0, 0) == 0

opening = open_file(file, author="Ana", lock=True)
print(opening.outcome, flush=True)
reader = open_file(file, author="", read_only=True).opened()
document = opening.opened()
"""

EDIT = """
for name in ("rain", "sun"):
    with document.edit(name) as edit:
        edit.add(Tag, name=name)
        assert reader.path.with_name("plan.db.lock").is_dir()
    print(*[tag.name for tag in reader.all(Tag)], flush=True)
document.close()
reader.close()
"""

KILLED = """
with document.edit("rain") as edit:
    edit.add(Tag, name="rain")
    os._exit(9)
"""


def without_locks(file: Path, code: str, error: int) -> str:
    call = FCNTL[platform.machine()]
    done = subprocess.run(
        [sys.executable, "-c", NO_LOCKS + code, str(file), str(call), str(error)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 9), done.stderr
    return done.stdout


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_file_in_a_folder_that_cannot_lock_is_edited_like_any_other(
    file: Path, error: int
) -> None:
    assert without_locks(file, EDIT, error) == "opened\nrain\nrain sun\n"
    assert [path.name for path in file.parent.iterdir()] == ["plan.db"]


def test_there_too_the_second_window_is_told(file: Path) -> None:
    other = f"""
import subprocess
print(subprocess.run([sys.executable, "-c", {NO_LOCKS!r}, *sys.argv[1:]], capture_output=True,
                     text=True).stdout.strip())
"""
    assert without_locks(file, other + EDIT, errno.ENOLCK) == "opened\nin use\nrain\nrain sun\n"


def test_what_a_killed_program_left_is_cleared_after_a_while(file: Path) -> None:
    assert without_locks(file, KILLED, errno.EOPNOTSUPP) == "opened\n"
    left = file.with_name("plan.db.lock")
    assert left.is_dir()
    os.utime(left, (0, 0))
    assert without_locks(file, EDIT, errno.EOPNOTSUPP) == "opened\nrain\nrain sun\n"
    found = open_file(file, author="Ana", lock=True)
    found.opened().close()
    assert (found.outcome, list(file.parent.iterdir())) == (Outcome.OPENED, [file])
