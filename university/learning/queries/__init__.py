"""What can be read of learning: enrollments and standings, attempts, and whether a quiz may be started."""

from university.learning.queries.allowances import get_allowance
from university.learning.queries.assignments import Due, list_due, map_due
from university.learning.queries.attempts import (
    Explained,
    QuizState,
    drawn_of,
    get_asked,
    get_explained,
    get_marking,
    get_missed_lessons,
    get_own_attempt,
    get_quiz,
    is_overdue,
    list_attempts,
)
from university.learning.queries.draws import ReplayedAttempt, get_replay
from university.learning.queries.enrollments import find_enrollment, get_own_enrollment
from university.learning.queries.pages import (
    CoursePage,
    CourseRow,
    LessonPage,
    get_course_page,
    get_lesson_page,
    list_rows,
)
from university.learning.queries.standings import Standing, get_standing, list_progress
from university.learning.queries.verdicts import list_verdicts

__all__ = [
    "CoursePage",
    "CourseRow",
    "Due",
    "Explained",
    "LessonPage",
    "QuizState",
    "ReplayedAttempt",
    "Standing",
    "drawn_of",
    "find_enrollment",
    "get_allowance",
    "get_asked",
    "get_course_page",
    "get_explained",
    "get_lesson_page",
    "get_marking",
    "get_missed_lessons",
    "get_own_attempt",
    "get_own_enrollment",
    "get_quiz",
    "get_replay",
    "get_standing",
    "is_overdue",
    "list_attempts",
    "list_due",
    "list_progress",
    "list_rows",
    "list_verdicts",
    "map_due",
]
