"""The tables of learning: enrollments and attempts, assignments, waivers, and what learners keep or say."""

from university.learning.models.assignments import Assignment, AssignmentRule
from university.learning.models.attempts import Answer, Attempt, DrawKey, SignalReview, VoidedQuestion
from university.learning.models.enrollments import Completion, CompletionMethod, Enrollment, LessonDone
from university.learning.models.own import Bookmark, LessonNote, MemoryPractice
from university.learning.models.voices import CourseRating, MistakeReport
from university.learning.models.waivers import Allowance, Waiver, WaiverReason, WaiverState

__all__ = [
    "Allowance",
    "Answer",
    "Assignment",
    "AssignmentRule",
    "Attempt",
    "Bookmark",
    "Completion",
    "CompletionMethod",
    "CourseRating",
    "DrawKey",
    "Enrollment",
    "LessonDone",
    "LessonNote",
    "MemoryPractice",
    "MistakeReport",
    "SignalReview",
    "VoidedQuestion",
    "Waiver",
    "WaiverReason",
    "WaiverState",
]
