"""Every write about people: sign-ins, passwords, roles, leaving and coming back, the import."""

from university.people.services.employees import deactivate, give_role, reactivate, take_role
from university.people.services.entering import enter
from university.people.services.feeds import end_feed, make_feed, note_read
from university.people.services.passwords import (
    Cost,
    Rehash,
    change_password,
    hash_password,
    is_right,
    make_password_link,
    renew_hash,
    set_first_password,
    set_password_by_link,
)
from university.people.services.roster import apply_import, plan_roster
from university.people.services.sign_ins import (
    begin_try,
    close_sign_in,
    close_sign_ins,
    forgive,
    renew_sign_in,
    sweep,
)

__all__ = [
    "Cost",
    "Rehash",
    "apply_import",
    "begin_try",
    "change_password",
    "close_sign_in",
    "close_sign_ins",
    "deactivate",
    "end_feed",
    "enter",
    "forgive",
    "give_role",
    "hash_password",
    "is_right",
    "make_feed",
    "make_password_link",
    "note_read",
    "plan_roster",
    "reactivate",
    "renew_hash",
    "renew_sign_in",
    "set_first_password",
    "set_password_by_link",
    "sweep",
    "take_role",
]
