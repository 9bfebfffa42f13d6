"""Fixtures of the document layer: a file, an open document, a clock to set."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from outreach.document.document import Document
from outreach.initiative import create, open_file

NOON = 1_795_435_200_000
"""23 November 2026, 12:00 UTC."""


class SetClock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with nothing but its initiative, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    create(path, "Water for all", author="Ana", clock=SetClock()).close()
    return path


@pytest.fixture
def file(blank: Path, tmp_path: Path) -> Path:
    return shutil.copy(blank, tmp_path / "plan.db")


@pytest.fixture
def opened() -> Iterator[Callable[..., Document]]:
    """Open files for a test and close them after it."""
    documents: list[Document] = []

    def open_it(path: Path, author: str = "Ana", **options: object) -> Document:
        document = open_file(path, author=author, **options).opened()  # type: ignore[arg-type]
        documents.append(document)
        return document

    yield open_it
    for document in documents:
        document.close()


@pytest.fixture
def document(file: Path, opened: Callable[..., Document], clock: SetClock) -> Document:
    return opened(file, clock=clock)
