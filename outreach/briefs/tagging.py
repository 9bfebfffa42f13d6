"""The structure tree of a tagged PDF, put together while its pages are drawn (ISO 32000-1, 14.7).

ReportLab has no calls for it. What is drawn is counted page by page, and the elements are written
as plain text at the end: a pack of a thousand pages has sixty thousand of them.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc

from outreach.briefs.setting.wording import plain
from outreach.briefs.structure import Element


class _Root(pdfdoc.PDFObject):  # type: ignore[misc]
    """Stands for the root of the tree, which is written once all its elements have numbers."""

    __RefOnly__ = 1


class _Node:
    """An element of this document, and what belongs to it in the order of reading."""

    __slots__ = ("element", "kids", "number", "parent")

    def __init__(self, element: Element, parent: _Node | None, number: int) -> None:
        self.element = element
        self.parent = parent
        self.number = number
        """Counted from 0 in the order in which they were met."""
        self.kids: list[_Node | tuple[int, int] | tuple[int, str]] = []
        """Other nodes, (page, number of marked content), or (page, name of an annotation)."""


class StructureTree:
    """Collects what is drawn as part of which element, page by page."""

    def __init__(self, document: Any) -> None:
        """Begin the tree of a ReportLab ``document``."""
        self._document = document
        self.root = _Root()
        """Stands for the root among the objects of the document."""
        self._root_number = self._number_of(document.Reference(self.root).name)
        self._nodes: dict[Element, _Node] = {}
        self._top = self._node(Element("Document"))
        self._section = self._top
        self._page = -1
        self._pages: list[int] = []
        self._marked: list[_Node] = []
        self._numbers: list[tuple[int, list[_Node] | _Node]] = []
        document.Catalog.StructTreeRoot = self.root
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})

    def begin_section(self, section: Element) -> None:
        """Let what has no parent belong to ``section`` from now on."""
        self._section = self._top
        self._section = self._node(section)

    def begin_page(self) -> None:
        """Begin the next page."""
        self._page += 1
        self._marked = []

    def mark(self, element: Element) -> int:
        """Return the number under which the next content of the page belongs to ``element``."""
        node = self._node(element)
        number = len(self._marked)
        self._marked.append(node)
        node.kids.append((self._page, number))
        return number

    def annotation(self, element: Element, name: str) -> int:
        """Note that an annotation belongs to ``element``; return its key in the parent tree."""
        node = self._node(element)
        node.kids.append((self._page, name))
        return self._keyed(node)

    def end_page(self, page: Any) -> None:
        """Tell a ReportLab page about its part in the tree."""
        page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._keyed(self._marked)
        page.Tabs = pdfdoc.PDFName("S")

    def objects(self, first: int) -> list[str]:
        """Return all elements as objects of the file, numbered from ``first``; only once."""
        self._pages = [self._number_of(f"Page{page + 1}") for page in range(self._page + 1)]
        written = [self._written(node, first) for node in self._nodes.values()]
        # What refers to itself in circles would be looked for, node by node, later on.
        for node in self._nodes.values():
            node.kids.clear()
        return written

    def root_text(self, first: int) -> str:
        """Return the root when the elements are numbered from ``first``."""
        numbers = []
        for key, value in self._numbers:
            if isinstance(value, _Node):
                numbers.append(f"{key} {first + value.number} 0 R")
            else:
                whole = " ".join([f"{first + node.number} 0 R" for node in value])
                numbers.append(f"{key} [{whole}]")
        tree = f"<</Nums [{' '.join(numbers)}]>>"
        return (
            f"<</Type /StructTreeRoot /K {first + self._top.number} 0 R /ParentTree {tree} "
            f"/ParentTreeNextKey {len(self._numbers)}>>"
        )

    def _keyed(self, value: list[_Node] | _Node) -> int:
        key = len(self._numbers)
        self._numbers.append((key, value))
        return key

    def _number_of(self, name: str) -> int:
        """Return the number that ReportLab gave an object."""
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number

    def _node(self, element: Element) -> _Node:
        node = self._nodes.get(element)
        if node is None:
            parent = None
            if self._nodes:
                parent = self._node(element.parent) if element.parent else self._section
            node = self._nodes[element] = _Node(element, parent, len(self._nodes))
            if parent is not None:
                parent.kids.append(node)
        return node

    def _written(self, node: _Node, first: int) -> str:
        element = node.element
        above = first + node.parent.number if node.parent else self._root_number
        page = -1
        for kid in node.kids:
            if kid.__class__ is tuple:
                page = kid[0]
                break
        kids = " ".join([self._kid(kid, page, first) for kid in node.kids])
        on = f" /Pg {self._pages[page]} 0 R" if page >= 0 else ""
        special = element.scope or element.alt or element.box or element.spelled
        more = _about(element) if special else ""
        return f"<</Type /StructElem /S /{element.role} /P {above} 0 R{on}{more} /K [{kids}]>>"

    def _kid(self, kid: _Node | tuple[int, int] | tuple[int, str], page: int, first: int) -> str:
        if isinstance(kid, _Node):
            return f"{first + kid.number} 0 R"
        where, what = kid
        if isinstance(what, str):
            number = self._number_of(self._document.annotationName(what))
            return f"<</Type /OBJR /Pg {self._pages[where]} 0 R /Obj {number} 0 R>>"
        if where == page:
            return str(what)
        return f"<</Type /MCR /Pg {self._pages[where]} 0 R /MCID {what}>>"


def _about(element: Element) -> str:
    """Return what else there is to say of an element."""
    said = []
    if element.scope:
        said.append(f" /A <</O /Table /Scope /{element.scope}>>")
    if element.alt:
        said.append(f" /Alt <FEFF{element.alt.encode('utf-16-be', 'replace').hex().upper()}>")
    if element.spelled and element.text:
        typed = plain("".join(element.text)).encode("utf-16-be", "replace").hex().upper()
        said.append(f" /ActualText <FEFF{typed}>")
    if element.box:
        box = " ".join(f"{side:.2f}" for side in element.box)
        said.append(f" /A <</O /Layout /BBox [{box}]>>")
    return "".join(said)
