"""The one way in: whatever proved who somebody is, the sign-in is opened here."""

from flask import g, request, session
from flask_login import current_user

from university.base import clock
from university.people import services
from university.people.rules import browser_words
from university.web import db
from university.web.settings import settings


def enter(employee_id: int, *, renewed: services.Rehash | None = None) -> None:
    """Let somebody in whose identity is proven, in a browser session that holds nothing of the one before.

    Raises ``NotFound`` for a person who has left, ``NotAllowed`` for a demo account where others can
    reach the site.
    """
    with db.transaction() as current:
        token = services.enter(
            current,
            employee_id,
            browser=browser_words(request.user_agent.string),
            replaces=current_user.token if current_user.is_authenticated else None,
            admits_demo=settings().admits_demo,
            renewed=renewed,
            now=clock.now(),
        )
    _begin_session(token)


def _begin_session(token: str) -> None:
    session.clear()
    # Flask-WTF would hand out the token of the session before once more.
    g.pop("csrf_token", None)
    session.update(_user_id=token, _fresh=True)
    session.permanent = True
