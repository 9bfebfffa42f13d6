"""brief and pack: PDFs that another program reads, and that hold nothing confidential."""

from __future__ import annotations

import getpass
import json
import subprocess
from pathlib import Path

import pikepdf
import pytest

from outreach.document.document import Document
from outreach.document.fields import Links, Ref
from outreach.document.naming import Names
from outreach.exchange.samples import SAMPLES
from outreach.initiative import MODEL, open_file
from outreach.network.kinds import Organisation
from outreach.persuasion.kinds import Objection, ValueProposition
from tests.cli.running import Command

TODAY = ("--today", "2026-11-23")


def read(pdf: Path) -> str:
    """Return the text of a PDF and of its properties, as another program finds them."""
    subprocess.run(["qpdf", "--check", pdf], check=True, capture_output=True)
    commands = (["pdftotext", str(pdf), "-"], ["pdfinfo", str(pdf)])
    found = [subprocess.run(c, check=True, capture_output=True, text=True) for c in commands]
    return "\n".join(done.stdout for done in found)


def squeezed(text: str) -> str:
    """Return ``text`` without what line breaks change: spaces, hyphens and capitals."""
    return "".join(text.replace("\u00ad", "").replace("-", "").split()).casefold()


def confidential(document: Document, own: str) -> dict[str, str]:
    """Return every confidential value in words, but for the own objections of one partner.

    Only values of twelve characters or more, which do not stand in other text by chance.
    """
    names = Names(document.connection, document.model)
    found = {}
    for kind in MODEL.kinds.values():
        for record in document.all(kind.record):
            if isinstance(record, Objection) and record.organisation == own:
                continue
            for field in kind.fields:
                if not field.confidential or isinstance(field, Ref | Links):
                    continue
                words = names.value(field, field.check(record.values[field.name]))
                if len(words) >= 12:
                    found[squeezed(words)] = f"{kind.name}.{field.name}: {words}"
    return found


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest, run: Command, tmp_path: Path) -> Path:
    path = tmp_path / "sample.db"
    assert run("sample", request.param, path).status == 0
    return path


def test_handouts_hold_the_headlines_and_nothing_confidential(
    run: Command, sample: Path, tmp_path: Path
) -> None:
    written = run("brief", sample, "--all", "-o", tmp_path / "out", *TODAY, "--json").data
    assert len(written) == 12
    with open_file(sample, author="", read_only=True).opened() as document:
        for entry in written:
            text = squeezed(read(Path(entry["file"])))
            for value in document.all(ValueProposition, organisation=entry["partner"])[:1]:
                assert squeezed(value.headline) in text
            leaked = [
                where
                for words, where in confidential(document, entry["partner"]).items()
                if words in text
            ]
            assert leaked == [], entry["file"]
            assert "of5," not in text


