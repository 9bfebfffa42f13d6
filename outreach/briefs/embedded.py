"""Pictures in a document: each is in it once, however many pages show it."""

from __future__ import annotations

from typing import Any

from reportlab.lib.utils import ImageReader

from outreach.document.pictures import drawn


class Pictures:
    """Puts pictures into the document of a ReportLab canvas."""

    def __init__(self, canvas: Any) -> None:
        """Begin without any."""
        self._canvas = canvas
        self._known: dict[bytes, tuple[str, str]] = {}

    def name(self, data: bytes) -> str:
        """Return the name under which the page that is being drawn shows the picture ``data``.

        Empty for one that cannot be read: a page without it is better than no page.
        """
        if data not in self._known:
            self._known[data] = self._added(data)
        form, name = self._known[data]
        if form and form not in self._canvas._formsinuse:
            self._canvas._currentPageHasImages = 1
            self._canvas._formsinuse.append(form)
        return name

    def _added(self, data: bytes) -> tuple[str, str]:
        dots = drawn(data)
        if dots is None:
            return "", ""
        canvas = self._canvas
        canvas.drawImage(ImageReader(dots), 0, 0, 1, 1, mask="auto")
        form = canvas._formsinuse[-1]
        return form, canvas._doc.getXObjectName(form)
