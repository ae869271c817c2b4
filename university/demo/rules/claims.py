"""Who of the demo company knew something before: one request approved, one that waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from university.demo.rules.acts import Act, AskWaiver, DecideWaiver
from university.demo.rules.stories import BASICS, DISCLOSURE, FRESH, MANAGER, SITTING

ASKED_AGO, APPROVED_AGO = timedelta(days=9, hours=3), timedelta(days=8, hours=1)
#: Whoever came yesterday can have asked since.
WAITS_SINCE = timedelta(hours=20)


def acts_of_claims(now: datetime) -> Iterator[Act]:
    """Give the two stories of prior learning."""
    yield AskWaiver(
        at=now - ASKED_AGO,
        who=SITTING,
        course=DISCLOSURE,
        approver=MANAGER,
        reason="tested out",
        evidence=(
            "I wrote the disclosure lines for the fitters' channel this spring, and Rosa checked each of "
            "them with me. Patricia has the list with her remarks."
        ),
    )
    yield DecideWaiver(
        at=now - APPROVED_AGO,
        who=SITTING,
        course=DISCLOSURE,
        by=MANAGER,
        words="I have the list, and it is good. Take the quiz when you have a quiet half hour.",
    )
    yield AskWaiver(
        at=now - WAITS_SINCE,
        who=FRESH,
        course=BASICS,
        approver=MANAGER,
        reason="learned elsewhere",
        evidence=(
            "Half a year of social media in my vocational school in Leeds, module MK-12, marked 84 of 100 "
            "in June. My teacher Mr. Ashworth can confirm it; I can bring the paper."
        ),
    )
