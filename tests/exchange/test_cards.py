"""Visiting cards as phones and mail programs write them: nothing in them is dropped silently."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from outreach.document.document import Document
from outreach.exchange import json_form, source
from outreach.exchange.taking import bring_in
from outreach.network.kinds import Organisation, Person

PICTURE = base64.b64encode(bytes(range(256)) * 8).decode()
FOLDED = "\r\n ".join(PICTURE[n : n + 74] for n in range(0, len(PICTURE), 74))

APPLE = f"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.5//EN
N:Okello;Ada;Nyambura;Dr.;
FN:Dr. Ada Nyambura Okello
NICKNAME:Adi
X-PHONETIC-FIRST-NAME:AY-da
ORG:Telmara S.A.;Regulatory Affairs;
TITLE:Counsel
EMAIL;type=INTERNET;type=HOME:ada@home.example
EMAIL;type=INTERNET;type=WORK;type=pref:ada@telmara.example
item1.EMAIL;type=INTERNET:assistant@telmara.example
item1.X-ABLabel:Her assistant
TEL;type=CELL;type=VOICE;type=pref:+254 700 000001
TEL;type=WORK;type=VOICE:+254 20 0000002
item2.TEL:+254 20 0000003
item2.X-ABLabel:Front desk
item3.ADR;type=WORK;type=pref:;;12 Harbour Road;Kestria;;00100;Kenya
item3.X-ABADR:ke
item3.X-ABLabel:Until June
item4.URL;type=pref:https://ada.example
item4.X-ABLabel:_$!<HomePage>!$_
item5.URL:https://telmara.example/ada
item5.X-ABLabel:Profile
BDAY;value=date:1980-02-01
item6.X-ABDATE;type=pref:2019-05-04
item6.X-ABLabel:_$!<Anniversary>!$_
item7.X-ABRELATEDNAMES;type=pref:Ben Otieno
item7.X-ABLabel:_$!<Manager>!$_
X-SOCIALPROFILE;type=linkedin;x-user=adaokello:https://linkedin.example/in/adaokello
IMPP;X-SERVICE-TYPE=Skype;type=HOME;type=pref:skype:ada.okello
NOTE:Met at the flood forum\\, asked for figures.
CATEGORIES:Coast,Counsel
PHOTO;ENCODING=b;TYPE=JPEG:{FOLDED}
UID:7C1E6F0A-1B7B-4D5C-9A34-1C2F7A9B0001
X-ABUID:7C1E6F0A-1B7B-4D5C-9A34-1C2F7A9B0001:ABPerson
END:VCARD
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.5//EN
N:;;;;
FN:Harbour Bank
ORG:Harbour Bank;
item2.TEL:+254 20 0000009
item2.X-ABLabel:The branch in town
item1.URL;type=pref:https://harbour.example
item1.X-ABLabel:_$!<HomePage>!$_
X-ABShowAs:COMPANY
UID:7C1E6F0A-1B7B-4D5C-9A34-1C2F7A9B0002
END:VCARD
""".replace("\n", "\r\n")

PHONE = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=A0=C5=A5astn=C3=A1;=C5=BDofie;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=BDofie =C5=A0=C5=A5astn=C3=A1
TEL;CELL;PREF:+420 600 000001
TEL;WORK:+420 200 000002
EMAIL;WORK:zofie@telmara.example
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Telmara
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:A long note that goes on =
and on
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD/2wBDAAgG

