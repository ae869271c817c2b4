"""The kinds of messages, when each is mailed, and how often a mail that fails is tried again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from itsdangerous import BadSignature, Signer


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of message: ``words`` name it where people choose what they get by mail.

    What ``is_mandatory`` cannot be muted; what ``is_urgent`` never waits for the mail of the day; what is
    ``for_authors`` nobody else is asked about.
    """

    name: str
    words: str
    is_mandatory: bool = False
    is_urgent: bool = False
    for_authors: bool = False


KINDS: Sequence[Kind] = (
    Kind(name="assigned", words="A course was assigned to you", is_mandatory=True),
    Kind(name="no longer assigned", words="A course is asked of you no longer"),
    Kind(name="due in 30 days", words="A course is due in 30 days"),
    Kind(name="due in 7 days", words="A course is due in 7 days"),
    Kind(name="due in 1 day", words="A course is due tomorrow", is_mandatory=True, is_urgent=True),
    Kind(name="overdue", words="A course is overdue", is_mandatory=True, is_urgent=True),
    Kind(name="reminder", words="Your manager reminds you of a course", is_mandatory=True, is_urgent=True),
    Kind(name="take again", words="A course changed, and you take it again", is_mandatory=True),
    Kind(name="not again", words="You need not take a course again"),
    Kind(name="course changed", words="A course that you are in, or have finished, changed"),
    Kind(name="course completed", words="You completed a course"),
    Kind(name="practice", words="Three questions to remember a course by"),
    Kind(name="waiver asked", words="Somebody asks you to waive lessons", is_mandatory=True),
    Kind(name="waiver decided", words="Your prior learning was looked at", is_mandatory=True),
    Kind(name="allowance given", words="You have more time or attempts", is_mandatory=True),
    Kind(name="question voided", words="A question of a quiz you took was voided", is_mandatory=True),
    Kind(name="mistake reported", words="A reader found a mistake in your course", for_authors=True),
    Kind(name="mistake answered", words="An author answered your report"),
    Kind(name="course rated", words="Somebody rated your course", for_authors=True),
    Kind(name="certificate issued", words="You earned a certificate", is_mandatory=True),
    Kind(name="certificate revoked", words="A certificate was revoked", is_mandatory=True, is_urgent=True),
    Kind(name="expiring in 60 days", words="A certificate ends in 60 days"),
    Kind(name="expiring in 30 days", words="A certificate ends in 30 days"),
    Kind(name="expiring in 7 days", words="A certificate ends in 7 days", is_mandatory=True),
    Kind(name="seat confirmed", words="You have a seat in a session"),
    Kind(name="waiting list", words="You are in the waiting list of a session"),
    Kind(name="seat promoted", words="You moved up from a waiting list", is_mandatory=True, is_urgent=True),
    Kind(name="session placed", words="Your session has a place and a time", is_mandatory=True),
    Kind(name="session moved", words="A session of yours moved", is_mandatory=True, is_urgent=True),
    Kind(name="session canceled", words="A session of yours was canceled", is_mandatory=True, is_urgent=True),
    Kind(name="review asked", words="Somebody asks you to review a draft", for_authors=True),
    Kind(name="review agreed", words="Your draft was agreed to", for_authors=True),
    Kind(name="review changes asked", words="Your draft needs changes", for_authors=True),
)
"""Every kind there is; a message of another kind cannot be queued."""

KIND_BY_NAME: Final = {kind.name: kind for kind in KINDS}

#: The mail of the day; no cause of its own, so no room queues it.
DIGEST: Final = Kind(name="digest", words="The mail of the day", is_urgent=True)
ANY_KIND: Final = {DIGEST.name: DIGEST} | KIND_BY_NAME
URGENT: Final = frozenset(kind.name for kind in ANY_KIND.values() if kind.is_urgent)
MUTABLE: Final = tuple(kind for kind in KINDS if not kind.is_mandatory)


def offered(roles: Collection[str]) -> Sequence[Kind]:
    """The kinds that somebody with these roles is asked about."""
    return [kind for kind in MUTABLE if not kind.for_authors or "author" in roles]


#: Why a kind cannot be muted.
ALWAYS_SENT: Final = "Always sent, since it is about a duty, a record or a seat of yours."

#: The hour of the mail of the day, in each person's own zone.
DIGEST_TIME: Final = time(7)
#: How long to wait after each failed try; one more failure, and a person has to look.
WAITS: Final = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
#: A worker that holds a message for longer was killed: a mail server may take a minute, not ten.
LONGEST_HOLD: Final = timedelta(minutes=10)
#: News that waited so long for a mail server is none; people have read it under their notices.
NEWS_LASTS: Final = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One message as it stands in a mail."""

    subject: str
    words: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail to write: to whom, of which kind, and what it tells; a mail of the day tells several things.

    ``queued_at`` and ``message_id`` together are its name for mail servers, the same at every try.
    """

    message_id: int
    queued_at: datetime
    kind: Kind
    name: str
    email: str
    items: tuple[Item, ...]
    may_be_stopped: bool

    @property
    def subject(self) -> str:
        """What stands above it: the first thing told, and how many more there are."""
        first, *others = self.items
        return f"{first.subject}, and {len(others)} more" if others else first.subject


def stopped_with(kind: Kind) -> list[Kind]:
    """What the link in a mail of this kind stops; in a mail of the day, all that can be stopped."""
    if kind is DIGEST:
        return list(MUTABLE)
    return [] if kind.is_mandatory else [kind]


def sample(kind: Kind, *, name: str, email: str, now: datetime) -> Letter:
    """A letter of this kind with words made up, and marked as a test."""
    told = MUTABLE[:2] if kind is DIGEST else (kind,)
    words = "This is a test of the mails of this kind, with made-up words. There is nothing to do."
    return Letter(
        message_id=0,
        queued_at=now,
        kind=kind,
        name=name,
        email=email,
        items=tuple(Item(subject=f"Test: {one.words}", words=words, path="/me/messages") for one in told),
        may_be_stopped=bool(stopped_with(kind)),
    )


def next_try_at(tries: int, now: datetime) -> datetime | None:
    """When to try again after so many failed tries; None when it was tried often enough."""
    return now + WAITS[tries - 1] if tries <= len(WAITS) else None


def digest_day(zone: str, now: datetime) -> date:
    """The day of the latest mail of the day, where the person is."""
    local = now.astimezone(ZoneInfo(zone))
    return local.date() if local.time() >= DIGEST_TIME else local.date() - timedelta(days=1)


def digest_moment(zone: str, now: datetime) -> datetime:
    """The moment of the latest mail of the day: what was queued before it belongs into that mail."""
    return datetime.combine(digest_day(zone, now), DIGEST_TIME, ZoneInfo(zone)).astimezone(UTC)


def stop_token(message_id: int, key: str) -> str:
    """What a mail's own link carries to stop mails of its kind: the number of the message, signed."""
    return _signer(key).sign(str(message_id)).decode()


def read_stop_token(token: str, key: str) -> int | None:
    """The message whose link this is; None for what nobody here signed."""
    try:
        return int(_signer(key).unsign(token))
    except (BadSignature, ValueError):
        return None


def _signer(key: str) -> Signer:
    return Signer(key, salt="outbox.stop")
