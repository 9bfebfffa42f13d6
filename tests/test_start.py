"""The one command: what it says and does when something is lacking."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import start
from start import Trouble

ROOT = Path(__file__).parents[1]


def test_python_3_8_can_read_it_as_far_as_the_sentence() -> None:
    ast.parse((ROOT / "start.py").read_text("utf-8"), feature_version=(3, 8))


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "start.py").read_text("utf-8"))
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert {str(name).split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_an_old_python_gets_a_sentence() -> None:
    with pytest.raises(Trouble, match=r"needs Python 3\.11 or later, and this is Python 3\.8"):
        start.check_python((3, 8))
    start.check_python((3, 11))
    start.check_python((4, 0))


def test_what_can_be_loaded_and_run_is_not_missing() -> None:
    assert start.missing_programs({sys.executable: "python"}) == []
    assert start.missing_programs({"no-such-program": "nowhere"}) == ["nowhere"]
    assert start.missing_libraries({"no-such-library.so.7": "nowhere"}) == ["nowhere"]


def test_who_may_not_install_gets_the_command_to_run() -> None:
    with pytest.raises(Trouble) as trouble:
        start.install_packages(["libegl1", "qpdf"], apt=True, root=False)
    assert str(trouble.value).endswith(
        "\n  sudo apt-get install --yes --no-install-recommends libegl1 qpdf"
    )


def test_without_apt_the_packages_are_named() -> None:
    with pytest.raises(Trouble, match=r"your system's package manager.* libegl1 qpdf"):
        start.install_packages(["libegl1", "qpdf"], apt=False, root=True)


def test_nothing_is_installed_when_nothing_is_missing() -> None:
    start.install_packages([], apt=False, root=False)


@pytest.mark.parametrize(
    ("environment", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_window_needs_a_display(environment: dict[str, str], platform: str, shown: bool) -> None:
    assert start.has_display(environment, platform) is shown


def test_a_program_that_fails_unseen_is_quoted() -> None:
    command = [sys.executable, "-c", "raise SystemExit('the disk is full')"]
    with pytest.raises(Trouble, match=r"Not made\. python.* said:\nthe disk is full"):
        start.run_quietly(command, os.environ, "Not made")


def test_help_is_printed_without_setting_anything_up() -> None:
    said = run("--help")
    assert (said.returncode, said.stderr) == (0, "")
    assert "start.py test" in said.stdout


class TestSetUp:
    """A project with empty locks, which is set up for real."""

    @pytest.fixture(scope="class")
    @classmethod
    def folder(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
        folder = tmp_path_factory.mktemp("project")
        (folder / "outreach").mkdir()
        (folder / "outreach" / "__init__.py").touch()
        (folder / "outreach" / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\n")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(start, "ROOT", folder)
            patch.setattr(start, "LOCKS", folder)
            patch.setattr(start, "VENV", folder / ".venv")
            yield folder

    @pytest.fixture
    def ready(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
        """The project's folder, set up, with a mark that lasts until .venv is made anew."""
        (folder / "runtime.lock").write_text("")
        (folder / "development.lock").write_text("# more\n")
        start.set_up("runtime")
        (folder / ".venv" / "mark").touch()
        capsys.readouterr()
        return folder

    @pytest.mark.skipif(start.WINDOWS, reason="the command is a .cmd file there")
    def test_the_command_works_from_any_folder(self, ready: Path) -> None:
        command = [str(ready / ".venv" / "bin" / "outreach"), "two words", "“x”"]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=True)
        assert done.stdout == "['two words', '“x”']\n"

    def test_a_second_set_up_finds_all_done(
        self, ready: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        start.set_up("runtime")
        assert capsys.readouterr().out == ""
        assert (ready / ".venv" / "mark").exists()

    def test_an_interrupted_set_up_begins_again(self, ready: Path) -> None:
        (ready / ".venv" / "ready").unlink()
        start.set_up("runtime")
        assert not (ready / ".venv" / "mark").exists()

    def test_a_changed_lock_is_installed_into_what_is_there(
        self, ready: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (ready / "runtime.lock").write_text("# changed\n")
        start.set_up("runtime")
        assert "Fetching 0 packages" in capsys.readouterr().out
        assert (ready / ".venv" / "mark").exists()

    def test_what_the_tests_need_is_enough_for_the_program(
        self, ready: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        start.set_up("development")
        capsys.readouterr()
        start.set_up("runtime")
        assert capsys.readouterr().out == ""

    def test_a_lock_that_cannot_be_installed_says_why_and_is_not_taken_for_done(
        self, ready: Path
    ) -> None:
        (ready / "development.lock").write_text("not a package\n")
        with pytest.raises(Trouble, match=r"could not be installed(.|\n)*not a package"):
            start.set_up("development")
        assert not (ready / ".venv" / "ready").exists()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "start.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)
