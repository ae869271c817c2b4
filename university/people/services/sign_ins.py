"""End sign-ins and keep them up, and slow down those who guess."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from university.base.errors import TooMany
from university.people import queries
from university.people.models import PasswordLink, SignIn, SignInFailure
from university.people.queries import token_digest

TOKEN_BYTES = 32
LONGEST_SIGN_IN = timedelta(hours=24)
FAILURES_KEPT = timedelta(days=1)


def begin_try(session: Session, account: str, address: str, *, now: datetime) -> None:
    """Count one try at a password before it is looked at, so that tries sent side by side all count.

    ``forgive`` takes the count back when the password was right. Raises ``TooMany`` during a wait; what
    a wait turns away is not counted.
    """
    if wait := queries.find_wait(session, account, address, now=now):
        minutes = -(-wait.seconds // 60)
        raise TooMany(
            "There were too many wrong passwords for this account or from this address. "
            f"Please wait {minutes} minute{'s' * (minutes > 1)}, then try again.",
            retry_after=wait.seconds,
        )
    session.add(SignInFailure(account=queries.account_key(account), address=address, failed_at=now))
    session.flush()


def forgive(session: Session, account: str) -> None:
    """Forget the wrong passwords of an account whose owner has shown up."""
    session.execute(delete(SignInFailure).where(SignInFailure.account == queries.account_key(account)))


def renew_sign_in(session: Session, token: str, *, now: datetime) -> None:
    """Note that the person was here; an older note never replaces a newer one."""
    session.execute(
        update(SignIn)
        .where(SignIn.token_digest == token_digest(token), SignIn.seen_at < now)
        .values(seen_at=now)
    )


def close_sign_in(session: Session, token: str) -> None:
    """End one sign-in; ending it again changes nothing."""
    session.execute(delete(SignIn).where(SignIn.token_digest == token_digest(token)))


def close_sign_ins(session: Session, employee_id: int, *, keep: str | None = None) -> None:
    """End every sign-in of a person, at their next request, save the one with the token ``keep``."""
    ended = delete(SignIn).where(SignIn.employee_id == employee_id)
    if keep is not None:
        ended = ended.where(SignIn.token_digest != token_digest(keep))
    session.execute(ended)


def sweep(session: Session, *, now: datetime) -> None:
    """Drop what has had its time: ended sign-ins, failures of yesterday, links used or too old."""
    session.execute(delete(SignIn).where(SignIn.started_at <= now - LONGEST_SIGN_IN))
    session.execute(delete(SignInFailure).where(SignInFailure.failed_at <= now - FAILURES_KEPT))
    session.execute(
        delete(PasswordLink).where(
            or_(PasswordLink.used_at.is_not(None), PasswordLink.made_at <= now - queries.LINK_LASTS)
        )
    )
