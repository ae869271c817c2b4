"""Who may enter: declared on each view, checked before each request, printed as one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin, LoginManager, current_user

from university.base.actor import Actor
from university.base.errors import NotAllowed

PUBLIC = "public"
EMPLOYEE = "employee"
#: No person, but a program that signs what it sends; the view itself checks the signature.
SIGNED = "signed"
#: Whoever has people in the reporting line; nobody gives this role.
MANAGER = "manager"
ROLES = frozenset({"author", "organizer", "hr", "admin"})
GROUPS = ROLES | {MANAGER, PUBLIC, EMPLOYEE, SIGNED}
UNGUARDED = frozenset({PUBLIC, SIGNED})
MARK = "open_to"

View = TypeVar("View", bound=Callable[..., Any])
login_manager = LoginManager()


class Stranger(AnonymousUserMixin):  # type: ignore[misc]  # -- flask-login has no types
    """Somebody who has not signed in."""

    id = None
    roles: frozenset[str] = frozenset()


class UnguardedView(RuntimeError):
    """A view does not say who may enter; the application must not start."""


@dataclass(frozen=True, order=True)
class AccessRow:
    """One line of the access table: an address, a verb, and the groups that may use it."""

    rule: str
    verb: str
    endpoint: str
    groups: tuple[str, ...]


def open_to(*groups: str) -> Callable[[View], View]:
    """Say who may enter this view: `public`, `employee` (anybody signed in), roles by name, or `signed`.

    `manager` is whoever has people in the reporting line; whom an act may touch is for its query.
    `signed` is for programs: there are no forms and no cookies, and the view checks the signature.
    """
    if unknown := set(groups) - GROUPS or not groups:
        raise UnguardedView(f"open_to knows {sorted(GROUPS)}, not {unknown}")

    def mark(view: View) -> View:
        setattr(view, MARK, frozenset(groups))
        return view

    return mark


def actor() -> Actor:
    """The signed-in employee, as the one who acts."""
    return Actor.employee(current_user.id)


def guard(app: Flask) -> None:
    """Check every request against the mark of its view; static files are public."""
    login_manager.anonymous_user = Stranger
    # It only marks a sign-in as not fresh, which nothing here asks, by a digest for every request.
    login_manager.session_protection = None
    login_manager.init_app(app)
    setattr(app.view_functions["static"], MARK, frozenset({PUBLIC}))
    app.before_request(_check)


def is_stranger_at_private_page() -> bool:
    """Whether somebody not signed in, or no longer, asks for a page that is not public."""
    if request.endpoint is None or UNGUARDED & _groups(current_app, request.endpoint):
        return False
    return not current_user.is_authenticated


def _check() -> ResponseReturnValue | None:
    if is_stranger_at_private_page():
        answer: ResponseReturnValue = login_manager.unauthorized()
        return answer
    groups = _groups(current_app, request.endpoint) if request.endpoint else frozenset({PUBLIC})
    if UNGUARDED & groups:
        return None
    if EMPLOYEE not in groups and not groups & current_user.roles:
        raise NotAllowed(
            f"This page is for {_spoken(groups)}. Ask the help desk if you need it for your work."
        )
    return None


def _spoken(groups: frozenset[str]) -> str:
    words = {
        "hr": "HR",
        "admin": "administrators",
        "author": "course authors",
        "organizer": "organizers",
        MANAGER: "managers",
    }
    return " and ".join(words[group] for group in sorted(groups))


def _groups(app: Flask, endpoint: str) -> frozenset[str]:
    view = app.view_functions[endpoint]
    groups: frozenset[str] | None = getattr(view, MARK, None)
    if groups is None:
        raise UnguardedView(f"{endpoint} does not say who may enter: put @open_to(...) on it")
    return groups


def signed_views(app: Flask) -> list[Callable[..., Any]]:
    """The views that only programs call; they send no form of ours, so they have no token of one."""
    return [view for view in app.view_functions.values() if SIGNED in getattr(view, MARK, ())]


def access_table(app: Flask) -> list[AccessRow]:
    """Every address, verb and the groups it is open to; raises ``UnguardedView`` for a view without a mark."""
    return sorted(
        AccessRow(rule.rule, verb, rule.endpoint, tuple(sorted(_groups(app, rule.endpoint))))
        for rule in app.url_map.iter_rules()
        for verb in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    )
