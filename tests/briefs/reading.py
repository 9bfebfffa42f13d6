"""Reads printed documents back with programs that did not write them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pypdfium2

Rect = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the page's lower left corner."""


def run(*command: str | Path) -> str:
    """Return what a program says, or fail with it."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def squeezed(text: str) -> str:
    """Return letters alone: how text is broken, spaced and put in capitals is not its content."""
    text = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[\s\u00ad\u200b\ufffe\ufeff\x02-]+", "", text)


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page, as PDFium finds it."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
        return texts
    finally:
        document.close()


def all_text(data: bytes) -> str:
    return squeezed("".join(page_texts(data)))


def text_rects(data: bytes) -> list[list[Rect]]:
    """Return for each page the rectangles that its pieces of text fill."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for page in document:
            text_page = page.get_textpage()
            pages.append([text_page.get_rect(n) for n in range(text_page.count_rects())])
            text_page.close()
            page.close()
        return pages
    finally:
        document.close()


def overlaps(rects: list[Rect], tolerance: float = 0.8) -> list[tuple[Rect, Rect]]:
    """Return the pairs of rectangles that cover each other by more than ``tolerance`` points."""
    found = []
    for number, one in enumerate(rects):
        for other in rects[number + 1 :]:
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            if wide > tolerance and high > tolerance:
                found.append((one, other))
    return found


def strings(value: object) -> Iterator[str]:
    """Yield every string that a content says, its enumerations and dates aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
