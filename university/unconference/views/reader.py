"""The one who reads: which events and sessions they see, and what they may do there."""

from flask_login import current_user

from university.base.zones import city
from university.unconference import queries, rules
from university.unconference.models import Breakout, Unconference
from university.unconference.rules import Act
from university.web.db import session


def is_organizer() -> bool:
    """Whether the reader organizes unconferences."""
    return "organizer" in current_user.roles


def get_event(slug: str, *, with_grid: bool = False) -> Unconference:
    """The event at this address, as far as the reader may see it; raises ``NotFound``."""
    return queries.get_event(session(), slug, is_organizer=is_organizer(), with_grid=with_grid)


def get_breakout(event: Unconference, breakout_id: int) -> Breakout:
    """The session at this address, as far as the reader may see it; raises ``NotFound``."""
    return queries.get_breakout(session(), event, breakout_id, is_organizer=is_organizer())


def offers(event: Unconference) -> dict[str, bool | str]:
    """What the reader may do in this phase, for the buttons of a page, and whose clock it shows."""
    organizes = is_organizer()
    return {
        "is_organizer": organizes,
        "may_propose": rules.is_open(Act.PROPOSE, event.phase),
        "may_host": rules.is_open(Act.HOST, event.phase),
        "may_see_timetable": organizes or rules.is_open(Act.SEE_TIMETABLE, event.phase),
        "may_sign_up": rules.is_open(Act.SIGN_UP, event.phase),
        "may_leave": rules.is_open(Act.LEAVE, event.phase),
        "zone_city": city(event.zone),
        "may_place": organizes and rules.is_open(Act.PLACE, event.phase),
    }
