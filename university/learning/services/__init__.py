"""Every act of learning: enroll, mark a lesson done, start and hand in an attempt, complete, move on."""

from university.learning.services.attempts import (
    close_if_overdue,
    close_overdue,
    save_answers,
    start_attempt,
    submit_attempt,
)
from university.learning.services.enrollments import (
    complete_if_earned,
    enroll,
    mark_done,
    record_view,
    take_again,
)
from university.learning.services.versions import on_course_loaded

__all__ = [
    "close_if_overdue",
    "close_overdue",
    "complete_if_earned",
    "enroll",
    "mark_done",
    "on_course_loaded",
    "record_view",
    "save_answers",
    "start_attempt",
    "submit_attempt",
    "take_again",
]
