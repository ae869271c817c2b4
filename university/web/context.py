"""What every page knows: the site, the reader, and the places they may go."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Flask, g, request
from flask_login import current_user
from markupsafe import Markup

from university.config import Settings
from university.web.fragments import fragment

KEPT = 256


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
DESKS = {
    "hr": Place("Records", "/records/", "table", ("records", "roster")),
    "author": Place("Studio", "/studio/", "pencil", ("studio",)),
    "admin": Place("People", "/admin/", "users", ("admin", "roster")),
}


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
        return kept(request.script_root, request.blueprint, is_signed_in, *places())

    @lru_cache(maxsize=KEPT)
    def kept(_root: str, _room: str | None, _is_signed_in: bool, *here: Place) -> Markup:
        return fragment("layouts/_masthead.html", places=here)


def desks() -> list[Place]:
    """The desks this reader works at."""
    roles: frozenset[str] = getattr(current_user, "roles", frozenset())
    return [desk for role, desk in DESKS.items() if role in roles]


def places() -> list[Place]:
    """The places in the bar, in order; the desk is there for those who have one."""
    mine = desks()
    desk = (
        [Place("Desk", mine[0].path, "layout-dashboard", tuple(room for d in mine for room in d.rooms))]
        if mine
        else []
    )
    return [LEARN, CERTIFY, MEET, *desk, ME]
