"""The structure tree of a tagged PDF, written while its pages are drawn (ISO 32000-1, 14.7).

ReportLab has no calls for it. The objects are written as they stand, which is ten times as quick
as to build them from its dictionaries: a pack of a thousand pages has forty thousand of them.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc

from outreach.briefs.structure import Element


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object that is written as it stands."""

    __RefOnly__ = 1

    def __init__(self, content: bytes = b"") -> None:
        """Begin with what may be known only later."""
        self.content = content

    def format(self, _document: Any) -> bytes:
        """Return what is written."""
        return self.content


class _Node:
    """An element of this document: its object, and what belongs to it in the order of reading."""

    __slots__ = ("element", "kids", "number", "parent", "raw")

    def __init__(self, element: Element, parent: _Node | None, raw: Raw, number: int) -> None:
        self.element = element
        self.parent = parent
        self.raw = raw
        self.number = number
        self.kids: list[_Node | tuple[int, int] | tuple[int, str]] = []
        """Other nodes, (page, number of marked content), or (page, name of an annotation)."""


class StructureTree:
    """Collects what is drawn as part of which element, page by page."""

    def __init__(self, document: Any) -> None:
        """Begin the tree of a ReportLab ``document``."""
        self._document = document
        self._root = Raw()
        self._root_number = self._added(self._root)
        self._nodes: dict[Element, _Node] = {}
        self._top = self._node(Element("Document"))
        self._section = self._top
        self._page = -1
        self._marked: list[_Node] = []
        self._numbers: list[tuple[int, list[_Node] | _Node]] = []
        document.Catalog.StructTreeRoot = self._root
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

    def finish(self) -> None:
        """Write all nodes; their numbers are known by now."""
        for node in self._nodes.values():
            node.raw.content = self._written(node).encode("latin-1")
        numbers = []
        for key, value in self._numbers:
            if isinstance(value, _Node):
                numbers.append(f"{key} {value.number} 0 R")
            else:
                numbers.append(f"{key} [{' '.join([f'{node.number} 0 R' for node in value])}]")
        tree = f"<</Nums [{' '.join(numbers)}]>>"
        self._root.content = (
            f"<</Type /StructTreeRoot /K {self._top.number} 0 R /ParentTree {tree} "
            f"/ParentTreeNextKey {len(self._numbers)}>>"
        ).encode("latin-1")

    def _keyed(self, value: list[_Node] | _Node) -> int:
        key = len(self._numbers)
        self._numbers.append((key, value))
        return key

    def _added(self, raw: Raw) -> int:
        reference = self._document.Reference(raw)
        number: int = self._document.idToObjectNumberAndVersion[reference.name][0]
        return number

    def _node(self, element: Element) -> _Node:
        node = self._nodes.get(element)
        if node is None:
            parent = None
            if self._nodes:
                parent = self._node(element.parent) if element.parent else self._section
            raw = Raw()
            node = self._nodes[element] = _Node(element, parent, raw, self._added(raw))
            if parent is not None:
                parent.kids.append(node)
        return node

    def _written(self, node: _Node) -> str:
        element = node.element
        above = node.parent.number if node.parent else self._root_number
        out = [f"<</Type /StructElem /S /{element.role} /P {above} 0 R"]
        page = next((kid[0] for kid in node.kids if isinstance(kid, tuple)), None)
        if page is not None:
            out.append(f"/Pg {self._page_number(page)} 0 R")
        if element.scope:
            out.append(f"/A <</O /Table /Scope /{element.scope}>>")
        if element.alt:
            out.append(f"/Alt <FEFF{element.alt.encode('utf-16-be', 'replace').hex().upper()}>")
        if element.box:
            box = " ".join(f"{side:.2f}" for side in element.box)
            out.append(f"/A <</O /Layout /BBox [{box}]>>")
        kids = [self._kid(kid, page) for kid in node.kids]
        out.append(f"/K [{' '.join(kids)}]>>")
        return " ".join(out)

    def _kid(self, kid: _Node | tuple[int, int] | tuple[int, str], page: int | None) -> str:
        if isinstance(kid, _Node):
            return f"{kid.number} 0 R"
        where, what = kid
        if isinstance(what, str):
            name = self._document.annotationName(what)
            number, _ = self._document.idToObjectNumberAndVersion[name]
            return f"<</Type /OBJR /Pg {self._page_number(where)} 0 R /Obj {number} 0 R>>"
        if where == page:
            return str(what)
        return f"<</Type /MCR /Pg {self._page_number(where)} 0 R /MCID {what}>>"

    def _page_number(self, page: int) -> int:
        number: int = self._document.idToObjectNumberAndVersion[f"Page{page + 1}"][0]
        return number
