"""Every write to messages: queueing and taking back, sending, choosing how to be told."""

from university.outbox.services.choosing import choose, mute
from university.outbox.services.queueing import Notice, mark_read, queue, queue_all, withdraw
from university.outbox.services.retrying import try_again, try_all_again
from university.outbox.services.sending import claim, note_failed, note_sent, skip_lapsed, skip_waiting
from university.outbox.services.sorting import make_digests

__all__ = [
    "Notice",
    "choose",
    "claim",
    "make_digests",
    "mark_read",
    "mute",
    "note_failed",
    "note_sent",
    "queue",
    "queue_all",
    "skip_lapsed",
    "skip_waiting",
    "try_again",
    "try_all_again",
    "withdraw",
]
