"""Decisions about learning: progress, attempts, completion and the next step; facts in, verdicts out.

A quiz may be taken whenever its reader wants, before or after the lessons: who knows the matter may show
it. A course is completed only when every lesson is done and the quiz is passed: two facts, both needed.
"""

from university.learning.rules.allowances import (
    MOST_ATTEMPTS,
    MOST_MINUTES,
    Allowed,
    add_up,
    check_allowance,
)
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
    deadline,
    handed_in_at,
    is_overdue,
    may_start,
    missed_lessons,
    place_in_rounds,
)
from university.learning.rules.display import AFTERWARD, Shown, shown
from university.learning.rules.lessons import (
    CourseState,
    Progress,
    course_state,
    is_complete,
    progress,
    resume_at,
)
from university.learning.rules.memory import (
    DAYS,
    STAYS_OPEN,
    Recall,
    Recalled,
    ask_recall,
    has_practice,
    opens_at,
    recall,
    try_recall,
)
from university.learning.rules.practice import Tried, ask_practice, try_out
from university.learning.rules.prerequisites import lock_words, missing_first
from university.learning.rules.signals import LONGEST_FINDING, SHORTEST_FINDING, checked_finding
from university.learning.rules.steps import EnrollmentState, NextStep, StepKind, next_step
from university.learning.rules.versions import level_between, must_take_again, reopened_lessons
from university.learning.rules.voices import STARS, Average, average, scattered
from university.learning.rules.voiding import (
    LONGEST_REASON,
    SHORTEST_REASON,
    Rescored,
    checked_reason,
    rescored,
)
from university.learning.rules.waivers import (
    LEAST_EVIDENCE,
    LONGEST_EVIDENCE,
    LONGEST_WORDS,
    check_evidence,
    check_words,
    is_waived,
    lessons_to_waive,
)

__all__ = [
    "AFTERWARD",
    "CHOICE",
    "DAYS",
    "LEAST_EVIDENCE",
    "LONGEST",
    "LONGEST_EVIDENCE",
    "LONGEST_FINDING",
    "LONGEST_REASON",
    "LONGEST_WORDS",
    "MOST_ATTEMPTS",
    "MOST_MINUTES",
    "SHORTEST_FINDING",
    "SHORTEST_REASON",
    "STARS",
    "STAYS_OPEN",
    "Allowed",
    "Average",
    "CourseState",
    "EnrollmentState",
    "GivenAnswer",
    "NextStep",
    "PastAttempt",
    "Progress",
    "Recall",
    "Recalled",
    "Rescored",
    "Shown",
    "StartState",
    "StartVerdict",
    "StepKind",
    "Tried",
    "add_up",
    "ask_practice",
    "ask_recall",
    "average",
    "check_allowance",
    "check_answers",
    "check_evidence",
    "check_words",
    "checked_finding",
    "checked_reason",
    "course_state",
    "deadline",
    "handed_in_at",
    "has_practice",
    "is_complete",
    "is_overdue",
    "is_waived",
    "lessons_to_waive",
    "level_between",
    "lock_words",
    "may_start",
    "missed_lessons",
    "missing_first",
    "must_take_again",
    "next_step",
    "opens_at",
    "place_in_rounds",
    "progress",
    "read_answers",
    "recall",
    "reopened_lessons",
    "rescored",
    "resume_at",
    "scattered",
    "settle",
    "shown",
    "try_out",
    "try_recall",
]
