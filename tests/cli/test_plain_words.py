"""plain."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Command


def test_a_text_is_checked_without_a_file(run: Command) -> None:
    text = "The metadata are ready."
    (found,) = run("plain", "--text", text, "--json").data
    assert found == {
        "word": "metadata",
        "start": text.index("metadata"),
        "end": text.index("metadata") + len("metadata"),
        "suggestion": "notes about the figures",
    }


def test_the_pitches_of_a_file_are_checked(run: Command, file: Path) -> None:
    assert run("plain", file, "--json").data == []
    assert run("plain", file).out == "Nothing technical in the pitches.\n"
    everything = run("plain", file, "--all", "--json").data
    assert {"server"} <= {found["word"].casefold() for found in everything}
    assert {"id", "kind", "field"} <= everything[0].keys()
    said = run("plain", file, "--all").out
    assert "Value proposition, ask: “Room for a server and a named contact”\n  server: " in said


def test_options_may_stand_before_the_file(run: Command, file: Path) -> None:
    assert run("plain", "--json", file).data == []


def test_a_file_or_a_text_must_be_given(run: Command, file: Path) -> None:
    assert run("plain").status == 1
    said = run("plain", file, "--text", "x")
    assert said.status == 1 and "either a FILE or --text TEXT" in said.err


def test_hard_sentences_are_told_in_words(run: Command) -> None:
    said = run("plain", "--text", "This " + "and this " * 13 + "ends.").out
    assert said.startswith("28 words long: say it in two sentences.")
