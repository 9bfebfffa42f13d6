"""The document around the pages: metadata, fonts, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from outreach.briefs.content import Edition
from outreach.briefs.render import Paper, render, render_pack, title_of
from outreach.briefs.setting.faces import covers
from tests.briefs import samples
from tests.briefs.reading import page_texts, run, squeezed

GREEK, CYRILLIC = samples.other_alphabets()


@pytest.mark.parametrize(
    "content",
    [samples.bare(), samples.usual(), samples.long(), GREEK, samples.unprintable(),
     samples.internal()],
    ids=["bare", "usual", "long", "Greek", "unprintable", "internal"],
)  # fmt: skip
def test_a_document_is_sound_and_carries_all_its_fonts(content, paper, on_disk):
    file = on_disk(render(content, paper))
    run("qpdf", "--check", file)
    fonts = run("pdffonts", file).splitlines()[2:]
    assert fonts
    for font in fonts:
        name, *_, embedded, subset, searchable, _number, _generation = font.split()
        assert (embedded, subset, searchable) == ("yes", "yes", "yes")
        assert "Helvetica" not in name


def test_a_pack_is_sound(on_disk):
    file = on_disk(render_pack(samples.pack(Edition.INTERNAL), Paper.LETTER))
    run("qpdf", "--check", file)
    assert "Helvetica" not in run("pdffonts", file)


def test_the_document_says_what_it_is_for_whom_and_when(on_disk):
    said = run("pdfinfo", on_disk(render(samples.usual(), Paper.A4)))
    assert "Title:           Brief for Tavano Mobile" in said
    assert "Author:          Kestria Mobility and ICT Statistics Initiative" in said
    assert "CreationDate:    Sun Nov 22 00:00:00 2026 UTC" in said
    assert "595.276 x 841.89 pts (A4)" in said


def test_a_viewer_is_told_the_language_to_show_the_title_and_to_print_both_sides(on_disk):
    said = run("qpdf", "--json", on_disk(render(samples.usual(), Paper.A4)))
    assert '"/DisplayDocTitle": true' in said
    assert '"/Duplex": "/DuplexFlipLongEdge"' in said
    assert '"/Lang": "u:en-GB"' in said


def test_letter_paper_is_letter_paper(on_disk):
    assert "612 x 792 pts (letter)" in run("pdfinfo", on_disk(render(GREEK, Paper.LETTER)))


def test_titles_name_the_partner_or_else_the_code():
    assert title_of(samples.usual()) == "Brief for Tavano Mobile"
    assert title_of(samples.bare(" ")) == "Brief for P-007"
    assert title_of(samples.pack(Edition.INTERNAL)).startswith("INTERNAL Partner briefs – Kestria")


HASHES = """
import hashlib
from outreach.briefs.render import Paper, render, render_pack
from tests.briefs import samples
for data in (render(samples.internal(), Paper.A4), render_pack(samples.pack(), Paper.LETTER)):
    print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_content_gives_the_same_bytes_in_any_process(pytestconfig):
    said = {
        subprocess.run(
            [sys.executable, "-c", HASHES],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(pytestconfig.rootpath),
                 "TZ": zone},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("4711", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(said) == 1


def test_more_letters_than_one_part_of_a_font_can_hold_are_all_found_again():
    points = (*range(0xC0, 0x250), *range(0x391, 0x3CF), *range(0x400, 0x460))
    letters = [chr(point) for point in points if covers(chr(point)) and chr(point).isalpha()]
    assert len(letters) > 500
    data = render(replace(samples.bare(), who_you_are=" ".join(letters)), Paper.A4)
    assert squeezed("".join(letters)) in squeezed("".join(page_texts(data)))


def test_two_threads_may_print_at_once():
    alone = render(samples.usual(), Paper.A4)
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(render(samples.usual(), Paper.A4)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 3


def test_grey_paper_loses_nothing_because_all_ink_is_nearly_black_or_said_in_words():
    (text,) = page_texts(render(samples.usual(), Paper.A4))
    assert "(done)" in text
    assert "Review date passed" in text
