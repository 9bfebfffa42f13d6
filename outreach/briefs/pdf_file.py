"""A ReportLab document as a file, together with the many small objects of its structure.

ReportLab writes each object through several calls and keeps several notes of it. A pack of a
thousand pages has sixty thousand elements of structure, which are plain text by then: they are
written behind its own objects, as they stand.
"""

from __future__ import annotations

from typing import Any, Protocol

from reportlab.pdfbase import pdfdoc


class Structure(Protocol):
    """What is written behind ReportLab's own objects."""

    root: pdfdoc.PDFObject
    """An object of the document that is known only when the numbers of the others are."""

    def objects(self, first: int) -> list[str]:
        """Return the objects, which are numbered from ``first``, in ASCII."""

    def root_text(self, first: int) -> str:
        """Return what the root is then."""


def as_file(document: Any, structure: Structure) -> bytes:
    """Return the whole file; nothing can be added to ``document`` afterwards.

    It does what ``PDFDocument.format`` does, which is what ``Canvas.save`` calls.
    """
    document.encrypt.prepare(document)
    catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
    begin = pdfdoc.PDFFile(document._pdfVersion).format(document)
    parts = [begin]
    places: list[int] = []
    end, root = len(begin), 0
    names, objects = document.numberToId, document.idToObject
    # More are named while these are written.
    while len(places) + 1 in names:
        found = objects[names[len(places) + 1]]
        places.append(end)
        if found is structure.root:
            root = len(places)
            continue
        body = pdfdoc.format(found, document, toplevel=1)
        written = b"%d 0 obj\n%b\nendobj\n" % (len(places), body)
        parts.append(written)
        end += len(written)
    first = len(places) + 1
    behind = [(root, structure.root_text(first)), *enumerate(structure.objects(first), first)]
    for number, text in behind:
        if number == root:
            places[root - 1] = end
        else:
            places.append(end)
        written = f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
        parts.append(written)
        end += len(written)
    rows = "".join([f"{place:010d} 00000 n \n" for place in places])
    parts.append(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}".encode("ascii"))
    trailer = pdfdoc.PDFTrailer(
        startxref=end, Size=len(places) + 1, Root=catalog, Info=info, ID=document.ID()
    )
    parts.append(trailer.format(document))
    return b"".join(parts)
