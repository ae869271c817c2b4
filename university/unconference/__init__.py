"""Events whose agenda people make: topics, a timetable of breakouts, seats and waiting lists.

A seat is never oversold; the waiting list is first come, first served; one seat for a person and slot.
Every change of seats happens under the lock of its slot.
"""
