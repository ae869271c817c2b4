"""What "my learning" shows a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy.orm import Session

from university.certification import rules as certifying
from university.certification.queries import OwnStanding, ToRetake, list_standing_with
from university.courses.queries import LiveCatalog, get_catalog
from university.home.rules import LAPSED, greeting
from university.learning.queries import CourseRow, Standing, list_progress, list_verdicts
from university.learning.rules import CourseState, EnrollmentState, NextStep, StartVerdict, next_step
from university.policies.queries import list_signed


@dataclass(frozen=True, kw_only=True)
class MyLearning:
    """One person's learning, sorted by what it asks of them.

    ``to_retake`` holds the courses to be taken again, begun or not, ``again`` those not begun; both the
    most urgent first.
    """

    greeting: str
    step: NextStep
    step_row: CourseRow | None
    running: Sequence[CourseRow]
    to_retake: Mapping[str, ToRetake]
    again: Sequence[CourseRow]
    to_start: Sequence[CourseRow]
    to_sign: Mapping[str, str]
    done: Sequence[CourseRow]
    certifications: Sequence[OwnStanding]

    @property
    def lapsed(self) -> Sequence[OwnStanding]:
        """The certifications whose certificate holds no longer."""
        return [one for one in self.certifications if one.standing in LAPSED]


def get_my_learning(session: Session, employee_id: int, *, now: datetime) -> MyLearning:
    """Everything for a person's first page, in six statements at most."""
    catalog = get_catalog(session)
    rows = _rows(catalog, list_progress(session, employee_id))
    running = [row for row in rows if row.standing.state is CourseState.IN_PROGRESS]
    running.sort(key=lambda row: row.standing.touched_at or now, reverse=True)
    required = {slug for one in catalog.certifications.values() for slug in one.required}
    to_start = [
        row for row in rows if row.course.slug in required and row.standing.state is CourseState.NOT_STARTED
    ]
    signed = {
        slug: one.acknowledged_at for slug, one in list_signed(session, employee_id).items() if one.is_current
    }
    to_sign = {slug: title for slug, title in _required_policies(catalog).items() if slug not in signed}
    done = [row for row in rows if row.standing.state is CourseState.COMPLETED]
    done.sort(key=lambda row: row.standing.completed_at or now, reverse=True)
    certifications = list_standing_with(session, catalog, employee_id, _earned(rows, signed), now)
    to_retake = _to_retake(certifications)
    again = [row for slug in to_retake for row in done if row.course.slug == slug]
    verdicts = list_verdicts(session, [(row.standing, row.course) for row in running], now=now)
    step = next_step(
        [_state(row, verdicts[row.course.slug]) for row in running],
        to_start={row.course.slug: row.course.title for row in to_start},
        to_sign=to_sign,
        to_retake={row.course.slug: row.course.title for row in again},
    )
    return MyLearning(
        greeting=greeting(
            running=len(running),
            to_start=len(to_start),
            to_sign=len(to_sign),
            to_retake=len(again),
            done=len(done),
        ),
        step=step,
        step_row=next((row for row in rows if row.course.slug == step.course), None),
        running=running,
        to_retake=to_retake,
        again=again,
        to_start=to_start,
        to_sign=to_sign,
        done=done,
        certifications=certifications,
    )


def _earned(rows: Sequence[CourseRow], signed: Mapping[str, datetime]) -> certifying.EarnedFacts:
    """What this person has to show, from what was read already."""
    completed = [
        certifying.CompletedCourse(course=row.course.slug, completed_at=at, score=score)
        for row in rows
        for at, score in row.standing.completions
    ]
    return certifying.EarnedFacts(completed=completed, signed_at=signed)


def _to_retake(certifications: Iterable[OwnStanding]) -> dict[str, ToRetake]:
    """The courses to be taken again, each with its earliest day, the most urgent first."""
    asked = sorted((one for row in certifications for one in row.to_retake), key=attrgetter("due_at"))
    first: dict[str, ToRetake] = {}
    for one in asked:
        first.setdefault(one.course, one)
    return first


def _rows(catalog: LiveCatalog, standings: Mapping[str, Standing]) -> list[CourseRow]:
    return [
        CourseRow(course=course, standing=standings.get(slug) or Standing(course=slug))
        for slug, course in catalog.courses.items()
    ]


def _required_policies(catalog: LiveCatalog) -> Mapping[str, str]:
    """The policies that some certification wants signed, with their titles."""
    wanted = {slug for one in catalog.certifications.values() for slug in one.policies}
    return {slug: policy.title for slug, policy in catalog.policies.items() if slug in wanted}


def _state(row: CourseRow, verdict: StartVerdict) -> EnrollmentState:
    return EnrollmentState(
        course=row.course.slug,
        title=row.course.title,
        lessons={lesson.slug: lesson.title for lesson in row.course.lessons},
        done=row.standing.done.keys(),
        quiz=verdict,
        last_lesson=row.standing.last_lesson,
    )
