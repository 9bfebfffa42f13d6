from __future__ import annotations

import hashlib
import json

import pytest
from fontTools.ttLib import TTFont

from outreach.base.assets import resource
from outreach.briefs.fonts import Face, advance, coverage, covers, face_for

MANIFEST = json.loads(resource("fonts", "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "entry", MANIFEST["faces"] + MANIFEST["licences"], ids=lambda entry: entry["file"]
)
def test_every_file_is_the_one_that_the_manifest_names(entry):
    data = resource("fonts", entry["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]


def test_the_manifest_names_every_file_and_every_face_has_its_licence_beside_it():
    here = {path.name for path in resource("fonts").iterdir()} - {"manifest.json"}
    named = {entry["file"] for entry in MANIFEST["faces"] + MANIFEST["licences"]}
    assert here == named
    assert {entry["licence"] for entry in MANIFEST["faces"]} <= here
    assert {f"{face}.ttf" for face in Face} == {entry["file"] for entry in MANIFEST["faces"]}


@pytest.mark.parametrize("face", list(Face))
def test_the_manifest_says_truly_which_characters_a_face_has(face):
    with TTFont(resource("fonts", f"{face}.ttf"), lazy=True) as font:
        assert coverage(face) == {point for point in font.getBestCmap() if point >= 0x20}


def test_latin_greek_and_cyrillic_can_be_printed_in_every_face():
    latin = "ABCXYZabcxyzÄÉÎÕØŁŚŞȚÞßæœđħıŋ"
    greek = "ΑΒΓΔΩΆΈΉΊΌΎΏαβγδωςάέήίόύώϊΐ"
    cyrillic = "АБВГДЖЩЪЫЭЮЯабвджщъыэюяЃЄЅІЇЉЊЋЌЎЏѓєѕіїљњћќўџґ"
    signs = "“”‘’«»„–—…·•€£%‰§©™×−→≤≥"
    for char in latin + greek + cyrillic + signs + "\u00a0\u202f\u2011":
        assert covers(char), char


def test_a_character_that_a_face_lacks_is_borrowed_from_its_stand_in():
    assert face_for("α", Face.SERIF) is Face.SERIF
    assert face_for("ἀ", Face.SERIF) is Face.SANS
    assert face_for("ἀ", Face.DISPLAY) is Face.SANS_SEMIBOLD


@pytest.mark.parametrize("char", ["ش", "北", "ह", "ไ", "🎉", "\ue123"])
def test_a_character_of_another_script_is_known_to_be_missing(char):
    assert not covers(char)
    assert face_for(char, Face.SANS) is None


def test_widths_are_those_of_the_font_file():
    with TTFont(resource("fonts", "Inter-Regular.ttf"), lazy=True) as font:
        glyphs, units = font.getBestCmap(), font["head"].unitsPerEm
        expected = sum(font["hmtx"][glyphs[ord(char)]][0] for char in "Data") / units
    assert advance("Data", Face.SANS) == pytest.approx(expected, abs=1e-3)