END:VCARD
""".replace("\n", "\r\n")

FOUR = """BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6
FN:Simon Perreault
N:Perreault;Simon;;;ing. jr,M.Sc.
BDAY:--0203
ANNIVERSARY:20090808T1430-0500
GENDER:M
LANG;PREF=1:fr
LANG;PREF=2:en
ORG;TYPE=work:Viagenie
ADR;TYPE=work:;Suite D2-630;2875 Laurier;Quebec;QC;G1V 2M2;Canada
TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-656-9254
TEL;VALUE=uri;TYPE="work,cell":tel:+1-418-262-6501
EMAIL;TYPE=work:simon.perreault@viagenie.example
GEO;TYPE=work:geo:46.772673,-71.282945
TZ:-0500
URL;TYPE=home:http://nomis80.example
END:VCARD
""".replace("\n", "\r\n")


def brought(document: Document, folder: Path, cards: str) -> str:
    """Bring cards in; return everything that the plan says then."""
    path = folder / "cards.vcf"
    path.write_bytes(cards.encode())
    proposal = source.read(path).proposal(document)
    assert not proposal.refused
    bring_in(document, proposal)
    assert not source.read(path).proposal(document), "a second time there is nothing to do"
    return str(json_form.read(document))


def person(document: Document, email: str) -> Person:
    (found,) = [one for one in document.all(Person) if one.email == email]
    return found


@pytest.mark.parametrize(
    ("cards", "said"),
    [
        (
            APPLE,
            [
                *("Dr. Ada Nyambura Okello", "Adi", "AY-da", "Telmara S.A.", "Counsel"),
                *("Regulatory Affairs", "ada@home.example", "assistant@telmara.example"),
                *("Her assistant", "+254 20 0000002", "+254 20 0000003", "Front desk"),
                *(
                    "12 Harbour Road",
                    "Until June",
                    "00100",
                    "Kenya",
                    "https://ada.example",
                    "Profile",
                ),
                *("https://telmara.example/ada", "1980-02-01", "2019-05-04", "Anniversary"),
                *("Ben Otieno", "Manager", "https://linkedin.example/in/adaokello"),
                *("skype:ada.okello", "Met at the flood forum, asked for figures.", "Coast"),
                *("Harbour Bank", "The branch in town", "https://harbour.example"),
            ],
        ),
        (
            PHONE,
            [
                *("Žofie Šťastná", "+420 600 000001", "+420 200 000002", "Telmara"),
                "A long note that goes on and on",
            ],
        ),
        (
            FOUR,
            [
                *("Simon Perreault", "ing. jr", "M.Sc.", "--0203", "20090808T1430-0500"),
                *("Viagenie", "2875 Laurier", "+1-418-262-6501", "geo:46.772673,-71.282945"),
                *("-0500", "http://nomis80.example", "fr", "en"),
            ],
        ),
    ],
    ids=["Apple Contacts", "a phone", "RFC 6350"],
)
def test_all_that_a_card_says_is_in_the_plan(
    document: Document, tmp_path: Path, cards: str, said: list[str]
) -> None:
    everything = brought(document, tmp_path, cards)
    assert [words for words in said if words not in everything] == []


def test_a_card_of_apple_contacts_fills_the_fields_that_there_are(
    document: Document, tmp_path: Path
) -> None:
    brought(document, tmp_path, APPLE)
    ada = person(document, "ada@telmara.example")
    telmara = document.get(Organisation, ada.organisation or "")
    assert telmara is not None and telmara.name == "Telmara S.A."
    assert (ada.name, ada.job_title) == ("Dr. Ada Nyambura Okello", "Counsel")
    assert ada.phone == "+254 700 000001" and len(ada.tags) == 2
    assert "Her assistant: assistant@telmara.example" in (ada.note or "")
    assert "_$!<" not in (ada.note or "") and PICTURE[:40] not in (ada.note or "")
    (bank,) = [one for one in document.all(Organisation) if one.name == "Harbour Bank"]
    assert bank.website == "https://harbour.example"


def test_that_pictures_are_left_out_is_said(tmp_path: Path) -> None:
    path = tmp_path / "cards.vcf"
    path.write_bytes((APPLE + PHONE).encode())
    assert source.read(path).tables[0].about == "3 visiting cards, without the 2 pictures in them"


def card(*lines: str | bytes) -> bytes:
    """A card with these lines."""
    whole = [b"BEGIN:VCARD", b"VERSION:2.1", *lines, b"END:VCARD", b""]
    return b"\r\n".join(line.encode() if isinstance(line, str) else line for line in whole)


def folded(line: str, width: int) -> bytes:
    """A line folded by a program that counts bytes and knows no letters."""
    whole = line.encode()
    return b"\r\n ".join(whole[n : n + width] for n in range(0, len(whole), width))


def only(document: Document, folder: Path, cards: bytes) -> Person:
    """Bring cards in; return the one person of them."""
    (folder / "cards.vcf").write_bytes(cards)
    bring_in(document, source.read(folder / "cards.vcf").proposal(document))
    (found,) = document.all(Person)
    return found


@pytest.mark.parametrize(
    "line",
    [
        folded("NOTE:" + "Žluťoučký kůň " * 9 + "Šťastná, žena", 37),
        "NOTE:" + "Žluťoučký kůň " * 9 + "Šťastná, žena",
        ("NOTE;CHARSET=windows-1250:" + "Žluťoučký kůň " * 9 + "Šťastná, žena").encode("cp1250"),
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1250:"
        + "=8Elu=9Dou=E8k=FD k=F9=\r\n=F2 " * 9
        + "=8A=9Dastn=E1, =9Eena",
        "NOTE;ENCODING=B:"
        + base64.b64encode(("Žluťoučký kůň " * 9 + "Šťastná, žena").encode()).decode(),
    ],
    ids=["folded inside letters", "plain", "old charset", "quoted", "base64"],
)
def test_a_note_is_whole_however_it_is_written(
    document: Document, tmp_path: Path, line: str | bytes
) -> None:
    ada = only(document, tmp_path, card("FN:Ada", line))
    assert ada.note == "Žluťoučký kůň " * 9 + "Šťastná, žena"


def test_a_comma_ends_nothing_but_a_tag(document: Document, tmp_path: Path) -> None:
    ada = only(
        document,
        tmp_path,
        card("FN:Ada", "NOTE:Call, then write", "ORG:Telmara, Inc.;Law, North", "TITLE:Law, CFO"),
    )
    assert ada.note is not None and ada.note.startswith("Call, then write")
    assert "Law, North" in ada.note and ada.job_title == "Law, CFO"
    assert [one.name for one in document.all(Organisation)] == ["Telmara, Inc."]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("item1.item2.TEL:+1 555", "+1 555"),
        ('NOTE;TYPE="home:Ring twice', "Ring twice"),
        ("Ring twice", "Ring twice"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:100=ZZ sure", "100=ZZ sure"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=X-NONE:Fran=E7ois", "François"),
        ("NOTE;CHARSET=rot13:Ring twice", "Ring twice"),
        ("BEGIN:VEVENT\r\nSUMMARY:Lunch\r\nEND:VEVENT", "Lunch"),
        ("NOTE;ENCODING=b:/zzz", "/zzz"),
    ],
)
def test_what_is_written_wrongly_is_kept_as_it_stands(
    document: Document, tmp_path: Path, line: str, said: str
) -> None:
    ada = only(document, tmp_path, card("FN:Ada", line))
    assert ada.name == "Ada" and said in f"{ada.phone} {ada.note}"


@pytest.mark.parametrize(
    "line",
    [
        "TEL" + ";TYPE=a" * 50_000 + ":+1 555",
        "TEL;" + 'a="' * 30_000 + ":+1 555",
        "TEL:+1 555\r\nADR:" + ";" * 300_000,
        "TEL:+1 555\r\nN:" + "\\," * 300_000,
    ],
    ids=["words beside", "quotes", "parts", "backslashes"],
)
def test_no_line_keeps_the_program_busy(document: Document, tmp_path: Path, line: str) -> None:
    assert only(document, tmp_path, card("FN:Ada", line)).phone == "+1 555"


def test_a_card_in_a_card_takes_nothing_of_it_away(document: Document, tmp_path: Path) -> None:
    inner = card("FN:Ben Otieno", "TEL:+2 555")
    brought(document, tmp_path, card("FN:Ada", b"AGENT:\r\n" + inner, "TEL:+1 555").decode())
    assert {(one.name, one.phone) for one in document.all(Person)} == {
        ("Ada", "+1 555"),
        ("Ben Otieno", "+2 555"),
    }


def test_a_card_that_does_not_end_is_named(document: Document, tmp_path: Path) -> None:
    whole = card("FN:Ada")
    (tmp_path / "cards.vcf").write_bytes(card("FN:Ben").replace(b"END:VCARD\r\n", b"") + whole)
    proposal = source.read(tmp_path / "cards.vcf").proposal(document)
    assert [line.why for line in proposal.refused] == ["the file ends in the middle of it."]
