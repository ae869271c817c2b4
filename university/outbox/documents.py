"""A letter as a mail: HTML and plain text, with headers that mail programs understand."""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from functools import cache
from typing import Self

from jinja2 import Environment, FileSystemLoader, select_autoescape

from university.base import resources
from university.base.smtp import Undelivered
from university.config import Settings
from university.outbox.rules import ALWAYS_SENT, DIGEST, Letter, stop_token

#: More things than anybody reads in one mail; the others are a click away.
MOST_ITEMS = 30
LONGEST_SUBJECT = 200
#: Line breaks and the like; and what turns the direction of a line, so that it seems to say something else.
CONTROL = {"Cc", "Cs", "Zl", "Zp"}
TURNS = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class _WholeLinks(EmailPolicy):
    """Leaves links in headers on one line: folded and encoded, no mail program would follow them."""

    def fold(self, name: str, value: str) -> str:
        """Write one header."""
        return self._whole(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Write one header."""
        return self._whole(name, value).encode("ascii") or super().fold_binary(name, value)

    def _whole(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}" if name == "List-Unsubscribe" else ""


POLICY = _WholeLinks() + SMTP


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What all mails of this site share; ``address`` is the site's, without a closing slash."""

    address: str
    university: str
    company: str
    sender: str
    key: str = field(repr=False)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The frame of the site with these settings."""
        return cls(
            address=settings.address,
            university=settings.name,
            company=settings.company_name,
            sender=settings.mail_from,
            key=settings.signing_key(),
        )

    @property
    def sender_address(self) -> str:
        """The plain address, as mail servers ask for it."""
        return parseaddr(self.sender)[1]

    @property
    def domain(self) -> str:
        """Whose mails these are."""
        return self.sender_address.rpartition("@")[2]


def write(letter: Letter, frame: Frame, *, now: datetime) -> bytes:
    """Write the mail, ready to be handed in.

    Raises ``Undelivered`` where the person's address is none.
    """
    stop = _stop_link(letter, frame)
    letter = _in_lines(letter)
    mail = EmailMessage(policy=POLICY)
    mail["Subject"] = letter.subject[:LONGEST_SUBJECT]
    mail["From"] = _address(*parseaddr(frame.sender))
    mail["To"] = _address(letter.name, letter.email)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{letter.message_id}.{letter.queued_at:%Y%m%d%H%M%S}@{frame.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if stop:
        mail["List-Unsubscribe"] = f"<{stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    values = {
        "letter": letter,
        "items": letter.items[:MOST_ITEMS],
        "more": len(letter.items) - MOST_ITEMS,
        "frame": frame,
        "stop": stop,
        "is_digest": letter.kind is DIGEST,
        "always_sent": ALWAYS_SENT,
    }
    mail.set_content(_templates().get_template("letter.txt").render(values), cte="quoted-printable")
    html = _templates().get_template("letter.html").render(values)
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return bytes(mail)


def _stop_link(letter: Letter, frame: Frame) -> str:
    if not letter.may_be_stopped:
        return ""
    return f"{frame.address}/unsubscribe/{stop_token(letter.message_id, frame.key)}"


def one_line(text: str) -> str:
    """A text as a header may hold it: one line, in one direction."""
    plain = (" " if unicodedata.category(sign) in CONTROL or sign in TURNS else sign for sign in text)
    return " ".join("".join(plain).split())


def _in_lines(letter: Letter) -> Letter:
    items = (replace(item, subject=one_line(item.subject)) for item in letter.items)
    return replace(letter, name=one_line(letter.name), items=tuple(items))


def _address(name: str, address: str) -> Address:
    try:
        return Address(name, addr_spec=address)
    except (MessageError, ValueError, IndexError) as error:
        raise Undelivered("This is not an address that mail can go to.", is_final=True) from error


@cache
def _templates() -> Environment:
    """Jinja without Flask: the worker has no request."""
    folder = resources.folder("templates") / "outbox" / "mail"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(["html"], default=True, disabled_extensions=("txt",)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
