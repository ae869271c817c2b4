"""The courses that are under way, each with the exact place to go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from university.home.rules import NEVER, Asked
from university.learning.queries import CourseRow, list_verdicts
from university.learning.rules import CourseState, EnrollmentState, NextStep, StartVerdict, next_step


@dataclass(frozen=True, kw_only=True)
class Running:
    """A course under way; ``step`` leads to where its reader left it."""

    row: CourseRow
    asked: Asked | None
    state: EnrollmentState
    step: NextStep

    @property
    def opens_at(self) -> datetime | None:
        """When the quiz may be tried again, for whoever waits for it."""
        return self.state.quiz.opens_at


def list_running(
    session: Session, rows: Mapping[str, CourseRow], asked: Mapping[str, Asked], *, now: datetime
) -> Sequence[Running]:
    """What is under way: what is due first, then the latest touched."""
    begun = [row for row in rows.values() if row.standing.state is CourseState.IN_PROGRESS]
    verdicts = list_verdicts(session, [(row.standing, row.course) for row in begun], now=now)
    running = [_running(row, asked.get(row.course.slug), verdicts[row.course.slug]) for row in begun]
    running.sort(key=lambda one: one.row.standing.touched_at or now, reverse=True)
    running.sort(key=lambda one: one.asked.due_at or NEVER if one.asked else NEVER)
    return running


def _running(row: CourseRow, asked: Asked | None, verdict: StartVerdict) -> Running:
    state = EnrollmentState(
        course=row.course.slug,
        title=row.course.title,
        lessons={lesson.slug: lesson.title for lesson in row.course.lessons},
        done=row.standing.done.keys(),
        quiz=verdict,
        last_lesson=row.standing.last_lesson,
    )
    return Running(row=row, asked=asked, state=state, step=next_step([state], to_start={}, to_sign={}))
