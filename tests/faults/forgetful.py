"""A disk that keeps nothing but what it was told to keep, for files that Python writes.

While it is in use, ``os.fsync`` of a file keeps its content, and that of a folder the names in it.
When the power goes, either only the names that were kept are there, or, as disks may, the newest
names with whatever content was kept.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class ForgetfulDisk:
    """Everything below a folder, as it will be once the power is back."""

    def __init__(self, folder: Path) -> None:
        """Begin with what is in ``folder``, all of it kept."""
        self.folder = folder
        self.moments: list[dict[str, bytes]] = []
        """What would have been left if the power had gone before anything was synchronised."""
        self._content = {self._file(path): path.read_bytes() for path in self._files(folder)}
        self._names: dict[Path, dict[str, int | None]] = {}
        for place in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            self._keep_names(place)

    def synchronise(self, descriptor: int) -> None:
        """Keep a file's content, or a folder's names."""
        self.moments += [self.after_power_loss(newest_names=newest) for newest in (False, True)]
        found = os.fstat(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if stat.S_ISDIR(found.st_mode):
            self._keep_names(path)
        else:
            self._content[found.st_ino] = path.read_bytes()

    def after_power_loss(self, *, newest_names: bool) -> dict[str, bytes]:
        """Return the files that are left, by their path in the folder.

        Args:
            newest_names: Whether names reached the disk that it was not told to keep.
        """
        if newest_names:
            files = {path: self._file(path) for path in self._files(self.folder)}
        else:
            files = dict(self._kept_below(self.folder))
        return {
            path.relative_to(self.folder).as_posix(): self._content.get(file, b"")
            for path, file in files.items()
        }

    def _kept_below(self, folder: Path) -> Iterator[tuple[Path, int]]:
        for name, file in self._names.get(folder, {}).items():
            if file is None:
                yield from self._kept_below(folder / name)
            else:
                yield folder / name, file

    def _keep_names(self, folder: Path) -> None:
        self._names[folder] = {
            path.name: None if path.is_dir() else self._file(path) for path in folder.iterdir()
        }

    @staticmethod
    def _files(folder: Path) -> list[Path]:
        return [path for path in folder.rglob("*") if path.is_file()]

    @staticmethod
    def _file(path: Path) -> int:
        return path.stat().st_ino


@contextmanager
def forgetful(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgetfulDisk]:
    """Have ``folder`` on such a disk within the block."""
    disk, original = ForgetfulDisk(folder), os.fsync

    def synchronise(descriptor: int) -> None:
        original(descriptor)
        disk.synchronise(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", synchronise)
        yield disk
