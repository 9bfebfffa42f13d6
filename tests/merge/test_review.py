"""A review can be left and taken up again, whatever became of the two files meanwhile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from outreach.base.errors import NotSaved
from outreach.merge import drafts
from outreach.merge.bringing import compare
from outreach.merge.decisions import Written
from outreach.merge.drafts import Draft
from outreach.merge.review import Review
from tests.merge.conftest import Pair


def write(pair: Pair, mine: str, theirs: str, *fields: str) -> None:
    for document, words in ((pair.mine, mine), (pair.theirs, theirs)):
        with document.edit("Wrote") as edit:
            edit.set(pair.partner, **dict.fromkeys(fields, words))


def review(pair: Pair) -> Review:
    return Review(pair.theirs.path, "d", compare(pair.mine, pair.theirs.path))


def draft(pair: Pair, of: Review) -> Draft:
    return Draft(
        pair.mine.id, pair.mine.path, of.source, of.digest, of.given, of.agreed, len(of.given)
    )


def test_answers_fit_again_when_nothing_changed(pair: Pair) -> None:
    write(pair, "Mine", "Theirs", "about", "country")
    first = review(pair)
    one, other = first.report.decisions
    first.answer(one, "theirs")
    first.answer(other, Written("UG"))
    again = review(pair)
    assert again.take_over(first.given) == 0
    assert again.to_decide == [] and again.answers == first.answers


def test_what_was_changed_meanwhile_is_asked_anew(pair: Pair) -> None:
    write(pair, "Mine", "Theirs", "about", "country")
    first = review(pair)
    for question in first.report.decisions:
        first.answer(question, "theirs")
    with pair.theirs.edit("Thought again") as edit:
        edit.set(pair.partner, country="UG")
    again = review(pair)
    assert again.take_over(first.given) == 1
    assert [question.field for question in again.to_decide] == ["country"]


def test_an_answer_can_be_taken_back(pair: Pair) -> None:
    write(pair, "Mine", "Theirs", "about")
    under_way = review(pair)
    (question,) = under_way.report.decisions
    under_way.answer(question, "mine")
    under_way.take_back(question)
    assert under_way.to_decide == [question] and under_way.answers == {}


def test_a_draft_is_found_again_for_its_file(pair: Pair, tmp_path: Path) -> None:
    write(pair, "Mine", "Theirs", "about")
    under_way = review(pair)
    under_way.answer(under_way.report.decisions[0], Written("Own\nwords"))
    kept = draft(pair, under_way)
    folder = tmp_path / "merges"
    drafts.keep(kept, folder)
    assert drafts.kept(pair.mine.id, pair.mine.path, folder) == [kept]
    assert drafts.kept(pair.mine.id, pair.theirs.path, folder) == [], "that is another file"
    assert drafts.kept("another", pair.mine.path, folder) == []
    drafts.forget(kept, folder)
    assert list(folder.iterdir()) == []


def test_a_draft_is_found_when_its_file_was_renamed(pair: Pair, tmp_path: Path) -> None:
    write(pair, "Mine", "Theirs", "about")
    kept = draft(pair, review(pair))
    drafts.keep(kept, tmp_path)
    pair.mine.close()
    renamed = pair.mine.path.rename(tmp_path / "renamed.db")
    assert [found.digest for found in drafts.kept(kept.document, renamed, tmp_path)] == ["d"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "[" * 100_000, '{"given": {"x": {"written": [], "question": ""}}}', "\ud800"],
)
def test_what_is_no_draft_is_passed_over(pair: Pair, tmp_path: Path, content: str) -> None:
    name = f"{pair.mine.id}-0.json"
    (tmp_path / name).write_bytes(content.encode("utf-8", "surrogatepass"))
    assert drafts.kept(pair.mine.id, pair.mine.path, tmp_path) == []


def test_only_the_person_may_read_a_draft_and_it_holds_no_more_than_the_answers(
    pair: Pair, tmp_path: Path
) -> None:
    write(pair, "A secret", "Another", "about")
    under_way = review(pair)
    under_way.answer(under_way.report.decisions[0], "mine")
    drafts.keep(draft(pair, under_way), tmp_path)
    (path,) = tmp_path.glob("*.json")
    assert path.stat().st_mode & 0o077 == 0
    assert "secret" not in path.read_text() and json.loads(path.read_text())["given"]


def test_where_nothing_can_be_kept_a_sentence_says_so(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    write(pair, "Mine", "Theirs", "about")
    with pytest.raises(NotSaved, match="could not be kept"):
        drafts.keep(draft(pair, review(pair)), tmp_path / "file")
