from __future__ import annotations

import hashlib
import json

import pytest
from fontTools.ttLib import TTFont

from outreach.base.assets import resource
from outreach.briefs.setting import system
from outreach.briefs.setting.faces import covers, face_for, loaded
from outreach.briefs.setting.fonts import STAND_INS, Face, coverage

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
    assert face_for("α", Face.SERIF) is loaded(Face.SERIF)
    assert face_for("ἀ", Face.SERIF) is loaded(Face.SANS)
    assert face_for("ἀ", Face.DISPLAY) is loaded(Face.SANS_SEMIBOLD)
    assert face_for("ش", Face.DISPLAY) is loaded(Face.ARABIC_BOLD)


@pytest.mark.parametrize("char", ["த", "北", "ქ", "\ue123"])
def test_a_character_of_another_script_is_known_to_be_missing(char):
    assert not covers(char)
    assert face_for(char, Face.SANS) is None


def test_a_font_of_the_system_steps_in_when_it_has_the_letter_and_may_be_embedded(monkeypatch):
    ours = resource("fonts", "NotoSansThai-Regular.ttf")
    monkeypatch.setattr(system, "places", lambda _han: ((ours, 0),))
    monkeypatch.setitem(STAND_INS, Face.SANS, ())
    found = face_for("ไ", Face.SANS)
    assert found is not None
    assert found.name == "NotoSansThai-Regular"


def test_a_font_whose_licence_forbids_it_is_never_embedded(tmp_path, monkeypatch):
    with TTFont(resource("fonts", "NotoSansThai-Regular.ttf")) as font:
        font["OS/2"].fsType = 2
        font.save(tmp_path / "NotoSansThai-Regular.ttf")
    monkeypatch.setattr(
        system, "places", lambda _han: ((tmp_path / "NotoSansThai-Regular.ttf", 0),)
    )
    monkeypatch.setitem(STAND_INS, Face.SANS, ())
    assert face_for("ไ", Face.SANS) is None


def test_the_systems_folders_are_searched_for_the_fonts_that_may_step_in(tmp_path, monkeypatch):
    for name in ("DejaVuSans.ttf", "NotoSansCJKkr-Regular.otf", "NotoSansCJKsc-Regular.otf",
                 "msyh.ttc", "Comic.ttf", "notes.txt"):  # fmt: skip
        (tmp_path / name).write_bytes(b"")
    monkeypatch.undo()
    monkeypatch.setattr(system, "folders", lambda: [tmp_path, tmp_path / "nowhere"])
    system.places.cache_clear()
    try:
        found = {han: [path.name for path, _ in system.places(han)] for han in ("SC", "KR")}
    finally:
        system.places.cache_clear()
    assert found["SC"] == ["NotoSansCJKsc-Regular.otf", "msyh.ttc", "DejaVuSans.ttf",
                           "NotoSansCJKkr-Regular.otf"]  # fmt: skip
    assert found["KR"][0] == "NotoSansCJKkr-Regular.otf"
