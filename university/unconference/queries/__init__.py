"""Every read of an unconference: events and topics, the timetable, seats, calendars."""

from university.unconference.queries.agenda import AgendaRow, list_agenda
from university.unconference.queries.events import (
    find_same_event,
    find_same_topic,
    get_event,
    get_topic,
    list_events,
    list_slugs,
    list_topics,
    list_unplaced,
)
from university.unconference.queries.seats import (
    SlotSeats,
    find_signup,
    get_slot_seats,
    list_live_signups,
    list_why_waiting,
)
from university.unconference.queries.timetable import (
    BreakoutRow,
    Timetable,
    find_breakout_of,
    get_breakout,
    get_row,
    get_timetable,
    list_own,
    list_placements,
    list_scheduled,
    load_breakout,
)

__all__ = [
    "AgendaRow",
    "BreakoutRow",
    "SlotSeats",
    "Timetable",
    "find_breakout_of",
    "find_same_event",
    "find_same_topic",
    "find_signup",
    "get_breakout",
    "get_event",
    "get_row",
    "get_slot_seats",
    "get_timetable",
    "get_topic",
    "list_agenda",
    "list_events",
    "list_live_signups",
    "list_own",
    "list_placements",
    "list_scheduled",
    "list_slugs",
    "list_topics",
    "list_unplaced",
    "list_why_waiting",
    "load_breakout",
]
