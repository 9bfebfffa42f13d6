"""What was printed, and what of it is out of date: a print-out is a record of the plan.

Each page has a code. From the record and the log the content of then is composed again, and held
against that of now; a page is out of date when a part that it shows says something else.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from outreach.base.errors import NotFound, Refusal
from outreach.base.language import tr
from outreach.briefs.content import Brief, Pack
from outreach.briefs.differences import Difference, Showing, differences
from outreach.briefs.how import How
from outreach.cadence.kinds import Printout
from outreach.document import log
from outreach.document.document import Document
from outreach.document.edits import Changes
from outreach.document.scratch import scratch_folder
from outreach.document.texts import LONG_TEXT
from outreach.history.as_of import as_of
from outreach.snapshot import Snapshot, take

_PACKED = "z:"
_MOST_UNPACKED = 50_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a print-out and whether what it shows still holds."""

    page: int
    partner: str
    """Its name at the time of printing; empty for what belongs to no partner."""
    stale: bool
    changes: tuple[Difference, ...]
    printed_as: str
    """The code under which it was last printed."""


def newest_edit(document: Document) -> str:
    """Return the name of the newest edit of a file, from which something is printed now."""
    head = next(log.edits(document.connection, "t.id=(SELECT max(id) FROM log_txn)"))
    return head.id


def remember(
    document: Document,
    how: How,
    made_from: str,
    code: str,
    name: str,
    pages: Sequence[tuple[int, Sequence[str]]],
    replaces: str = "",
) -> Changes | None:
    """Put on record what was printed.

    Args:
        document: The file, open for editing.
        how: What was printed.
        made_from: The newest edit of the file at that time.
        code: The code on its pages; printed once more it is not noted again.
        name: What it is called.
        pages: The number of each page, and the parts of the content that it shows.
        replaces: The code of the print-out whose pages these take the place of.

    Returns:
        What changed in the file; None when it was on record already.
    """
    if document.all(Printout, code=code):
        return None
    with document.edit(tr("Printed “{name}”", name=name)) as edit:
        edit.add(
            Printout,
            code=code,
            name=name[:400],
            edition=how.edition.value,
            printed_on=how.today,
            prepared_for=how.prepared_for or None,
            partners=tuple(sorted(set(how.partners))),
            made_from=made_from,
            layout=how.to_text(),
            pages=_to_text(pages),
            replaces=replaces or None,
        )
    return edit.changes


def printouts(document: Document) -> list[Printout]:
    """Return what was printed, newest first."""
    return document.all(Printout)[::-1]


def find(document: Document, code: str) -> Printout:
    """Return the print-out with a code, which may be followed by the number of a page.

    Raises:
        NotFound: when nothing was printed under it.
    """
    wanted = code.strip().upper().partition("-")[0]
    for found in printouts(document):
        if found.code == wanted:
            return found
    raise NotFound(
        tr(
            "Nothing with the code “{code}” was printed from this file. The "
            "code stands at the foot of each page; “outreach printed FILE” "
            "lists what was printed.",
            code=code,
        )
    )


def pages_of(document: Document, printout: Printout) -> list[Page]:
    """Return the pages of a print-out, each with what has changed of what it shows.

    Where a page was printed again, the newer one is looked at.

    Raises:
        Refusal: when the record of it cannot be read.
    """
    now = take(document)
    found = {page.page: page for page in _Comparison(document, printout, now).pages()}
    for later in document.all(Printout, replaces=printout.code):
        for page in _Comparison(document, later, now).pages():
            found[page.page] = page
    return [found[number] for number in sorted(found)]


def shown_by(printout: Printout) -> list[tuple[int, tuple[str, ...]]]:
    """Return the number of each page of a print-out, and the parts of the content that it shows.

    Raises:
        Refusal: when the record of it cannot be read.
    """
    try:
        return _from_text(printout.pages or "")
    except (ValueError, TypeError, OverflowError, RecursionError, zlib.error) as error:
        raise unreadable(printout) from error


def how_printed(printout: Printout) -> How:
    """Return what was asked for when it was printed.

    Raises:
        Refusal: when the record of it cannot be read.
    """
    try:
        return How.from_text(printout.layout or "", printout.prepared_for or "")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise unreadable(printout) from error


