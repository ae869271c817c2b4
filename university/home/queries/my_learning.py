"""What "my learning" shows a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from university.certification import rules as certifying
from university.certification.queries import (
    OwnStanding,
    held_since,
    list_own_certificates,
    list_standing_with,
)
from university.courses.queries import LiveCatalog, get_catalog
from university.home import rules
from university.home.queries.asked import ToDo, list_on_the_way, list_to_do, list_to_sign, map_asked
from university.home.queries.finished import (
    Changed,
    Finished,
    list_changed,
    list_completions,
    list_finished,
)
from university.home.queries.recommended import Recommended, list_recommended
from university.home.queries.running import Running, list_running
from university.home.rules import LAPSED, Asked
from university.learning.queries import CourseRow, Standing, list_due, list_progress
from university.learning.queries.own import Marked, PracticeOffer, list_bookmarks, list_practice_open
from university.learning.rules import CourseState, NextStep, StepKind, next_step
from university.policies.queries import list_signed


@dataclass(frozen=True, kw_only=True)
class MyLearning:
    """One person's learning, sorted by what it asks of them.

    ``to_do`` and ``running`` come with what is due first; ``asked`` is what is known of the course of
    the next step. ``minutes`` are those learned here this year.
    """

    greeting: str
    step: NextStep
    step_row: CourseRow | None
    asked: Mapping[str, Asked]
    to_do: Sequence[ToDo]
    to_sign: Mapping[str, str]
    running: Sequence[Running]
    changed: Sequence[Changed]
    practice: Sequence[PracticeOffer]
    recommended: Sequence[Recommended]
    bookmarks: Sequence[Marked]
    finished: Sequence[Finished]
    certifications: Sequence[OwnStanding]
    minutes: int

    @property
    def to_catch_up(self) -> Sequence[Changed]:
        """What changed since, of the courses that nobody asks for again."""
        return [one for one in self.changed if one.row.course.slug not in self.asked]

    def has_changed(self, course: str | None) -> bool:
        """Whether a completed course is another one now."""
        return any(one.row.course.slug == course for one in self.changed)

    @property
    def lapsed(self) -> Sequence[OwnStanding]:
        """The certifications whose certificate holds no longer."""
        return [one for one in self.certifications if one.standing in LAPSED]

    @property
    def ending(self) -> Sequence[OwnStanding]:
        """Those whose certificate ends soon or has ended: what is to be looked after."""
        return [
            one
            for one in self.certifications
            if one.is_paused or one.standing is certifying.Standing.EXPIRING or one.standing in LAPSED
        ]

    @property
    def others(self) -> Sequence[OwnStanding]:
        """All other certifications."""
        ending = self.ending
        return [one for one in self.certifications if one not in ending]

    @property
    def first_recommended(self) -> Recommended | None:
        """What to offer when nothing waits."""
        is_free = self.step.kind is StepKind.NOTHING and not self.ending
        return self.recommended[0] if is_free and self.recommended else None


def get_my_learning(session: Session, employee_id: int, *, zone: ZoneInfo, now: datetime) -> MyLearning:
    """Everything for a person's first page.

    Nine statements, however much there is, and those that tell whether quizzes may be tried once more.
    """
    catalog = get_catalog(session)
    rows = _rows(catalog, list_progress(session, employee_id))
    certifications = _certifications(session, catalog, employee_id, rows, now=now)
    on_the_way = list_on_the_way(certifications, _begun(rows))
    asked = map_asked(catalog, rows, list_due(session, employee_id), certifications, on_the_way, zone.key)
    to_do = list_to_do(catalog, rows, asked)
    to_sign = list_to_sign(catalog, on_the_way)
    running = list_running(session, rows, asked, now=now)
    completions = list_completions(session, catalog, employee_id)
    finished = list_finished(rows, completions)
    step = _next_step(running, to_do, to_sign, asked)
    return MyLearning(
        greeting=rules.greeting(
            replace(_state(to_do, running, asked, now), to_sign=len(to_sign), done=len(finished)),
            now.astimezone(zone).date(),
        ),
        step=step,
        step_row=rows.get(step.course or ""),
        asked=asked,
        to_do=to_do,
        to_sign=to_sign,
        running=running,
        changed=list_changed(catalog, finished),
        practice=list_practice_open(session, employee_id, now),
        recommended=list_recommended(session, catalog, employee_id, rows, certifications, asked, now=now),
        bookmarks=list_bookmarks(session, employee_id),
        finished=finished,
        certifications=certifications,
        minutes=rules.learned_in_year((one.learned for one in completions), now, zone),
    )


def _rows(catalog: LiveCatalog, standings: Mapping[str, Standing]) -> dict[str, CourseRow]:
    return {
        slug: CourseRow(course=course, standing=standings.get(slug) or Standing(course=slug))
        for slug, course in catalog.courses.items()
    }


def _begun(rows: Mapping[str, CourseRow]) -> list[str]:
    return [slug for slug, row in rows.items() if row.standing.state is not CourseState.NOT_STARTED]


def _certifications(
    session: Session,
    catalog: LiveCatalog,
    employee_id: int,
    rows: Mapping[str, CourseRow],
    *,
    now: datetime,
) -> Sequence[OwnStanding]:
    """Where the person stands with each, from the completions that were read already."""
    completed = [
        certifying.CompletedCourse(course=slug, completed_at=at, score=score)
        for slug, row in rows.items()
        for at, score in row.standing.completions
    ]
    signed = list_signed(session, employee_id).items()
    certificates = list_own_certificates(session, employee_id)
    facts = certifying.EarnedFacts(
        completed=completed,
        signed_at={slug: one.acknowledged_at for slug, one in signed if one.is_current},
        held_since=held_since(certificates, now),
    )
    return list_standing_with(catalog, certificates, facts, now)


def _next_step(
    running: Sequence[Running],
    to_do: Sequence[ToDo],
    to_sign: Mapping[str, str],
    asked: Mapping[str, Asked],
) -> NextStep:
    """The one next step; what must come before a course that is due is as urgent as that course."""
    begin_with = {one.row.course.slug: one.begin_with for one in to_do}
    again = {one.row.course.slug: one.row.course.title for one in to_do if one.is_again}
    begun = {one.row.course.slug for one in running}
    return next_step(
        [one.state for one in running],
        to_start={
            course.slug: course.title
            for course in begin_with.values()
            if course.slug not in again and course.slug not in begun
        },
        to_sign=to_sign,
        to_retake=again,
        urgent=[
            begin_with[slug].slug if slug in begin_with else slug for slug, one in asked.items() if one.due_at
        ],
    )


def _state(
    to_do: Sequence[ToDo], running: Sequence[Running], asked: Mapping[str, Asked], now: datetime
) -> rules.State:
    """How many courses stand how, each counted once."""
    late = [one for one in asked.values() if one.is_overdue(now)]
    days = [one.due_on for one in asked.values() if one.due_on and one not in late]
    free = [one for one in to_do if one.asked.due_at is None]
    return rules.State(
        overdue=len(late),
        due=days,
        running=sum(one.asked is None or one.asked.due_at is None for one in running),
        to_retake=sum(one.is_again for one in free),
        to_start=sum(not one.is_again for one in free),
    )
