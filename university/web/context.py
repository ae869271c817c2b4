"""What every page knows: the site, the reader, and the places they may go."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Flask, g, request
from flask_login import current_user
from markupsafe import Markup

from university.config import Settings
from university.web.fragments import fragment

KEPT = 1024
#: More new notices than these are not told apart.
MOST_NEW = 10


@dataclass(frozen=True)
class Place:
    """One of the places in the bar."""

    name: str
    path: str
    icon: str
    rooms: tuple[str, ...]

    @property
    def href(self) -> str:
        """Its address, below whatever site carries this one."""
        return f"{request.script_root}{self.path}"

    @property
    def is_current(self) -> bool:
        """Whether the page shown belongs to this place."""
        return request.blueprint in self.rooms


LEARN = Place("Learn", "/", "book-open", ("home", "learning", "policies", "community"))
CERTIFY = Place("Certify", "/certifications/", "award", ("certification",))
MEET = Place("Meet", "/unconferences/", "users", ("unconference",))
ME = Place("Me", "/me/", "circle-user", ("people", "outbox"))
ASSIGNMENTS = Place("Assignments", "/assignments/", "calendar-plus", ("assignments",))
PRIOR_LEARNING = Place("Prior learning", "/waivers/", "award", ("waivers",))
DESKS = (
    ("hr", Place("Records", "/records/", "table", ("records", "roster"))),
    ("hr", ASSIGNMENTS),
    ("hr", PRIOR_LEARNING),
    ("hr", Place("Allowances", "/allowances/", "hourglass", ("allowances",))),
    ("hr", Place("Integrity", "/integrity/", "search", ("integrity",))),
    ("author", Place("Studio", "/studio/", "pencil", ("studio",))),
    ("admin", Place("People", "/admin/", "users", ("admin", "roster"))),
    ("admin", Place("Mail and jobs", "/admin/health/", "mail", ("mail",))),
    ("manager", Place("Team", "/team/", "users", ("team",))),
    ("manager", ASSIGNMENTS),
    ("manager", PRIOR_LEARNING),
)


def set_up(app: Flask, settings: Settings) -> None:
    """Hand these values to every template."""

    @app.context_processor
    def known() -> dict[str, Any]:
        return {
            "site": settings,
            "me": current_user if current_user and current_user.is_authenticated else None,
            "masthead": masthead,
            "desks": desks,
            "request_id": g.get("request_id", ""),
        }

    def masthead() -> Markup:
        """The bar at the top; it is the same for all who have the same desks and are at the same place."""
        is_signed_in = bool(current_user and current_user.is_authenticated)
        new = min(getattr(current_user, "unread", 0), MOST_NEW)
        return kept(request.script_root, request.blueprint, is_signed_in, new, *places())

    @lru_cache(maxsize=KEPT)
    def kept(_root: str, _room: str | None, _is_signed_in: bool, new: int, *here: Place) -> Markup:
        return fragment("layouts/_masthead.html", places=here, new=new)


def desks() -> list[Place]:
    """The desks this reader works at."""
    roles: frozenset[str] = getattr(current_user, "roles", frozenset())
    return list(dict.fromkeys(desk for role, desk in DESKS if role in roles))


def places() -> list[Place]:
    """The places in the bar, in order; the desk is there for those who have one."""
    mine = desks()
    desk = (
        [Place("Desk", mine[0].path, "layout-dashboard", tuple(room for d in mine for room in d.rooms))]
        if mine
        else []
    )
    return [LEARN, CERTIFY, MEET, *desk, ME]
