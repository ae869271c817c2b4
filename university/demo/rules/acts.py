"""What people of the demo company do, each act at its moment; people go by employee number."""

from dataclasses import dataclass
from datetime import datetime

from university.demo.rules.event_plan import EventPlan, TopicPlan
from university.learning.rules.audiences import AssignmentValues
from university.people.rules import RosterRow
from university.unconference.rules import Phase


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something somebody did at a moment."""

    at: datetime


@dataclass(frozen=True, kw_only=True)
class TellRoster(Act):
    """HR hands in rows of the employee file: people who come, or go."""

    rows: tuple[RosterRow, ...]


@dataclass(frozen=True, kw_only=True)
class GiveRole(Act):
    """Somebody is given a role."""

    who: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Enroll(Act):
    """Somebody begins a course."""

    who: str
    course: str


@dataclass(frozen=True, kw_only=True)
class MarkDone(Act):
    """Somebody marks a lesson done."""

    who: str
    course: str
    lesson: str


@dataclass(frozen=True, kw_only=True)
class ReadMissed(Act):
    """Somebody goes once more through the next lesson that the last attempts missed, if any is left."""

    who: str
    course: str


@dataclass(frozen=True, kw_only=True)
class StartAttempt(Act):
    """Somebody starts the quiz of a course."""

    who: str
    course: str


@dataclass(frozen=True, kw_only=True)
class SaveAnswers(Act):
    """Somebody has answered so many questions of the running attempt, rightly."""

    who: str
    course: str
    count: int


@dataclass(frozen=True, kw_only=True)
class SubmitAttempt(Act):
    """Somebody hands in the running attempt, right save for so many questions, chosen by ``lot``."""

    who: str
    course: str
    wrong: int
    lot: str


@dataclass(frozen=True, kw_only=True)
class LoadPolicies(Act):
    """The policies of today take the place of those that the university opened with."""


@dataclass(frozen=True, kw_only=True)
class SignPolicy(Act):
    """Somebody accepts a policy."""

    who: str
    policy: str


@dataclass(frozen=True, kw_only=True)
class AskWaiver(Act):
    """Somebody asks that what they learned before counts for the lessons of a course."""

    who: str
    course: str
    approver: str
    reason: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class DecideWaiver(Act):
    """Whoever was named agrees to it."""

    who: str
    course: str
    by: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Revoke(Act):
    """HR takes a certificate back."""

    who: str
    certification: str
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Assign(Act):
    """Somebody says who must do a course by when; a manager, only within the own line."""

    by: str
    values: AssignmentValues
    is_in_line: bool


@dataclass(frozen=True, kw_only=True)
class KeepUp(Act):
    """The worker asks whoever an assignment means now, and reminds people of what is due."""


@dataclass(frozen=True, kw_only=True)
class ReadNotices(Act):
    """Somebody looks at what they were told."""

    who: str


@dataclass(frozen=True, kw_only=True)
class OpenEvent(Act):
    """An organizer sets up an unconference."""

    event: EventPlan


@dataclass(frozen=True, kw_only=True)
class MovePhase(Act):
    """An organizer moves an unconference on."""

    event: EventPlan
    to: Phase


@dataclass(frozen=True, kw_only=True)
class Propose(Act):
    """Somebody puts a topic on the wall."""

    event: EventPlan
    topic: TopicPlan


@dataclass(frozen=True, kw_only=True)
class Host(Act):
    """Somebody offers to host a topic."""

    event: EventPlan
    topic: TopicPlan


@dataclass(frozen=True, kw_only=True)
class Place(Act):
    """An organizer puts a topic into the grid; slot and room are counted from 0."""

    event: EventPlan
    topic: TopicPlan
    slot: int
    room: int


@dataclass(frozen=True, kw_only=True)
class SignUp(Act):
    """Somebody wants a seat in a session."""

    event: EventPlan
    topic: TopicPlan
    who: str


@dataclass(frozen=True, kw_only=True)
class Leave(Act):
    """Somebody gives a seat back."""

    event: EventPlan
    topic: TopicPlan
    who: str
