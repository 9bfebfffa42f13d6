"""Keeps Python from sweeping for garbage while long work makes values that all stay.

Python looks again and again through everything that there is for what refers to itself and is
needed by nobody. Work that only makes values until it is done, such as reading a list of a hundred
thousand people, makes no such garbage, and each look takes longer than the one before: a fifth of
the time in all. What is not needed any more, and does not refer to itself, goes at once as ever.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_under_way = 0
_was_on = False


@contextmanager
def without_sweeping() -> Iterator[None]:
    """Leave garbage alone until the block ends; several threads and blocks may do so at once."""
    global _under_way, _was_on
    with _lock:
        if _under_way == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _under_way += 1
    try:
        yield
    finally:
        with _lock:
            _under_way -= 1
            if _under_way == 0 and _was_on:
                gc.enable()


def is_wanted() -> bool:
    """Tell whether whoever sweeps by hand may do so now."""
    return _under_way == 0
