"""When a certificate ends, and what it is worth at a moment."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from university.base.zones import end_of_day


class CertificateStatus(StrEnum):
    """What a certificate is worth now."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"

    @property
    def holds(self) -> bool:
        """Whether it still allows what it was issued for."""
        return self in {CertificateStatus.VALID, CertificateStatus.EXPIRING}


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    """The moments of an issued certificate that decide its status."""

    issued_at: datetime
    ends_at: datetime
    warn: timedelta
    revoked_at: datetime | None = None
    replaced_at: datetime | None = None

    @property
    def warns_at(self) -> datetime:
        """When it is time to renew."""
        return self.ends_at - self.warn


def certificate_status(certificate: CertificateFacts, now: datetime) -> CertificateStatus:
    """Give the status at ``now``, also a past one: what came later does not count yet.

    It warns from ``warns_at`` on and has expired at ``ends_at`` itself. A revocation outweighs
    everything, a replacement all but that.
    """
    if has_come(certificate.revoked_at, now):
        return CertificateStatus.REVOKED
    if has_come(certificate.replaced_at, now):
        return CertificateStatus.REPLACED
    if now >= certificate.ends_at:
        return CertificateStatus.EXPIRED
    return CertificateStatus.EXPIRING if now >= certificate.warns_at else CertificateStatus.VALID


def holds(certificate: CertificateFacts, now: datetime) -> bool:
    """Say whether the certificate, and its permission with it, holds at ``now``: not before its issue."""
    return has_come(certificate.issued_at, now) and certificate_status(certificate, now).holds


def ends_at(issued_at: datetime, months: int, zone: ZoneInfo) -> datetime:
    """Give the UTC moment at which a certificate ends: the last second of the day, ``months`` later.

    Day and end are those of the holder's ``zone``. A day that the month does not have becomes its last
    (31 January and a month: 28 February), and an hour that comes twice at night counts to its second end.
    The last second, not midnight, so that the date printed is the last one on which it holds.
    """
    return end_of_day(_add_months(issued_at.astimezone(zone).date(), months), zone)


def has_come(moment: datetime | None, now: datetime) -> bool:
    """Say whether something happened by ``now``; what never happens has no moment."""
    return moment is not None and moment <= now


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
