"""Processes on this computer: which one this is, and whether another one is still running."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


class Process(NamedTuple):
    """A process somewhere: enough to tell it from all others."""

    host: str
    """The computer's name."""
    machine: str
    """What tells computers of one name apart; empty where the machine does not say."""
    pid: int
    started: str
    """When it started, in a form of the machine's own; empty where the machine does not say."""

    @property
    def here(self) -> bool:
        """Whether it is, or was, on this computer."""
        return (self.host, self.machine) == (_node(), _machine())

    @property
    def running(self) -> bool:
        """Whether it is certainly gone (False), or may be running; ask only when :attr:`here`."""
        if not _exists(self.pid):
            return False
        # Numbers of processes are used again.
        return not self.started or _started(self.pid) in ("", self.started)


def this_process() -> Process:
    """Return the process that asks."""
    return Process(_node(), _machine(), os.getpid(), _started(os.getpid()))


@cache
def _machine() -> str:
    for file in _MACHINE_IDS:
        try:
            return file.read_text("ascii").strip()[:64]
        except (OSError, UnicodeDecodeError):
            continue
    return ""


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _node() -> str:
        import platform  # slow to load

        return platform.node()

    _QUERY_LIMITED_INFORMATION = 0x1000
    _STILL_ACTIVE = 259

    def _exists(pid: int) -> bool:
        return bool(_asked(pid)[0])

    def _started(pid: int) -> str:
        return _asked(pid)[1]

    def _asked(pid: int) -> tuple[bool, str]:
        """Return whether a process is running, and when it started."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = wintypes.HANDLE(kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid))
        if not handle:
            return False, ""
        try:
            status = wintypes.DWORD()
            kernel.GetExitCodeProcess(handle, ctypes.byref(status))
            times = [wintypes.FILETIME() for _ in range(4)]
            kernel.GetProcessTimes(handle, *map(ctypes.byref, times))
            begun = f"{times[0].dwHighDateTime}:{times[0].dwLowDateTime}"
            return status.value == _STILL_ACTIVE, begun
        finally:
            kernel.CloseHandle(handle)

else:

    def _node() -> str:
        return os.uname().nodename

    def _exists(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except PermissionError:
            return True
        except (ProcessLookupError, OverflowError):
            return False
        return True

    def _started(pid: int) -> str:
        try:
            # The name of the program stands in brackets and may hold anything, brackets too.
            fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
            state, ticks = fields[0], fields[19]
        except (OSError, IndexError):
            return ""
        # A zombie is gone: it only waits for its parent to notice.
        return "gone" if state in (b"Z", b"X") else ticks.decode("ascii", "replace")
