"""Briefs and packs as PDF: the same content gives the same bytes, on any machine."""

from __future__ import annotations

from collections.abc import Callable

from outreach.briefs.binding import Front, entry_title, front, key_of
from outreach.briefs.content import Brief, Edition, Pack
from outreach.briefs.layout import LaidOut, edition_of, handout_of, lay_out
from outreach.briefs.paint import WRITING, PageWriter
from outreach.briefs.preflight import MissingCharacter, missing
from outreach.briefs.setting.typesetter import Setter
from outreach.briefs.setting.wording import plain
from outreach.briefs.styles import Paper

__all__ = ["MissingCharacter", "Paper", "missing", "render", "render_pack", "title_of"]

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done; what it raises stops the work."""


def title_of(content: Brief | Pack) -> str:
    """Return the document's title, fit for a file name's stem but for characters it may hold."""
    if isinstance(content, Pack):
        words, edition = f"Partner briefs – {plain(content.initiative)}", content.edition
    else:
        words, edition = f"Brief for {entry_title(content)}", edition_of(content)
    return f"INTERNAL {words}" if edition is Edition.INTERNAL else words


def render(brief: Brief, paper: Paper) -> bytes:
    """Return ``brief`` as a PDF on ``paper``."""
    content = handout_of(brief)
    setter = Setter()
    with WRITING:
        laid_out = lay_out(setter, brief, paper)
        writer = PageWriter(paper, title_of(brief), plain(content.initiative), content.as_of)
        count = len(laid_out.pages)
        for index in range(count):
            writer.page(laid_out.page(setter, index, index + 1, count))
        return writer.finish()


def render_pack(pack: Pack, paper: Paper, progress: Progress | None = None) -> bytes:
    """Return ``pack`` as one PDF: a cover, contents, then the briefs in their order.

    Args:
        pack: the briefs and what the cover says.
        paper: the size of every page.
        progress: told of each brief twice, once laid out and once written.
    """
    setter = Setter()
    steps = 2 * len(pack.briefs)
    with WRITING:
        briefs: list[LaidOut] = []
        for brief in pack.briefs:
            briefs.append(lay_out(setter, brief, paper))
            setter.forget()
            if progress:
                progress(len(briefs), steps)
        opening = front(setter, pack, paper, [len(brief.pages) for brief in briefs])
        writer = PageWriter(paper, title_of(pack), plain(pack.initiative), pack.as_of)
        count = len(opening.laid_out.pages) + sum(len(brief.pages) for brief in briefs)
        number = _write_front(writer, setter, opening, count)
        for index, (brief, laid_out) in enumerate(zip(pack.briefs, briefs, strict=True)):
            writer.begin_part(key_of(index), entry_title(brief))
            for page in range(len(laid_out.pages)):
                number += 1
                writer.page(laid_out.page(setter, page, number, count))
            setter.forget()
            if progress:
                progress(len(briefs) + index + 1, steps)
        return writer.finish()


def _write_front(writer: PageWriter, setter: Setter, opening: Front, count: int) -> int:
    """Write cover and contents and return the number of their last page."""
    pages = opening.laid_out.pages
    for index in range(len(pages)):
        if index == 0:
            writer.begin_part("cover", "Cover")
        if index == opening.cover_pages:
            writer.begin_part("contents", "Contents")
        writer.page(opening.laid_out.page(setter, index, index + 1, count))
    return len(pages)
