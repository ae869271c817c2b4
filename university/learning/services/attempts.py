"""Start an attempt, save its answers, hand it in: each with its facts, each with one effect only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.actor import SYSTEM, Actor
from university.base.errors import Closed, NotEarned
from university.courses.queries import get_course_of_version
from university.engines.quiz import mark
from university.learning import rules
from university.learning.models import Answer, Attempt, Enrollment
from university.learning.queries import attempts as reads
from university.learning.queries.enrollments import find_enrollment
from university.learning.queries.voids import list_voided
from university.learning.services import enrollments, locks, news
from university.learning.services.draws import draw_attempt


def start_attempt(session: Session, employee_id: int, course: str, *, by: Actor, now: datetime) -> Attempt:
    """Start an attempt at the quiz of a course, its draw and its rules frozen as they are now.

    The draw comes from a key that only the database knows, so there is no other to be had by asking again.
    Enrolls whoever has not begun the course. Asking again gives the same attempt while it is open.
    Raises ``NotFound`` for an unknown course or one without a quiz, ``Closed`` and ``NotEarned`` when
    the rules do not admit another attempt.
    """
    enrollment = _enrollment(session, employee_id, course, by=by, now=now)
    state = reads.get_quiz(session, employee_id, course, now=now)
    if running := next((one for one in state.attempts if one.submitted_at is None), None):
        return running
    _admit(state)
    attempt = _begin(draw_attempt(session, enrollment, state, now=now), state, now=now)
    session.add(attempt)
    session.flush()
    payload = {
        "course": course,
        "version": attempt.version_id,
        "number": attempt.number,
        "seed": attempt.seed,
        "draw": attempt.draw,
    }
    news.about_attempt(session, "attempt.started", attempt, payload, by=by, now=now)
    return attempt


def _enrollment(session: Session, employee_id: int, course: str, *, by: Actor, now: datetime) -> Enrollment:
    """The enrollment to start in, held until the transaction ends, without an overdue attempt."""
    enrollment = find_enrollment(session, employee_id, course)
    if enrollment is None or enrollment.completed_at is None:
        enrollment = enrollments.enroll(session, employee_id, course, by=by, now=now)
    locks.hold_enrollment(session, enrollment.id)
    for attempt in reads.list_attempts(session, enrollment.id):
        if reads.is_overdue(session, attempt, now):
            close_if_overdue(session, attempt.id, employee_id, now=now)
    return enrollment


def _admit(state: reads.QuizState) -> None:
    if state.standing.completed_at:
        raise Closed("You have completed this course; its quiz is closed for you.")
    verdict = state.verdict
    if verdict.state is rules.StartState.PASSED:
        raise Closed("You have passed this quiz; there is nothing to try again.")
    if verdict.state is rules.StartState.WAIT:
        raise Closed("You have used your attempts. This page says when you may try again.")
    if verdict.state is rules.StartState.REDO_LESSONS:
        titles = ", ".join(lesson.title for lesson in state.lessons_again)
        raise NotEarned(f"Before you try again, read and mark done once more: {titles}.")


def _begin(attempt: Attempt, state: reads.QuizState, *, now: datetime) -> Attempt:
    """Copy the rules in force into an attempt: no later change of them moves it."""
    attempt.pass_mark, attempt.display = state.course.pass_mark, state.course.display
    attempt.started_at = now
    attempt.deadline_at = rules.deadline(now, state.course.quiz_minutes, state.allowed.extra_minutes)
    return attempt


def save_answers(
    session: Session, attempt_id: int, employee_id: int, given: Sequence[rules.GivenAnswer], *, now: datetime
) -> Attempt:
    """Keep what was given so far; what did not change keeps its time.

    Raises ``NotFound`` for somebody else's attempt, ``Closed`` after handing in, past the deadline or for
    another choice in a step of a drill, ``Invalid`` for an answer that this attempt does not have; nothing
    is written then.
    """
    attempt = reads.get_own_attempt(session, attempt_id, employee_id, lock=True)
    if attempt.submitted_at is not None or reads.is_overdue(session, attempt, now):
        raise Closed(
            "This attempt is closed. What you gave after that was not saved. Reload the page to see the result."
        )
    _keep(session, attempt, given, now=now)
    return attempt


def _keep(session: Session, attempt: Attempt, given: Sequence[rules.GivenAnswer], *, now: datetime) -> None:
    course = get_course_of_version(session, attempt.version_id)
    rules.check_answers(given, reads.drawn_of(attempt), course.question_by_id)
    kept = {answer.question: answer for answer in attempt.answers}
    before = {id_: answer.given for id_, answer in kept.items()}
    touched = [
        (one, rules.settle(course.question_by_id[one.question], before.get(one.question, ()), one.given))
        for one in given
        if one.is_touched
    ]
    for one, settled in touched:
        answer = kept.get(one.question)
        if answer is None and (settled or one.is_flagged):
            answer = Answer(question=one.question, given=settled, is_flagged=one.is_flagged, saved_at=now)
            attempt.answers.append(answer)
        elif answer and (answer.given, answer.is_flagged) != (settled, one.is_flagged):
            answer.given, answer.is_flagged, answer.saved_at = settled, one.is_flagged, now
    session.flush()


def submit_attempt(
    session: Session,
    attempt_id: int,
    employee_id: int,
    given: Sequence[rules.GivenAnswer] = (),
    *,
    by: Actor,
    now: datetime,
) -> Attempt:
    """Hand in an attempt with the answers saved and ``given``, mark it, and complete what it completes.

    Handing in again gives the same attempt and changes nothing; past the deadline ``given`` comes too
    late. Raises ``NotFound`` for somebody else's attempt, ``Invalid`` for answers it does not have,
    ``Closed`` for another choice in a step of a drill.
    """
    attempt = locks.hold_attempt(session, attempt_id, employee_id)
    if attempt.submitted_at is not None:
        return attempt
    if reads.is_overdue(session, attempt, now):
        return _finish(session, attempt, by=SYSTEM, now=now)
    _keep(session, attempt, given, now=now)
    return _finish(session, attempt, by=by, now=now)


def close_if_overdue(session: Session, attempt_id: int, employee_id: int, *, now: datetime) -> Attempt:
    """Close one attempt by rule, with the answers it has, if its deadline has passed."""
    attempt = locks.hold_attempt(session, attempt_id, employee_id)
    if reads.is_overdue(session, attempt, now):
        _finish(session, attempt, by=SYSTEM, now=now)
    return attempt


def close_overdue(session: Session, *, now: datetime) -> int:
    """Close every attempt whose deadline has passed; gives how many there were."""
    overdue = [(one.id, one.employee_id) for one in reads.list_overdue(session, now=now)]
    for attempt_id, employee_id in overdue:
        close_if_overdue(session, attempt_id, employee_id, now=now)
    return len(overdue)


def _finish(session: Session, attempt: Attempt, *, by: Actor, now: datetime) -> Attempt:
    _note_voided(session, attempt)
    marking = reads.get_marking(session, attempt)
    attempt.submitted_at = rules.handed_in_at(attempt.started_at, attempt.deadline_at, now)
    attempt.score = marking.score
    attempt.is_passed = mark.passes(marking.right, marking.drawn_count, attempt.pass_mark)
    session.flush()
    score: dict[str, object] = {"score": attempt.score, "right": marking.right, "drawn": marking.drawn_count}
    answers = {one.question: one.given for one in attempt.answers}
    submitted = score | {"is_passed": attempt.is_passed, "answers": answers}
    news.about_attempt(session, "attempt.submitted", attempt, submitted, by=by, now=now)
    if attempt.is_passed:
        news.about_attempt(
            session, "quiz.passed", attempt, {"course": attempt.enrollment.course} | score, by=by, now=now
        )
        enrollments.complete_if_earned(session, attempt.enrollment, by=by, now=now)
    return attempt


def _note_voided(session: Session, attempt: Attempt) -> None:
    """Take over what was voided in the very moment in which the attempt began: neither act saw the other."""
    asked = {question.id for question in reads.drawn_of(attempt)}
    attempt.voided = sorted({*attempt.voided, *(asked & list_voided(session, attempt.enrollment.course))})
