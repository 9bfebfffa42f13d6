"""printed: which pages on somebody's desk are out of date."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.cli.running import Command

TODAY = ("--today", "2026-11-23")


def pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def set_headline(run: Command, file: Path, words: str) -> str:
    """Change the headline of the ministry's proposition; return the partner's name."""
    partner = run("get", file, "a-moh", "--json").data
    (found,) = run(
        "list", file, "value_proposition", "--where", f"organisation={partner['id']}", "--json"
    ).data
    change = {"changes": [{"op": "set", "id": found["id"], "fields": {"headline": words}}]}
    assert run("apply", file, stdin=json.dumps(change)).status == 0
    return partner["name"]


def test_one_changed_field_is_one_page_and_that_page_is_printed_again(
    run: Command, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"
    code = run("pack", file, "-o", out, "--prepared-for", "Dr Abara", *TODAY, "--json").data["code"]
    printed = pages(out)
    assert all(f"{code}-{number}" in text for number, text in enumerate(printed, 1))
    assert not any(page["stale"] for page in run("printed", file, code, "--json").data)

    partner = set_headline(run, file, "Know where the next clinic belongs")
    found = run("printed", file, f"{code}-1", "--json").data
    (stale,) = [page for page in found if page["stale"]]
    assert stale["partner"] == partner
    assert [change["part"] for change in stale["changes"]] == ["Headline"]
    assert partner in printed[stale["page"] - 1]
    said = run("printed", file, code).out
    assert f"1 of {len(printed)} pages is out of date" in said

    again = tmp_path / "again.pdf"
    done = run("printed", file, code, "-o", again, *TODAY)
    assert done.status == 0
    (page,) = pages(again)
    assert f"Page {stale['page']} of {len(printed)}" in page
    assert "Know where the next clinic belongs" in " ".join(page.split())
    assert not any(page["stale"] for page in run("printed", file, code, "--json").data)
    assert len(run("printed", file, "--json").data) == 2


def test_a_page_is_printed_again_in_the_design_and_the_language_that_it_had(
    run: Command, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"
    asked = ("--design", "modular", "--language", "fr")
    code = run("pack", file, "-o", out, *asked, *TODAY, "--json").data["code"]
    set_headline(run, file, "Know where the next clinic belongs")
    again = tmp_path / "again.pdf"
    assert run("printed", file, code, "-o", again, *TODAY).status == 0
    (page,) = pages(again)
    assert "Fiche partenaire" in page
    assert "Page" in page and "sur" in page


def test_the_same_printed_twice_is_one_print_out_and_the_same_bytes(
    run: Command, file: Path, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for out in (one, two):
        assert run("brief", file, "--partner", "a-moh", "-o", out, *TODAY).status == 0
    assert one.read_bytes() == two.read_bytes()
    (found,) = run("printed", file, "--json").data
    assert (found["printed_on"], found["edition"]) == ("2026-11-23", "handout")


def test_nothing_is_put_on_record_where_that_is_asked_for_or_of_the_past(
    run: Command, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "b.pdf"
    for options in (("--unrecorded",), ("--as-of", "2100-01-01")):
        told = run("brief", file, "--partner", "a-moh", "-o", out, *options, "--json").data
        assert told["code"] == ""
    assert run("printed", file).out.strip() == "Nothing was printed yet."


def test_a_code_that_is_not_there_is_refused(run: Command, file: Path) -> None:
    refused = run("printed", file, "QQQQQQ")
    assert refused.status == 1
    assert "Nothing with the code" in refused.err


def test_pages_of_a_partner_that_is_gone_are_not_printed_again(
    run: Command, file: Path, tmp_path: Path
) -> None:
    added = {"changes": [{"op": "add", "kind": "organisation", "fields": {"name": "Zed"}}]}
    assert run("apply", file, stdin=json.dumps(added)).status == 0
    out = tmp_path / "b.pdf"
    done = run("brief", file, "--partner", "Zed", "-o", out, *TODAY, "--json").data
    gone = {"changes": [{"op": "delete", "id": done["partner"]}]}
    assert run("apply", file, stdin=json.dumps(gone)).status == 0
    (page,) = run("printed", file, done["code"], "--json").data
    assert page["stale"] and page["partner"] == "Zed"
    refused = run("printed", file, done["code"], "-o", tmp_path / "again.pdf")
    assert refused.status == 1 and "no longer in the plan" in refused.err
