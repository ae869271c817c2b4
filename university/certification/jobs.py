"""Make papers before anybody asks for them, and remind of what ends."""

from datetime import timedelta

import structlog

from university.base import clock
from university.base.errors import Unavailable
from university.certification import documents, queries, services
from university.certification.rules import PrintedFacts
from university.web.db import session, transaction
from university.web.settings import settings

RECENT = timedelta(days=7)

log = structlog.get_logger()


def make_papers() -> None:
    """Make the missing papers of certificates of the last week, so that the first download is quick.

    One paper that cannot be made is logged and left; the next run tries again.
    """
    for facts in _missing():
        try:
            body = documents.print_certificate(facts)
        except Unavailable as refusal:
            log.warning("paper not made", digest=facts.digest, reason=str(refusal))
            continue
        with transaction() as current:
            services.keep_paper(current, facts.digest, body, now=clock.now())


def remind() -> str:
    """Tell whose certificate ends soon, and who has a course to take again soon."""
    with transaction() as current:
        told = services.remind(current, now=clock.now())
    return f"{told} told."


def _missing() -> list[PrintedFacts]:
    recent = queries.list_issued_since(session(), clock.now() - RECENT)
    printed = [certificate.printed(settings().address) for certificate in recent]
    made = queries.list_papers_made(session(), [facts.digest for facts in printed])
    return [facts for facts in printed if facts.digest not in made]
