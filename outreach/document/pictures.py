"""A field that holds a small picture, PNG or JPEG: kept in the file as a data URL (RFC 2397)."""

from __future__ import annotations

import base64
import binascii
import io
import re
import struct
from collections.abc import Iterator
from typing import Any, ClassVar

from outreach.base.language import tr
from outreach.base.words import size_words
from outreach.document.fields import Stored, Text

MOST_BYTES = 60_000
MOST_DOTS = 1_200
"""Most bytes of a picture, and most dots along a side: enough for a logo in print."""
_URL = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/]+=*)")
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG file after which its size is told (ITU-T T.81, table B.1)."""


class Picture(Text):
    """A small picture, stored as ``data:image/png;base64,…``."""

    long: bool = True
    type_name: ClassVar[str] = "picture"

    def _check(self, value: Any) -> Stored:
        data = bytes_of(value) if isinstance(value, str) else None
        size = dots(data) if data is not None else None
        if data is None or size is None:
            raise self.refuse(tr("this must be a PNG or JPEG picture."))
        self.check_size(len(data))
        if max(size) > MOST_DOTS:
            raise self.refuse(
                tr(
                    "this picture is {wide} by {high} dots; at most {most} by {most} are printed.",
                    wide=size[0],
                    high=size[1],
                    most=MOST_DOTS,
                )
            )
        return str(value)

    def check_size(self, size: int) -> None:
        """Raise InvalidValue when a picture of so many bytes is too large."""
        if size > MOST_BYTES:
            most = size_words(MOST_BYTES)
            raise self.refuse(
                tr(
                    "this picture takes {size}; at most {most} fit.",
                    size=size_words(size),
                    most=most,
                )
            )

    def range_words(self) -> str:
        """Say which pictures are taken."""
        return tr("a PNG or JPEG picture of at most {size}", size=size_words(MOST_BYTES))

    def words(self, value: object) -> str:
        """Say the kind and the size: ``PNG picture, 12 kB``."""
        data = bytes_of(value) if isinstance(value, str) else None
        if data is None:
            return ""
        kind = "PNG" if data.startswith(_PNG) else "JPEG"
        return tr("{kind} picture, {size}", kind=kind, size=size_words(len(data)))

    def of_file(self, data: bytes) -> str:
        """Return the content of a picture's file as this field keeps it.

        Raises:
            InvalidValue: it is no PNG or JPEG picture, too large, or damaged.
        """
        kind = "png" if data.startswith(_PNG) else "jpeg"
        value = str(self._check(f"data:image/{kind};base64,{base64.b64encode(data).decode()}"))
        if drawn(data) is None:
            raise self.refuse(tr("this picture is damaged, so it could not be printed."))
        return value


def bytes_of(url: str) -> bytes | None:
    """Return the picture in a data URL; None when there is none."""
    found = _URL.fullmatch(url)
    if found is None:
        return None
    try:
        return base64.b64decode(found[2], validate=True)
    except binascii.Error:
        return None


def drawn(data: bytes) -> Any | None:
    """Return a PNG or JPEG picture as Pillow has it, in RGBA; None when it cannot be read whole."""
    size = dots(data)
    if size is None or max(size) > MOST_DOTS:
        return None
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            # Dots alone: what else a file tells, such as where a photograph was taken, stays.
            return picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def dots(data: bytes) -> tuple[int, int] | None:
    """Return the width and height that a PNG or JPEG picture claims; None for anything else."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return (width, height) if width and height else None
    if data.startswith(_JPEG):
        # One that claims several is judged by the largest: which counts is up to who draws it.
        return max(_frames(data), default=None, key=max)
    return None


def _frames(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the sizes told in the segments of a JPEG file."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            if width and height:
                yield width, height
        place += 2 + length
