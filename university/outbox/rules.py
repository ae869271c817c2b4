"""The kinds of messages: which of them can be muted, which cannot wait for the mail of the day."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of message: ``words`` name it where people choose what they get by mail.

    What ``is_mandatory`` cannot be muted; what ``is_urgent`` never waits for the mail of the day.
    """

    name: str
    words: str
    is_mandatory: bool = False
    is_urgent: bool = False


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
    Kind(name="mistake reported", words="A reader found a mistake in your course"),
    Kind(name="mistake answered", words="An author answered your report"),
    Kind(name="course rated", words="Somebody rated your course"),
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
    Kind(name="review asked", words="Somebody asks you to review a draft"),
    Kind(name="review agreed", words="Your draft was agreed to"),
    Kind(name="review changes asked", words="Your draft needs changes"),
)
"""Every kind there is; a message of another kind cannot be queued."""

KIND_BY_NAME = {kind.name: kind for kind in KINDS}
