"""Assignments in words: whom a rule means, by when, how often, and what a person is told of it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from university.base.zones import city
from university.learning.rules.assigning import Repeat, RuleFacts
from university.learning.rules.audiences import MONTHS, ROLES, Audience
from university.learning.rules.reminders import OVERDUE

KINDS = {30: "due in 30 days", 7: "due in 7 days", 1: "due in 1 day", OVERDUE: "overdue"}
"""The kind of message of each threshold."""
_SUBJECTS = {
    30: "“{title}” is due in 30 days",
    7: "“{title}” is due in 7 days",
    1: "“{title}” is due tomorrow",
    OVERDUE: "“{title}” is overdue",
}


def due_words(due_at: datetime, zone: str) -> str:
    """Say a due moment as people do: "Fri 27 Nov 2026, end of day (Berlin)"."""
    on = due_at.astimezone(ZoneInfo(zone)).date()
    return f"{on:%a} {on.day} {on:%b %Y}, end of day ({city(zone)})"


def reminder_subject(threshold: int, title: str) -> str:
    """What a reminder says first."""
    return _SUBJECTS[threshold].format(title=title)


def audience_words(audience: Audience, key: str, name: str) -> str:
    """Whom a rule means; ``name`` is that of the person whose number the key is."""
    return {
        Audience.EVERYONE: "Everyone",
        Audience.PERSON: name,
        Audience.PART: f"Everyone in {key}",
        Audience.DEPARTMENT: f"Everyone in the department {key}",
        Audience.ROLE: ROLES.get(key, key).partition(":")[0],
        Audience.TEAM: f"Direct reports of {name}",
        Audience.LINE: f"Everybody below {name}",
    }[audience]


def when_words(rule: RuleFacts) -> str:
    """By when, and how often: "within 30 days, then each year by the end of January"."""
    first = f"by {_date(rule.due_on)}" if rule.due_on else f"within {_days(rule.within_days or 0)}"
    if rule.repeat is Repeat.YEARLY:
        return f"{first}, then each year by the end of {MONTHS[(rule.month or 1) - 1]}"
    if rule.repeat is Repeat.ROLLING:
        return f"{first}, then again {_days(rule.every_days or 0)} after each completion"
    return first


def _date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
