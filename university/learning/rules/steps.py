"""The one next step that my learning shows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from university.learning.rules.attempts import StartVerdict
from university.learning.rules.lessons import resume_at


class StepKind(StrEnum):
    """The kinds of next step, the most urgent first."""

    RESUME_ATTEMPT = "resume attempt"
    CONTINUE_LESSON = "continue lesson"
    REDO_LESSON = "redo lesson"
    TAKE_QUIZ = "take quiz"
    TAKE_AGAIN = "take again"
    START_COURSE = "start course"
    SIGN_POLICY = "sign policy"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class EnrollmentState:
    """One running enrollment; ``lessons`` gives each lesson's title, in the order of reading.

    ``last_lesson`` is the one opened last: somebody who left in the middle of it goes on there.
    """

    course: str
    title: str
    lessons: Mapping[str, str]
    done: Collection[str]
    quiz: StartVerdict
    last_lesson: str | None = None


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The one thing to do next; ``course``, ``lesson``, ``policy`` and ``attempt_id`` say where.

    ``closes_at`` is when an open attempt with a time limit is handed in by itself.
    """

    kind: StepKind
    words: str
    course: str | None = None
    lesson: str | None = None
    policy: str | None = None
    attempt_id: int | None = None
    closes_at: datetime | None = None


def next_step(
    running: Sequence[EnrollmentState],
    *,
    to_start: Mapping[str, str],
    to_sign: Mapping[str, str],
    to_retake: Mapping[str, str] | None = None,
    urgent: Sequence[str] = (),
) -> NextStep:
    """Choose the one next step for a person.

    ``running`` comes with the latest touched first; ``to_retake``, ``to_start`` and ``to_sign`` give the
    titles of the courses to be taken again and of the required courses and policies still open, in their
    order. An open attempt comes before everything, since it may run out; then the courses that are due,
    which ``urgent`` names, the first due first; then reading, quizzes, courses that changed, new courses,
    signatures.
    """
    steps = [step for enrollment in running for step in _steps(enrollment)]
    steps += [
        NextStep(kind=StepKind.TAKE_AGAIN, words=f"Take “{title}” again", course=course)
        for course, title in (to_retake or {}).items()
    ]
    steps += [
        NextStep(kind=StepKind.START_COURSE, words=f"Start {title}", course=course)
        for course, title in to_start.items()
    ]
    steps += [
        NextStep(kind=StepKind.SIGN_POLICY, words=f"Read and sign {title}", policy=policy)
        for policy, title in to_sign.items()
    ]
    nothing = NextStep(kind=StepKind.NOTHING, words="Nothing is waiting for you")
    return min(steps, key=lambda step: _rank(step, urgent), default=nothing)


def _rank(step: NextStep, urgent: Sequence[str]) -> tuple[bool, int, int]:
    """What is least comes first."""
    due = urgent.index(step.course) if step.course in urgent else len(urgent)
    return step.kind is not StepKind.RESUME_ATTEMPT, due, list(StepKind).index(step.kind)


def _steps(enrollment: EnrollmentState) -> Iterator[NextStep]:
    """Give what could be done next in one course."""
    quiz, course = enrollment.quiz, enrollment.course
    unread = resume_at(list(enrollment.lessons), enrollment.done, enrollment.last_lesson)
    if quiz.open_attempt_id is not None:
        yield NextStep(
            kind=StepKind.RESUME_ATTEMPT,
            words=f"Go on with your quiz in {enrollment.title}",
            course=course,
            attempt_id=quiz.open_attempt_id,
            closes_at=quiz.closes_at,
        )
    if unread:
        words = f"{'Go on' if enrollment.done else 'Begin'} with {enrollment.lessons[unread]}"
        yield NextStep(kind=StepKind.CONTINUE_LESSON, words=words, course=course, lesson=unread)
    elif quiz.lessons:
        again = quiz.lessons[0]
        words = f"Read {enrollment.lessons[again]} again, then try the quiz once more"
        yield NextStep(kind=StepKind.REDO_LESSON, words=words, course=course, lesson=again)
    elif quiz.may_start:
        yield NextStep(kind=StepKind.TAKE_QUIZ, words=f"Take the quiz of {enrollment.title}", course=course)
