"""How somebody in a team stands, for the manager: what is late first, in words; never how it was answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from university.certification.rules import CertificateStatus
from university.home.rules.asking import NEVER
from university.learning.rules import Progress
from university.records.rules import Column, Shape

SOON = timedelta(days=30)
MOST_NAMED = 2


class TeamState(StrEnum):
    """How a person stands, the most urgent first: in this order a team is listed."""

    LATE = "overdue or expired"
    SOON = "due soon"
    RUNNING = "under way"
    FINE = "nothing open"

    @property
    def kind(self) -> str:
        """The shape and color that repeat the word."""
        return {"LATE": "bad", "SOON": "warn", "RUNNING": "info", "FINE": "ok"}[self.name]


class Show(StrEnum):
    """Whom of a team to list."""

    ALL = ""
    DUE = "due"
    OVERDUE = "overdue"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A course asked of somebody and not done; ``cause`` is what messages about it are named after."""

    cause: str
    course: str
    title: str
    due_at: datetime
    zone: str

    def is_late(self, now: datetime) -> bool:
        """Whether its day is over."""
        return now > self.due_at

    @property
    def due_on(self) -> date:
        """The day by which it is due, where the person lives."""
        return self.due_at.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, kw_only=True)
class Held:
    """The newest certificate of one certification; ``at`` is when it ends, or when it was revoked."""

    title: str
    status: CertificateStatus
    at: datetime
    zone: str

    @property
    def has_lapsed(self) -> bool:
        """Whether it holds no longer."""
        return not self.status.holds

    @property
    def words(self) -> str:
        """The same for reading."""
        on = day(self.at, self.zone)
        told = {
            CertificateStatus.EXPIRED: f"{self.title} ended on {on}",
            CertificateStatus.REVOKED: f"{self.title} was revoked on {on}",
            CertificateStatus.EXPIRING: f"{self.title} ends on {on}",
        }
        return told.get(self.status, f"{self.title} until {on}")


@dataclass(frozen=True, kw_only=True)
class Running:
    """A course under way; once every lesson is done, its quiz is left."""

    title: str
    progress: Progress

    @property
    def sentence(self) -> str:
        """How far it is: "3 of 8 done in “Safe accounts”"."""
        is_read = self.progress.done >= self.progress.total
        return f"{self.progress.words} in “{self.title}”{', the quiz is left' if is_read else ''}"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sentence about a person, and the shape that goes with it."""

    kind: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How one person stands: the state, the sentences, and the numbers that a table shows."""

    state: TeamState
    first_at: datetime
    lines: Sequence[Line]
    overdue: int
    asked: int
    lapsed: int
    next_due_on: date | None

    @property
    def words(self) -> str:
        """All sentences in one."""
        return "; ".join(line.words for line in self.lines)

    def fits(self, show: Show) -> bool:
        """Whether this person belongs in a list."""
        fitting = {Show.DUE: self.asked, Show.OVERDUE: self.overdue, Show.EXPIRED: self.lapsed}
        return bool(fitting.get(show, True))


@dataclass(frozen=True, kw_only=True)
class TeamFilters:
    """Which of a manager's people to list; ``is_whole`` adds those who report to them in turn."""

    is_whole: bool = False
    show: Show = Show.ALL
    q: str = ""

    def asked(self) -> Mapping[str, str]:
        """What is set, as plain text: for addresses and for the ledger."""
        values = {"reach": "all" if self.is_whole else "", "show": self.show.value, "q": self.q}
        return {name: value for name, value in values.items() if value}


TEAM_COLUMNS = (
    Column("name", "Name"),
    Column("words", "How it stands"),
    Column("state", "State"),
    Column("overdue", "Overdue", Shape.NUMBER),
    Column("asked", "Asked", Shape.NUMBER),
    Column("next_due_on", "Next due", Shape.DATE),
    Column("department", "Department"),
    Column("manager_name", "Reports to"),
    Column("employee_number", "Number"),
)
"""The columns of a team, in this order: the page, CSV and XLSX are all made from this one list."""


def judge(owed: Sequence[Owed], held: Sequence[Held], running: Sequence[Running], now: datetime) -> Verdict:
    """Say how somebody stands, from what is owed (first due first), held and under way."""
    late = [one for one in owed if one.is_late(now)]
    soon = [one for one in owed if not one.is_late(now) and one.due_at - now <= SOON]
    lapsed = [one for one in held if one.has_lapsed]
    ending = [one for one in held if one.status is CertificateStatus.EXPIRING]
    state, first_at = TeamState.FINE, NEVER
    if late or lapsed:
        state, first_at = TeamState.LATE, _first(late, lapsed)
    elif soon or ending:
        state, first_at = TeamState.SOON, _first(soon, ending)
    elif owed or running:
        state, first_at = TeamState.RUNNING, _first(owed, ())
    lines = [*_late(late), *_sentences("bad", lapsed), *_soon(soon), *_sentences("warn", ending)]
    lines += [*_later([one for one in owed if one not in late and one not in soon]), *_under_way(running)]
    holding = [one for one in held if one.status is CertificateStatus.VALID]
    lines += _sentences("ok", holding)
    return Verdict(
        state=state,
        first_at=first_at,
        lines=lines or [Line(kind="ok", words="Nothing asked")],
        overdue=len(late),
        asked=len(owed),
        lapsed=len(lapsed),
        next_due_on=owed[0].due_on if owed else None,
    )


def to_remind_of(owed: Sequence[Owed], now: datetime) -> Sequence[Owed]:
    """What a reminder is about unless somebody chooses: what is late or due soon, else what is due first."""
    return [one for one in owed if one.due_at - now <= SOON] or owed[:1]


def day(at: datetime, zone: str) -> str:
    """Say the day of a moment where somebody lives: "Mon 2 Nov 2026"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b %Y}"


def _first(owed: Sequence[Owed], held: Sequence[Held]) -> datetime:
    return min([*(one.due_at for one in owed), *(one.at for one in held)], default=NEVER)


def _sentences(kind: str, held: Sequence[Held]) -> Iterator[Line]:
    yield from (Line(kind=kind, words=one.words) for one in held)


def _late(late: Sequence[Owed]) -> Iterator[Line]:
    if len(late) == 1:
        yield Line(kind="bad", words=f"“{late[0].title}” overdue since {day(late[0].due_at, late[0].zone)}")
    elif late:
        since = day(late[0].due_at, late[0].zone)
        yield Line(kind="bad", words=f"{len(late)} overdue, the first since {since}")


def _soon(soon: Sequence[Owed]) -> Iterator[Line]:
    if len(soon) == 1:
        yield Line(kind="warn", words=f"“{soon[0].title}” due {day(soon[0].due_at, soon[0].zone)}")
    elif soon:
        yield Line(kind="warn", words=f"{len(soon)} due soon, the first {day(soon[0].due_at, soon[0].zone)}")


def _later(later: Sequence[Owed]) -> Iterator[Line]:
    if later:
        words = f"“{later[0].title}”" if len(later) == 1 else f"{len(later)} asked, the first"
        yield Line(kind="info", words=f"{words} due {day(later[0].due_at, later[0].zone)}")


def _under_way(running: Sequence[Running]) -> Iterator[Line]:
    for one in running[:MOST_NAMED]:
        yield Line(kind="info", words=one.sentence)
    if len(running) > MOST_NAMED:
        yield Line(kind="info", words=f"{len(running) - MOST_NAMED} more under way")
