"""Practice to remember: when it opens, and which questions of a course it asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from university.engines.catalog.model import Course, Lesson, Question
from university.engines.quiz.asked import AskedQuestion
from university.learning.rules.answers import ANSWER, CHOICE
from university.learning.rules.practice import Tried, ask_practice, try_out

DAYS = (7, 30)
ASKED = 3
#: Nobody is asked for more than a month to practice something.
STAYS_OPEN = timedelta(days=30)
OPENS = time(7)
TRIED = "tried"


@dataclass(frozen=True)
class Recalled:
    """One question to remember a course by, with the lesson it stands in."""

    lesson: Lesson
    question: Question


def opens_at(completed_at: datetime, days: int, zone: str) -> datetime:
    """Seven in the morning, so many days after the day of a completion, both as the person's zone has them."""
    local = ZoneInfo(zone)
    day = completed_at.astimezone(local).date() + timedelta(days=days)
    return datetime.combine(day, OPENS, local)


def has_practice(course: Course) -> bool:
    """Whether there is anything to practice; what counts in a quiz is never used for it."""
    return any(lesson.practice for lesson in course.lessons)


def recall(course: Course, seed: str, count: int = ASKED) -> Sequence[Recalled]:
    """Choose practice questions of a course by a seed, from as many lessons as there are.

    The same course and seed give the same questions on every machine; a question that is added or taken
    away moves the others as little as it can.
    """
    lessons = [lesson for lesson in course.lessons if lesson.practice]
    heaps = [_in_order(lesson, seed) for lesson in sorted(lessons, key=lambda one: _place(seed, one.slug))]
    rounds = range(max((len(heap) for heap in heaps), default=0))
    return [heap[turn] for turn in rounds for heap in heaps if turn < len(heap)][:count]


def _in_order(lesson: Lesson, seed: str) -> Sequence[Recalled]:
    ids = sorted(lesson.practice, key=lambda id_: _place(seed, lesson.slug, id_))
    return [Recalled(lesson, lesson.practice[id_]) for id_ in ids]


def _place(*parts: str) -> str:
    return sha256("/".join(parts).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Recall:
    """One question as it is shown after a press, with feedback once it was tried.

    ``is_checked`` is the one whose button was pressed; a drill is done at its end, any other question as
    soon as it was answered.
    """

    recalled: Recalled
    asked: AskedQuestion
    tried: Tried | None = None
    is_checked: bool = False
    is_done: bool = False


def ask_recall(questions: Sequence[Recalled]) -> Sequence[Recall]:
    """Put the questions as somebody finds them who has not answered any."""
    return [Recall(recalled=one, asked=ask_practice(one.question)) for one in questions]


def try_recall(questions: Sequence[Recalled], fields: Mapping[str, Sequence[str]]) -> Sequence[Recall]:
    """Read all questions out of one form, so that what was tried before keeps its feedback and is not kept.

    ``check`` names the question whose button was pressed, ``again`` a drill to begin anew, ``tried`` those
    done before. Raises ``Invalid`` for what a question does not offer.
    """
    return [_try_one(one, fields) for one in questions]


def _try_one(recalled: Recalled, fields: Mapping[str, Sequence[str]]) -> Recall:
    question = recalled.question
    is_checked = question.id in fields.get("check", ())
    if question.id in fields.get("again", ()):
        is_done = question.id in fields.get(TRIED, ())
        return Recall(recalled=recalled, asked=ask_practice(question), is_checked=True, is_done=is_done)
    choice = fields.get(CHOICE + question.id, ()) if is_checked else ()
    tried = try_out(question, fields.get(ANSWER + question.id, ()), choice)
    was_done = question.id in fields.get(TRIED, ())
    return Recall(
        recalled=recalled,
        asked=tried.asked,
        tried=tried if is_checked or was_done else None,
        is_checked=is_checked,
        is_done=was_done or (is_checked and tried.is_at_end),
    )
