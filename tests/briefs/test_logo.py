"""The initiative's logo: kept in the file, printed above every page."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from outreach.base.errors import InvalidValue
from outreach.briefs import memory
from outreach.briefs.compose import by_name
from outreach.briefs.content import Edition
from outreach.briefs.how import How
from outreach.briefs.logo import NO_LOGO, Logo, logo_of
from outreach.briefs.render import Paper, printed, render, render_pack
from outreach.cause.kinds import Initiative
from outreach.document.pictures import MOST_BYTES, dots
from outreach.exchange.samples import make
from outreach.snapshot import take
from tests.briefs import samples
from tests.briefs.reading import page_texts, run
from tests.briefs.tagged import problems

FIELD: Any = Initiative.KIND.by_name["logo"]


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 30), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 0, 200)).save(out, kind, **more)
    return out.getvalue()


def two_frames() -> bytes:
    """A JPEG picture that says first that it is small, and then that it is huge."""
    whole = picture("JPEG")
    at = whole.index(b"\xff\xc0")
    frame = whole[at : at + 2 + int.from_bytes(whole[at + 2 : at + 4])]
    huge = frame[:5] + bytes([195, 80, 195, 80]) + frame[9:]
    return whole[:at] + frame + huge + whole[at + len(frame) :]


def logo(kind: str = "PNG") -> Logo:
    return logo_of(FIELD.of_file(picture(kind)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_small_picture_is_kept_and_said_in_words(kind):
    kept = FIELD.of_file(picture(kind))
    assert FIELD.check(kept) == kept
    assert FIELD.words(kept).startswith(f"{kind} picture, ")
    assert dots(picture(kind)) == (60, 30)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg/>", "must be a PNG or JPEG picture"),
        (b"", "must be a PNG or JPEG picture"),
        (picture()[:20], "must be a PNG or JPEG picture"),
        (picture("JPEG")[:4], "must be a PNG or JPEG picture"),
        (picture("GIF"), "must be a PNG or JPEG picture"),
        (picture() + b"x" * MOST_BYTES, "at most 60 kB fit"),
        (picture(size=(1300, 2)), "is 1300 by 2 dots; at most 1200 by 1200"),
        (picture()[:60], "is damaged, so it could not be printed"),
        (picture("JPEG")[:300], "is damaged, so it could not be printed"),
        (two_frames(), "is 50000 by 50000 dots; at most 1200 by 1200"),
    ],
    ids=["svg", "nothing", "cut", "cut too", "gif", "heavy", "wide", "half", "half too", "two"],
)
def test_what_is_no_small_picture_is_refused_with_a_sentence(data, said):
    with pytest.raises(InvalidValue, match=f"Logo: .*{said}"):
        FIELD.of_file(data)


@pytest.mark.parametrize("text", ["Rivers", "data:image/png;base64,????", "data:image/svg;base64,"])
def test_words_are_no_picture(text):
    with pytest.raises(InvalidValue, match="must be a PNG or JPEG picture"):
        FIELD.check(text)
    assert logo_of(text) is NO_LOGO


def shown(data: bytes, page: int = 0) -> tuple[int, int, int, int] | None:
    """Where the logo's colour is on a page: left, top, right and bottom in points."""
    with pypdfium2.PdfDocument(data) as document:
        red, green, _ = document[page].render(scale=1).to_pil().convert("RGB").split()
    bright = Image.eval(red, lambda x: 255 * (x > 150))
    dark = Image.eval(green, lambda x: 255 * (x < 60))
    box: tuple[int, int, int, int] | None = Image.composite(
        bright, Image.new("L", red.size), dark
    ).getbbox()
    return box


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_every_page_has_it_above_its_head(kind, design, paper):
    content = replace(samples.usual(), logo=logo(kind))
    data = render(content, paper, design)
    assert problems(data) == []
    for page in range(len(page_texts(data))):
        left, top, right, bottom = shown(data, page) or (0, 0, 0, 0)
        assert (right - left, bottom - top) == pytest.approx((40, 20), abs=2)
        assert top >= 18 and bottom < 42


def test_it_is_in_a_pack_once_however_many_pages_show_it(on_disk):
    content = replace(
        samples.pack(),
        logo=logo(),
        briefs=tuple(replace(each, logo=logo()) for each in samples.pack().briefs),
    )
    data = render_pack(content, Paper.A4)
    assert all(shown(data, page) for page in range(len(page_texts(data))))
    with pikepdf.open(io.BytesIO(data)) as document:
        pictures = [each for each in document.objects if isinstance(each, pikepdf.Stream)
                    and each.get("/Subtype") == "/Image"]  # fmt: skip
    assert len(pictures) <= 2
    run("qpdf", "--check", on_disk(data))
    assert data == render_pack(content, Paper.A4)


def test_nothing_but_the_dots_of_a_photograph_is_in_the_document():
    exif = Image.Exif()
    exif[0x013B] = "Secret Photographer"
    kept = FIELD.of_file(picture("JPEG", exif=exif.tobytes()))
    assert b"Secret Photographer" in base64.b64decode(kept.partition(",")[2])
    data = render(replace(samples.usual(), logo=logo_of(kept)), Paper.A4)
    with pikepdf.open(io.BytesIO(data)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream):
                assert b"Secret Photographer" not in each.read_bytes() + each.read_raw_bytes()


@pytest.mark.parametrize("kind", ["broken", "huge"])
def test_a_picture_that_is_broken_inside_leaves_the_page_as_it_would_be_without(kind):
    whole = picture(size=(200, 200))
    inside = whole[:40] + bytes(20) + whole[60:80] if kind == "broken" else two_frames()
    broken = Logo(kind, inside)
    data = render(replace(samples.usual(), logo=broken), Paper.A4)
    assert shown(data) is None
    assert "See the whole" in page_texts(data)[0]


def test_another_logo_makes_every_page_out_of_date_and_is_said_shortly(tmp_path, design):
    with make("kestria", tmp_path / "plan.db", "Ines") as plan:
        snapshot = take(plan)
        how = How(tuple(by_name(snapshot)), Edition.HANDOUT, samples.AS_OF, bound=True)
        done = printed(how.content(snapshot), Paper.A4, "CODE22", design=design)
        memory.remember(plan, how, memory.newest_edit(plan), "CODE22", "Pack", done.pages)
        with plan.edit("A logo") as edit:
            edit.set(snapshot.initiative.id, logo=FIELD.of_file(picture()))
        pages = memory.pages_of(plan, memory.find(plan, "CODE22"))
    assert all(page.stale for page in pages)
    assert all(len(change.after) < 20 for page in pages for change in page.changes)
