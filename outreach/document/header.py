"""The first hundred bytes of a file, read without SQLite (https://sqlite.org/fileformat2.html)."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple

from outreach.base.language import tr

MAGIC = b"SQLite format 3\x00"
SEALED = b"age-encryption.org/v1\n"
"""How a file begins that is encrypted in the age format."""
WAL = 2
UTF_8 = 1
MOST_BYTES = 4 << 30
"""A larger file is none of this program's."""


class Header(NamedTuple):
    """What the header says of a SQLite file."""

    page_size: int
    """Bytes of a page."""
    write_version: int
    """1 for a rollback journal, 2 for a write-ahead log."""
    read_version: int
    encoding: int
    """1 for UTF-8, 2 and 3 for UTF-16."""
    fixed: bytes
    """Three figures that are the same in every file."""
    change_counter: int
    """Goes up by one with every transaction that wrote, whoever wrote it."""
    pages: int
    user_version: int
    application_id: int
    length: int
    """Bytes of the whole file."""

    @property
    def truncated(self) -> bool:
        """Whether the file is shorter than its header says."""
        return self.pages > 0 and self.length < self.pages * self.page_size

    @property
    def sound(self) -> bool:
        """Whether the figures are such as SQLite writes."""
        size = self.page_size
        powers = 512 <= size <= 65536 and size & (size - 1) == 0
        rollback = self.write_version == self.read_version == 1
        return powers and rollback and self.fixed == b"\x40\x20\x20"


class RawFile:
    """The bytes of a file that SQLite may have open in this process.

    POSIX drops every lock that a process holds on a file as soon as the process closes *any*
    descriptor of it, SQLite's included. So one descriptor per file is shared by all who need
    the bytes, and is closed only when the last of them lets go, after their connections.
    """

    _shared: ClassVar[dict[tuple[int, int], RawFile]] = {}
    _lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, path: Path) -> None:
        """Open the file; use :meth:`hold` instead."""
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._key = _identity(os.fstat(self._descriptor))
        self._holders = 0

    @classmethod
    def hold(cls, path: Path) -> RawFile:
        """Return the shared descriptor of ``path``; every hold needs its :meth:`release`.

        Raises:
            OSError: when the file cannot be read.
        """
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # Opening a pipe would wait for somebody at its other end.
            raise OSError(errno.EINVAL, tr("it is not a file"))
        with cls._lock:
            raw = cls._shared.get(_identity(found))
            if raw is None:
                raw = cls(path)
                cls._shared[raw._key] = raw
            raw._holders += 1
            return raw

    def release(self) -> None:
        """Let go; the last holder closes the descriptor."""
        with self._lock:
            self._holders -= 1
            if self._holders == 0:
                del self._shared[self._key]
                os.close(self._descriptor)

    def is_at(self, path: Path) -> bool:
        """Tell whether this very file, not another or none, still has the name ``path``."""
        try:
            return _identity(path.stat()) == self._key
        except OSError:
            return False

    def read(self, at: int, size: int) -> bytes:
        """Return up to ``size`` bytes from offset ``at``."""
        with self._lock:
            os.lseek(self._descriptor, at, os.SEEK_SET)
            return os.read(self._descriptor, size)

    def length(self) -> int:
        """Return how many bytes the file has."""
        return os.fstat(self._descriptor).st_size

    def chunks(self) -> Iterator[bytes]:
        """Yield the whole file in pieces; somebody else must keep it from being written."""
        at = 0
        while chunk := self.read(at, 1 << 20):
            yield chunk
            at += len(chunk)

    def copy_to(self, target: Path) -> None:
        """Copy the bytes to ``target``, a name that is free; what is a hole stays one.

        Raises:
            OSError: when they cannot be read or written.
        """
        with target.open("xb") as out:
            at = self._next_bytes(0)
            while chunk := self.read(at, 1 << 20):
                out.seek(at)
                out.write(chunk)
                at = self._next_bytes(at + len(chunk))
            out.truncate(self.length())

    def _next_bytes(self, at: int) -> int:
        """Return where from ``at`` on something stands that is no hole; else ``at``, or the end."""
        if not hasattr(os, "SEEK_DATA"):
            return at
        with self._lock:
            try:
                return os.lseek(self._descriptor, at, os.SEEK_DATA)
            except OSError as error:
                return self.length() if error.errno == errno.ENXIO else at

    def change_counter(self) -> int:
        """Return how many transactions have written the file."""
        return int.from_bytes(self.read(24, 4), "big")

    def header(self) -> Header | None:
        """Read the header; None when this is not a SQLite file."""
        head = self.read(0, 100)
        if len(head) < 100 or not head.startswith(MAGIC):
            return None

        def number(at: int, size: int = 4) -> int:
            return int.from_bytes(head[at : at + size], "big")

        page_size = number(16, 2)
        return Header(
            page_size=65536 if page_size == 1 else page_size,
            write_version=head[18],
            read_version=head[19],
            encoding=number(56),
            fixed=head[21:24],
            change_counter=number(24),
            pages=number(28),
            user_version=number(60),
            application_id=number(68),
            length=self.length(),
        )


def _identity(found: os.stat_result) -> tuple[int, int]:
    """Return what tells a file from all others on this machine, whatever its names."""
    return found.st_dev, found.st_ino
