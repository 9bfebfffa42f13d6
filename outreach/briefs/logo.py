"""The initiative's logo as it stands above the pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

from outreach.document.pictures import bytes_of, dots

_HEIGHT = 20.0
_WIDTH = 140.0
"""Most room that a logo takes, in points."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in a content, told from others by a name that does not say what it shows."""

    name: str = ""
    """Empty for no logo."""
    data: bytes = field(default=b"", compare=False, repr=False)
    """The file of the picture, PNG or JPEG."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height on paper, in points."""
        wide, high = dots(self.data) or (1, 1)
        scale = min(_HEIGHT / high, _WIDTH / wide)
        return wide * scale, high * scale


NO_LOGO = Logo()


@lru_cache(maxsize=4)
def logo_of(url: str) -> Logo:
    """Return the logo in the field of an initiative; none when there is no picture in it."""
    data = bytes_of(url)
    if data is None or dots(data) is None:
        return NO_LOGO
    return Logo(f"picture {hashlib.sha256(data).hexdigest()[:6]}", data)
