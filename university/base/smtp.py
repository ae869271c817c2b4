"""Carries mails to one mail server by SMTP; knows neither messages nor people."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from university.base.errors import Unavailable

#: How long any answer of the mail server may take.
SECONDS: Final = 20
FORM: Final = "smtp+starttls://account:password@mail.example:587"
PORTS: Final = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
PERMANENT: Final = range(500, 600)
LONGEST_REASON: Final = 300


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mails are handed in, and as whom."""

    scheme: str
    host: str
    port: int
    account: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.scheme != "smtp"


class Undelivered(Exception):
    """The mail server did not take one mail; ``is_final`` when it never will."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        """Keep whether another try is worth it."""
        super().__init__(reason)
        self.is_final = is_final


def read_url(url: str) -> MailServer:
    """Read an address as the setting has it; raises ``ValueError`` in words, which never hold the password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"cannot be read; write it as {FORM}") from None
    if parts.scheme not in PORTS:
        raise ValueError(f"must begin with {', '.join(f'{scheme}://' for scheme in PORTS)}, such as {FORM}")
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(f"must name the mail server and nothing behind it, such as {FORM}")
    if bool(parts.username) != bool(parts.password):
        raise ValueError("needs account and password, or neither")
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        account=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


class Carrier:
    """An open connection to the mail server."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        """Carry by this connection."""
        self._connection = connection

    def send(self, body: bytes, *, sender: str, to: str) -> None:
        """Hand one mail in.

        Raises ``Undelivered`` if this mail was not taken, ``Unavailable`` if no other would be either.
        """
        try:
            self._connection.sendmail(sender, [to], body)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _undelivered(*refused.recipients[to]) from refused
        except smtplib.SMTPDataError as refused:
            raise _undelivered(refused.smtp_code, refused.smtp_error) from refused
        except smtplib.SMTPSenderRefused as refused:
            raise Unavailable(
                f"The mail server does not take mails from {sender}: "
                f"{_reply(refused.smtp_code, refused.smtp_error)}"
            ) from refused
        except UnicodeError as error:
            raise Undelivered("The mail server cannot read this address.", is_final=True) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(f"The mail server ended the conversation: {_words(error)}") from error


@contextmanager
def connected(server: MailServer, *, name: str) -> Iterator[Carrier]:
    """Open a connection for as long as the block runs, verified and encrypted as the address says.

    ``name`` is how this machine calls itself. Raises ``Unavailable`` if the server does not answer, cannot
    prove who it is, or does not know the account.
    """
    try:
        connection = _open(server, name)
    except (smtplib.SMTPException, OSError) as error:
        raise Unavailable(
            f"The mail server {server.host}:{server.port} cannot be used: {_words(error)}"
        ) from error
    try:
        yield Carrier(connection)
    finally:
        _part(connection)


def _open(server: MailServer, name: str) -> smtplib.SMTP:
    trust = ssl.create_default_context()
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=name, timeout=SECONDS, context=trust
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=SECONDS)
    try:
        if server.scheme == "smtp+starttls":
            connection.starttls(context=trust)
        if server.account:
            connection.login(server.account, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _part(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):
        connection.close()


def _undelivered(code: int, reply: bytes | str) -> Undelivered:
    return Undelivered(f"The mail server said: {_reply(code, reply)}", is_final=code in PERMANENT)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return str(error)[:LONGEST_REASON] or type(error).__name__


def _reply(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:LONGEST_REASON]
