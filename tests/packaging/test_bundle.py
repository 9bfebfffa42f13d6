"""What is left out of the bundle is never loaded, and the recipes agree with the source."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import holidays
from PIL import Image
from PySide6.QtCore import QLibraryInfo

from outreach.base.language import ENGLISH, LANGUAGES
from outreach.document.schema import APPLICATION_ID

ROOT = Path(__file__).parents[2]


def test_what_is_left_out_is_not_what_a_window_and_a_page_load(
    trimming: ModuleType, tmp_path: Path
) -> None:
    work = f"""
import sys
from pathlib import Path
from outreach.__main__ import main
for arguments in (
    ["sample", "kestria", {str(tmp_path / "k.db")!r}],
    ["pack", {str(tmp_path / "k.db")!r}, "-o", {str(tmp_path / "k.pdf")!r}],
):
    sys.argv = ["outreach", *arguments]
    try:
        main()
    except SystemExit as end:
        assert not end.code
import ui.app, ui.window
print("\\n".join(sorted(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", work], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(done.stdout.split())
    assert "reportlab" in loaded and "PySide6.QtWidgets" in loaded
    assert loaded & set(trimming.MODULES) == set()


def test_fonts_and_pages_of_the_program_stay(trimming: ModuleType) -> None:
    paths = [
        "resources/fonts/Inter-Regular.ttf",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
    ]
    assert trimming.kept(paths) == paths


def test_what_nobody_needs_goes(trimming: ModuleType) -> None:
    assert (
        trimming.kept(
            [
                "reportlab/fonts/DarkGarden.pfb",
                "PySide6/Qt/translations/linguist_fr.qm",
                "PySide6\\plugins\\tls\\qopensslbackend.dll",
                "libX11.so.6",
            ]
        )
        == []
    )


def test_public_holidays_and_buttons_have_names_in_every_language_of_the_window(
    trimming: ModuleType,
) -> None:
    names = Path(holidays.__file__).parent
    buttons = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for language in set(LANGUAGES) - {ENGLISH}:
        assert language in trimming.LANGUAGES
        assert any(pattern.startswith(f"locale/{language}") for pattern in trimming.HOLIDAYS)
        inside = [f"translations/{path.name}" for path in buttons.glob(f"qtbase_{language}*.qm")]
        assert trimming.kept([f"PySide6/Qt/{path}" for path in inside]) != []
    assert all(list(names.glob(pattern)) for pattern in trimming.HOLIDAYS)


def test_a_trial_opens_the_window_in_every_language(smoke: ModuleType) -> None:
    assert sorted(smoke.LANGUAGES) == sorted(LANGUAGES)


def test_a_file_of_this_program_is_known_by_its_application_id(deb: ModuleType) -> None:
    assert int(deb.application_id(), 16) == APPLICATION_ID
    ElementTree.parse(ROOT / "packaging" / "linux" / "outreach-planner.xml")


def test_the_icon_is_drawn_in_the_forms_that_other_systems_want(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "packaging" / "icon.py"), str(tmp_path)]
    subprocess.run(command, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    with Image.open(tmp_path / "icon.ico") as icon:
        assert {(16, 16), (256, 256)} <= icon.info["sizes"]
    with Image.open(tmp_path / "icon.icns") as icon:
        assert icon.getextrema()[3] == (0, 255), "drawn, on nothing"


def test_the_menu_entry_opens_a_file(deb: ModuleType) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(ROOT / "packaging" / "linux" / "outreach-planner.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert (told["Exec"], told["TryExec"]) == ("outreach open %f", "outreach")
    assert {f"Comment[{language}]" for language in LANGUAGES if language != ENGLISH} <= set(told)
    # Wayland finds the entry of a window by this name.
    assert 'setDesktopFileName("outreach-planner")' in (ROOT / "ui" / "app.py").read_text()


def test_what_qt_needs_of_the_system_is_asked_for_once(deb: ModuleType) -> None:
    sys.path.insert(0, str(ROOT))
    import start

    asked = {re.split(r"[ |]", package)[0].removesuffix("t64") for package in deb.DEPENDS}
    needed = {*start.QT_LIBRARIES.values(), *start.WINDOW_LIBRARIES.values()} - {"libx11-6"}
    assert needed <= asked
