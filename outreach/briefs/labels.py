"""What pages say of their own accord, in each language that a brief can be printed in.

The words stand in ``resources/labels``, a file for each language. What people typed is printed as
they typed it; days and numbers are put into the language of the page. The words of choices and
scales are those of the whole program: a page is composed while its language is spoken.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from outreach.base.assets import resource
from outreach.base.language import Language as Language
from outreach.briefs.said import Said, parts_of, worded
from outreach.briefs.setting.wording import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Everything that a page says in one language; ``{}`` stands for what differs."""

    tag: str
    """The language as a document names it, such as ``en-GB``."""
    right_to_left: bool
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """From Monday, short; empty where they would be too long beside a date."""
    day: str
    """How a date is put in full, of ``{day}``, ``{month}`` and ``{year}``."""
    short_day: str
    """How a date is put in a list, of ``{weekday}``, ``{day}`` and ``{month}``."""
    quotes: tuple[str, str]
    """What stands before and after somebody's own words."""

    # A brief
    for_partner: str
    figures_for: str
    decides: str
    public_gains: str
    who_you_are: str
    you_need: str
    we_offer: str
    we_ask: str
    you_get: str
    they_get: str
    fair_questions: str
    straight_answers: str
    you_may_ask: str
    our_answer: str
    answers_from: str
    who_speaks: str
    source: str
    out_of_date: str
    already_in: str
    and_more: str
    you: str
    in_and_you: str
    next_steps: str
    whom_to_call: str
    write_to_us: str
    done: str
    no_date: str
    notes: str
    meeting_notes: str
    # Head and foot
    partner_brief: str
    internal: str
    internal_edition: str
    leave_nothing: str
    tab: str
    private_inside: str
    as_of: str
    page: str
    printed_as: str
    boxed: str
    # For the team
    for_team: str
    where_they_stand: str
    the_balance: str
    private_notes: str
    people: str
    hard_questions: str
    approach: str
    promises: str
    contacts: str
    why_they_matter: str
    do_not_say: str
    follow_up: str
    if_pressed: str
    who_answers: str
    next: str
    costs_them: str
    comes_out_even: str
    they_gain: str
    champion: str
    severity: str
    blocking: str
    expected: str
    check_first: str
    review_passed: str
    no_source: str
    through: str
    step_ask: str
    step_say: str
    step_why: str
    step_waits: str
    step_fallback: str
    step_stop: str
    step_note: str
    to_be: str
    somebody: str
    by_day: str
    # A pack
    partner_briefs: str
    contents: str
    cover: str
    edition: str
    briefs: str
    date: str
    prepared_for: str
    one_partner: str
    many_partners: str
    for_team_only: str
    may_be_given: str
    unnamed: str
    map: str
    timeline: str
    objections: str
    contributions: str
    exchange: str
    who_was_there: str
    slips: str
    map_shows: str
    joined: str
    talking: str
    other: str
    who_is_in: str
    who_knows_whom: str
    map_key: str
    left_out: str
    partner: str
    from_to: str
    topic: str
    their_words: str
    answer_and_who: str
    no_answer: str
    each_puts_in: str
    puts_in: str
    gives: str
    gets: str
    cost: str
    less: str
    net: str
    in_days: str
    in_all: str
    name: str
    signature: str
    your_answer: str
    yes: str
    yes_if: str
    not_now: str
    ask_again: str
    # What a document is called
    title_brief: str
    title_pocket: str
    title_pack: str
    title_internal: str
    pocket_cards: str

    def on(self, date: dt.date) -> str:
        """Return a date in full, such as ``22 November 2026``, kept on one line."""
        said = self.day.format(day=date.day, month=self.months[date.month - 1], year=date.year)
        return said.replace(" ", "\u00a0")

    def shortly_on(self, date: dt.date) -> str:
        """Return a date for a list, such as ``Tue 2 Dec``, kept on one line."""
        said = self.short_day.format(
            weekday=self.weekdays[date.weekday()],
            day=date.day,
            month=self.short_months[date.month - 1],
        )
        return said.replace(" ", "\u00a0")

    def quoted(self, text: str) -> str:
        """Return ``text`` in quotation marks, unless it has them already or says nothing."""
        words = plain(text)
        if words and not words.startswith(("“", "‘", '"', "«", "„")):
            words = words.join(self.quotes)
        return Said(words, parts_of((text,)))

    def answers_of(self, name: str, role: str) -> tuple[str, str, str]:
        """Return what comes before the name of who answers, the name, and what comes after it."""
        comma = ", " if plain(name) and plain(role) else ""
        return f"{self.answers_from} ", name, worded(f"{comma}{{}}", role)


@cache
def labels(language: Language) -> Labels:
    """Return what pages say in ``language``."""
    text = resource("labels", f"{language.value}.json").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    for key, value in told.items():
        if isinstance(value, list):
            told[key] = tuple(value)
    return Labels(**told)
