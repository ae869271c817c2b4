"""Read the messages of one person, and how that person wants mail."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.outbox.models import Message, MessageChoice, MessageState
from university.outbox.rules import DIGEST
from university.people.models import Employee
from university.storage.parts import in_parts

PAGE = 100
#: How many notices an employee has not read, beside whatever else a query asks of employees.
UNREAD = (
    select(func.count())
    .select_from(Message)
    .where(Message.employee_id == Employee.id, Message.read_at.is_(None))
    .correlate(Employee)
    .scalar_subquery()
)


def list_messages(session: Session, employee_id: int) -> Sequence[Message]:
    """The newest messages of a person, newest first."""
    return session.scalars(
        select(Message)
        .where(Message.employee_id == employee_id, Message.kind != DIGEST.name)
        .order_by(Message.queued_at.desc(), Message.id.desc())
        .limit(PAGE)
    ).all()


def get_message(session: Session, message_id: int) -> Message:
    """One message; raises ``NotFound``."""
    message = session.get(Message, message_id)
    if message is None:
        raise NotFound("There is no such message.")
    return message


def find_choice(session: Session, employee_id: int) -> MessageChoice | None:
    """How a person chose to be told; None while they never chose."""
    return session.get(MessageChoice, employee_id)


def list_queued(session: Session, keys: Sequence[str]) -> frozenset[str]:
    """Those of these keys under which a message was ever queued."""
    parts = (select(Message.key).where(Message.key.in_(some)) for some in in_parts(keys))
    return frozenset(key for part in parts for key in session.scalars(part))


def list_heard(session: Session, about: Sequence[str]) -> frozenset[str]:
    """The causes of which somebody has heard: by mail, or since they read the notice."""
    has_heard = or_(Message.state == MessageState.SENT, Message.read_at.is_not(None))
    parts = (select(Message.about).where(Message.about.in_(some), has_heard) for some in in_parts(about))
    return frozenset(cause for part in parts for cause in session.scalars(part))


def map_told(session: Session, about: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """The kinds of messages that were ever queued about each of these causes, in whatever state they are."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for some in in_parts(about):
        for row in session.execute(select(Message.about, Message.kind).where(Message.about.in_(some))):
            told[row.about].add(row.kind)
    return {cause: frozenset(kinds) for cause, kinds in told.items()}
