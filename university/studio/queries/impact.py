"""What a load of a course would do to the people in it, counted by the rules that the load itself follows."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from university.certification.queries import RetakePlan, plan_retakes
from university.courses import rules as numbering
from university.courses.models import ContentKind, ContentVersion
from university.courses.queries import (
    Version,
    get_catalog,
    judge_against,
    list_versions,
)
from university.engines.catalog.change import least_level, reasons
from university.engines.catalog.model import Certification, ChangeLevel, Course, Finding
from university.learning.models import Attempt, Completion, Enrollment
from university.studio.queries.moves import Moves, count_moves, way_of


@dataclass(frozen=True, kw_only=True)
class OpenAttempts:
    """How many sittings of the quiz go on in the version they began with."""

    number: int
    count: int


@dataclass(frozen=True, kw_only=True)
class ReopenedLesson:
    """A lesson that people who have done it must do again; ``place`` is as in "2.1"."""

    slug: str
    title: str
    place: str
    people: int


@dataclass(frozen=True, kw_only=True)
class AskedAgain:
    """How many people are asked to take the course again by a day, and for which certifications."""

    due_on: date
    people: int
    certifications: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What a load of a course would do: counts only, since authors need no names.

    ``number`` is the version it becomes. ``moved`` people have begun and go on in it, ``reopening`` of
    them find at least one lesson open again, ``completing`` of them have nothing left to do in it and
    complete the course; ``moved_silently`` people have enrolled and not begun. ``asked_again`` hold a
    certificate and take the course once more, ``kept_asked`` have been asked before and keep their day,
    ``excused`` need not do it any more. With a ``refusal`` or when nothing changed, the load leaves
    everything as it is.
    """

    course: str
    title: str
    number: int
    live_number: int | None
    declared: ChangeLevel
    least: ChangeLevel
    why: tuple[str, ...] = ()
    note: str = ""
    refusal: Finding | None = None
    is_unchanged: bool = False
    is_known: bool = False
    completions: int = 0
    moved: int = 0
    moved_silently: int = 0
    reopening: int = 0
    completing: int = 0
    attempts: tuple[OpenAttempts, ...] = ()
    reopened: tuple[ReopenedLesson, ...] = ()
    asked_again: tuple[AskedAgain, ...] = ()
    kept_asked: int = 0
    excused: int = 0

    @property
    def open_attempts(self) -> int:
        """How many sittings are open, whatever their version."""
        return sum(one.count for one in self.attempts)

    @property
    def changes_anything(self) -> bool:
        """Whether the load would make this course live."""
        return self.refusal is None and not self.is_unchanged


def get_impact(
    session: Session,
    course: Course,
    *,
    now: datetime,
    programs: Mapping[str, Certification] | None = None,
) -> Impact:
    """Count what loading this course now would do; nothing is written.

    ``programs`` are certifications that go live with it; all others are as they are live.
    """
    versions = list_versions(session, ContentKind.COURSE, course.slug)
    catalog = get_catalog(session)
    live = catalog.courses.get(course.slug)
    live_version = catalog.version_of_course(course.slug) if live else None
    known = next((one for one in versions if one.digest == course.digest), None)
    refusal = judge_against(session, live, course) if live else None
    is_unchanged = live is not None and live.digest == course.digest
    moves, retakes = Moves(), RetakePlan()
    certifications = {**catalog.certifications, **(programs or {})}
    if refusal is None and not is_unchanged and live is not None:
        way = way_of(course, versions, known)
        moves = count_moves(session, course, way)
        retakes = plan_retakes(
            session,
            course.slug,
            goal=way.goal,
            levels=way.levels,
            certifications=certifications.values(),
            now=now,
            completing=moves.completing,
        )
    return Impact(
        course=course.slug,
        title=course.title,
        number=known.number if known else _next_number(live_version, versions, course.change),
        live_number=live_version.number if live_version else None,
        declared=course.change,
        least=least_level(live, course) if live else ChangeLevel.TYPO,
        why=tuple(reasons(live, course)) if live else (),
        note=course.note,
        refusal=refusal,
        is_unchanged=is_unchanged,
        is_known=known is not None and not is_unchanged,
        completions=_count_completions(session, course.slug),
        moved=moves.moved,
        moved_silently=moves.silently,
        reopening=moves.reopening,
        completing=len(moves.completing),
        attempts=_count_attempts(session, course.slug),
        reopened=_reopened(course, moves.lessons),
        asked_again=_asked_again(retakes, certifications),
        kept_asked=len({one.certificate.employee_id for one in retakes.kept}),
        excused=len({one.certificate.employee_id for one in retakes.to_withdraw}),
    )


def _next_number(live: Version | None, versions: Sequence[Version], level: ChangeLevel) -> int:
    latest = max((one.number for one in versions), default=None)
    return numbering.next_number(live.number if live else None, latest, level)


def _reopened(course: Course, lessons: Mapping[str, int] | None) -> tuple[ReopenedLesson, ...]:
    return tuple(
        ReopenedLesson(
            slug=lesson.slug, title=lesson.title, place=f"{row}.{place}", people=lessons[lesson.slug]
        )
        for row, module in enumerate(course.modules, 1)
        for place, lesson in enumerate(module.lessons, 1)
        if lessons and lesson.slug in lessons
    )


def _asked_again(plan: RetakePlan, programs: Mapping[str, Certification]) -> tuple[AskedAgain, ...]:
    """Count people by the day; who holds two certificates is counted once, with the earlier day."""
    days: dict[int, date] = {}
    held: defaultdict[date, set[str]] = defaultdict(set)
    for one in sorted(plan.to_ask, key=attrgetter("due_on")):
        day = days.setdefault(one.certificate.employee_id, one.due_on)
        held[day].add(programs[one.certificate.certification].title)
    return tuple(
        AskedAgain(due_on=day, people=people, certifications=tuple(sorted(held[day])))
        for day, people in sorted(Counter(days.values()).items())
    )


def _count_completions(session: Session, course: str) -> int:
    query = select(func.count()).select_from(Completion).where(Completion.course == course)
    return session.scalar(query) or 0


def _count_attempts(session: Session, course: str) -> tuple[OpenAttempts, ...]:
    rows = session.execute(
        select(ContentVersion.number, func.count())
        .select_from(Attempt)
        .join(Enrollment, Enrollment.id == Attempt.enrollment_id)
        .join(ContentVersion, ContentVersion.id == Attempt.version_id)
        .where(Enrollment.course == course, Attempt.submitted_at.is_(None))
        .group_by(ContentVersion.number)
        .order_by(ContentVersion.number)
    )
    return tuple(OpenAttempts(number=number, count=count) for number, count in rows)
