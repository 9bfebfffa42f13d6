"""Every sentence that people see is there in every language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from outreach.base import language
from outreach.briefs.labels import Language
from outreach.vocabulary import PAPER_LANGUAGES
from tests.languages.catalogues import (
    TRANSLATED,
    as_compiled,
    as_source,
    brought_up_to_date,
    compiled,
    read,
    source,
)
from tests.languages.messages import calls, literal, sources
from tests.languages.rules import misfits, untranslated

AGAIN = "Run “python -m tests.languages”, translate what is new, and run it again."


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_sentence_of_the_program_is_translated(code: str) -> None:
    left = [message.id for message in untranslated(brought_up_to_date(code))]
    assert left == [], f"{len(left)} sentences are not in {code}. {AGAIN}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_holds_what_the_program_says_and_nothing_else(code: str) -> None:
    assert source(code).read_bytes() == as_source(brought_up_to_date(code)), AGAIN


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_the_program_reads_is_what_translators_wrote(code: str) -> None:
    assert compiled(code).read_bytes() == as_compiled(read(code)), AGAIN


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_the_names_in_braces(code: str) -> None:
    assert misfits(read(code)) == []


def test_only_literals_are_translated() -> None:
    """What is put together while the program runs is in no catalogue."""
    wrong = []
    for name, tree in sources():
        if name == "outreach/base/language.py":
            continue
        for called, node in calls(tree):
            texts = {"tr": node.args[:1], "plural": node.args[:2]}.get(called, [])
            wrong += [f"{name}:{node.lineno}" for text in texts if not literal(text)]
    assert wrong == []


def test_names_in_braces_are_given() -> None:
    """A sentence with a name that nobody gives would fail only when it is said."""
    from tests.languages.rules import names

    wrong = []
    for name, tree in sources():
        for called, node in calls(tree):
            if called not in ("tr", "plural") or name == "outreach/base/language.py":
                continue
            given = {word.arg for word in node.keywords} | ({"n"} if called == "plural" else set())
            said = set().union(*(names(literal(text) or "") for text in node.args[:2]))
            needed = said if node.keywords or called == "plural" else set()
            if None not in given and (needed - given or given - said - {"n"}):
                wrong.append(f"{name}:{node.lineno}: {ast.unparse(node)}")
    assert wrong == []


def test_the_language_of_a_block_is_spoken_in_it_only() -> None:
    language.choose("fr")
    try:
        with language.speaking("en"):
            assert language.chosen() == "en"
        assert language.chosen() == "fr"
    finally:
        language.choose("en")


def test_english_needs_no_catalogue() -> None:
    assert language.tr("No sentence of the {what}", what="program") == "No sentence of the program"
    assert language.plural("{n} of them", "{n} of those", 1) == "1 of them"
    assert language.plural("{n} of them", "{n} of those", 2000) == "2,000 of those"


def test_numbers_are_written_as_the_language_does() -> None:
    def said() -> str:
        return f"{language.thousands(1234567)} {language.figure(1234.5)}"

    assert language.in_every_language(said) == (
        "1,234,567 1,234.5",
        "1\u00a0234\u00a0567 1\u00a0234,5",
        "1.234.567 1.234,5",
    )


def test_the_languages_of_the_window_and_of_paper_are_the_same() -> None:
    assert [each.value for each in Language] == [*language.LANGUAGES] == [*PAPER_LANGUAGES]


@pytest.mark.parametrize("content", [b"", b"PK", b"\xde\x12\x04\x95" + b"\xff" * 40, None])
def test_a_damaged_or_missing_catalogue_is_no_reason_to_say_nothing(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "fr.mo"
    if content is not None:
        place.write_bytes(content)
    monkeypatch.setattr(language, "resource", lambda *_: place)
    assert language._catalogue.__wrapped__("fr").gettext("Undo") == "Undo"
