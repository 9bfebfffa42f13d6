"""What the parts of a page are to those who do not see it: headings, lists, tables, figures."""

from __future__ import annotations


class Element:
    """A node of a document's structure, by its standard name (ISO 32000-1, 14.8.4).

    Its place among its siblings is where its first mark is drawn. One without a parent belongs to
    the brief, or the part of a pack, that is being written.
    """

    __slots__ = ("alt", "box", "parent", "parts", "role", "scope", "spelled", "text")

    def __init__(
        self,
        role: str,
        parent: Element | None = None,
        *,
        parts: tuple[str, ...] = (),
        scope: str = "",
        alt: str = "",
        text: tuple[str, ...] = (),
    ) -> None:
        """Declare a node such as ``P``, ``H2`` or ``TD``."""
        self.role = role
        self.parent = parent
        self.parts = parts
        """Which parts of the content it says."""
        self.scope = scope
        """What a table's heading is a heading of: ``Row`` or ``Column``."""
        self.alt = alt
        """What a figure shows, in words."""
        self.text = text
        """All that it says, as it was typed, in pieces that follow each other."""
        self.spelled = False
        """Its glyphs do not tell its letters in their order, so that is written beside them."""
        self.box: tuple[float, float, float, float] | None = None
        """Where a figure is: left, bottom, right, top."""
