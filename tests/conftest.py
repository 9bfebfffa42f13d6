"""What every test may ask for."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from outreach.base.data_folder import OVERRIDE
from outreach.document.document import Document
from outreach.initiative import create, open_file

# Read by Qt when it is loaded, which happens after this. The machine's language and screen must
# not decide what a test sees.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

# No chance in what is drawn, and no test that depends on how busy the machine is.
settings.register_profile(
    "checks",
    derandomize=True,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile("checks")

FIRST_MOMENT = 1_795_435_200_000
"""23 November 2026, 12:00 UTC, in milliseconds since 1970."""


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the program keeps safe copies in tests, and in the programs that tests start."""
    folder = tmp_path_factory.mktemp("data")
    os.environ[OVERRIDE] = str(folder)
    return folder


@pytest.fixture(scope="session")
def qapp(qapp: object) -> object:
    """The application of all window tests, which speaks British English."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale("en_GB"))
    return qapp


@pytest.fixture
def initiative_file(tmp_path: Path) -> Path:
    """A file with an empty initiative, closed."""
    path = tmp_path / "initiative.db"
    begun = FIRST_MOMENT - 1000
    create(path, "Flood data for Kestria", author="Ines", clock=lambda: begun).close()
    return path


@pytest.fixture
def document(initiative_file: Path) -> Iterator[Document]:
    """An empty initiative, open; each look at its clock is one second after the last."""
    seconds = itertools.count(FIRST_MOMENT, 1000)
    opening = open_file(initiative_file, author="Ines", clock=lambda: next(seconds))
    with opening.opened() as opened:
        yield opened
