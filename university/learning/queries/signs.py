"""Attempts handed in -> the signs among them, each with its reasons in figures."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.courses.queries import get_course_of_version
from university.engines.quiz import signals as engine
from university.engines.quiz.draw import from_json
from university.engines.quiz.mark import Mark, mark
from university.learning.models import Attempt
from university.people.models import Employee

A_MILLION = 1_000_000


class SignalKind(StrEnum):
    """What was noticed."""

    FAST = "faster than anybody reads"
    EQUAL = "equal wrong answers"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What HR sees of an attempt: whose it was, when, how long and how well; never what was answered."""

    id: int
    name: str
    employee_number: str
    number: int
    submitted_at: datetime
    seconds: int
    score: int


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One sign; ``key`` stays the same for as long as it is about the same attempts.

    A fast one tells how many ``words`` were new to the person and the seconds that they take; the
    others have their ``group``, in the words of the engine.
    """

    key: str
    kind: SignalKind
    course: str
    attempts: Sequence[Seen]
    words: int = 0
    needed: int = 0
    group: engine.Group | None = None

    @property
    def one_in(self) -> int:
        """At most one course in so many shows such a group by chance; a million stands for all above it."""
        risk = max(self.group.risk if self.group else 0, 1 / A_MILLION)
        digits = len(str(int(1 / risk)))
        return int(round(1 / risk, 2 - digits))

    @property
    def shared(self) -> Sequence[int]:
        """How many wrong answers one of the group has equal with another, at least and at most."""
        counts = sorted(len(match.equal) for match in self.group.matches) if self.group else [0]
        return sorted({counts[0], counts[-1]})

    @property
    def expected(self) -> float:
        """How many equal ones chance explains, at most."""
        return max((match.expected for match in self.group.matches), default=0) if self.group else 0

    @property
    def name_of(self) -> Mapping[int, str]:
        """Whose attempt each is."""
        return {one.id: one.name for one in self.attempts}


def find_signs(session: Session, attempts: Sequence[Attempt]) -> list[Signal]:
    """Every sign among these attempts, which have their enrollment and answers; the newest first."""
    hasty = list(_hasty(session, attempts))
    groups = list(_groups(session, attempts))
    ids = {one.id for one, _ in hasty} | {id_ for _, group in groups for id_ in group.papers}
    seen = _seen(session, [one for one in attempts if one.id in ids])
    fast = [
        Signal(
            key=_key("fast", [attempt.id]),
            kind=SignalKind.FAST,
            course=attempt.enrollment.course,
            attempts=[seen[attempt.id]],
            words=words,
            needed=round(engine.seconds_to_read(words)),
        )
        for attempt, words in hasty
    ]
    equal = [
        Signal(
            key=_key("equal", group.papers),
            kind=SignalKind.EQUAL,
            course=course,
            attempts=[seen[id_] for id_ in group.papers],
            group=group,
        )
        for course, group in groups
    ]
    return sorted([*equal, *fast], key=_newest, reverse=True)


def _newest(signal: Signal) -> tuple[datetime, str]:
    return max(one.submitted_at for one in signal.attempts), signal.key


def _key(kind: str, ids: Sequence[int]) -> str:
    return f"{kind}-{sha256(' '.join(map(str, ids)).encode()).hexdigest()[:20]}"


def _hasty(session: Session, attempts: Sequence[Attempt]) -> Iterator[tuple[Attempt, int]]:
    """Passed attempts that took less time than reading takes, with the words that were new in them.

    Who hurried and failed gained nothing by it. What a person was asked before need not be read again.
    """
    first_look = [one for one in attempts if one.is_passed and _is_hasty(one, _words(session, one))]
    before = _asked_before(session, first_look)
    for attempt in first_look:
        words = _words(session, attempt, before.get(attempt.id, frozenset()))
        if _is_hasty(attempt, words):
            yield attempt, words


def _is_hasty(attempt: Attempt, words: int) -> bool:
    return _seconds(attempt) < engine.seconds_to_read(words)


def _seconds(attempt: Attempt) -> int:
    return round(((attempt.submitted_at or attempt.started_at) - attempt.started_at).total_seconds())


def _words(session: Session, attempt: Attempt, without: Collection[str] = frozenset()) -> int:
    questions = get_course_of_version(session, attempt.version_id).question_by_id
    asked = [one.id for one in from_json(attempt.draw) if one.id not in without]
    return sum(engine.words_in(questions[id_]) for id_ in asked)


def _asked_before(session: Session, attempts: Sequence[Attempt]) -> Mapping[int, frozenset[str]]:
    """What each of these persons was asked in earlier attempts of the same enrollment."""
    rows = session.execute(
        select(Attempt.enrollment_id, Attempt.number, Attempt.draw).where(
            Attempt.enrollment_id.in_([one.enrollment_id for one in attempts])
        )
    ).all()
    return {
        one.id: frozenset(
            drawn.id
            for row in rows
            if row.enrollment_id == one.enrollment_id and row.number < one.number
            for drawn in from_json(row.draw)
        )
        for one in attempts
    }


def _groups(session: Session, attempts: Sequence[Attempt]) -> Iterator[tuple[str, engine.Group]]:
    papers: defaultdict[str, list[engine.Paper]] = defaultdict(list)
    for attempt in attempts:
        papers[attempt.enrollment.course].append(_paper(session, attempt))
    for course, of_course in papers.items():
        yield from ((course, group) for group in engine.find_groups(of_course))


def _paper(session: Session, attempt: Attempt) -> engine.Paper:
    """An attempt as the engine compares it; what was voided counts for nobody."""
    questions = get_course_of_version(session, attempt.version_id).question_by_id
    given = {one.question: one.given for one in attempt.answers}
    marks = mark(questions, from_json(attempt.draw), given, attempt.voided).marks
    return engine.Paper(
        id=attempt.id,
        person=attempt.employee_id,
        asked=frozenset(id_ for id_, one in marks.items() if one is not Mark.VOIDED),
        wrong={id_: engine.as_text(given[id_]) for id_, one in marks.items() if one is Mark.WRONG},
    )


def _seen(session: Session, attempts: Sequence[Attempt]) -> Mapping[int, Seen]:
    ids = {one.employee_id for one in attempts}
    people = {one.id: one for one in session.scalars(select(Employee).where(Employee.id.in_(ids)))}
    return {
        one.id: Seen(
            id=one.id,
            name=people[one.employee_id].name,
            employee_number=people[one.employee_id].employee_number,
            number=one.number,
            submitted_at=one.submitted_at or one.started_at,
            seconds=_seconds(one),
            score=one.score or 0,
        )
        for one in attempts
    }
