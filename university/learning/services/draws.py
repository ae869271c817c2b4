"""Draw the questions of an attempt from the key of this university, so that the draw can be replayed."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.errors import Closed
from university.courses.queries import get_version
from university.engines.quiz import draw
from university.learning.models import Attempt, DrawKey, Enrollment
from university.learning.queries import draws as reads
from university.learning.queries.attempts import QuizState
from university.storage.work import insert_once

KEY_BYTES = 32
FIRST = 1


def draw_attempt(session: Session, enrollment: Enrollment, state: QuizState, *, now: datetime) -> Attempt:
    """Make the next attempt of an enrollment, not yet written, with its seed and its draw.

    Raises ``Closed`` when no question of the quiz is left to be asked.
    """
    key = _key(session, now=now)
    number = len(state.attempts) + 1
    digest = get_version(session, enrollment.version_id).digest
    seed = draw.keyed_seed(key.key, enrollment.id, number, digest)
    seen = reads.count_seen(session, enrollment.employee_id, enrollment.course)
    drawn = draw.draw_for(state.course, seed, seen, state.voided)
    if not drawn:
        raise Closed("Every question of this quiz was voided. Its owners have to write new ones first.")
    return Attempt(
        enrollment_id=enrollment.id,
        employee_id=enrollment.employee_id,
        version_id=enrollment.version_id,
        number=number,
        draw_key_id=key.id,
        seed=seed,
        draw=draw.to_json(drawn),
        voided=[],
    )


def _key(session: Session, *, now: datetime) -> DrawKey:
    """The key of this university, made when it is first needed; two who need it first get the same one."""
    if kept := reads.find_draw_key(session):
        return kept
    # A service draws this lot itself, as it does a certificate's code: a key that is handed around is none.
    insert_once(session, DrawKey(id=FIRST, key=secrets.token_hex(KEY_BYTES), made_at=now))
    return reads.get_draw_key(session, FIRST)
