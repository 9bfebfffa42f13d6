"""Contents of briefs as a team would have them, short, usual, long and in other alphabets."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from outreach.briefs.content import (
    Brief,
    Card,
    ContactNote,
    Edition,
    Handout,
    Internal,
    Judgement,
    NextStep,
    ObjectionNote,
    Pack,
    PersonNote,
    Question,
    Spokesperson,
)

AS_OF = dt.date(2026, 11, 22)


def bare(partner: str = "Union Radio") -> Handout:
    """A partner of whom nothing but the name is known."""
    return Handout(
        code="P-007",
        initiative="Kestria Mobility and ICT Statistics Initiative",
        partner=partner,
        description="",
        headline="",
        deck="",
        card=None,
        who_you_are="",
        you_need=(),
        we_offer=(),
        we_ask=(),
        you_get=(),
        questions=(),
        spokesperson=None,
        already_in=(),
        next_steps=(),
        contact=None,
        as_of=AS_OF,
    )


def usual() -> Handout:
    return replace(
        bare("Tavano Mobile"),
        code="P-042",
        description="Mobile operator · holds the data · in conversation",
        headline="See the whole country’s 2G picture once a year",
        deck="No single operator holds it. Share one yearly count by district and plan a "
        "switch-off that cuts nobody off.",
        card=Card(
            "Where people live by day and by night, every month",
            "Where to put clinics, buses and census enumerators.",
            "Population estimates between censuses, without a single personal record.",
        ),
        who_you_are="The operator with the largest subscriber base, and engineers who are on the "
        "5G roll-out until summer. You prepare a yearly return for the regulator.",
        you_need=(
            "Know national 2G use, its own and its rivals’, before setting a switch-off date",
            "Fewer hours spent on the yearly regulator return",
            "No surprise in the newspaper",
        ),
        we_offer=(
            "A yearly national picture of devices by generation and district",
            "Two analysts for six months, lent by the university",
            "The regulator’s return prepared for you",
        ),
        we_ask=(
            "A yearly count of devices by generation and district",
            "Room for a server and a named contact",
            "Two days of an engineer’s time a month",
        ),
        you_get=(
            "The whole picture, twelve weeks before it is public",
            "A seat and one vote on the panel that must agree before any new use",
            "Your counts held back wherever they would show you alone",
        ),
        questions=(
            Question(
                "Cost",
                "My engineers are on the 5G roll-out until summer.",
                "Our analysts do the reporting that you already owe the regulator. It comes to "
                "30 days given back for 36 days asked.",
                "Estimate agreed with your reporting team, 13 October 2026",
                False,
            ),
            Question(
                "Competition",
                "Sola will read our rural base off the map.",
                "No table shows one operator. Where only one serves a district, the number is "
                "held back.",
                "Disclosure rules of the panel, 2 November 2026",
                False,
            ),
            Question(
                "Trust",
                "Customers will say we sold their movements.",
                "We tell people first, in their words. Counting happens inside your walls, and "
                "what comes out is a number for a district, never a person.",
                "",
                True,
            ),
        ),
        spokesperson=Spokesperson("Prof. Adela Merrow", "Chair of Statistics, Kestria University"),
        already_in=(
            "Kestria Statistical Office",
            "Kestria University Data Lab",
            "Ministry of Health",
            "Kestria Relief Network",
        ),
        next_steps=(
            NextStep(dt.date(2026, 11, 17), "Gaps note sent to your planning team", True),
            NextStep(dt.date(2026, 12, 4), "Adela Merrow speaks with your chief engineer", False),
            NextStep(dt.date(2027, 1, 11), "Your team sees a sample table", False),
            NextStep(dt.date(2027, 2, 1), "Agreement to your board", False),
        ),
        contact=Spokesperson("Ilsa Moran", "Head of Innovation, Kestria Statistical Office"),
    )


def short() -> Handout:
    return replace(
        bare("Ministry of Health"),
        code="P-003",
        description="Government · uses the results",
        headline="Know where people are before the next clinic opens",
        we_ask=("Name three districts where market day breaks the clinic plan",),
        already_in=("Kestria Statistical Office", "Kestria University Data Lab"),
        contact=Spokesperson("Ilsa Moran", "Head of Innovation"),
    )


def long() -> Handout:
    answer = (
        "Counting happens inside the operator. What comes out is a number for a district, never a "
        "person, and small numbers are held back. A panel with your people on it must agree before "
        "any new use, and its decisions are published. We say what the counts cannot show: half "
        "the women in some districts share a phone, so the count is set beside a field check. "
    )
    usually = usual()
    return replace(
        usually,
        partner="The Federation of Independent Regional Telecommunications and Broadband "
        "Infrastructure Co-operatives of Greater Kestria Ltd",
        headline="See where every district’s old network is still the only network, and plan a "
        "careful switch-off that leaves no clinic, no market, no village school and no lighthouse "
        "keeper without a call",
        deck=usually.deck + " " + usually.deck,
        who_you_are=answer,
        you_need=usually.you_need + usually.you_need + (answer,),
        we_offer=usually.we_offer + usually.we_offer,
        questions=tuple(
            Question(f"Topic {number}", answer[:150], answer * 2, "Panel minutes, 2 May 2026", True)
            for number in range(1, 6)
        ),
        already_in=usually.already_in * 4,
        next_steps=usually.next_steps * 2,
    )


def other_alphabets() -> tuple[Handout, Handout]:
    """A partner in Greek (with old accents) and one in Cyrillic."""
    greek = replace(
        usual(),
        partner="Ελληνική Στατιστική Αρχή",
        headline="Δείτε ολόκληρη τη χώρα μία φορά τον χρόνο",
        deck="Ἐν ἀρχῇ ἦν ὁ λόγος: μία μέτρηση ανά περιφέρεια, κάθε χρόνο.",
        you_need=("Λιγότερες ώρες για την ετήσια έκθεση",),
    )
    cyrillic = replace(
        usual(),
        partner="Державна служба статистики України",
        headline="Побачте всю країну раз на рік",
        deck="Один щорічний підрахунок за районами. Жодного особистого запису не потрібно.",
        we_offer=("Двоє аналітиків на шість місяців", "Ґанок, їжак і щастя"),
    )
    return greek, cyrillic


def unprintable() -> Handout:
    return replace(
        usual(),
        partner="தமிழ் குழு",
        headline="A brief for 北京 whose name we cannot print",
        already_in=("Eastbrook", "საქართველო", "Party 한 of one"),
    )


def internal(handout: Handout | None = None) -> Internal:
    return Internal(
        handout=handout or usual(),
        status="In conversation since 6 October 2026",
        judgements=(
            Judgement("Influence", "5 of 5"),
            Judgement("Interest", "3 of 5"),
            Judgement("Legitimacy", "3 of 5"),
            Judgement("Urgency", "2 of 5"),
            Judgement("Stance", "Neutral; we want supportive"),
        ),
        balance="It costs them 36 person-days a year. Our offer takes 30 off them: 6 to explain.",
        note="The finance director is cautious after the 2023 records project. Do not open with "
        "cost.\nTheir board chair trained with Adela Merrow; ask her to mention it.",
        people=(
            PersonNote(
                "Henrik Vass", "Chief Engineer", "Decides; asked to be a champion",
                "Ran the 3G switch-off, and says aloud what it missed",
            ),
            PersonNote("Lena Orr", "Head of Public Affairs", "Can say no", ""),
        ),
        objections=(
            ObjectionNote(
                "Cost",
                "My engineers are on the 5G roll-out until summer.",
                "Severity 4 of 5 · stops a yes · open",
                "Our analysts do the reporting that you already owe the regulator.",
                "Do not promise a discount on the licence.",
                "Offer our analyst for the half day",
                "Adela Merrow: independent, and taught the deputy commissioner",
            ),
            ObjectionNote(
                "Trust",
                "Customers will say we sold their movements.",
                "Severity 5 of 5 · stops a yes · answered once",
                "We tell people first, in their words.",
                "Do not say “anonymised so it is safe”; say what leaves and what stays.",
                "",
                "",
            ),
        ),
        contacts=(
            ContactNote(
                dt.date(2026, 10, 6), "Meeting with Henrik Vass", "Agrees that nobody has the "
                "whole picture. Asks who pays for the server.", "Send the one-page sheet",
            ),
            ContactNote(None, "Call with Lena Orr", "Wants no newspaper before June.", ""),
        ),
        approach=(
            "Step 4: Adela Merrow to Henrik Vass, because the university has committed. Waits for "
            "Ministry of Health: committed. If it fails: ask the regulator’s planner.",
            "Step 7: Ilsa Moran to Lena Orr, once two ministries are in.",
        ),
        commitments=("We send the draft panel rules by 4 December 2026", "They name a contact"),
    )  # fmt: skip


def pack(edition: Edition = Edition.HANDOUT, copies: int = 1) -> Pack:
    handouts = (usual(), short(), long(), *other_alphabets(), bare()) * copies
    briefs: tuple[Brief, ...] = handouts
    if edition is Edition.INTERNAL:
        briefs = tuple(internal(each) for each in handouts)
    return Pack(
        initiative="Kestria Mobility and ICT Statistics Initiative",
        pitch="Know where people are so clinics, buses and relief go where they are needed, and "
        "know when old networks can close without cutting anyone off.",
        edition=edition,
        prepared_for="Ilsa Moran",
        as_of=AS_OF,
        briefs=briefs,
    )
