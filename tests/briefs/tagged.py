"""Our rules for a tagged document, read with a library that did not write it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf

_SHOWS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
_BLOCKS = {"P", "LBody", "TH", "TD", "H1", "H2", "H3", "Figure", "Link", "TOCI", "Reference"}
_CHILDREN = {
    "Table": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI"},
    "LI": {"LBody", "Lbl"},
    "TOC": {"TOCI"},
}


def problems(data: bytes) -> list[str]:
    """Return what is wrong with the structure of a document; nothing when all rules are kept."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [*_document(pdf), *_pages(pdf), *_tree(pdf), *_links(pdf)]


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield every element, in the order in which it is read."""
    yield from _below(pdf.Root.StructTreeRoot.K)


def _kids(element: pikepdf.Dictionary) -> list[object]:
    found = element.get("/K", pikepdf.Array())
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _below(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _below(kid)


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.MarkInfo.Marked:
        yield "not marked as tagged"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "no title"
    if not root.ViewerPreferences.DisplayDocTitle:
        yield "the title is not shown"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    numbers = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Tabs") != "/S":
            yield f"page {number}: tabs do not follow the structure"
        owners = numbers[page.StructParents]
        seen: set[int] = set()
        inside: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                inside.append(str(operands[0]))
                if len(operands) > 1 and "/MCID" in operands[1]:
                    seen.add(int(operands[1].MCID))
                    owner = owners[int(operands[1].MCID)]
                    if operands[0] != owner.S:
                        yield f"page {number}: {operands[0]} is said to be {owner.S}"
            elif name == "EMC":
                inside.pop()
            elif name in _SHOWS and not [tag for tag in inside if tag != "/Span"]:
                yield f"page {number}: {name} belongs to nothing"
        if inside:
            yield f"page {number}: {inside} is not closed"
        if seen != set(range(len(owners))):
            yield f"page {number}: content {set(range(len(owners))) ^ seen} is not in both"


def _tree(pdf: pikepdf.Pdf) -> Iterator[str]:
    level = 0
    for element in elements(pdf):
        role = str(element.S)[1:]
        kids = [
            kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        ]
        roles = {str(kid.S)[1:] for kid in kids}
        if role in _CHILDREN and (not kids or not roles <= _CHILDREN[role]):
            yield f"{role} holds {sorted(roles)}"
        if role in _BLOCKS and not _kids(element):
            yield f"an empty {role}"
        if re.fullmatch("H[1-6]", role):
            if int(role[1]) > level + 1:
                yield f"{role} after H{level}"
            level = int(role[1])
        if role == "Sect":
            level = 0
        if role == "TH" and element.A.Scope not in ("/Row", "/Column"):
            yield "TH without a scope"
        if role == "Figure":
            if not str(element.get("/Alt", "")).strip():
                yield "a figure without words"
            if len(element.A.BBox) != 4:
                yield "a figure without its place"


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    numbers = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.get("/Annots", []):
            owner = numbers[annotation.StructParent]
            named = [kid for kid in _kids(owner) if isinstance(kid, pikepdf.Dictionary)]
            if owner.S != "/Link" or not any(kid.get("/Obj") == annotation for kid in named):
                yield f"page {number}: a link that no Link element names"
            if not str(annotation.get("/Contents", "")):
                yield f"page {number}: a link without words"
