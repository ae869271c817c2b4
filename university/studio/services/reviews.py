"""Ask a colleague to look at the drafts of a course, and answer."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.errors import Closed, Invalid, NotFound
from university.outbox import services as outbox
from university.people.models import Role
from university.people.queries import get_employee
from university.studio.models import DraftReview, ReviewAnswer


def ask_for_review(
    session: Session, course: str, *, reviewer_id: int, words: str, by_id: int, now: datetime
) -> DraftReview:
    """Ask another author to look at a course's drafts; they are told. May be asked any time again.

    The same request, while it has no answer, is made once.
    Raises ``Invalid`` for somebody who is no author, and for oneself.
    """
    asker, reviewer = get_employee(session, by_id), get_employee(session, reviewer_id)
    roles = {grant.role for grant in reviewer.roles}
    if reviewer.has_left(now.date()) or reviewer_id == by_id or not roles & {Role.AUTHOR, Role.ADMIN}:
        raise Invalid("A review is for another author. Choose one from the list.")
    if waiting := _waiting(session, course, reviewer_id, by_id, words):
        return waiting
    review = DraftReview(course=course, asked_by_id=by_id, reviewer_id=reviewer_id, asked_at=now, words=words)
    session.add(review)
    session.flush()
    _tell(session, review, reviewer_id, f"{asker.name} asks you to review {course}", words, now)
    return review


def answer_review(
    session: Session,
    course: str,
    review_id: int,
    *,
    answer: ReviewAnswer,
    words: str,
    by_id: int,
    now: datetime,
) -> None:
    """Answer a review that one was asked for; whoever asked is told.

    Raises ``NotFound`` for somebody else's, ``Closed`` for one that has its answer, ``Invalid`` for an
    answer that says nothing.
    """
    review = session.get(DraftReview, review_id, with_for_update=True)
    if review is None or review.course != course or review.reviewer_id != by_id:
        raise NotFound("There is no such review for you to answer.")
    if (review.state, review.answer) == (answer, words):
        return
    if review.state is not ReviewAnswer.ASKED:
        raise Closed("You have answered this already. The author can ask you again.")
    if answer is ReviewAnswer.ASKED or (answer is ReviewAnswer.CHANGES_ASKED and not words):
        raise Invalid("Say what should change, so that the author knows what to do.")
    review.state, review.answer, review.answered_at = answer, words, now
    reviewer = get_employee(session, by_id)
    said = "agrees with" if answer is ReviewAnswer.AGREED else "asks for changes in"
    _tell(session, review, review.asked_by_id, f"{reviewer.name} {said} {course}", words, now)


def _waiting(session: Session, course: str, reviewer_id: int, by_id: int, words: str) -> DraftReview | None:
    return session.scalars(
        select(DraftReview).where(
            DraftReview.course == course,
            DraftReview.reviewer_id == reviewer_id,
            DraftReview.asked_by_id == by_id,
            DraftReview.words == words,
            DraftReview.state == ReviewAnswer.ASKED,
        )
    ).first()


def _tell(session: Session, review: DraftReview, to: int, subject: str, words: str, now: datetime) -> None:
    outbox.queue(
        session,
        f"review {review.state}",
        to=to,
        about=f"draft_review:{review.id}",
        subject=subject,
        words=words or "No further words.",
        path=f"/studio/{review.course}/reviews",
        now=now,
    )
