"""What the worker does for messages by itself, and an administrator by command: mail what is due."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from university.base import clock
from university.base.errors import Unavailable
from university.base.smtp import Carrier, MailServer, Undelivered, connected
from university.outbox import documents, queries, services
from university.outbox.documents import Frame
from university.outbox.rules import Letter
from university.web.db import session, transaction
from university.web.settings import settings

#: The next run goes on; so runs do not pile up, and a stopping worker is soon through.
LONGEST_RUN: Final = timedelta(seconds=50)
NO_SERVER: Final = "No mail server is set, so nothing is mailed."

log = structlog.get_logger()


@dataclass
class Tally:
    """How many mails one run sent, and how many the mail server did not take."""

    sent: int = 0
    failed: int = 0

    @property
    def words(self) -> str:
        """The same as a sentence."""
        mails = "1 mail" if self.sent == 1 else f"{self.sent} mails"
        return f"{mails} sent" + (f", {self.failed} not taken by the mail server." if self.failed else ".")


def send_waiting() -> str:
    """Mail what is due, and once a day to each person what can wait."""
    return send_due(longest=LONGEST_RUN).words if settings().mail_server else skip_all()


def skip_all() -> str:
    """Where there is no mail server: give up mailing what waits, lest old news go out on the day there is one."""
    with transaction() as current:
        services.skip_waiting(current, because=NO_SERVER)
    return NO_SERVER


def send_due(*, longest: timedelta | None = None) -> Tally:
    """Mail what is due, until nothing is or the time is over.

    Raises ``Unavailable`` when the mail server cannot be used; then everything waits for the next run.
    """
    server = settings().mail_server
    if server is None:
        raise Unavailable(NO_SERVER)
    with transaction() as current:
        services.skip_lapsed(current, now=clock.now())
    while _make_digests():
        pass
    tally = Tally()
    if queries.count_due(session(), now=clock.now()):
        _send_all(server, Frame.of(settings()), tally, longest)
    return tally


def _make_digests() -> int:
    with transaction() as current:
        return services.make_digests(current, now=clock.now())


def _send_all(server: MailServer, site: Frame, tally: Tally, longest: timedelta | None) -> None:
    ends_at = clock.now() + longest if longest else None
    with connected(server, name=site.domain) as carrier:
        while (letter := _claim()) is not None:
            _send(carrier, site, letter, tally)
            if ends_at and clock.now() >= ends_at:
                return


def _claim() -> Letter | None:
    with transaction() as current:
        return services.claim(current, now=clock.now())


def _send(carrier: Carrier, site: Frame, letter: Letter, tally: Tally) -> None:
    try:
        mail = documents.write(letter, site, now=clock.now())
        carrier.send(mail, sender=site.sender_address, to=letter.email)
    except Undelivered as refused:
        tally.failed += 1
        _note_failed(letter, str(refused), is_final=refused.is_final)
    except Unavailable as fault:
        _note_failed(letter, str(fault), is_final=False)
        raise
    else:
        tally.sent += 1
        with transaction() as current:
            services.note_sent(current, letter.message_id, now=clock.now())


def _note_failed(letter: Letter, reason: str, *, is_final: bool) -> None:
    log.warning("message not mailed", message=letter.message_id, is_final=is_final)
    with transaction() as current:
        services.note_failed(current, letter.message_id, reason=reason, is_final=is_final, now=clock.now())
