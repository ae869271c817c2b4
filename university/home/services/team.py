"""A manager reminds people of what is asked of them, and takes the list of the team along."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Invalid
from university.home import queries
from university.home.queries import Member
from university.home.rules import Owed, TeamFilters
from university.learning.rules.assignment_words import due_words
from university.outbox import services as outbox
from university.people.models import Employee
from university.people.queries import get_employee
from university.records import services as records

LONGEST_WORDS = 300
MOST_AT_ONCE = 500

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Reminded:
    """How many people were reminded, how many had been today, and how many have nothing open."""

    told: int = 0
    told_before: int = 0
    nothing: int = 0

    @property
    def words(self) -> str:
        """The same in a sentence."""
        parts = [f"{self.told} {'person was' if self.told == 1 else 'people were'} reminded"]
        if self.told_before:
            parts.append(
                f"{self.told_before} {'was' if self.told_before == 1 else 'were'} reminded today already"
            )
        if self.nothing:
            parts.append(f"{self.nothing} {'has' if self.nothing == 1 else 'have'} nothing open")
        return f"{', '.join(parts)}."


def remind(
    session: Session,
    manager_id: int,
    chosen: Mapping[int, Collection[str]],
    *,
    words: str,
    by: Actor,
    now: datetime,
) -> Reminded:
    """Remind people in a manager's line, by id, of some of what is asked of them, named by its cause.

    At most one reminder a day, the person's own, for each course, whoever sends it; what is not open any
    more is left out. Each leaves the fact ``assignment.reminded`` or ``retake.reminded``. The message goes
    with its cause: done or withdrawn, it is taken back. Raises ``Invalid`` for words that are too long or
    too many people, ``NotFound`` for somebody who is not in the line.
    """
    if len(words) > LONGEST_WORDS:
        raise Invalid(f"Say it in {LONGEST_WORDS} characters at most.")
    if len(chosen) > MOST_AT_ONCE:
        raise Invalid(f"Remind {MOST_AT_ONCE} people at a time at most.")
    _hold(session, chosen)
    manager = get_employee(session, manager_id)
    members = queries.list_chosen(session, manager_id, chosen, now=now)
    reminders = {
        member.employee_id: [
            _reminder(member, owed, manager, words, now)
            for owed in member.owed
            if owed.cause in chosen[member.employee_id]
        ]
        for member in members
    }
    fresh = outbox.queue_all(session, [one for some in reminders.values() for one in some], now=now)
    _note(session, fresh, members, by=by, now=now)
    return _counted(reminders, {one.to for one in fresh})


def note_export(
    session: Session, filters: TeamFilters, form: str, *, rows: int, by: Actor, now: datetime
) -> None:
    """Leave the fact ``team.exported``: who took which list out of the house."""
    payload = {**filters.asked(), "rows": rows}
    records.append(session, "team.exported", f"export:{form}", by=by, now=now, payload=payload)
    log.info("team exported", form=form, rows=rows)


def _hold(session: Session, employee_ids: Collection[int]) -> None:
    # Two managers, or two tabs, remind one after the other: so the day's one reminder is one.
    rows = select(Employee.id).where(Employee.id.in_(employee_ids)).order_by(Employee.id)
    session.execute(rows.with_for_update(key_share=True))


def _reminder(member: Member, owed: Owed, manager: Employee, words: str, now: datetime) -> outbox.Notice:
    due = due_words(owed.due_at, owed.zone)
    told = f"It was due {due}." if owed.is_late(now) else f"It is due {due}."
    return outbox.Notice(
        kind="reminder",
        to=member.employee_id,
        about=owed.cause,
        subject=f"{manager.name} reminds you of “{owed.title}”",
        words=f"{told} {manager.name} writes: {words}" if words else told,
        path=f"/courses/{owed.course}/",
        occasion=now.astimezone(ZoneInfo(owed.zone)).date().isoformat(),
    )


def _note(
    session: Session, told: Sequence[outbox.Notice], members: Sequence[Member], *, by: Actor, now: datetime
) -> None:
    courses = {owed.cause: owed.course for member in members for owed in member.owed}
    for notice in told:
        records.append(
            session,
            f"{notice.about.partition(':')[0]}.reminded",
            notice.about,
            by=by,
            now=now,
            employee_id=notice.to,
            payload={"course": courses[notice.about], "on": notice.occasion},
        )
    log.info("team reminded", messages=len(told))


def _counted(reminders: Mapping[int, Sequence[outbox.Notice]], told: Collection[int]) -> Reminded:
    return Reminded(
        told=len(told),
        told_before=sum(bool(some) and person not in told for person, some in reminders.items()),
        nothing=sum(not some for some in reminders.values()),
    )