def places(pages: Iterable[tuple[int, Iterable[str]]]) -> list[tuple[int, frozenset[str]]]:
    """Return which briefs lie on which pages."""
    return [
        (number, frozenset(part.split(".")[1] for part in parts if part.startswith("briefs.")))
        for number, parts in pages
    ]


def unreadable(printout: Printout) -> Refusal:
    """Return what is said of a record that no version of this program wrote, as far as it knows."""
    return Refusal(
        tr(
            "What the print-out {code} shows cannot be read from this file, "
            "perhaps because a newer version of the program printed it. "
            "Nothing was changed.",
            code=printout.code,
        )
    )


class _Comparison:
    """A print-out held against the file of now."""

    def __init__(self, document: Document, printout: Printout, now: Snapshot) -> None:
        self._document = document
        self._printout = printout
        self._now = now
        self._pages = shown_by(printout)
        self._how = how_printed(printout)

    def pages(self) -> list[Page]:
        """Return the pages with what has changed of each."""
        changed: list[list[Difference]] = [[] for _ in self._pages]
        showing = Showing([parts for _, parts in self._pages])
        for difference in self._differences:
            for place in showing.of(difference.part):
                changed[place].append(difference)
        return [
            Page(number, self._partner(parts), bool(found), tuple(found), self._printout.code)
            for (number, parts), found in zip(self._pages, changed, strict=True)
        ]

    @cached_property
    def _then(self) -> Snapshot:
        with (
            scratch_folder() as folder,
            as_of(self._document, self._printout.made_from or "", folder) as past,
        ):
            return take(past)

    @cached_property
    def _differences(self) -> list[Difference]:
        how = self._how.without_missing(self._then)
        kept = how.without_missing(self._now)
        gone = [
            Difference(
                f"briefs.{place}", self._then.name(id), tr("This partner is no longer in the plan.")
            )
            for place, id in enumerate(self._how.partners)
            if id not in self._now.organisations
        ]
        if not kept.partners:
            return gone
        then, now = kept.content(self._then), kept.content(self._now)
        still = frozenset(kept.partners)
        places = [place for place, id in enumerate(self._how.partners) if id in still]
        return [*gone, *_placed(then, now, places)]

    def _partner(self, parts: Sequence[str]) -> str:
        for part in parts:
            place = part.split(".")[1] if part.startswith("briefs.") else ""
            # A number of which the computer would not say how large it is is no place.
            if place.isdecimal() and len(place) < 10 and int(place) < len(self._how.partners):
                return self._then.name(self._how.partners[int(place)])
        return ""


def _placed(then: Brief | Pack, now: Brief | Pack, places: Sequence[int]) -> list[Difference]:
    """Return the differences, briefs counted as in the print-out."""
    if not isinstance(then, Pack) or not isinstance(now, Pack):
        return list(differences(then, now, "briefs.0"))
    found: list[Difference] = []
    # A pack of other parts has no briefs.
    for place, before, after in zip(places, then.briefs, now.briefs, strict=False):
        found += differences(before, after, f"briefs.{place}")
    # What lies about the briefs, without looking at each of them once more.
    found += differences(replace(then, briefs=()), replace(now, briefs=()))
    return found


def _to_text(pages: Sequence[tuple[int, Sequence[str]]]) -> str:
    text = json.dumps([[number, list(parts)] for number, parts in pages], separators=(",", ":"))
    if len(text) <= LONG_TEXT:
        return text
    packed = _PACKED + base64.b85encode(zlib.compress(text.encode(), 9)).decode()
    if len(packed) <= LONG_TEXT:
        return packed
    # A pack of very many partners: each page stands for the whole of the briefs on it.
    whole = [
        (number, sorted({".".join(part.split(".")[:2]) for part in parts}))
        for number, parts in pages
    ]
    return _PACKED + base64.b85encode(zlib.compress(json.dumps(whole).encode(), 9)).decode()


def _from_text(text: str) -> list[tuple[int, tuple[str, ...]]]:
    if text.startswith(_PACKED):
        data = base64.b85decode(text[len(_PACKED) :])
        text = zlib.decompressobj().decompress(data, _MOST_UNPACKED).decode()
    return [(int(number), tuple(map(str, parts))) for number, parts in json.loads(text)]
