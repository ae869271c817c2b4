"""What the catalog, a course and a lesson show to one reader."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.courses.models import ContentKind
from university.courses.queries import Version, get_catalog, list_versions
from university.engines.catalog.model import Certification, ChangeLevel, Course, Lesson
from university.engines.catalog.search import search
from university.learning.queries.assignments import Due, list_due
from university.learning.queries.moves import Move, find_move
from university.learning.queries.prerequisites import list_missing
from university.learning.queries.standings import Standing, get_standing, list_progress
from university.learning.queries.verdicts import get_verdict
from university.learning.rules import (
    CourseState,
    Progress,
    StartVerdict,
    missing_first,
    must_take_again,
    resume_at,
)
from university.people.models import Employee
from university.people.queries import list_employees_by_number

LEVEL_OF_LEARNING = re.compile(r" \((remember|understand|apply|analyze|evaluate|create)\)(?=\.?$)")


@dataclass(frozen=True, kw_only=True)
class CourseRow:
    """One course in the catalog, with how far the reader is; ``missing`` is to be completed before it."""

    course: Course
    standing: Standing
    missing: Sequence[Course] = ()

    @property
    def progress(self) -> Progress:
        """How many lessons are done."""
        return self.standing.progress(self.course)


@dataclass(frozen=True, kw_only=True)
class CoursePage:
    """A course as its own page shows it.

    ``missing`` are the prerequisites that still lock it, ``move`` its reader's last move to another version,
    ``due`` what is asked of its reader and not done, the first due.
    """

    course: Course
    version: Version
    versions: Sequence[Version]
    standing: Standing
    verdict: StartVerdict
    owners: Sequence[Employee]
    prerequisites: Sequence[Course]
    missing: Sequence[Course]
    move: Move | None
    certifications: Sequence[Certification]
    due: Due | None

    @property
    def progress(self) -> Progress:
        """How many lessons are done."""
        return self.standing.progress(self.course)

    @property
    def objectives(self) -> Sequence[str]:
        """What a reader will be able to do; the authors' word for its level is left out."""
        return [LEVEL_OF_LEARNING.sub("", objective) for objective in self.course.objectives]

    @property
    def resume_at(self) -> str | None:
        """The lesson to go on with."""
        lessons = [lesson.slug for lesson in self.course.lessons]
        return resume_at(lessons, self.standing.done, self.standing.last_lesson)

    @property
    def may_ask_waiver(self) -> bool:
        """Whether there is something that prior learning could still save its reader from."""
        is_unread = self.progress.done < self.progress.total
        return self.standing.completed_at is None and is_unread and not self.missing

    @property
    def changes_since_completion(self) -> Sequence[Version]:
        """What was published after the version that was completed, newest first; typos count for nothing."""
        if self.standing.completed_at is None or self.standing.version_id is None:
            return ()
        completed = self.standing.version_id
        return [one for one in self.versions if completed < one.id <= self.version.id and one.level != "typo"]

    @property
    def is_asked_again(self) -> bool:
        """Whether a completed course has come round again."""
        return self.standing.completed_at is not None and self.due is not None

    @property
    def may_take_again(self) -> bool:
        """Whether it can be taken once more: it changed so much since it was completed, or is asked anew."""
        if self.standing.completed_at is None or self.standing.version_id is None:
            return False
        levels = {one.id: one.level for one in self.versions}
        return self.is_asked_again or must_take_again(self.standing.version_id, self.version.id, levels)


