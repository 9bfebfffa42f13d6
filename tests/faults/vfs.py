"""Stands between SQLite and the disk: sees what is written, and lets it fail.

SQLite reaches files through a table of functions (https://sqlite.org/vfs.html). A copy of the
table that the program uses anyway is made its default, in which the functions that change files
ask a *watcher* first. So the program under test runs as it is, on the SQLite it always has.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_int64, c_void_p, cast
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import pytest

OK, READONLY, FULL, CANTOPEN = 0, 8, 13, 14
IOERR_READ, IOERR_WRITE, IOERR_FSYNC, IOERR_DIR_FSYNC = 266, 778, 1034, 1290
IOERR_TRUNCATE, IOERR_DELETE = 1546, 2570


class Call(NamedTuple):
    """What SQLite is about to do to a file."""

    what: str
    """``open``, ``read``, ``write``, ``truncate``, ``sync`` or ``delete``."""
    file: str
    """Its whole path."""
    at: int = 0
    """Where it is written, or to what length it is cut; 1 for a deletion that is to last."""
    data: bytes = b""


Watcher = Callable[[Call], int]
"""Returns OK for a call to be made, or the code of the error with which it is to fail."""


class _File(ctypes.Structure):
    pass


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``."""

    _fields_: ClassVar = [
        ("iVersion", c_int),
        *[(name, c_void_p) for name in ("close", "read", "write", "truncate", "sync")],
        ("others", c_void_p * 13),
    ]


_File._fields_ = [("methods", POINTER(_Methods))]
_BEFORE_SHARED_MEMORY = _Methods.others.offset + 7 * ctypes.sizeof(c_void_p)
_SIZES = {
    1: _BEFORE_SHARED_MEMORY,
    2: _BEFORE_SHARED_MEMORY + 4 * ctypes.sizeof(c_void_p),
}


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``, in its first version: nothing of the program needs more."""

    _fields_: ClassVar = [
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        ("others", c_void_p * 10),
    ]


_SIGNATURES = {
    "read": ctypes.CFUNCTYPE(c_int, POINTER(_File), c_void_p, c_int, c_int64),
    "write": ctypes.CFUNCTYPE(c_int, POINTER(_File), c_void_p, c_int, c_int64),
    "truncate": ctypes.CFUNCTYPE(c_int, POINTER(_File), c_int64),
    "sync": ctypes.CFUNCTYPE(c_int, POINTER(_File), c_int),
    "open": ctypes.CFUNCTYPE(c_int, POINTER(_Vfs), c_void_p, POINTER(_File), c_int, POINTER(c_int)),
    "delete": ctypes.CFUNCTYPE(c_int, POINTER(_Vfs), c_char_p, c_int),
}


class _Shim:
    """The copy of the table, made once: files that are open go on using it."""

    def __init__(self) -> None:
        self.watcher: Watcher | None = None
        self._sqlite = _loaded_sqlite()
        self._sqlite.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._theirs = self._sqlite.sqlite3_vfs_find(None)
        self._mine = _Vfs()
        ctypes.memmove(byref(self._mine), self._theirs, ctypes.sizeof(_Vfs))
        self._mine.iVersion = min(self._mine.iVersion, 2)
        self._mine.name = b"watched"
        self._kept: list[Any] = []
        self._names: dict[int, str] = {}
        self._methods: dict[int, _Methods] = {}
        for name in ("open", "delete"):
            self._put(self._mine, name, getattr(self, f"_{name}")(self._theirs.contents))

    def use(self, on: bool) -> None:
        """Make this, or again what SQLite came with, the way to the disk."""
        table = byref(self._mine) if on else self._theirs
        self._sqlite.sqlite3_vfs_register(table, 1)

    def _put(self, table: ctypes.Structure, name: str, function: Callable[..., int]) -> None:
        callback = _SIGNATURES[name](function)
        self._kept.append(callback)
        setattr(table, name, cast(callback, c_void_p))

    def _ask(self, call: Call) -> int:
        return self.watcher(call) if self.watcher else OK

    def _open(self, theirs: _Vfs) -> Callable[..., int]:
        original = _SIGNATURES["open"](theirs.open)

        def open_it(_: Any, name: int | None, file: Any, flags: int, out: Any) -> int:
            path = ctypes.string_at(name).decode() if name else ""
            if name and (code := self._ask(Call("open", path))):
                file.contents.methods = None
                return code
            code = original(self._theirs, name, file, flags, out)
            if code == OK and name:
                self._names[ctypes.addressof(file.contents)] = path
                file.contents.methods = ctypes.pointer(self._watched(file.contents.methods))
            return code

        return open_it

    def _delete(self, theirs: _Vfs) -> Callable[..., int]:
        original = _SIGNATURES["delete"](theirs.delete)

        def delete(_: Any, name: bytes, lasting: int) -> int:
            if code := self._ask(Call("delete", name.decode(), lasting)):
                if code != IOERR_DIR_FSYNC:
                    return code
                original(self._theirs, name, 0)
                return code
            return original(self._theirs, name, lasting)

        return delete

    def _watched(self, theirs: Any) -> _Methods:
        """Return a copy of a file's functions in which those that matter ask first."""
        key = ctypes.addressof(theirs.contents)
        if key not in self._methods:
            mine = self._methods[key] = _Methods()
            size = _SIZES.get(theirs.contents.iVersion, ctypes.sizeof(_Methods))
            ctypes.memmove(byref(mine), theirs, size)
            for name in ("read", "write", "truncate", "sync"):
                original = _SIGNATURES[name](getattr(theirs.contents, name))
                self._put(mine, name, self._asking(name, original))
        return self._methods[key]

    def _asking(self, name: str, original: Callable[..., int]) -> Callable[..., int]:
        def ask(file: Any, *arguments: int) -> int:
            path = self._names[ctypes.addressof(file.contents)]
            match name:
                case "write":
                    buffer, size, at = arguments
                    call = Call(name, path, at, ctypes.string_at(buffer, size))
                case "read":
                    call = Call(name, path, arguments[2])
                case "truncate":
                    call = Call(name, path, arguments[0])
                case _:
                    call = Call(name, path)
            code = self._ask(call)
            if code == FULL and name == "write":
                # A disk takes what it has room for.
                original(file, arguments[0], arguments[1] // 2, arguments[2])
            return code or original(file, *arguments)

        return ask


_shim: _Shim | None = None


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Ask ``watcher`` before all that SQLite does to the files that are opened in the block."""
    global _shim
    if _shim is None:
        _shim = _Shim()
    _shim.watcher = watcher
    _shim.use(True)
    try:
        yield
    finally:
        _shim.use(False)
        _shim.watcher = None


def _loaded_sqlite() -> ctypes.CDLL:
    """Return the very library that Python uses."""
    import _sqlite3

    places = [_sqlite3.__file__] if hasattr(_sqlite3, "__file__") else [None]
    if sys.platform == "win32":
        places = [str(Path(_sqlite3.__file__).with_name("sqlite3.dll"))]
    for place in places:
        library = ctypes.CDLL(place)
        if hasattr(library, "sqlite3_vfs_register"):
            return library
    pytest.skip("this Python hides the SQLite that it was built with")
