"""Lists for other programs, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Command


@pytest.mark.parametrize("form", ["xlsx", "csv", "vcf", "ics", "json"])
def test_each_form_is_written_and_never_over_a_file(
    run: Command, file: Path, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"out.{form}"
    before = file.read_bytes()
    said = run("export", file, out, "--format", form, "--json")
    assert said.status == 0 and said.data["format"] == form
    assert out.stat().st_size > 500 and file.read_bytes() == before
    refused = run("export", file, out)
    assert refused.status == 1 and "exists already" in refused.err


def test_the_form_is_told_by_the_name_and_what_is_left_out_is_said(
    run: Command, file: Path, tmp_path: Path
) -> None:
    told = run("export", file, tmp_path / "a.vcf").err
    assert "--confidential" in told and "Everything else of the plan is not in them" in told
    assert "is not in it" in run("export", file, tmp_path / "a.ics").err
    assert "“left_out”" in run("export", file, tmp_path / "a.json").err
    assert (tmp_path / "a.vcf").read_bytes().startswith(b"BEGIN:VCARD")
    assert run("export", file, tmp_path / "b.csv", "--kind", "person", "--confidential").err == ""
    assert (tmp_path / "b.csv").read_text("utf-8-sig").startswith("Name,")


def test_what_went_out_comes_in_again_without_a_change(
    run: Command, file: Path, tmp_path: Path
) -> None:
    for form in ("xlsx", "json"):
        out = tmp_path / f"out.{form}"
        run("export", file, out, "--confidential")
        again = run("import", file, out, "--json").data
        assert (again["added"], again["changed"], again["refused"]) == (0, 0, 0)
