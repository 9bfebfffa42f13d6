"""Whatever script a text is in, its glyphs are HarfBuzz's, and what was typed is read back."""

from __future__ import annotations

import io
import shutil
import unicodedata
from collections import Counter
from dataclasses import replace

import pikepdf
import pytest
import uharfbuzz as hb

from outreach.briefs import styles
from outreach.briefs.preflight import missing
from outreach.briefs.render import Paper, render
from outreach.briefs.setting import bidi
from outreach.briefs.setting.clusters import clusters
from outreach.briefs.setting.faces import covers
from outreach.briefs.setting.text import Run
from outreach.briefs.setting.wording import plain
from tests.briefs import samples
from tests.briefs.reading import page_texts, run, squeezed
from tests.briefs.setting.corpus import LACKING, MIXED, SCRIPTS

ALL = SCRIPTS | MIXED
RIGHT = {name for name, text in ALL.items() if bidi.reads_from_right(text)}
every_text = pytest.mark.parametrize("name", ALL)


def one_line(setter, text):
    (line,) = setter.lines((Run(text, styles.BODY),), 1000)
    return line


@every_text
def test_every_word_has_the_glyphs_that_harfbuzz_gives_it(setter, name):
    for span in one_line(setter, ALL[name]).spans:
        for shape in span.shapes:
            buffer = hb.Buffer()
            buffer.add_str(shape.text)
            buffer.guess_segment_properties()
            if shape.rtl:
                assert buffer.direction == "rtl"
            buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
            hb.shape(hb.Font(shape.face.face), buffer)
            seen = [
                (info.codepoint, at.x_advance, at.x_offset, at.y_offset)
                for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
            ]
            assert [glyph[:4] for glyph in shape.glyphs] == seen
            assert 0 not in [glyph.id for glyph in shape.glyphs]


@every_text
def test_every_letter_is_in_a_line_once_and_nothing_is_missing(setter, name):
    line = one_line(setter, ALL[name])
    assert all(span.face for span in line.spans)
    letters = sorted(squeezed("".join(span.text for span in line.spans)))
    assert letters == sorted(squeezed(plain(ALL[name])))
    assert missing(replace(samples.bare(), who_you_are=ALL[name])) == []


def readings(data, on_disk):
    """Return the text of a document as each program finds it."""
    found = {"PDFium": "\n".join(page_texts(data))}
    if shutil.which("pdftotext"):
        found["poppler"] = run("pdftotext", "-layout", on_disk(data), "-")
    return {name: squeezed(text) for name, text in found.items()}


def test_text_from_the_left_is_read_back_as_it_was_typed(on_disk):
    data = render(
        replace(
            samples.bare(),
            who_you_are="\n".join(text for name, text in ALL.items() if name not in RIGHT),
        ),
        Paper.A4,
    )
    for program, text in readings(data, on_disk).items():
        lost = [name for name in ALL if name not in RIGHT and squeezed(ALL[name]) not in text]
        assert lost == [], program


def test_words_from_the_right_are_read_back_as_they_were_typed(on_disk):
    words = [
        word for name in sorted(RIGHT) for word in ALL[name].split() if bidi.reads_from_right(word)
    ]
    data = render(replace(samples.bare(), who_you_are="\n".join(words)), Paper.A4)
    for program, text in readings(data, on_disk).items():
        lost = [word for word in words if squeezed(word) not in text]
        assert lost == [], program


@pytest.mark.parametrize("name", LACKING)
def test_a_script_that_no_font_of_ours_has_is_reported_and_printed_as_boxes(setter, name):
    text = LACKING[name]
    spans = one_line(setter, text).spans
    assert [span.text for span in spans] == list(text)
    assert all(span.face is None for span in spans)
    found = missing(replace(samples.bare(), headline=text))
    assert [each.char for each in found] == list(dict.fromkeys(text))
    assert not any(map(covers, text))


def test_letters_with_their_marks_are_one():
    assert clusters("x\u0323\u0304y") == ["x\u0323\u0304", "y"]
    assert clusters("👩🏽‍🔬🇰🇪🇫🇷1️⃣") == ["👩🏽‍🔬", "🇰🇪", "🇫🇷", "1️⃣"]
    assert clusters("क्षेत्र") == ["क्षे", "त्र"]
    assert clusters("น้ำที่") == ["น้ำ", "ที่"]
    assert clusters("각\u1100\u1161\u11a8") == ["각", "\u1100\u1161\u11a8"]


POINTED = (
    "בְּרֵאשִׁית בָּרָא אֱלֹהִים",
    "שָׁלוֹם עֲלֵיכֶם",
    "مُحَمَّدٌ كِتَابٌ مَدْرَسَةٌ",
    "The partner مُحَمَّدٌ said yes",
)
"""Words from the right with their vowels. Programs that put letters in order by where they stand
on the page take the marks for letters of their own, each in its own way, so the order cannot be
had from the glyphs; it is written beside them, where assistive programs look for it."""


def test_words_from_the_right_with_vowels_are_spelled_beside_their_glyphs():
    content = replace(samples.bare(), who_you_are="\n".join(POINTED[:2]), we_ask=POINTED[2:])
    with pikepdf.open(io.BytesIO(render(content, Paper.A4))) as document:
        spelled = [
            str(each.ActualText)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and {"/S", "/ActualText"} <= set(each.keys())
        ]
    assert sorted(spelled) == sorted([" ".join(POINTED[:2]), *POINTED[2:]])


def test_no_letter_and_no_mark_of_words_with_vowels_is_lost_to_those_who_copy_glyphs(on_disk):
    data = render(replace(samples.bare(), who_you_are="\n".join(POINTED)), Paper.A4)
    wanted = Counter(unicodedata.normalize("NFD", squeezed("".join(POINTED))))
    for program, text in readings(data, on_disk).items():
        assert not wanted - Counter(unicodedata.normalize("NFD", text)), program