@dataclass(frozen=True, kw_only=True)
class LessonPage:
    """A lesson as its reader sees it; ``missing`` are the prerequisites without which it does not count."""

    course: Course
    version: Version
    lesson: Lesson
    standing: Standing
    verdict: StartVerdict | None
    missing: Sequence[Course] = ()

    @property
    def number(self) -> int:
        """The lesson's place in the course, from 1."""
        return self.course.lessons.index(self.lesson) + 1

    @property
    def before(self) -> Lesson | None:
        """The lesson before this one."""
        return self.course.lessons[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Lesson | None:
        """The lesson after this one."""
        return self.course.lessons[self.number] if self.number < len(self.course.lessons) else None

    @property
    def done_at(self) -> datetime | None:
        """When this lesson was marked done."""
        return self.standing.done.get(self.lesson.slug)

    @property
    def first_open(self) -> str | None:
        """The first lesson of the course that is not done."""
        return resume_at([lesson.slug for lesson in self.course.lessons], self.standing.done, None)

    @property
    def is_reopened(self) -> bool:
        """Whether a new version asks to do this lesson again."""
        return self.lesson.slug in self.standing.reopened

    @property
    def is_changed(self) -> bool:
        """Whether the course changed since its reader last did something in it, and that was kept."""
        standing = self.standing
        is_begun = bool(standing.done or standing.reopened or standing.attempts)
        if not is_begun or standing.completed_at or self.version.level == ChangeLevel.TYPO:
            return False
        return standing.touched_at is not None and standing.touched_at < self.version.loaded_at

    @property
    def is_to_redo(self) -> bool:
        """Whether the quiz sends its reader back to this lesson."""
        return self.verdict is not None and self.lesson.slug in self.verdict.lessons

    def is_overdue(self, today: date) -> bool:
        """Whether this lesson should have been looked over by its owner."""
        return (self.lesson.review_by or self.course.review_by) < today


def list_rows(
    session: Session, employee_id: int, *, text: str = "", state: CourseState | None = None
) -> Sequence[CourseRow]:
    """The live courses that answer ``text``, best first, in one state or in all of them."""
    standings = list_progress(session, employee_id)
    live = get_catalog(session).courses
    rows = [make_row(course, standings, live) for course in search(live.values(), text)]
    return [row for row in rows if state in {None, row.standing.state}]


def make_row(course: Course, standings: Mapping[str, Standing], live: Mapping[str, Course]) -> CourseRow:
    """A row of the catalog, out of where somebody stands in every course."""
    standing = standings.get(course.slug) or Standing(course=course.slug)
    completed = {slug for slug, one in standings.items() if one.completions}
    missing = () if standing.enrollment_id else missing_first(course, live, completed)
    return CourseRow(course=course, standing=standing, missing=missing)


def get_course_page(session: Session, employee_id: int, slug: str, *, now: datetime) -> CoursePage:
    """A course for one reader; raises ``NotFound``."""
    catalog = get_catalog(session)
    course = catalog.course(slug)
    standing = get_standing(session, employee_id, slug)
    versions = list_versions(session, ContentKind.COURSE, slug)
    return CoursePage(
        course=course,
        version=catalog.version_of_course(slug),
        versions=versions,
        standing=standing,
        verdict=get_verdict(session, standing, course, now=now),
        owners=list_employees_by_number(session, course.owners),
        missing=() if standing.enrollment_id else list_missing(session, employee_id, course),
        move=find_move(session, standing, versions),
        prerequisites=[catalog.courses[one] for one in course.prerequisites if one in catalog.courses],
        certifications=[one for one in catalog.certifications.values() if slug in one.required],
        due=next((one for one in list_due(session, employee_id) if one.course == slug), None),
    )


def get_lesson_page(
    session: Session, employee_id: int, course_slug: str, lesson_slug: str, *, now: datetime
) -> LessonPage:
    """A lesson for one reader, in one statement besides that of the catalog's revision.

    After a whole round of attempts in vain two more say which lessons are to be done again; one more says
    what must come first, to somebody who has not begun a course with prerequisites. Raises ``NotFound``.
    """
    catalog = get_catalog(session)
    course = catalog.course(course_slug)
    if lesson_slug not in course.lesson_by_slug:
        raise NotFound("There is no lesson of that name in this course. It may have been renamed or moved.")
    standing = get_standing(session, employee_id, course_slug)
    needs_verdict = standing.attempts >= course.attempts and not standing.has_passed
    return LessonPage(
        course=course,
        version=catalog.version_of_course(course_slug),
        lesson=course.lesson_by_slug[lesson_slug],
        standing=standing,
        verdict=get_verdict(session, standing, course, now=now) if needs_verdict else None,
        missing=() if standing.enrollment_id else list_missing(session, employee_id, course),
    )
