"""Void a faulty question: it counts as right for whoever was asked it, so that no score can fall."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Closed, NotAllowed
from university.courses.queries import get_catalog
from university.learning import rules
from university.learning.models import Attempt, Enrollment, VoidedQuestion
from university.learning.queries import voiding as reads
from university.learning.queries import voids
from university.learning.services import news
from university.learning.services.completions import complete_if_earned
from university.learning.services.rescoring import raise_completions
from university.outbox import services as outbox
from university.records import services as records
from university.storage.work import insert_once

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class _Change:
    """One attempt whose score rose; ``number`` is where it asked the question.

    ``is_first_pass`` says that the quiz of its enrollment is passed by it, and was not before.
    """

    attempt_id: int
    enrollment_id: int
    employee_id: int
    number: int
    after: rules.Rescored
    is_first_pass: bool


def void_question(
    session: Session, course: str, question: str, reason: str, *, by: Actor, now: datetime
) -> VoidedQuestion:
    """Void a counted question in every version of a course, for ever.

    Every attempt that was asked it has it right from now on: those handed in are scored anew, and who
    passes by it passes; those still open count it when they are handed in. Voiding it again changes
    nothing. Raises ``NotFound`` for a question the course never asked, ``Invalid`` for a reason too short
    or too long, ``Closed`` when no other question would remain. Leaves ``question.voided``,
    ``attempt.rescored`` for each score that rises and ``completion.rescored`` for each completion whose
    score rises with it, and tells those people.
    """
    words = rules.checked_reason(reason)
    reads.get_asked_question(session, course, question)
    _keep_one(session, course, question)
    row = VoidedQuestion(
        course=course, question=question, reason=words, voided_by_id=_person(by), voided_at=now
    )
    if not insert_once(session, row):
        return voids.get_void(session, course, question)
    about = f"voided question:{row.id}"
    payload = {"course": course, "question": question, "reason": words}
    records.append(session, "question.voided", about, by=by, now=now, payload=payload)
    passed = reads.list_passed(session, _hold_asked(session, course, question))
    changed = _rescore_all(session, course, question, passed, by=by, now=now)
    _complete(session, changed, by=by, now=now)
    enrollments = sorted({one.enrollment_id for one in changed})
    raise_completions(session, enrollments, because=about, by=by, now=now)
    _tell(session, row, changed, now=now)
    log.info("question voided", course=course, question=question, rescored=len(changed))
    return row


def _person(by: Actor) -> int:
    if by.id is None:
        raise NotAllowed("Only a person can void a question, by name.")
    return by.id


def _keep_one(session: Session, course: str, question: str) -> None:
    """Refuse to take the last question out of a live quiz, which nobody could pass then."""
    live = get_catalog(session).courses.get(course)
    voided = voids.list_voided(session, course)
    if live is None or question in voided or question not in live.question_by_id:
        return
    if live.question_by_id.keys() <= {*voided, question}:
        raise Closed("This is the last question of the quiz that counts. Publish another one first.")


def _hold_asked(session: Session, course: str, question: str) -> Sequence[int]:
    """Hold the enrollments before their attempts, in one order, as every act within an enrollment does."""
    asked = select(Attempt.enrollment_id).where(reads.asked_of(question))
    held = select(Enrollment.id).where(Enrollment.course == course, Enrollment.id.in_(asked))
    return session.scalars(held.order_by(Enrollment.id).with_for_update()).all()


def _rescore_all(
    session: Session, course: str, question: str, passed: Collection[int], *, by: Actor, now: datetime
) -> Sequence[_Change]:
    """Note the question in every attempt that was asked it; gives those whose score rose.

    ``passed`` are the enrollments whose quiz was passed without this.
    """
    changed: list[_Change] = []
    pass_now: set[int] = set()
    for some in reads.walk_asked(session, course, question, lock=True):
        for asked in some:
            attempt = asked.attempt
            after = reads.rescore(session, asked, question)
            attempt.voided = sorted({*attempt.voided, question})
            if after and after.rises:
                is_first = after.passes_by_it and attempt.enrollment_id not in {*passed, *pass_now}
                pass_now |= {attempt.enrollment_id} if is_first else set()
                attempt.score, attempt.is_passed = after.score, after.is_passed
                changed.append(_change(attempt, question, after, is_first_pass=is_first))
                _note(session, attempt, question, changed[-1], by=by, now=now)
        session.flush()
    return changed


def _change(attempt: Attempt, question: str, after: rules.Rescored, *, is_first_pass: bool) -> _Change:
    numbers = {one["id"]: number for number, one in enumerate(attempt.draw, start=1)}
    return _Change(
        attempt_id=attempt.id,
        enrollment_id=attempt.enrollment_id,
        employee_id=attempt.employee_id,
        number=numbers[question],
        after=after,
        is_first_pass=is_first_pass,
    )


def _note(
    session: Session, attempt: Attempt, question: str, change: _Change, *, by: Actor, now: datetime
) -> None:
    leave = partial(news.about_attempt, session, by=by, now=now)
    leave("attempt.rescored", attempt, payload={"question": question} | asdict(change.after))
    if change.is_first_pass:
        course = attempt.enrollment.course
        passed = {"course": course, "score": change.after.score, "because": "question voided"}
        leave("quiz.passed", attempt, payload=passed)


def _complete(session: Session, changed: Sequence[_Change], *, by: Actor, now: datetime) -> None:
    """Complete what is earned by a pass that came now."""
    for enrollment_id in sorted({one.enrollment_id for one in changed if one.is_first_pass}):
        complete_if_earned(session, session.get_one(Enrollment, enrollment_id), by=by, now=now)


def _tell(session: Session, row: VoidedQuestion, changed: Sequence[_Change], *, now: datetime) -> None:
    """Tell each person once, of the attempt that now has the highest score."""
    title = get_catalog(session).title_of(row.course)
    best = reads.map_best(session, sorted({one.enrollment_id for one in changed}))
    highest = sorted(changed, key=lambda one: one.after.score, reverse=True)
    notices = [_notice(row, title, one, best[one.enrollment_id]) for one in highest]
    outbox.queue_all(session, notices, now=now)


def _notice(row: VoidedQuestion, title: str, one: _Change, best: int) -> outbox.Notice:
    """The words for one person, whose best score counts, also where it is another attempt's."""
    after = one.after
    faulty = f"Question {one.number} of your quiz was faulty and counts as right for you."
    if best > after.score:
        subject = f"A question of “{title}” counts as right for you"
        score = (
            f"That attempt now has {after.score}% (was {after.score_before}%). Your best score stays {best}%."
        )
    else:
        subject = f"Your score in “{title}” is now {after.score}%"
        score = f"Your score is now {after.score}% (was {after.score_before}%)."
    passed = " With that you pass the quiz." if one.is_first_pass else ""
    return outbox.Notice(
        kind="question voided",
        to=one.employee_id,
        about=f"voided question:{row.id}",
        subject=subject,
        words=f"{faulty} {score}{passed} You need do nothing.",
        path=f"/attempts/{one.attempt_id}/result",
    )
