"""Who goes on in a new version of a course, counted by the rules that the load itself follows."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from university.courses.queries import Version, get_course_of_version
from university.engines.catalog.model import Course
from university.learning import rules
from university.learning.models import Enrollment
from university.learning.queries import enrollments as reads


@dataclass(frozen=True)
class Moves:
    """Who goes on in a new version: how many have begun and how many have not, and what they find there.

    ``completing`` are employees with nothing left to do, ``lessons`` counts people by the lesson they reopen.
    """

    moved: int = 0
    silently: int = 0
    reopening: int = 0
    completing: frozenset[int] = frozenset()
    lessons: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Way:
    """The id that the version has or will have, and the change level of every version by its id."""

    goal: int
    levels: Mapping[int, str]


def way_of(course: Course, versions: Sequence[Version], known: Version | None) -> Way:
    """Give the way to a version that may be ``known`` already."""
    # Ids rise with each first load, so a version that is not there yet stands after all others.
    goal = known.id if known else max((one.id for one in versions), default=0) + 1
    levels: dict[int, str] = {one.id: one.level for one in versions}
    levels.setdefault(goal, course.change)
    return Way(goal, levels)


def count_moves(session: Session, course: Course, way: Way) -> Moves:
    """Go through everybody who is in the course, as `learning.services.versions` does."""
    behind = [one for one in reads.list_open(session, course.slug) if one.version_id != way.goal]
    ids = [one.id for one in behind]
    done = defaultdict[int, set[str]](set)
    for row in reads.list_lessons_done(session, ids):
        done[row.enrollment_id].add(row.lesson)
    begun = done.keys() | reads.list_with_attempts(session, ids)
    passed = reads.list_with_pass(session, ids)
    lessons: Counter[str] = Counter()
    reopening, completing = 0, set[int]()
    for one in behind:
        if one.id not in begun:
            continue
        opened = _reopened_for(session, one, course, done[one.id], way)
        lessons.update(opened)
        reopening += bool(opened)
        kept = done[one.id].difference(opened)
        if rules.is_complete([lesson.slug for lesson in course.lessons], kept, has_passed=one.id in passed):
            completing.add(one.employee_id)
    return Moves(len(begun), len(behind) - len(begun), reopening, frozenset(completing), lessons)


def _reopened_for(
    session: Session, enrollment: Enrollment, course: Course, done: set[str], way: Way
) -> Sequence[str]:
    before = get_course_of_version(session, enrollment.version_id)
    level = rules.level_between(enrollment.version_id, way.goal, way.levels)
    return rules.reopened_lessons(before, course, done, level)
