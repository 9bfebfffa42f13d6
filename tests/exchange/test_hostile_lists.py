"""Lists made to do harm: each is refused with a sentence, or read without harm."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from outreach.base.errors import Refusal
from outreach.document.document import Document
from outreach.exchange import source
from outreach.exchange.taking import bring_in
from outreach.network.kinds import Person


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        source.read(path)
    return str(caught.value)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def packed(folder: Path, sheet: bytes) -> Path:
    """Return a spreadsheet whose sheet was replaced."""
    good = folder / "good.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Name", "Email"])
    book.active.append(["Ada", "a@x.example"])
    book.save(good)
    bad = folder / "bad.xlsx"
    with (
        zipfile.ZipFile(good) as one,
        zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for part in one.namelist():
            other.writestr(part, sheet if part.endswith("sheet1.xml") else one.read(part))
    return bad


def test_a_spreadsheet_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(bytes(1_000_000))
    tracemalloc.start()
    assert "unpacks to 300,000,000 bytes" in refused(path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_spreadsheet_with_a_document_type_is_refused(tmp_path: Path) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l "lol">]><worksheet>&l;</worksheet>'
    assert "no spreadsheet program writes" in refused(packed(tmp_path, laughs))


@pytest.mark.parametrize("content", [b"", b"<worksheet", b"\0" * 100, b"<a/>"])
def test_a_damaged_spreadsheet_is_refused_or_empty(tmp_path: Path, content: bytes) -> None:
    assert "othing" in refused(packed(tmp_path, content))


def test_a_packed_file_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("readme.txt", "hello")
    assert "is no spreadsheet that can be read" in refused(path)


def test_a_cell_at_the_far_corner_takes_no_memory(tmp_path: Path, document: Document) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Email"])
    book.active.cell(300_000, 2).value = "far@x.example"
    book.save(tmp_path / "far.xlsx")
    found = source.read(tmp_path / "far.xlsx")
    assert [number for number, _ in found.tables[0].rows] == [300_000]
    book.active.cell(2, 16_000).value = "wide"
    book.save(tmp_path / "wide.xlsx")
    assert "more than 300 columns" in refused(tmp_path / "wide.xlsx")


def test_a_line_without_an_end_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"a" * 1_000_000)
    tracemalloc.start()
    assert "longer than 2,000,000 characters" in refused(path)
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_a_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    assert "bytes long, and at most" in refused(path)


def test_a_quotation_mark_that_never_ends_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "list.csv", b'Name,Email\nAda,a@x.example\n"Bo,b@x.example\nCy,c\n')
    assert "From line 3 on a quotation mark is never ended" in refused(path)


def test_quotation_marks_inside_quotation_marks_are_read(
    tmp_path: Path, document: Document
) -> None:
    text = b'Name,Email,Notes\n"Ada ""Ace"" Okello",a@x.example,"one\ntwo, ""three"""\n'
    proposal = source.read(written(tmp_path, "list.csv", text)).proposal(document)
    bring_in(document, proposal)
    (ada,) = document.all(Person)
    assert (ada.name, ada.note) == ('Ada "Ace" Okello', 'one\ntwo, "three"')


def test_a_nul_in_a_cell_is_refused_by_its_line(tmp_path: Path, document: Document) -> None:
    text = b"Name,Email\nAda\0,a@x.example\nBo,b@x.example\n"
    proposal = source.read(written(tmp_path, "list.csv", text)).proposal(document)
    assert [line.place for line in proposal.refused] == ["line 2"]


def test_a_wrong_encoding_that_was_asked_for_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "list.csv", "Name\nÅsa\n".encode("cp1252"))
    with pytest.raises(Refusal, match="not in the encoding utf-8"):
        source.read(path, encoding="utf-8")
    with pytest.raises(Refusal, match="not in the encoding klingon"):
        source.read(path, encoding="klingon")


def test_cards_with_pictures_of_fifty_megabytes_take_no_memory(
    tmp_path: Path, document: Document
) -> None:
    path = tmp_path / "cards.vcf"
    with path.open("w") as file:
        for n in range(2):
            file.write(f"BEGIN:VCARD\nVERSION:3.0\nFN:Ada {n}\nN:{n};Ada;;;\nPHOTO;ENCODING=b:")
            file.writelines("A" * 1_000_000 for _ in range(50))
            file.write("\nEMAIL:ada@x.example\nEND:VCARD\n")
    tracemalloc.start()
    found = source.read(path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    bring_in(document, found.proposal(document))
    assert [one.email for one in document.all(Person)] == ["ada@x.example"] * 2


def test_a_card_that_cannot_be_read_is_named_and_the_others_go_on(
    tmp_path: Path, document: Document
) -> None:
    text = (
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nN:Ada\nEND:VCARD\n"
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nN:Lind;Bo\n"
    )
    proposal = source.read(written(tmp_path, "a.vcf", text)).proposal(document)
    assert [line.place for line in proposal.refused] == ["card 2"]
    bring_in(document, proposal, go_on=True)
    assert [one.name for one in document.all(Person)] == ["Ada"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old form"),
        ("a.pdf", b"%PDF-1.7\n", "is a PDF"),
        ("a.json", b"[" * 100_000, "not JSON"),
        ("a.json", b'{"a": 1}', "holds no list of records"),
        ("a.csv", b"", "There is nothing in"),
        ("a.csv", b"\n\n,,\n", "There is nothing in"),
    ],
)
def test_other_files_are_refused_with_a_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    assert sentence in refused(written(tmp_path, name, content))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "could not be read" in refused(tmp_path / "none.csv")
