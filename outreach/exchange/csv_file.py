"""Reads tables of words: the encoding and what stands between the cells are found out."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from outreach.base.errors import Refusal
from outreach.base.language import Terms, thousands, tr
from outreach.document.texts import LONG_TEXT
from outreach.exchange.table import Cell, Table, tabled

LONGEST_LINE = 2_000_000
"""Characters of a line; a longer one is no line of a table."""
BETWEEN = Terms({",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"})
"""What can stand between cells, and what it is called."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "shift_jis", "gb18030"]
"""Old encodings that tables come in, the most usual first."""
ENCODINGS = ("utf-8", "utf-16", *LIKELY, "iso8859_15", "koi8_r", "mac_roman")
"""Encodings that a person can choose from, beside what was found out."""
_SAMPLE = 64_000
_TRIED = 50
_END = "end 5c1d0f9b"


def read_csv(
    path: Path, known: Iterable[str], *, encoding: str = "", delimiter: str = ""
) -> Table | None:
    """Read the table at ``path``; None when nothing stands in it.

    Args:
        path: The file.
        known: What may stand over columns.
        encoding: The encoding, where the person knows better than what is found out.
        delimiter: What stands between the cells, likewise.

    Raises:
        Refusal: a line is too long, a quotation mark never ends, or the encoding does not fit.
        OSError: it cannot be read.
    """
    if not encoding:
        with path.open("rb") as file:
            encoding = found_encoding(file)
    try:
        if not delimiter:
            with path.open(encoding=encoding, newline="") as text:
                delimiter = _found_delimiter(text)
        with path.open(encoding=encoding, newline="") as text:
            table = tabled("", _records(text, delimiter), known)
    except (UnicodeError, LookupError) as error:
        raise Refusal(
            tr(
                "“{name}” is not in the encoding {encoding}, so nothing was "
                "brought in. Choose another one.",
                name=path.name,
                encoding=encoding,
            )
        ) from error
    if table is not None:
        called = BETWEEN.get(delimiter, f"“{delimiter}”")
        table.about = tr(
            "{encoding}, {marks} between the cells",
            encoding=encoding_called(encoding),
            marks=called,
        )
        table.encoding, table.delimiter = encoding, delimiter
    return table


def found_encoding(file: BinaryIO) -> str:
    """Find out how the text in ``file`` is encoded."""
    begin = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if begin.startswith(mark):
            return encoding
    nuls = begin[:2000].count(0)
    if nuls > len(begin[:2000]) // 4:
        return "utf-16-le" if begin[1:2] == b"\0" else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = begin
    while True:
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            break
        if not piece:
            return "utf-8"
        begin, piece = piece, file.read(_SAMPLE)
    return _old_encoding(piece or begin)


def _old_encoding(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=LIKELY, enable_fallback=False).best()
    if best is None or str(best) == sample.decode("cp1252", "replace"):
        return "cp1252"
    return best.encoding


def _lines(text: TextIO) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise Refusal(
                tr(
                    "Line {number} is longer than {most} characters, so it is "
                    "no line of a table. Nothing was brought in.",
                    number=number,
                    most=thousands(LONGEST_LINE),
                )
            )
        yield line


def _found_delimiter(text: TextIO) -> str:
    sample = [line for line, _ in zip(_lines(text), range(_TRIED), strict=False)]
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:
        return sample[0].strip()[-1]
    best = (0, 0.0, ",")
    for delimiter in BETWEEN:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
        except csv.Error:
            continue
        usual = max(set(widths), key=widths.count, default=0)
        if usual > 1:
            share = widths.count(usual) / len(widths)
            best = max(best, (int(share * 10), float(usual), delimiter), key=lambda one: one[:2])
    return best[2]


def _records(text: TextIO, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    """Yield each record with the line on which it begins."""
    csv.field_size_limit(LONG_TEXT * 4)
    lines = _lines(text)

    def ended() -> Iterator[str]:
        last = "\n"
        for line in lines:
            last = line
            yield line
        # A line of our own shows whether a quotation mark before it was ended.
        yield _END if last.endswith(("\n", "\r")) else f"\n{_END}"

    reader = csv.reader(ended(), delimiter=delimiter)
    begun, following, row = 1, 1, [""]
    try:
        for row in reader:
            begun, following = following, reader.line_num + 1
            if row == [_END]:
                return
            if not (begun == 1 and len(row) == 1 and row[0].lower().startswith("sep=")):
                yield begun, [_unguarded(cell) for cell in row]
    except csv.Error as error:
        raise Refusal(
            tr(
                "From line {number} on it cannot be read as a table ({error}), "
                "so nothing was brought in. A quotation mark may be missing there.",
                number=following,
                error=error,
            )
        ) from error
    if row[-1:] != [_END]:
        raise Refusal(
            tr(
                "From line {number} on a quotation mark is never ended, so nothing "
                "was brought in. Put it right and try again.",
                number=begun,
            )
        )


def _unguarded(cell: str) -> str:
    """Return a cell without the apostrophe by which an export keeps it from being a formula."""
    return cell[1:] if GUARDED.match(cell) else cell


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a cell begins that a spreadsheet takes for a formula."""
GUARDED = re.compile(r"'+[=+\-@\t\r]")
"""How cells begin that an apostrophe keeps from being one."""


def encoding_called(encoding: str) -> str:
    """Return what people call an encoding that Python calls by that name."""
    windows = re.fullmatch(r"cp(125\d)", encoding)
    if windows:
        return f"Windows-{windows[1]}"
    return _ENCODINGS_CALLED.get(encoding, encoding.replace("_", "-").upper())


_ENCODINGS_CALLED = {
    "utf-8-sig": "UTF-8",
    "iso8859_15": "ISO 8859-15",
    "mac_roman": "Macintosh",
    "shift_jis": "Shift JIS",
    "gb18030": "GB 18030",
    "koi8_r": "KOI8-R",
}
