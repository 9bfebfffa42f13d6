"""Fonts inside a PDF: only the glyphs that are used, and for each the text that it stands for.

A font is written as Type 0 with two-byte codes (ISO 32000-1, 9.7). Every pair of a glyph and the
text behind it has a code of its own, so that what is copied or searched is what was typed even
where one glyph stands for several letters, or for different ones in different places.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from outreach.briefs.setting.faces import FontFace
from outreach.briefs.setting.shaping import Shape

_FLAG_SYMBOLIC = 4
_DROPPED = ("GSUB", "GPOS", "GDEF", "DSIG", "post", "name", "OS/2", "STAT", "meta")

_SPACES = {0xA0: " ", 0x202F: " "}
"""Whoever searches for a date types a plain space."""


class EmbeddedFont:
    """A font of one document; ReportLab asks it for its objects when the document is written."""

    def __init__(self, face: FontFace, name: str) -> None:
        """Begin with no glyphs; ``name`` is what pages call the font."""
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}
        self.fragments: dict[Shape, str] = {}
        """What is known of words that stand on the baseline, whatever their size."""
        self._raised: dict[tuple[Shape, float], str] = {}

    def fragment(self, shape: Shape, size: float) -> str:
        """Return ``shape`` as operands inside the brackets of a TJ operator.

        Where it takes more than operands, the brackets are closed and opened again.
        """
        if not shape.raised:
            found = self.fragments.get(shape)
            if found is None:
                found = self.fragments[shape] = self._written(shape, size)
            return found
        found = self._raised.get((shape, size))
        if found is None:
            found = self._raised[shape, size] = self._written(shape, size)
        return found

    def _written(self, shape: Shape, size: float) -> str:
        scale = 1000 / self.face.upem
        out: list[str] = []
        codes: list[str] = []
        pending = rise = 0.0
        exact = True

        def flush() -> None:
            if codes:
                out.append(f"<{''.join(codes)}>")
                codes.clear()

        for glyph in shape.glyphs:
            pending += glyph.dx * scale
            wanted = glyph.dy * size / self.face.upem
            if abs(pending) >= 0.5 or wanted != rise:
                flush()
            if abs(pending) >= 0.5:
                out.append(f"{-pending:.0f}")
                pending = 0.0
            if wanted != rise:
                out.append(f"] TJ {wanted:.2f} Ts [")
                rise = wanted
            code, same = self._code(glyph.id, glyph.source.translate(_SPACES))
            exact = exact and same
            codes.append(f"{code:04X}")
            pending += (glyph.advance - self.face.advance(glyph.id) - glyph.dx) * scale
        flush()
        if abs(pending) >= 0.5:
            out.append(f"{-pending:.0f}")
        if rise:
            out.append("] TJ 0 Ts [")
        written = "".join(out)
        # Readers turn round what is written from the right, so there the glyphs have to tell.
        if (shape.spoken and not shape.rtl) or not exact:
            return f"] TJ {spoken(shape.text)} [{written}] TJ EMC ["
        return written

    def _code(self, glyph: int, source: str) -> tuple[int, bool]:
        """Return the code of a glyph, and whether it stands for ``source``."""
        if self.face.postscript:
            # Its codes are its glyphs' numbers, so each can stand for one text only.
            self._codes[(glyph, "")] = glyph
            return glyph, self._texts.setdefault(glyph, source) == source
        code = self._codes.get((glyph, source))
        if code is None:
            code = self._codes[(glyph, source)] = len(self._codes) + 1
            if source:
                self._texts[code] = source
        return code, True

    # -- what ReportLab calls when the document is written ------------------------------------

    def addObjects(self, document: Any) -> None:  # noqa: N802
        """Add the font's objects to ``document``."""
        glyphs = sorted({glyph for glyph, _ in self._codes})
        data, numbers = _subset(self.face, glyphs)
        digest = hashlib.sha256(repr((self.face.name, sorted(self._codes))).encode()).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
        base = pdfdoc.PDFName(f"{tag}+{self.face.name.replace(' ', '')}")
        descriptor = document.Reference(self._descriptor(document, base, data))
        descendant = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType0" if self.face.postscript else "CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": descriptor,
            "DW": 1000,
            "W": self._widths().encode("ascii"),
        }
        if not self.face.postscript:
            table = bytearray(2 * (len(self._codes) + 1))
            for (glyph, _), code in self._codes.items():
                struct.pack_into(">H", table, 2 * code, numbers[glyph])
            descendant["CIDToGIDMap"] = document.Reference(_stream(bytes(table)))
        font = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": base,
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray(
                [document.Reference(pdfdoc.PDFDictionary(descendant))]
            ),
            "ToUnicode": document.Reference(_stream(self._to_unicode().encode("ascii"))),
        }
        document.idToObject[pdfdoc.BasicFonts].dict[self.name] = document.Reference(
            pdfdoc.PDFDictionary(font)
        )

    def _widths(self) -> str:
        scale = 1000 / self.face.upem
        parts = [
            f"{code} [{self.face.advance(glyph) * scale:.6g}]"
            for code, glyph in sorted((code, glyph) for (glyph, _), code in self._codes.items())
        ]
        return f"[ {' '.join(parts)} ]"

    def _descriptor(self, document: Any, base: Any, data: bytes) -> Any:
        scale = 1000 / self.face.upem
        extents = self.face.font.get_font_extents("ltr")
        head = bytes(self.face.face.reference_table("head").data)
        box = [round(each * scale) for each in struct.unpack(">4h", head[36:44])]
        file = _stream(data)
        if self.face.postscript:
            file.dictionary["Subtype"] = pdfdoc.PDFName("CIDFontType0C")
        else:
            file.dictionary["Length1"] = len(data)
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": _FLAG_SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(box),
                "ItalicAngle": -9 if "Italic" in self.face.name else 0,
                "Ascent": round(extents.ascender * scale),
                "Descent": round(extents.descender * scale),
                "CapHeight": round(extents.ascender * scale * 0.75),
                "StemV": 120 if "Bold" in self.face.name else 80,
                "FontFile3" if self.face.postscript else "FontFile2": document.Reference(file),
            }
        )

    def _to_unicode(self) -> str:
        pairs = [f"<{code:04X}> <{_utf16(text)}>" for code, text in sorted(self._texts.items())]
        blocks = (pairs[begin : begin + 100] for begin in range(0, len(pairs), 100))
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *(f"{len(each)} beginbfchar\n" + "\n".join(each) + "\nendbfchar" for each in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
        return "\n".join(lines)


class DocumentFonts:
    """The fonts of one document."""

    def __init__(self, document: Any) -> None:
        """Begin with none; they are written with the ReportLab ``document``."""
        self._document = document
        self._fonts: dict[FontFace, EmbeddedFont] = {}

    def of(self, face: FontFace) -> EmbeddedFont:
        """Return ``face`` as a font of this document."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
            self._document.delayedFonts.append(font)
        return font


def spoken(text: str) -> str:
    """Return the operator that says what the glyphs up to the next EMC stand for."""
    return f"/Span <</ActualText <FEFF{_utf16(text)}>>> BDC"


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()


def _subset(face: FontFace, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font that has ``glyphs`` only, and the number of each in it."""
    wanted: Any = hb.SubsetInput()
    wanted.glyph_set.set({0, *glyphs})
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _DROPPED)
    for axis, value in face.axes.items():
        wanted.pin_axis_location(face.face, axis, value)
    flags = hb.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
    if face.postscript:
        wanted.flags |= flags.RETAIN_GIDS | flags.CFF_IDENTITY_CHARSET
    plan: Any = hb.SubsetPlan(face.face, wanted)
    subset: Any = plan.execute()
    if face.postscript:
        return bytes(subset.reference_table("CFF ").data), {glyph: glyph for glyph in glyphs}
    numbers = plan.old_to_new_glyph_mapping
    return bytes(subset.blob.data), {glyph: numbers[glyph] for glyph in glyphs}


def _stream(data: bytes) -> Any:
    return pdfdoc.PDFStream(content=data, filters=[pdfdoc.PDFZCompress])
