"""How the review speaks: who is meant, what an answer comes to, and which words differ."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from PySide6.QtCore import QLocale, QTime

from outreach.base.language import plural, tr
from outreach.base.words import listed, sentence_case
from outreach.document.fields import Field, Text
from outreach.merge.decisions import About, Answer, Decision, Option, Written
from outreach.merge.wording import Wording
from ui.forms.dates import say_day
from ui.session import Session
from ui.theme.appearance import theme
from ui.widgets.markup import escaped

NOT_SET = tr("Not set")
_PIECE = re.compile(r"\s*(\w+|[^\w\s]|$)")
_MOST_PIECES = 3000
"""Texts of more words and marks than this are not compared word by word: it would take too long."""


def people(names: Iterable[str]) -> str:
    """Return names as a sentence has them, at most three."""
    found = list(dict.fromkeys(names))
    if len(found) > 3:
        found = [*found[:2], plural("{n} other", "{n} others", len(found) - 2)]
    return listed(found)


def when(at: dt.datetime) -> str:
    """Return a moment as people say it: ``Sat 21 Nov, 09:40``."""
    clock = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
    return f"{say_day(at.date(), dt.date.today())}, {clock}"


def who(author: str, session: Session) -> str:
    """Return an author's name; ``You`` for the person who has the file open."""
    return tr("You") if author == session.author else author


def side(decision: Decision, option: Option) -> str:
    """Return what an answer is called: ``Yours``, ``Ben’s``, ``Keep it``."""
    if decision.about is not About.FIELD:
        return option.words
    if option.take == "mine":
        return tr("Yours")
    authors = [other.author for other in decision.options]
    if authors.count(option.author) > 1:
        return tr("Theirs")
    return tr("{author}’s", author=option.author)


def taken(decision: Decision, take: Answer, session: Session) -> str:
    """Say which answer was taken: ``Ben’s taken``, ``both kept``."""
    if isinstance(take, Written):
        return tr("something else written")
    option = decision.option(take)
    if option is None:
        return tr("both kept")
    if decision.about is not About.FIELD:
        return option.words[:1].lower() + option.words[1:]
    if option.take == "mine":
        return tr("yours kept")
    if [other.author for other in decision.options].count(option.author) > 1:
        return tr("Theirs taken")
    return tr("{author}’s taken", author=option.author)


def displayed(decision: Decision, said: str, session: Session) -> str:
    """Return the words of a value as they stand alone."""
    is_text = isinstance(field_of(decision, session), Text)
    return said if is_text else sentence_case(said)


def what(decision: Decision) -> str:
    """Return in short what is to be decided."""
    return decision.label if decision.about is About.FIELD else tr("Keep or delete")


def can_write(decision: Decision) -> bool:
    """Tell whether an answer of one's own makes sense: a step is moved by hand, not by a number."""
    return decision.about is About.FIELD and (decision.kind, decision.field) != ("step", "position")


def field_of(decision: Decision, session: Session) -> Field | None:
    """Return the declaration of the field that a decision is about; None for a whole record."""
    kind = session.document.model.tables[decision.kind]
    return kind.by_name.get(decision.field)


def comes_to(decision: Decision, take: Answer, session: Session) -> str:
    """Return what an answer comes to, in words; empty for not set."""
    if isinstance(take, Written):
        declared = field_of(decision, session)
        assert declared is not None
        document = session.document
        kind = document.model.tables[decision.kind]
        wording = Wording(document.connection, document.model)
        return wording.said(kind, decision.record, declared, take.value)
    option = decision.option(take)
    return option.words if option is not None else decision.both


def marked(words: str, other: str) -> str:
    """Return ``words`` as markup in which stands out what ``other`` does not say.

    Nothing stands out where the two have no word in common, or one says nothing.
    """
    mine, theirs = list(_PIECE.finditer(words)), list(_PIECE.finditer(other))
    if not other or max(len(mine), len(theirs)) > _MOST_PIECES:
        return _broken(escaped(words))
    ours = [piece[1] for piece in mine]
    matcher = SequenceMatcher(None, ours, [piece[1] for piece in theirs], autojunk=False)
    blocks = matcher.get_opcodes()
    if not any(tag == "equal" and any(map(str.isalnum, ours[a:b])) for tag, a, b, *_ in blocks):
        return _broken(escaped(words))
    parts = []
    for tag, start, end, _, _ in blocks:
        text = "".join(piece[0] for piece in mine[start:end])
        parts.append(escaped(text) if tag == "equal" else _standing_out(text))
    return _broken("".join(parts))


def _standing_out(text: str) -> str:
    if not text:
        return ""
    begin = text[: len(text) - len(text.lstrip())]
    now = theme()
    ink, soft = (now.colour(name).name() for name in ("info", "info_soft"))
    style = f"color:{ink}; background-color:{soft}"
    return f'{escaped(begin)}<span style="{style}">{escaped(text.lstrip())}</span>'


def _broken(markup: str) -> str:
    """Keep every space and every line break as it is."""
    lines = markup.replace("\n", "<br>")
    return f'<span style="white-space:pre-wrap">{lines}</span>' if lines else ""
