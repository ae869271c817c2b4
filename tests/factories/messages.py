"""Messages in the outbox, and a mail server on this machine that keeps what it takes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy.orm import Session as Rows

from tests.conftest import NOW
from university.outbox import services
from university.outbox.models import Message, MessageState
from university.people.models import Employee
from university.storage import work

ASSIGNED, URGENT, MUTABLE = "assigned", "overdue", "course changed"


def tell(
    session: Rows, person: Employee, kind: str = MUTABLE, about: str = "thing:1", **special: Any
) -> None:
    """Queue one message."""
    fields = {
        "subject": f"Subject of {about}",
        "words": f"Words of {about}.",
        "path": "/courses/smu-1/",
        "now": NOW,
    } | special
    with work.transaction(session):
        services.queue(session, kind, to=person.id, about=about, **fields)


def messages(session: Rows, **special: Any) -> list[Message]:
    """Every message as it stands now, the oldest first."""
    session.rollback()
    session.expire_all()
    return session.query(Message).filter_by(**special).order_by(Message.id).all()


def states(session: Rows) -> list[str]:
    """The state of every message, the oldest first."""
    return [message.state.value for message in messages(session)]


def failed(session: Rows, person: Employee, about: str = "thing:1", queued_at: datetime = NOW) -> Message:
    """A message that the mail server refused for ever."""
    tell(session, person, URGENT, about, now=queued_at)
    message = messages(session)[-1]
    with work.transaction(session):
        services.note_failed(session, message.id, reason="550 nobody here", is_final=True, now=NOW)
    assert message.state is MessageState.FAILED
    return message


class Mailbox:
    """What a mail server took; ``refusals`` are replies it gives to an address instead."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.refusals: dict[str, str] = {}
        self.sessions = 0

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails, read as a mail program reads them."""
        return [read(body) for _, body in self.taken]

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count whoever comes."""
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take everybody who is not to be refused."""
        if refusal := self.refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd
        """Keep the mail."""
        if refusal := self.refusals.get("*"):
            return refusal
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.extend((address, content) for address in envelope.rcpt_tos)
        return "250 OK"


def read(body: bytes) -> EmailMessage:
    """A mail as its parts."""
    mail = message_from_bytes(body, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def part(mail: EmailMessage, kind: str) -> str:
    """The words of one part: `plain` or `html`."""
    body = mail.get_body(preferencelist=(kind,))
    assert body is not None
    return str(body.get_content())


@contextmanager
def mail_server(mailbox: Mailbox, port: int | None = None, **options: Any) -> Iterator[int]:
    """A mail server on loopback while the block runs; gives its port."""
    port = port or free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
