"""Lessons done and completion: what counts, and how far somebody has come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class CourseState(StrEnum):
    """How far somebody is with a course, in one word."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETED = "completed"


def course_state(*, is_enrolled: bool, is_completed: bool) -> CourseState:
    """Say the state; a completion counts whatever came after it."""
    if is_completed:
        return CourseState.COMPLETED
    return CourseState.IN_PROGRESS if is_enrolled else CourseState.NOT_STARTED


@dataclass(frozen=True)
class Progress:
    """How many of a course's lessons are done."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """From 0 to 100, rounded down, so that 100 means every lesson."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def words(self) -> str:
        """The same for reading."""
        return f"{self.done} of {self.total} done"


def progress(course_lessons: Sequence[str], done: Collection[str]) -> Progress:
    """Count the lessons of the pinned version that are done; what is not in it counts for nothing."""
    return Progress(sum(lesson in done for lesson in course_lessons), len(course_lessons))


def is_complete(course_lessons: Sequence[str], done: Collection[str], *, has_passed: bool) -> bool:
    """Say whether a course is completed: every lesson done, and the quiz passed."""
    return has_passed and all(lesson in done for lesson in course_lessons)


def resume_at(course_lessons: Sequence[str], done: Collection[str], last: str | None) -> str | None:
    """Give the lesson to go on with: the one last opened, else the next that is not done, in a circle.

    None means that every lesson is done.
    """
    start = course_lessons.index(last) if last in course_lessons else 0
    around = [*course_lessons[start:], *course_lessons[:start]]
    return next((lesson for lesson in around if lesson not in done), None)