def test_an_internal_edition_shows_that_the_search_for_leaks_finds_them(
    run: Command, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "internal.pdf"
    run("pack", sample, "-o", out, "--edition", "internal", *TODAY)
    with open_file(sample, author="", read_only=True).opened() as document:
        text = squeezed(read(out))
        assert sum(words in text for words in confidential(document, "")) > 100


def test_a_pack_binds_every_partner_by_name(run: Command, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    written = run("pack", sample, "-o", out, *TODAY, "--json")
    assert written.status == 0
    text = squeezed(read(out))
    with open_file(sample, author="", read_only=True).opened() as document:
        assert all(squeezed(partner.name) in text for partner in document.all(Organisation))


def test_a_pack_of_chosen_partners_for_somebody(run: Command, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    assert run("pack", file, "-o", out, "--partners", "a-moh", "--prepared-for", "Dr Abara").out
    text = squeezed(read(out))
    assert "drabara" in text
    assert "tavanomobile" not in text


def test_a_brief_on_either_paper_and_in_either_edition(
    run: Command, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "moh.pdf"
    for paper, size in (("a4", "A4"), ("letter", "letter")):
        for edition in ("handout", "internal"):
            options = ("--paper", paper, "--edition", edition, *TODAY)
            assert run("brief", file, "--partner", "a-moh", "-o", out, *options).status == 0
            text = read(out)
            assert f"({size})" in text
            assert ("INTERNAL" in text) == (edition == "internal")


def test_a_brief_goes_into_a_folder_under_the_partners_name(
    run: Command, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    assert run("brief", file, "--partner", "a-moh", "-o", tmp_path / "out").status == 0
    (made,) = (tmp_path / "out").iterdir()
    assert made.name == "Brief for Ministry of Health, Planning Directorate.pdf"


def test_partners_whose_names_clash_as_files_get_one_each(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    run("new", path, "--name", "Rivers")
    names = ("Water/Land", "water:land", "Lake" * 120, "Lake" * 120, "..")
    changes = [{"op": "add", "kind": "organisation", "fields": {"name": name}} for name in names]
    assert run("apply", path, stdin=json.dumps({"changes": changes})).status == 0
    run("brief", path, "--all", "-o", tmp_path / "out")
    assert len(list((tmp_path / "out").iterdir())) == 5


def test_a_pdf_is_written_over_a_pdf_and_over_nothing_else(
    run: Command, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"
    for _ in range(2):
        assert run("pack", file, "-o", out).status == 0
    out.write_text("my notes")
    refused = run("pack", file, "-o", out)
    assert (refused.status, out.read_text()) == (1, "my notes")
    assert "is not a PDF, so it was left as it is" in refused.err
    assert run("pack", file, "-o", tmp_path).status == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kestria.db", "pack.pdf"]


def test_a_character_that_cannot_be_printed_is_said(
    run: Command, file: Path, tmp_path: Path
) -> None:
    fields = {"about": "A \U0001307f and a \U00013080 on the wall"}
    run(
        "apply",
        file,
        stdin=json.dumps({"changes": [{"op": "set", "id": "a-moh", "fields": fields}]}),
    )
    out = tmp_path / "moh.pdf"
    printed = run("brief", file, "--partner", "a-moh", "-o", out, "--json")
    assert printed.status == 0
    assert "Ministry of Health, Planning Directorate" in printed.err
    assert "U+1307F" in printed.err
    assert len(printed.err.splitlines()) == 1, "one sentence for all of a text"
    assert printed.data["missing"][0]["code_point"] == "U+1307F"
    assert out.exists()


@pytest.mark.parametrize("partner", ["a-p1", "Nobody"])
def test_who_is_no_partner_has_no_brief(
    run: Command, file: Path, tmp_path: Path, partner: str
) -> None:
    refused = run("brief", file, "--partner", partner, "-o", tmp_path / "x.pdf")
    assert (refused.status, (tmp_path / "x.pdf").exists()) == (1, False)
    assert "There is no partner with the" in refused.err


def test_without_any_partner_there_is_nothing_to_write(run: Command, tmp_path: Path) -> None:
    run("new", tmp_path / "a.db", "--name", "Rivers")
    said = run("brief", tmp_path / "a.db", "--all", "-o", tmp_path / "out", "--json")
    assert (said.status, said.data) == (0, [])


def test_a_pack_holds_the_parts_that_are_asked_for_and_may_be_folded(
    run: Command, file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "pack.pdf"
    options = ("--edition", "internal", "--parts", "register", "balance")
    assert run("pack", file, "-o", out, *options).status == 0
    text = read(out)
    assert "Objections" in text and "The exchange" in text and "Time line" not in text
    folded = tmp_path / "folded.pdf"
    assert run("pack", file, "-o", folded, *options, "--booklet").status == 0
    assert "841.89 x 595.276" in read(folded)


def test_a_pocket_card_is_a_brief_of_its_own(run: Command, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    assert run("brief", file, "--partner", "a-moh", "-o", out, "--edition", "pocket").status == 0
    text = read(out)
    assert "Pocket card for Ministry of Health" in text
    assert text.count("For Ministry of Health") == 4


def test_a_pdf_with_a_password_is_opened_by_it_alone(
    run: Command, file: Path, tmp_path: Path
) -> None:
    words, out = tmp_path / "words", tmp_path / "pack.pdf"
    words.write_text("kettle lantern harbour violet\n")
    assert run("pack", file, "-o", out, "--passphrase-file", words).status == 0
    for wrong in ("", "kettle"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(out, password=wrong)
    with pikepdf.open(out, password="kettle lantern harbour violet") as opened:
        assert opened.encryption.R == 6 and opened.encryption.bits == 256
        assert opened.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
    assert b"kettle" not in out.read_bytes()


def test_the_password_is_asked_for_once_and_is_never_an_argument(
    run: Command, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(("a b c d e", "a b c d e", "one", "other"))
    monkeypatch.setattr(getpass, "getpass", lambda _: next(answers))
    monkeypatch.setattr("outreach.cli.passphrases._somebody_is_there", lambda: True)
    written = run("brief", file, "--all", "-o", tmp_path / "out", "--password")
    assert written.status == 0
    assert len(list((tmp_path / "out").iterdir())) > 5
    for path in (tmp_path / "out").iterdir():
        with pikepdf.open(path, password="a b c d e") as opened:
            assert opened.pages
    refused = run("brief", file, "--all", "-o", tmp_path / "none", "--password")
    assert refused.status == 1 and "not the same" in refused.err
    assert not (tmp_path / "none").exists()


@pytest.fixture
def one_ready(file: Path, run: Command) -> tuple[Path, str]:
    """Kestria with a partner of whom nearly nothing is known, and that partner's id."""
    change = {"changes": [{"op": "add", "kind": "organisation", "fields": {"name": "Oru"}}]}
    assert run("apply", file, stdin=json.dumps(change)).status == 0
    (found,) = run("list", file, "organisation", "--where", "name=Oru", "--json").data
    return file, found["id"]


def test_a_pack_names_the_partners_of_whom_it_says_nearly_nothing(
    run: Command, one_ready: tuple[Path, str], tmp_path: Path
) -> None:
    file, bare = one_ready
    done = run("pack", file, "-o", tmp_path / "pack.pdf", *TODAY, "--json")
    said = "2 partners have no value proposition yet: Kestria Statistical Office and Oru."
    assert said in done.err
    assert "--with-proposition" in done.err
    assert bare in done.data["no_proposition"]
    assert "Oru" in read(tmp_path / "pack.pdf")
    one = run("brief", file, "--partner", bare, "-o", tmp_path / "brief.pdf", *TODAY)
    assert "1 partner has no value proposition yet: Oru." in one.err


def test_a_pack_without_them_stays_without_them_when_it_is_printed_again(
    run: Command, one_ready: tuple[Path, str], tmp_path: Path
) -> None:
    file, bare = one_ready
    out, again = tmp_path / "pack.pdf", tmp_path / "again.pdf"
    done = run("pack", file, "-o", out, "--with-proposition", *TODAY, "--json")
    assert "Left out." in done.err
    assert "Oru" not in read(out)
    code = done.data["code"]
    value = {"organisation": bare, "headline": "See where the ferries are full"}
    change = {"changes": [{"op": "add", "kind": "value_proposition", "fields": value}]}
    assert run("apply", file, stdin=json.dumps(change)).status == 0
    assert not any(page["stale"] for page in run("printed", file, code, "--json").data)
    renamed = {"id": _id_of(run, file, "a-moh"), "op": "set", "fields": {"name": "Health Office"}}
    assert run("apply", file, stdin=json.dumps({"changes": [renamed]})).status == 0
    assert run("printed", file, code, "-o", again, *TODAY).status == 0
    assert "Health Office" in read(again)
    assert "Oru" not in read(again)


def test_a_brief_that_does_not_say_whom_to_call_says_so(
    run: Command, file: Path, tmp_path: Path
) -> None:
    said = "No coordinator is set, so no brief says whom to call."
    brief = ("brief", file, "--partner", "a-moh", "-o", tmp_path / "brief.pdf", *TODAY)
    pack = ("pack", file, "-o", tmp_path / "pack.pdf", "--partners", "a-moh", *TODAY)
    assert said not in run(*brief).err + run(*pack).err
    (initiative,) = run("list", file, "initiative", "--json").data
    change = {"op": "set", "id": initiative["id"], "fields": {"coordinator": None}}
    assert run("apply", file, stdin=json.dumps({"changes": [change]})).status == 0
    assert said in run(*brief).err
    assert said in run(*pack).err
    assert said in run("coverage", file, *TODAY).out


def test_a_pack_that_would_hold_nobody_is_not_written(
    run: Command, one_ready: tuple[Path, str], tmp_path: Path
) -> None:
    file, bare = one_ready
    out = tmp_path / "pack.pdf"
    done = run("pack", file, "-o", out, "--partners", bare, "--with-proposition", *TODAY)
    assert done.status != 0
    assert "Nothing was written." in done.err
    assert not out.exists()


def _id_of(run: Command, file: Path, reference: str) -> str:
    found: str = run("get", file, reference, "--json").data["id"]
    return found
