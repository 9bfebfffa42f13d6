"""What is done to a finished document: pages put together for folding, and a password."""

from __future__ import annotations

import io

import pikepdf

from outreach.base.errors import InvalidValue
from outreach.base.language import tr
from outreach.privacy.passphrases import as_written

LONGEST_PASSWORD = 127
"""Bytes: of a longer one some readers look at the beginning only, and others open nothing."""

_EDGE = 8.0
"""Points that a sheet of a booklet keeps free around its two pages."""


def booklet(pdf: bytes) -> bytes:
    """Return ``pdf`` as sheets to be printed on both sides and folded in the middle.

    Two pages lie beside each other, in the order in which a folded stack is read; blank pages fill
    up the last sheet. It is for the printer only: what tells the structure is left out.
    """
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as made:
        count = len(source.pages)
        total = -(-count // 4) * 4
        width, height = (float(side) for side in source.pages[0].mediabox[2:])
        for sheet in range(total // 2):
            outer, inner = total - 1 - sheet, sheet
            left, right = (outer, inner) if sheet % 2 == 0 else (inner, outer)
            made.add_blank_page(page_size=(height, width))
            page = made.pages[-1]
            for place, number in enumerate((left, right)):
                if number < count:
                    x = place * height / 2
                    room = pikepdf.Rectangle(
                        x + _EDGE, _EDGE, x + height / 2 - _EDGE, width - _EDGE
                    )
                    page.add_overlay(_plain(source.pages[number]), room)
        for key in ("/Title", "/Author", "/Creator", "/CreationDate", "/ModDate"):
            if key in source.docinfo:
                made.docinfo[key] = pikepdf.String(str(source.docinfo[key]))
        made.Root.Lang = pikepdf.String(str(source.Root.Lang))
        made.Root.ViewerPreferences = pikepdf.Dictionary(
            DisplayDocTitle=True, Duplex=pikepdf.Name.DuplexFlipShortEdge
        )
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
        return out.getvalue()


def _plain(page: pikepdf.Page) -> pikepdf.Page:
    for key in ("/Annots", "/StructParents", "/Tabs"):
        if key in page:
            del page[key]
    return page


def protected(pdf: bytes, password: str) -> bytes:
    """Return ``pdf`` encrypted with AES-256, to be opened with ``password`` only.

    Raises:
        InvalidValue: no program could take the password.
    """
    password = as_written(password)
    if len(password.encode()) > LONGEST_PASSWORD:
        raise InvalidValue(
            tr("Passphrase"), tr("this is longer than a PDF can take. Choose a shorter one.")
        )
    with pikepdf.open(io.BytesIO(pdf)) as document:
        out = io.BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
        return out.getvalue()
