"""Mail without a server: a draft as a file, which any mail program opens, looks at and sends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from outreach.base.errors import NotFound, Refusal
from outreach.base.language import tr
from outreach.base.words import with_commas
from outreach.document.document import Document
from outreach.initiative import the_initiative
from outreach.network.kinds import Organisation, Person

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


def letter(
    document: Document,
    person: str,
    subject: str,
    text: str,
    attached: Iterable[Path] = (),
) -> bytes:
    """Return a draft to ``person`` as a file in the form of mails.

    Args:
        document: The plan.
        person: The person's id.
        subject: What it is about, with names in braces.
        text: What it says, with names in braces.
        attached: PDFs that go along, such as a brief.

    Raises:
        NotFound: there is no such person.
        Refusal: they have no address, something is left empty, or a file cannot be attached.
    """
    found = document.get(Person, person)
    if found is None:
        raise NotFound(tr("There is no person with the id {person} in this file.", person=person))
    if not found.email:
        raise Refusal(tr("{name} has no e-mail address, so nothing was written.", name=found.name))
    values = fields(document, found)
    mail = EmailMessage(policy=SMTP)
    try:
        mail["To"] = found.email
        mail["Subject"] = " ".join(filled(subject, values).split())
    except ValueError as error:
        raise Refusal(
            tr(
                "“{email}” is no e-mail address, so nothing was written. Put it right.",
                email=found.email,
            )
        ) from error
    # By this a mail program opens it as a draft of one's own.
    mail["X-Unsent"] = "1"
    mail.set_content(filled(text, values))
    for path in attached:
        mail.add_attachment(_pdf(path), maintype="application", subtype="pdf", filename=path.name)
    return mail.as_bytes()


def _pdf(path: Path) -> bytes:
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
    return content
