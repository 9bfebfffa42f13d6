"""Long work is not held up by looks for garbage, and afterwards they go on as before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from outreach.base.sweeping import is_wanted, without_sweeping


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Python sweeps, as it does where there is no window that has taken that over."""
    was_on = gc.isenabled()
    gc.enable()
    yield
    if not was_on:
        gc.disable()


def test_nothing_is_swept_until_the_last_block_ends() -> None:
    with without_sweeping():
        with without_sweeping():
            assert not gc.isenabled()
        assert not gc.isenabled() and not is_wanted()
    assert gc.isenabled() and is_wanted()


def test_an_error_lets_it_go_on() -> None:
    with pytest.raises(ZeroDivisionError), without_sweeping():
        1 / 0  # noqa: B018
    assert gc.isenabled() and is_wanted()


def test_what_was_off_stays_off() -> None:
    gc.disable()
    with without_sweeping():
        pass
    assert not gc.isenabled()
