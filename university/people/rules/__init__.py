"""Decisions about people: the import of a file, passwords, who may come in, the pause between guesses."""

from university.people.rules.browsers import browser_words
from university.people.rules.known_passwords import KNOWN_PASSWORDS
from university.people.rules.names import initials
from university.people.rules.passwords import password_faults
from university.people.rules.person import Person, RowFault
from university.people.rules.plan import Change, ImportPlan, Outcome, PlannedRow, plan_import
from university.people.rules.presence import Entry, entry, has_left
from university.people.rules.roster import COLUMNS, RosterRow, read_roster, read_rows
from university.people.rules.throttle import Wait, throttle

__all__ = [
    "COLUMNS",
    "KNOWN_PASSWORDS",
    "Change",
    "Entry",
    "ImportPlan",
    "Outcome",
    "Person",
    "PlannedRow",
    "RosterRow",
    "RowFault",
    "Wait",
    "browser_words",
    "entry",
    "has_left",
    "initials",
    "password_faults",
    "plan_import",
    "read_roster",
    "read_rows",
    "throttle",
]
