"""Decisions about learning: progress, attempts, completion and the next step; facts in, verdicts out.

A quiz may be taken whenever its reader wants, before or after the lessons: who knows the matter may show
it. A course is completed only when every lesson is done and the quiz is passed: two facts, both needed.
"""

from university.learning.rules.answers import (
    CHOICE,
    LONGEST,
    GivenAnswer,
    check_answers,
    read_answers,
    settle,
)
from university.learning.rules.attempts import (
    PastAttempt,
    StartState,
    StartVerdict,
    is_overdue,
    may_start,
    missed_lessons,
)
from university.learning.rules.lessons import (
    CourseState,
    Progress,
    course_state,
    is_complete,
    progress,
    resume_at,
)
from university.learning.rules.practice import Tried, ask_practice, try_out
from university.learning.rules.steps import EnrollmentState, NextStep, StepKind, next_step
from university.learning.rules.versions import level_between, must_take_again, reopened_lessons

__all__ = [
    "CHOICE",
    "LONGEST",
    "CourseState",
    "EnrollmentState",
    "GivenAnswer",
    "NextStep",
    "PastAttempt",
    "Progress",
    "StartState",
    "StartVerdict",
    "StepKind",
    "Tried",
    "ask_practice",
    "check_answers",
    "course_state",
    "is_complete",
    "is_overdue",
    "level_between",
    "may_start",
    "missed_lessons",
    "must_take_again",
    "next_step",
    "progress",
    "read_answers",
    "reopened_lessons",
    "resume_at",
    "settle",
    "try_out",
]
