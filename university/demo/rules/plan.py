"""All acts of the demo company in the order of their moments, and in batches of one transaction each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from university.demo.rules.accounts import ACCOUNTS
from university.demo.rules.acts import (
    Act,
    GiveRole,
    LoadPolicies,
    ReadNotices,
    Revoke,
    SignPolicy,
    SubmitAttempt,
    TellRoster,
)
from university.demo.rules.chance import Chance
from university.demo.rules.claims import acts_of_claims
from university.demo.rules.duties import acts_of_duties
from university.demo.rules.event_plan import EventPlan
from university.demo.rules.events import acts_of_event
from university.demo.rules.learners import Reader, acts_of_learner
from university.demo.rules.stories import CERTIFICATION, HR, LATE_SIGNER, REVOKED, tell_all
from university.engines.catalog import Reading
from university.engines.catalog.model import Course
from university.people.rules import RosterRow

POLICY_CHANGED_AGO = timedelta(days=10, hours=3)
YEARS = timedelta(days=730)
BATCH = 40
LAST_ACTS = TellRoster | SubmitAttempt | SignPolicy
REASON = "Posted photos of an unreleased product, after a first talk about the same thing in spring."


@dataclass(frozen=True, kw_only=True)
class Company:
    """The demo company as its files tell it, and the courses it learns."""

    rows: Sequence[RosterRow]
    roles: Sequence[tuple[str, str]]
    events: Sequence[EventPlan]
    courses: Mapping[str, Course]
    policies: Reading
    seed: str = "larkenfield"


def opening(now: datetime) -> datetime:
    """The morning on which the university opened: two years ago."""
    return datetime.combine((now - YEARS).date(), time(8), UTC)


def plan_acts(company: Company, now: datetime) -> list[Act]:
    """Plan two years, in order; the same company, seed and moment give the same acts."""
    begin = opening(now)
    readers = [_reader(row) for row in company.rows]
    acts: list[Act] = [*_roster(company.rows, begin, now), *_roles(company, begin)]
    by_number = {reader.number: reader for reader in readers}
    for story in tell_all(list(by_number), company.seed):
        reader = by_number[story.who]
        acts += acts_of_learner(story, reader, company.courses, opening=begin, now=now, seed=company.seed)
    for event in company.events:
        acts += acts_of_event(event, readers, seed=company.seed)
    acts += acts_of_duties(now)
    acts += acts_of_claims(now)
    acts += _signed_anew([act for act in acts if isinstance(act, SignPolicy)], by_number, company.seed, now)
    acts += _afterwards(readers, company.seed, now)
    return sorted((act for act in acts if act.at < now), key=lambda act: act.at)


def batches(acts: Sequence[Act]) -> Iterator[list[Act]]:
    """Part acts into transactions.

    An act that may issue a certificate ends its batch, so that all facts stand in the order of their
    moments; so does the arrival of people, whom the next act already knows.
    """
    batch: list[Act] = []
    for act in acts:
        batch.append(act)
        if len(batch) == BATCH or isinstance(act, LAST_ACTS):
            yield batch
            batch = []
    if batch:
        yield batch


def _reader(row: RosterRow) -> Reader:
    cells = row.cells
    left = cells["left_on"]
    return Reader(
        number=cells["employee_number"],
        zone=ZoneInfo(cells["zone"]),
        joined_on=date.fromisoformat(cells["joined_on"]),
        left_on=date.fromisoformat(left) if left else None,
    )


def _roster(rows: Sequence[RosterRow], begin: datetime, now: datetime) -> Iterator[Act]:
    """Hand in whoever was here at the opening, later everybody who joins or leaves on their day."""
    news: defaultdict[datetime, list[RosterRow]] = defaultdict(list)
    for row in rows:
        reader = _reader(row)
        joined = min(max(begin, _on(reader.joined_on, 7)), now - timedelta(days=1)) + timedelta(minutes=30)
        if reader.left_on is None or _on(reader.left_on, 16) <= joined:
            news[joined].append(row)
        else:
            news[joined].append(replace(row, cells={**row.cells, "left_on": ""}))
            news[_on(reader.left_on, 16)].append(row)
    for at, told in news.items():
        yield TellRoster(at=at, rows=tuple(told))


def _on(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def _roles(company: Company, begin: datetime) -> Iterator[Act]:
    for who, role in company.roles:
        yield GiveRole(at=begin + timedelta(hours=1), who=who, role=role)


def _signed_anew(
    signed: Sequence[SignPolicy], readers: Mapping[str, Reader], seed: str, now: datetime
) -> Iterator[Act]:
    """The policy changed in a material way: most of those who had signed it have signed again since."""
    changed_at = now - POLICY_CHANGED_AGO
    yield LoadPolicies(at=changed_at)
    for act in signed:
        chance, left = Chance(seed, "signs anew", act.who), readers[act.who].left_on
        is_asked = act.at < changed_at and (left is None or left > changed_at.date())
        if is_asked and act.who != LATE_SIGNER and (act.who in ACCOUNTS or chance.share() < 3 / 4):
            yield replace(act, at=changed_at + timedelta(hours=chance.between(2, 9 * 24)))


def _afterwards(readers: Sequence[Reader], seed: str, now: datetime) -> Iterator[Act]:
    """A certificate taken back a month ago, and most people's look at their notices."""
    yield Revoke(at=now - timedelta(days=31), who=REVOKED, certification=CERTIFICATION, reason=REASON, by=HR)
    for reader in readers:
        if Chance(seed, "notices", reader.number).share() < 3 / 4:
            yield ReadNotices(at=now - timedelta(days=9), who=reader.number)
