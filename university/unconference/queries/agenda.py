"""Read one person's calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from university.unconference.models import Breakout, BreakoutState, Signup, Unconference
from university.unconference.queries.timetable import select_breakouts
from university.unconference.rules import SignupState


@dataclass(frozen=True, kw_only=True)
class AgendaRow:
    """One session in a person's calendar; a higher ``sequence`` replaces what was sent before."""

    breakout: Breakout
    sequence: int
    is_canceled: bool
    is_host: bool
    changed_at: datetime


def list_agenda(session: Session, event: Unconference, employee_id: int) -> list[AgendaRow]:
    """What one person's calendar holds: sessions hosted and seats, with those that are no more.

    Each change in a person's part raises the number, also a seat left and taken again.
    """
    signups: dict[int, list[Signup]] = {}
    for signup in session.scalars(
        select(Signup)
        .join(Breakout, Signup.breakout_id == Breakout.id)
        .where(Breakout.unconference_id == event.id, Signup.employee_id == employee_id)
        .order_by(Signup.id)
    ):
        signups.setdefault(signup.breakout_id, []).append(signup)
    breakouts = session.scalars(
        select_breakouts()
        .where(
            Breakout.unconference_id == event.id,
            or_(Breakout.id.in_(signups), Breakout.host_id == employee_id),
        )
        .order_by(Breakout.id)
    ).all()
    rows = [_agenda_row(breakout, signups.get(breakout.id, []), employee_id) for breakout in breakouts]
    return [row for row in rows if row]


def _agenda_row(breakout: Breakout, signups: Sequence[Signup], employee_id: int) -> AgendaRow | None:
    is_host = breakout.host_id == employee_id
    if not is_host and not any(signup.seated_at for signup in signups):
        return None
    has_seat = any(signup.state is SignupState.CONFIRMED for signup in signups)
    left = sum(signup.state is SignupState.CANCELED for signup in signups)
    return AgendaRow(
        breakout=breakout,
        sequence=breakout.sequence + len(signups) + left,
        is_canceled=breakout.state is BreakoutState.CANCELED or not (is_host or has_seat),
        is_host=is_host,
        changed_at=max([breakout.changed_at, *(signup.changed_at for signup in signups)]),
    )
