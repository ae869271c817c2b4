"""What is held while an act decides: person, enrollment, attempt, in this order: nobody waits in a ring."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.learning.models import Attempt, Enrollment
from university.learning.queries.attempts import get_own_attempt
from university.people.models import Employee


def hold_person(session: Session, employee_id: int) -> None:
    """Let nobody else begin something in the name of this person."""
    session.execute(select(Employee.id).where(Employee.id == employee_id).with_for_update(key_share=True))


def hold_enrollment(session: Session, enrollment_id: int) -> Enrollment:
    """Let nobody else act within this enrollment, and read it afresh."""
    return session.scalars(
        select(Enrollment)
        .where(Enrollment.id == enrollment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def hold_attempt(session: Session, attempt_id: int, employee_id: int) -> Attempt:
    """One's own attempt, held after its enrollment; raises ``NotFound``."""
    attempt = get_own_attempt(session, attempt_id, employee_id)
    hold_enrollment(session, attempt.enrollment_id)
    return get_own_attempt(session, attempt_id, employee_id, lock=True)
