"""Briefs and packs as PDF: the same content gives the same bytes, on any machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from outreach.base.progress import Progress, untold
from outreach.base.sweeping import without_sweeping
from outreach.briefs.binding import Entry, brief_entry, entry_title, front, key_of
from outreach.briefs.content import Brief, Edition, Handout, Pack, Pocket
from outreach.briefs.how import Design
from outreach.briefs.inks import ink_of
from outreach.briefs.labels import labels
from outreach.briefs.layout import DESIGNS, LaidOut, edition_of, handout_of, lay_out, lay_out_cards
from outreach.briefs.pack_pages import lay_out_behind
from outreach.briefs.paint import WRITING, PageWriter
from outreach.briefs.preflight import MissingCharacter, missing
from outreach.briefs.said import located
from outreach.briefs.setting.typesetter import Setter
from outreach.briefs.setting.wording import plain
from outreach.briefs.styles import Paper

__all__ = ["MissingCharacter", "Paper", "missing", "printed", "render", "render_pack", "title_of"]


class Printed(NamedTuple):
    """A document, and which parts of the content each of its pages shows."""

    pdf: bytes
    pages: tuple[tuple[int, tuple[str, ...]], ...]
    """The number of each page with the names of the parts."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Some pages of a document that belong together: a cover, or a brief."""

    key: str
    title: str
    laid_out: LaidOut
    pages: range


def title_of(content: Brief | Pack) -> str:
    """Return the document's title, fit for a file name's stem but for characters it may hold."""
    say = labels(_front(content).language)
    if isinstance(content, Pack):
        edition = content.edition
        words = say.title_pack.format(plain(content.initiative))
    else:
        edition = edition_of(content)
        form = say.title_pocket if isinstance(content, Pocket) else say.title_brief
        words = form.format(entry_title(content))
    return say.title_internal.format(words) if edition is Edition.INTERNAL else words


def render(brief: Brief, paper: Paper, design: Design = Design.BROADSHEET) -> bytes:
    """Return ``brief`` as a PDF on ``paper``."""
    return printed(brief, paper, design=design).pdf


def render_pack(
    pack: Pack,
    paper: Paper,
    progress: Progress | None = None,
    design: Design = Design.BROADSHEET,
) -> bytes:
    """Return ``pack`` as one PDF: a cover, contents, then the briefs in their order.

    Args:
        pack: the briefs and what the cover says.
        paper: the size of every page.
        progress: told of each brief twice, once laid out and once written.
        design: how the briefs in it are put on their pages.
    """
    return printed(pack, paper, progress=progress, design=design).pdf


def printed(
    content: Brief | Pack,
    paper: Paper,
    code: str = "",
    progress: Progress | None = None,
    only: frozenset[int] | None = None,
    design: Design = Design.BROADSHEET,
) -> Printed:
    """Return a brief or a pack as a PDF, with what each page shows.

    Args:
        content: what is printed.
        paper: the size of every page.
        code: the code of the print-out, put on every page; none when it is not put on record.
        progress: told of each brief of a pack twice, once laid out and once written.
        only: numbers of the pages that are written; None for all.
        design: how each brief is put on its pages.
    """
    with WRITING, without_sweeping():
        return _made(content, paper, code, progress or untold, only, design)


def _made(
    content: Brief | Pack,
    paper: Paper,
    code: str,
    progress: Progress,
    only: frozenset[int] | None,
    design: Design,
) -> Printed:
    setter, front = Setter(), _front(content)
    if isinstance(content, Pack):
        parts = _pack_parts(setter, located(content), paper, design, progress)
    else:
        laid_out = lay_out(setter, located(content, "briefs.0"), paper, design)
        parts = [_Part("", "", laid_out, range(len(laid_out.pages)))]
    writer = PageWriter(
        paper,
        title_of(content),
        plain(front.initiative),
        front.as_of,
        ink_of(front.colour, DESIGNS[design].ink),
        language=labels(front.language).tag,
        links=only is None,
    )
    pages = tuple(_written(writer, setter, parts, code, only, progress))
    return Printed(writer.finish(), pages)


def _front(content: Brief | Pack) -> Handout | Pack:
    """Return what says in which language and in which colour all of ``content`` is."""
    return content if isinstance(content, Pack) else handout_of(content)


def _pack_parts(
    setter: Setter, pack: Pack, paper: Paper, design: Design, progress: Progress
) -> list[_Part]:
    if pack.edition is Edition.POCKET and pack.briefs:
        cards = lay_out_cards(setter, [handout_of(brief) for brief in pack.briefs], paper)
        return [_Part("cards", labels(pack.language).pocket_cards, cards, range(len(cards.pages)))]
    parts: list[_Part] = []
    entries = []
    for index, brief in enumerate(pack.briefs):
        laid_out = lay_out(setter, brief, paper, design)
        entries.append(brief_entry(brief, index, len(laid_out.pages)))
        parts.append(_Part(key_of(index), entry_title(brief), laid_out, range(len(laid_out.pages))))
        setter.forget()
        progress(len(parts), 2 * len(pack.briefs))
    for key, title, laid_out in lay_out_behind(setter, pack, paper, DESIGNS[design]):
        entries.append(Entry(key, title, "", "", len(laid_out.pages)))
        parts.append(_Part(key, title, laid_out, range(len(laid_out.pages))))
    say = labels(pack.language)
    opening = front(setter, pack, paper, entries, DESIGNS[design])
    covers, pages = opening.cover_pages, len(opening.laid_out.pages)
    return [
        _Part("cover", say.cover, opening.laid_out, range(covers)),
        _Part("contents", say.contents, opening.laid_out, range(covers, pages)),
        *parts,
    ]


def _written(
    writer: PageWriter,
    setter: Setter,
    parts: list[_Part],
    code: str,
    only: frozenset[int] | None,
    progress: Progress,
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Write the pages and yield what each shows."""
    count = sum(len(part.pages) for part in parts)
    briefs = sum(part.key.startswith("brief-") for part in parts)
    number = done = 0
    while parts:
        # What is written needs no room any more.
        part = parts.pop(0)
        begun = False
        for page in part.pages:
            number += 1
            if only is not None and number not in only:
                continue
            if part.key and not begun:
                writer.begin_part(part.key, part.title)
                begun = True
            writer.page(part.laid_out.page(setter, page, number, count, code))
            yield number, part.laid_out.parts(page)
        setter.forget()
        if part.key.startswith("brief-"):
            done += 1
            progress(briefs + done, 2 * briefs)
