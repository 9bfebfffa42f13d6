"""Mail without a server: a draft as a file, which any mail program opens, looks at and sends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from email.errors import MessageError, NonASCIILocalPartDefect
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

from outreach.base.errors import NotFound, NotSaved, Refusal
from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.cadence.kinds import Step
from outreach.document.copying import write_new
from outreach.document.document import Document
from outreach.document.fields import Text
from outreach.initiative import the_initiative
from outreach.network.kinds import Organisation, Person

LONGEST_ADDRESS = 8000
"""Characters; Windows hands no more than about so many from one program to another."""

_PLACE = re.compile(r"\{([^{}\n]{0,60})\}")


def fields(document: Document, person: Person) -> dict[str, str]:
    """Return what a letter to ``person`` can be filled with; nothing of it is confidential."""
    partner = document.get(Organisation, person.organisation) if person.organisation else None
    return {
        "name": person.name,
        "first name": person.name.split()[0],
        "job title": person.job_title or "",
        "partner": partner.name if partner else "",
        "initiative": the_initiative(document).name,
        "sender": document.author,
    }


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with the values in the place of their names in braces.

    Raises:
        Refusal: a name means nothing, or its value is empty: a letter with a gap is not written.
    """

    def value(match: re.Match[str]) -> str:
        name = " ".join(match[1].split()).casefold()
        if name not in values:
            known = with_commas(f"{{{one}}}" for one in values)
            raise Refusal(
                tr(
                    "“{{{word}}}” means nothing, so nothing was written. What can be "
                    "filled in: {known}.",
                    word=match[1],
                    known=known,
                )
            )
        if not values[name].strip():
            raise Refusal(
                tr(
                    "“{{{word}}}” is not known for {name}, so nothing was written. "
                    "Fill it in in the plan, or take it out of the letter.",
                    word=match[1],
                    name=values["name"],
                )
            )
        return values[name]

    return _PLACE.sub(value, text)


class Pdf(NamedTuple):
    """A PDF that goes along with a letter, such as a brief."""

    name: str
    content: bytes


class Begun(NamedTuple):
    """What the message of a step begins with, with names in braces."""

    subject: str
    text: str


def begun(document: Document, step: str) -> Begun:
    """Return what a message begins with: greeting and name, and between them what a step asks for.

    Args:
        document: The plan.
        step: The step's id; empty for a message about nothing in particular.
    """
    found = document.get(Step, step) if step else None
    said = (found.pitch, found.ask) if found else ()
    parts = [tr("Dear {first name},"), *filter(None, said), tr("Kind regards,") + "\n{sender}"]
    return Begun("{initiative}", "\n\n".join(parts) + "\n")


def letter(
    document: Document,
    person: str,
    subject: str,
    text: str,
    attached: Iterable[Pdf] = (),
) -> bytes:
    """Return a draft to ``person`` as a file in the form of mails.

    Args:
        document: The plan.
        person: The person's id.
        subject: What it is about, with names in braces.
        text: What it says, with names in braces.
        attached: What goes along.

    Raises:
        NotFound: there is no such person.
        Refusal: they have no address, something is left empty, or a file cannot be attached.
    """
    to, values = _reader(document, person)
    # Where an address has letters that old mail does not know, new mail carries them as they are.
    mail = EmailMessage(policy=SMTP if all(map(str.isascii, to)) else SMTPUTF8)
    mail["To"] = ", ".join(to)
    mail["Subject"] = " ".join(_written(tr("Subject"), subject, values).split())
    # By this a mail program opens it as a draft of one's own.
    mail["X-Unsent"] = "1"
    mail.set_content(_written(tr("Message"), text, values))
    for pdf in attached:
        # A name on disk may hold bytes that are no letters, and ends of lines.
        name = " ".join(pdf.name.encode("utf-8", "replace").decode().split())
        mail.add_attachment(pdf.content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def address(document: Document, person: str, subject: str, text: str) -> str:
    """Return a letter as an address that mail programs open (``mailto:``, RFC 6068).

    Nothing can go along with it, and it must be short.

    Raises:
        NotFound, Refusal: as :func:`letter`, and when it is too long.
    """
    to, values = _reader(document, person)
    words = {
        "subject": " ".join(_written(tr("Subject"), subject, values).split()),
        "body": _written(tr("Message"), text, values).replace("\n", "\r\n"),
    }
    receivers = ",".join(quote(one, safe="@") for one in to)
    found = f"mailto:{receivers}?{urlencode(words, quote_via=quote)}"
    if len(found) > LONGEST_ADDRESS:
        raise Refusal(
            tr(
                "The message is too long to be handed to a mail program. Save it "
                "as a draft, and open that."
            )
        )
    return found


def _reader(document: Document, person: str) -> tuple[list[str], dict[str, str]]:
    """Return the addresses of a person, and what a letter to them can be filled with."""
    found = document.get(Person, person)
    if found is None:
        raise NotFound(tr("There is no person with the id {person} in this file.", person=person))
    if not found.email:
        raise Refusal(tr("{name} has no e-mail address, so nothing was written.", name=found.name))
    return _addresses(found.email), fields(document, found)


def _addresses(said: str) -> list[str]:
    """Return the addresses in the field of a person; nothing else in it reaches a mail program."""
    try:
        header = SMTP.header_factory("To", said)
        wrong = [one for one in header.defects if not isinstance(one, NonASCIILocalPartDefect)]
        found = [] if wrong else [one.addr_spec for one in header.addresses if one.domain]
        whole = len(found) == len(header.addresses)
    except (ValueError, LookupError, MessageError):  # of what is no address at all
        found, whole = [], False
    if not found or not whole:
        raise Refusal(
            tr("“{to}” is no e-mail address, so nothing was written. Put it right.", to=said)
        )
    return found


def _written(label: str, text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` filled in, where a mail can hold all of it."""
    return str(Text(label=label, long=True).check(filled(text, values)) or "")


def save(path: Path, content: bytes) -> None:
    """Write a letter to ``path``, which must be a new name.

    Raises:
        Refusal: the name is taken.
        NotSaved: it cannot be written.
    """
    try:
        write_new(path, [content])
    except FileExistsError:
        raise Refusal(
            tr(
                "“{name}” exists already, so nothing was written. Choose another name.",
                name=path.name,
            )
        ) from None
    except OSError as error:
        raise NotSaved(
            tr(
                "“{path}” could not be written ({strerror}). Choose another folder.",
                path=path,
                strerror=error.strerror,
            )
        ) from error


def pdf_at(path: Path) -> Pdf:
    """Read a PDF that is to go along.

    Raises:
        Refusal: it cannot be read, or is no PDF.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(
            tr(
                "“{name}” could not be read ({strerror}), so nothing was written.",
                name=path.name,
                strerror=error.strerror,
            )
        ) from error
    if not content.startswith(b"%PDF"):
        raise Refusal(tr("“{name}” is not a PDF, so nothing was written.", name=path.name))
    return Pdf(path.name, content)
