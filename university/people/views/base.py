"""The blueprint of sign-in and one's own page, and what its views share."""

from flask import Blueprint, current_app, g, session

from university.config import Settings
from university.people import services

bp = Blueprint("people", __name__)


def settings() -> Settings:
    """The settings of this site."""
    kept: Settings = current_app.extensions["university"]
    return kept


def cost() -> services.Cost:
    """What a password check takes here."""
    return services.Cost(settings().argon2_memory_kib, settings().argon2_rounds)


def begin_session(token: str) -> None:
    """Give the browser a new session that holds nothing of the one before."""
    session.clear()
    # Flask-WTF would hand out the token of the session before once more.
    g.pop("csrf_token", None)
    session.update(_user_id=token, _fresh=True)
    session.permanent = True
