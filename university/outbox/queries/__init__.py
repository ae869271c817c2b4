"""Read messages: one's own, those to send, and all of them at the desk of administrators."""

from university.outbox.queries.desk import (
    LAST_PAGE,
    MessagePage,
    Queue,
    count_by_state,
    get_queue,
    list_message_page,
)
from university.outbox.queries.own import (
    UNREAD,
    find_choice,
    get_message,
    list_heard,
    list_messages,
    list_queued,
    map_told,
)
from university.outbox.queries.sending import count_due, is_due, is_for_digest

__all__ = [
    "LAST_PAGE",
    "UNREAD",
    "MessagePage",
    "Queue",
    "count_by_state",
    "count_due",
    "find_choice",
    "get_message",
    "get_queue",
    "is_due",
    "is_for_digest",
    "list_heard",
    "list_message_page",
    "list_messages",
    "list_queued",
    "map_told",
]
