"""Choose how to be told by mail."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from university.outbox.models import Delivery, MessageChoice
from university.outbox.rules import MUTABLE
from university.storage import work


def choose(
    session: Session, employee_id: int, *, delivery: Delivery, muted: Collection[str], now: datetime
) -> None:
    """Keep how somebody wants mail; kinds that are always sent cannot be among the muted ones."""
    choice = _own(session, employee_id, now)
    choice.delivery = delivery
    choice.muted = [kind.name for kind in MUTABLE if kind.name in muted]
    choice.chosen_at = now
    session.flush()


def mute(session: Session, employee_id: int, kinds: Collection[str], *, now: datetime) -> None:
    """Stop mail of these kinds, beside those stopped before; nothing changes where all are stopped already."""
    choice = _own(session, employee_id, now)
    muted = {*choice.muted, *kinds}
    if muted != set(choice.muted):
        choose(session, employee_id, delivery=choice.delivery, muted=muted, now=now)


def _own(session: Session, employee_id: int, now: datetime) -> MessageChoice:
    choice = session.get(MessageChoice, employee_id, with_for_update=True)
    if choice is None:
        # Two tabs may choose for the first time in one moment.
        work.insert_once(
            session, MessageChoice(employee_id=employee_id, delivery=Delivery.DAILY, muted=[], chosen_at=now)
        )
        choice = session.get_one(MessageChoice, employee_id, with_for_update=True)
    return choice
